/**
 * Times that are short to see, and in words where the screen is read out.
 *
 * @module
 */

import { momentText, momentWords, spanText, spanWords } from "../../words/time_text.ts";
import { aloud, type Styled } from "./styled_text.ts";

/**
 * A moment in the server's time zone, as `momentText` has it.
 *
 * @param at Milliseconds since the epoch, as is `now`.
 */
export function momentOf(at: number, { now }: { now: number }): Styled {
  return aloud(momentText(at, { now }), momentWords(at, { now }));
}

/**
 * A span of time, as `spanText` has it.
 *
 * @example
 * ```ts
 * import { deepStrictEqual } from "node:assert/strict";
 * deepStrictEqual(spanOf(300_000), { spans: [{ text: "5m", aloud: "5 minutes" }] });
 * ```
 * @param ms Milliseconds; less than none counts as none.
 */
export function spanOf(ms: number): Styled {
  return aloud(spanText(ms), spanWords(ms));
}
