/**
 * Keeps what plugins keep: texts by plugin and key.
 *
 * @module
 */

import { Buffer } from "node:buffer";
import type { DatabaseSync } from "node:sqlite";

/** One thing that a plugin keeps. */
export interface PluginRow {
  readonly key: string;
  /** As it was handed in: JSON. */
  readonly value: string;
}

/** Keeps what plugins keep. What it has taken lasts: each change is a transaction. */
export class PluginStore {
  readonly #get;
  readonly #set;
  readonly #remove;
  readonly #list;
  readonly #size;
  readonly #sizeOf;
  /** In bytes, by plugin; counted once, then kept up to date. */
  readonly #sizes = new Map<string, number>();

  constructor(database: DatabaseSync) {
    this.#get = database.prepare("SELECT value FROM plugin_values WHERE plugin = ? AND key = ?");
    this.#set = database.prepare(
      "INSERT OR REPLACE INTO plugin_values (plugin, key, value) VALUES (?, ?, ?)",
    );
    this.#remove = database.prepare("DELETE FROM plugin_values WHERE plugin = ? AND key = ?");
    this.#list = database.prepare(
      `SELECT key, value FROM plugin_values
       WHERE plugin = ?1 AND key >= ?2 AND substr(key, 1, length(?2)) = ?2 ORDER BY key`,
    );
    const bytes = "length(CAST(key AS BLOB)) + length(CAST(value AS BLOB))";
    this.#size = database.prepare(
      `SELECT coalesce(sum(${bytes}), 0) AS size FROM plugin_values WHERE plugin = ?`,
    );
    this.#sizeOf = database.prepare(
      `SELECT ${bytes} AS size FROM plugin_values WHERE plugin = ? AND key = ?`,
    );
  }

  get(plugin: string, key: string): string | undefined {
    return this.#get.get(plugin, key)?.value as string | undefined;
  }

  set(plugin: string, { key, value }: PluginRow): void {
    const size = this.sizeWith(plugin, { key, value });
    this.#set.run(plugin, key, value);
    this.#sizes.set(plugin, size);
  }

  /** Tells whether there was something under that key. */
  remove(plugin: string, key: string): boolean {
    const size = this.#sizeNow(plugin) - this.#sizeOfKey(plugin, key);
    const { changes } = this.#remove.run(plugin, key);
    this.#sizes.set(plugin, size);
    return changes > 0;
  }

  /** What is kept under keys that begin so, by key. */
  list(plugin: string, prefix: string): PluginRow[] {
    return this.#list.all(plugin, prefix)
      .map(({ key, value }) => ({ key: String(key), value: String(value) }));
  }

  /** How many bytes of keys and values a plugin would keep, were this among them. */
  sizeWith(plugin: string, { key, value }: PluginRow): number {
    const added = Buffer.byteLength(key) + Buffer.byteLength(value);
    return this.#sizeNow(plugin) - this.#sizeOfKey(plugin, key) + added;
  }

  #sizeNow(plugin: string): number {
    const known = this.#sizes.get(plugin);
    if (known !== undefined) return known;
    const counted = Number(this.#size.get(plugin)?.size);
    this.#sizes.set(plugin, counted);
    return counted;
  }

  #sizeOfKey(plugin: string, key: string): number {
    return Number(this.#sizeOf.get(plugin, key)?.size ?? 0);
  }
}
