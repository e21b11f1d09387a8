/**
 * Bringing one row of a terminal up to date with as few characters as that takes.
 *
 * @module
 */

import { displayWidth, graphemes, isNarrow } from "../style/display_width.ts";

/** What a row shows, and where the cursor is in it. */
export interface Row {
  /** What stands at the beginning, as it is sent: it may have styles. */
  readonly lead: string;
  /** How many columns that takes. */
  readonly leadColumns: number;
  /** What follows: safe text without style. */
  readonly text: string;
  /** The column of the cursor, from 0. */
  readonly column: number;
}

/** Erases from the cursor to the end of the row (ECMA-48, section 8.3.41). */
export const ERASE_TO_END = "\x1b[K";

/** Going back so many columns takes fewer characters by BS than by a control sequence. */
const STEPS_BACK = 5;

/**
 * A whole row, drawn over whatever stands there.
 *
 * @example
 * ```ts
 * import { strictEqual } from "node:assert/strict";
 * strictEqual(drawRow({ lead: "> ", leadColumns: 2, text: "hi", column: 4 }), "\r> hi\x1b[K");
 * ```
 */
export function drawRow(row: Row): string {
  const end = row.leadColumns + displayWidth(row.text);
  return "\r" + row.lead + row.text + ERASE_TO_END + moveInRow(end, row.column);
}

/**
 * What makes a row that is on the screen another one. What stays as it is at the beginning is not
 * sent again, unless it holds characters that terminals do not agree on the width of.
 *
 * @example
 * ```ts
 * import { strictEqual } from "node:assert/strict";
 * const drawn = { lead: "> ", leadColumns: 2, text: "hallo", column: 7 };
 * strictEqual(updateRow(drawn, { ...drawn, text: "hall", column: 6 }), "\b\x1b[K");
 * strictEqual(updateRow(drawn, { ...drawn, text: "hallöchen", column: 11 }), "\böchen");
 * ```
 */
export function updateRow(drawn: Row, row: Row): string {
  if (drawn.lead !== row.lead) return drawRow(row);
  if (drawn.text === row.text) return moveInRow(drawn.column, row.column);
  const same = commonStart(drawn.text, row.text);
  const rest = row.text.slice(same.length);
  // What takes no column of its own joins what is before it, which must be sent again.
  const joins = [rest, drawn.text.slice(same.length)].some(beginsWithMark);
  if (!isNarrow(same) || joins) return drawRow(row);
  const start = row.leadColumns + same.length;
  const end = row.leadColumns + displayWidth(row.text);
  const isShorter = end < drawn.leadColumns + displayWidth(drawn.text);
  return moveInRow(drawn.column, start) + rest +
    (isShorter ? ERASE_TO_END : "") + moveInRow(end, row.column);
}

/** Moves the cursor within its row. */
export function moveInRow(from: number, to: number): string {
  if (from === to) return "";
  if (to === 0) return "\r";
  if (from > to) return from - to <= STEPS_BACK ? "\b".repeat(from - to) : `\r\x1b[${to}C`;
  return `\x1b[${to - from === 1 ? "" : to - from}C`;
}

/** What two texts begin with, in whole graphemes of both. */
function commonStart(one: string, other: string): string {
  const [left, right] = [graphemes(one), graphemes(other)];
  let index = 0;
  while (index < left.length && left[index] === right[index]) index++;
  return left.slice(0, index).join("");
}

function beginsWithMark(text: string): boolean {
  return text !== "" && displayWidth(graphemes(text)[0]!) === 0;
}
