/**
 * How much a peer may draw from us: a peer that asks for ever must not be answered for ever.
 * @module
 */

/** Bounds of an {@linkcode AnswerBudget}. */
export interface AnswerBudgetOptions {
  /** The time in milliseconds; it may jump. Where it stands still, nothing comes back. */
  readonly now: () => number;
  /** Answers that may be drawn at once; 500 unless told. */
  readonly burst?: number;
  /** Answers that come back each second; 2 unless told. */
  readonly perSecond?: number;
}

/**
 * Counts the answers that one peer draws. A usual client needs twenty or so at the start, and the
 * telnet of BSD one with every Ctrl-C, as it shows no more output before a TIMING-MARK.
 *
 * @example Two at once, then one a second
 * ```ts
 * import { deepStrictEqual } from "node:assert/strict";
 * let now = 0;
 * const budget = new AnswerBudget({ now: () => now, burst: 2, perSecond: 1 });
 * deepStrictEqual([budget.take(), budget.take(), budget.take()], [true, true, false]);
 * now = 1000;
 * deepStrictEqual([budget.take(), budget.take()], [true, false]);
 * ```
 */
export class AnswerBudget {
  readonly #now: () => number;
  readonly #burst: number;
  readonly #perSecond: number;
  #left: number;
  #seenMs: number;

  /** Starts with all that may be drawn at once. */
  constructor({ now, burst = 500, perSecond = 2 }: AnswerBudgetOptions) {
    this.#now = now;
    this.#burst = burst;
    this.#perSecond = perSecond;
    this.#left = burst;
    this.#seenMs = now();
  }

  /** Takes one answer out of it; false when there is none, and then nothing must be said. */
  take(): boolean {
    const nowMs = this.#now();
    const passedMs = Math.max(nowMs - this.#seenMs, 0);
    this.#seenMs = nowMs;
    this.#left = Math.min(this.#left + passedMs * this.#perSecond / 1000, this.#burst);
    if (this.#left < 1) return false;
    this.#left--;
    return true;
  }
}
