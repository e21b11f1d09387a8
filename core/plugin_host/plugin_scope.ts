/**
 * The scope of a plugin: all that it has registered, which comes and goes as one.
 *
 * @module
 */

import { atOnce, type Awaitable } from "../commands/at_once.ts";
import { runBrokenOff } from "./time_limit.ts";

/** How long a plugin of the folder may keep all others waiting, in milliseconds. */
export const TURN_MS = 2000;

/** Puts something into the house, and returns what takes it out again. */
export type Install = () => () => void;

/**
 * What one plugin has registered. Until it is opened nothing of it is in the house, so that an older
 * one can stand there meanwhile. Opening, closing and taking over are synchronous: nobody sees half.
 */
export class PluginScope {
  readonly #installs: Install[] = [];
  #removes: (() => void)[] = [];
  #ends: (() => void)[] = [];
  #state: "set up" | "open" | "closed" = "set up";
  #running = 0;
  #idle = Promise.withResolvers<void>();
  readonly #turnMs: number | undefined;

  /**
   * @param turnMs How long its work may keep all others waiting, in milliseconds; without it, for ever.
   */
  constructor({ turnMs }: { readonly turnMs?: number } = {}) {
    this.#turnMs = turnMs;
  }

  /** Whether what it has registered is in the house. What comes too early or too late is not for it. */
  get isOpen(): boolean {
    return this.#state === "open";
  }

  /**
   * Claims something that only one can have, such as a word: now if the scope is open, else when it
   * opens.
   *
   * @throws {Error} If the plugin is gone, or what `install` throws.
   */
  claim(install: Install): void {
    if (this.#state === "closed") {
      throw new Error("Cannot register anything as the plugin is not loaded any more");
    }
    if (this.#state === "open") this.#removes.push(install());
    this.#installs.push(install);
  }

  /** Has something done when the scope closes, whether it was ever open or not; now if it is closed. */
  onClose(end: () => void): void {
    if (this.#state === "closed") end();
    else this.#ends.push(end);
  }

  /**
   * Puts into the house what was claimed, in that order: all of it or nothing.
   *
   * @throws What an `install` throws, as somebody else has what it claims. Nothing has changed then.
   */
  open(): void {
    this.#install();
    this.#state = "open";
  }

  /**
   * Opens in the place of another, which is closed.
   *
   * @throws As {@linkcode PluginScope.open} does. The other is in its place then, as if nothing had been.
   */
  takeOver(other: PluginScope): void {
    other.#remove();
    try {
      this.open();
    } catch (error) {
      other.#install();
      throw error;
    }
    other.close();
  }

  /** Takes everything out again, the last first, for good. */
  close(): void {
    this.#state = "closed";
    this.#remove();
    for (const end of this.#ends.splice(0).reverse()) end();
  }

  /**
   * Does some work of the plugin, which {@linkcode PluginScope.idle} then waits for.
   *
   * @throws {TimeLimitError} If it keeps all others waiting for too long, or what `work` throws.
   */
  run<Result>(work: () => Awaitable<Result>): Awaitable<Result> {
    this.#running++;
    return atOnce(() => this.#turnMs === undefined ? work() : runBrokenOff(work, this.#turnMs), {
      done: (result) => {
        this.#finish();
        return result;
      },
      failed: (error) => {
        this.#finish();
        throw error;
      },
    });
  }

  #finish(): void {
    this.#running--;
    if (this.#running > 0) return;
    this.#idle.resolve();
    this.#idle = Promise.withResolvers();
  }

  /** Resolves once none of its work is under way. */
  idle(): Promise<void> {
    return this.#running === 0 ? Promise.resolve() : this.#idle.promise;
  }

  #install(): void {
    try {
      for (const install of this.#installs) this.#removes.push(install());
    } catch (error) {
      this.#remove();
      throw error;
    }
  }

  #remove(): void {
    for (const remove of this.#removes.splice(0).reverse()) remove();
  }
}

/** What is installed later, and if it can't be, throws as if it were here, where its author asked for it. */
export function fromHere(install: Install): Install {
  const here = new Error();
  return () => {
    try {
      return install();
    } catch (error) {
      if (error instanceof Error) {
        error.stack = here.stack?.replace(/^.*/, () => `${error.name}: ${error.message}`);
      }
      throw error;
    }
  };
}
