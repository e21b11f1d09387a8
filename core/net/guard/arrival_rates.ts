/**
 * How often callers of one address, or of one network, may dial.
 *
 * @module
 */

import { BoundedMap } from "../bounded_map.ts";

const MINUTE_MS = 60_000;

/** How many addresses are watched at once; those who have dialled longest ago are forgotten first. */
const WATCHED = 10_000;

/** What {@linkcode ArrivalRates} allows. */
export interface ArrivalRatesOptions {
  /** How many may come each minute, and at once after a quiet minute; above 0. */
  readonly perMinute: number;
  /** The time in milliseconds. */
  readonly now: () => number;
}

interface Bucket {
  readonly tokens: number;
  readonly atMs: number;
}

/**
 * Counts arrivals by key, in a bucket of tokens for each. Who comes too often is refused, and what was
 * refused is not counted: whoever waits for a little while may come in again.
 *
 * @example
 * ```ts
 * import { strictEqual } from "node:assert/strict";
 * let now = 0;
 * const rates = new ArrivalRates({ perMinute: 2, now: () => now });
 * strictEqual(rates.take("192.0.2.7"), true);
 * strictEqual(rates.take("192.0.2.7"), true);
 * strictEqual(rates.take("192.0.2.7"), false);
 * now = 30_000;
 * strictEqual(rates.take("192.0.2.7"), true);
 * ```
 */
export class ArrivalRates {
  readonly #perMinute: number;
  readonly #now: () => number;
  readonly #buckets = new BoundedMap<string, Bucket>(WATCHED);

  constructor({ perMinute, now }: ArrivalRatesOptions) {
    this.#perMinute = perMinute;
    this.#now = now;
  }

  /** Whether one more may come; then it has. */
  take(key: string): boolean {
    const atMs = this.#now();
    const { tokens, atMs: thenMs } = this.#buckets.get(key) ?? { tokens: Infinity, atMs };
    // The machine's clock may be set back: that gives nobody tokens, and takes none.
    const grown = tokens + Math.max(0, atMs - thenMs) * this.#perMinute / MINUTE_MS;
    const full = Math.min(this.#perMinute, grown);
    const isFree = full >= 1;
    this.#buckets.set(key, { tokens: isFree ? full - 1 : full, atMs });
    return isFree;
  }
}
