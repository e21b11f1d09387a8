/**
 * The "store" capability: what a plugin keeps for good, under keys of its own.
 *
 * @module
 */

import { Buffer } from "node:buffer";
import type { Clock } from "../../net/clock.ts";
import type { PluginStore } from "../../storage/plugin_store.ts";

/** The longest key, in UTF-16 units. */
export const KEY_LENGTH = 200;

/** The largest value as JSON, in bytes of UTF-8: 64 KiB. */
export const VALUE_BYTES = 65_536;

/** The most that one plugin may keep, keys and values together, in bytes of UTF-8: 10 MiB. */
export const STORE_BYTES = 10_485_760;

/** What can be kept: data that JSON has words for. */
export type Json =
  | null
  | boolean
  | number
  | string
  | readonly Json[]
  | { readonly [key: string]: Json | undefined };

/** One thing that is kept. */
export interface StoreEntry<Value = Json> {
  /** Where it is kept. */
  readonly key: string;
  /** What is kept. */
  readonly value: Value;
}

/**
 * What a plugin keeps for good. What a promise has told to be done survives a crash. Keys have 1 to 200
 * characters; a value takes up to 64 KiB as JSON, and all of them together 10 MiB.
 */
export interface Store {
  /** What is kept under a key; undefined for nothing. */
  get<Value extends Json = Json>(key: string): Promise<Value | undefined>;
  /**
   * Keeps something under a key.
   *
   * @throws {RangeError} If the key or the value is too large, or there is no more room.
   * @throws {TypeError} If JSON has no words for the value.
   */
  set(key: string, value: Json): Promise<void>;
  /** Forgets a key. Tells whether something was kept under it. */
  delete(key: string): Promise<boolean>;
  /** What is kept under keys that begin so, sorted by key; all of it unless told. */
  list<Value extends Json = Json>(prefix?: string): Promise<StoreEntry<Value>[]>;
  /**
   * Changes what is kept under a key, while nobody else changes it.
   *
   * @param change Makes the new value of the old one, which is undefined if there is none; undefined
   * forgets the key. It must not change the same key itself, as it would wait for itself, and it may
   * take 30 seconds.
   * @returns The new value.
   * @throws As {@linkcode Store.set} does, and what `change` throws; nothing is changed then.
   */
  update<Value extends Json = Json>(
    key: string,
    change: (value: Value | undefined) => Value | undefined | Promise<Value | undefined>,
  ): Promise<Value | undefined>;
}

/** How long a change may take, in milliseconds, since others of the same key wait for it. */
export const CHANGE_MS = 30_000;

/** What all plugins keep. Who asks twice for one plugin is handed the same. */
export class PluginSpaces {
  readonly #parts: SpaceParts;
  readonly #spaces = new Map<string, PluginSpace>();

  constructor(parts: SpaceParts) {
    this.#parts = parts;
  }

  /** What a plugin keeps, by its name: an older one of it, which may still be busy, has the same. */
  of(plugin: string): PluginSpace {
    const space = this.#spaces.get(plugin) ?? new PluginSpace(plugin, this.#parts);
    this.#spaces.set(plugin, space);
    return space;
  }
}

/** What a {@linkcode PluginSpace} works with. */
export interface SpaceParts {
  readonly rows: PluginStore;
  readonly clock: Clock;
}

/** What one plugin keeps. */
export class PluginSpace implements Store {
  readonly #plugin: string;
  readonly #rows: PluginStore;
  readonly #clock: Clock;
  /** By key: when the last of the changes that wait for one another is done. */
  readonly #lines = new Map<string, Promise<unknown>>();

  constructor(plugin: string, { rows, clock }: SpaceParts) {
    this.#plugin = plugin;
    this.#rows = rows;
    this.#clock = clock;
  }

  async get<Value extends Json>(key: string): Promise<Value | undefined> {
    checkKey(key);
    return this.#read(key) as Value | undefined;
  }

  async set(key: string, value: Json): Promise<void> {
    checkKey(key);
    // Now, as the plugin may change it while it waits.
    const json = jsonOf(key, value);
    await this.#inLine(key, () => this.#write(key, json));
  }

  async delete(key: string): Promise<boolean> {
    checkKey(key);
    return await this.#inLine(key, () => this.#rows.remove(this.#plugin, key));
  }

  async list<Value extends Json>(prefix = ""): Promise<StoreEntry<Value>[]> {
    if (prefix !== "") checkKey(prefix);
    return this.#rows.list(this.#plugin, prefix)
      .map(({ key, value }) => ({ key, value: JSON.parse(value) as Value }));
  }

  async update<Value extends Json>(
    key: string,
    change: (value: Value | undefined) => Value | undefined | Promise<Value | undefined>,
  ): Promise<Value | undefined> {
    checkKey(key);
    return await this.#inLine(key, async () => {
      const value = await this.#inTime(key, () => change(this.#read(key) as Value | undefined));
      if (value === undefined) this.#rows.remove(this.#plugin, key);
      else this.#write(key, jsonOf(key, value));
      return value;
    });
  }

  /** What changes for too long changes nothing: else one that never ends would stop all after it. */
  async #inTime<Value>(key: string, change: () => Value | Promise<Value>): Promise<Value> {
    const late = Promise.withResolvers<never>();
    const cancel = this.#clock.after(CHANGE_MS, () => {
      const limit = `${CHANGE_MS / 1000} seconds`;
      late.reject(new Error(`Cannot keep "${key}" as its change did not end within ${limit}`));
    });
    try {
      return await Promise.race([change(), late.promise]);
    } finally {
      cancel();
    }
  }

  #read(key: string): unknown {
    const json = this.#rows.get(this.#plugin, key);
    return json === undefined ? undefined : JSON.parse(json);
  }

  #write(key: string, value: string): void {
    const size = this.#rows.sizeWith(this.#plugin, { key, value });
    if (size > STORE_BYTES) {
      throw new RangeError(
        `Cannot keep "${key}" as there is no more room: ` +
          `it would make ${size} of at most ${STORE_BYTES} bytes`,
      );
    }
    this.#rows.set(this.#plugin, { key, value });
  }

  /** Does something to a key once all that was asked before of the same key has been done. */
  #inLine<Result>(key: string, job: () => Result | Promise<Result>): Promise<Result> {
    const before = this.#lines.get(key);
    const done = before ? before.then(job) : (async () => await job())();
    const settled = done.then(() => {}, () => {}).then(() => {
      if (this.#lines.get(key) === settled) this.#lines.delete(key);
    });
    this.#lines.set(key, settled);
    return done;
  }
}

function checkKey(key: string): void {
  if (typeof key !== "string" || key === "" || key.length > KEY_LENGTH) {
    const found = typeof key === "string" ? `${key.length} characters` : typeof key;
    throw new RangeError(
      `Cannot keep anything under that key as it must have 1 to ${KEY_LENGTH} characters: ${found}`,
    );
  }
  if (!key.isWellFormed() || /\p{Cc}/u.test(key)) {
    throw new RangeError("Cannot keep anything under that key as it has what is no character");
  }
}

function jsonOf(key: string, value: Json): string {
  const json: string | undefined = JSON.stringify(value);
  if (json === undefined) {
    throw new TypeError(`Cannot keep "${key}" as JSON has no words for it: ${typeof value}`);
  }
  const found = Buffer.byteLength(json);
  if (found > VALUE_BYTES) {
    throw new RangeError(
      `Cannot keep "${key}" as it is too large: ${found} of at most ${VALUE_BYTES} bytes`,
    );
  }
  return json;
}
