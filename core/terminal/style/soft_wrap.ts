/**
 * Where a line that is being edited goes on in the next row.
 *
 * @module
 */

import { displayWidth } from "./display_width.ts";

/**
 * The rows of a line, by where each begins; the first is 0. A row ends behind a space, if it has
 * one, and no character is lost: unlike text that is only shown, every space has its place, as the
 * cursor may stand on it. A space for which the row is too short by one is part of it all the same.
 *
 * @example
 * ```ts
 * import { deepStrictEqual } from "node:assert/strict";
 * deepStrictEqual(softWrap([..."to be or not"], 5), [0, 6, 9]);
 * deepStrictEqual(softWrap([..."tobeornot"], 6), [0, 6]);
 * ```
 * @param graphemes As they are shown.
 * @param columns How many columns a row has, 2 or more.
 */
export function softWrap(graphemes: readonly string[], columns: number): number[] {
  const starts = [0];
  let used = 0;
  /** Behind the last space of the row, and how many columns there are from there on. */
  let word = { index: 0, used: 0 };
  for (const [index, grapheme] of graphemes.entries()) {
    const width = displayWidth(grapheme);
    const hangs = grapheme === " " && used <= columns;
    while (used + width > columns && !hangs && index > starts.at(-1)!) {
      const breaksAtSpace = word.index > starts.at(-1)!;
      starts.push(breaksAtSpace ? word.index : index);
      used = breaksAtSpace ? word.used : 0;
      word = { index: starts.at(-1)!, used };
    }
    used += width;
    word = grapheme === " "
      ? { index: index + 1, used: 0 }
      : { index: word.index, used: word.used + width };
  }
  return starts;
}
