/**
 * The line that says that another day has begun.
 *
 * @module
 */

import { aloud, type Styled, styled } from "../../terminal/style/styled_text.ts";
import { dayWords } from "../../words/time_text.ts";

/**
 * The midnight with which the day of a moment began in the server's time zone, by which days are told apart.
 *
 * @param at Milliseconds since the epoch, as is what is returned.
 */
export function dayOf(at: number): number {
  return new Date(at).setHours(0, 0, 0, 0);
}

/**
 * The line that stands before what happened on another day.
 *
 * @example
 * ```ts
 * import { strictEqual } from "node:assert/strict";
 * import { plain } from "../../terminal/style/styled_text.ts";
 * const noon = new Date(2026, 10, 22, 12).getTime();
 * strictEqual(plain(dayLine(noon)), "--- Sunday 22 November 2026 ---");
 * ```
 * @param at A moment of that day, in milliseconds since the epoch.
 */
export function dayLine(at: number): Styled {
  return styled`^{day}${aloud("--- ", "It is ")}${dayWords(at)}${aloud(" ---", ".")}^~`;
}

/** Which day it is, by what happens: looked at with each event, so it costs next to nothing. */
export class DayWatch {
  #day = 0;
  #ends = 0;

  /** The midnight with which the day of the last event began; 0 before the first. */
  get day(): number {
    return this.#day;
  }

  /** Something happens at a moment. Tells whether that is the first of its day. */
  note(at: number): boolean {
    if (at < this.#ends) return false;
    this.#day = dayOf(at);
    const end = new Date(this.#day);
    // A day is not always of 24 hours.
    this.#ends = end.setDate(end.getDate() + 1);
    return true;
  }
}
