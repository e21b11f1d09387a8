/**
 * A rate limit that answers how long to wait, not whether to refuse.
 *
 * @module
 */

/** How fast a {@linkcode TokenBucket} lets things through. */
export interface TokenBucketOptions {
  /** Tokens that come back each second, above 0. */
  readonly perSecond: number;
  /** Tokens of a full bucket, 1 or more: what may pass at once after a quiet time. */
  readonly burst: number;
  /** The time in milliseconds. It may jump: a jump back costs nobody a wait. */
  readonly now: () => number;
}

/**
 * Spaces out the lines of one caller. Each line takes a token, on credit when none is left, and
 * is told how long its turn is away. Nothing is refused, so lines that arrive together after a lag
 * of the network are only spread out.
 *
 * @example Two at once, then one a second
 * ```ts
 * import { strictEqual } from "node:assert/strict";
 * const bucket = new TokenBucket({ perSecond: 1, burst: 2, now: () => 0 });
 * strictEqual(bucket.take(), 0);
 * strictEqual(bucket.take(), 0);
 * strictEqual(bucket.take(), 1000);
 * strictEqual(bucket.take(), 2000);
 * ```
 */
export class TokenBucket {
  readonly #msPerToken: number;
  readonly #msOfBurst: number;
  readonly #now: () => number;
  #seenMs = -Infinity;
  /** When the bucket will be full again if nothing more is taken. */
  #fullMs = -Infinity;

  /**
   * Makes a full bucket.
   *
   * @throws {RangeError} If `perSecond` is not above 0 or `burst` is below 1.
   */
  constructor(options: TokenBucketOptions) {
    const { perSecond, burst, now } = options;
    if (!(perSecond > 0)) {
      throw new RangeError(`Cannot limit a rate as it is not above 0 a second: ${perSecond}`);
    }
    if (!(burst >= 1)) {
      throw new RangeError(`Cannot limit a rate as its burst is below 1: ${burst}`);
    }
    this.#msPerToken = 1000 / perSecond;
    this.#msOfBurst = burst * this.#msPerToken;
    this.#now = now;
  }

  /**
   * Takes one token.
   *
   * @returns Whole milliseconds until this one's turn, 0 when it may pass at once.
   */
  take(): number {
    const nowMs = this.#now();
    if (nowMs < this.#seenMs) this.#fullMs -= this.#seenMs - nowMs;
    this.#seenMs = nowMs;
    this.#fullMs = Math.max(this.#fullMs, nowMs) + this.#msPerToken;
    return Math.max(0, Math.round(this.#fullMs - nowMs - this.#msOfBurst));
  }
}
