/**
 * Bringing a screen up to date with as few characters as that takes.
 *
 * @module
 */

import { displayWidth, graphemes, isNarrow } from "../style/display_width.ts";
import { ERASE_TO_END, moveInRow } from "./row_painter.ts";

/** A cell of a screen, both counted from 0. */
export interface ScreenPlace {
  readonly row: number;
  readonly column: number;
}

/** Clears the screen and goes to its first cell (ECMA-48, sections 8.3.39 and 8.3.21). */
export const CLEAR_SCREEN = "\x1b[2J\x1b[H";

/**
 * What a screen shows, as rows of safe text without style, none of which takes the last column; and
 * the way from there to what it should show.
 *
 * @example
 * ```ts
 * import { strictEqual } from "node:assert/strict";
 * const painter = new ScreenPainter();
 * const start = { row: 0, column: 0 };
 * strictEqual(painter.begin(["one", "", "end"], start), "\x1b[2J\x1b[Hone\x1b[3;1Hend\x1b[1;1H");
 * strictEqual(painter.paint(["on", "", "end"], start), "\x1b[2C\x1b[K\r");
 * ```
 */
export class ScreenPainter {
  #rows: readonly string[] = [];
  #cursor: ScreenPlace = { row: 0, column: 0 };

  /** Draws all of it on a cleared screen. */
  begin(rows: readonly string[], cursor: ScreenPlace): string {
    this.#rows = rows.map(() => "");
    this.#cursor = { row: 0, column: 0 };
    return CLEAR_SCREEN + this.paint(rows, cursor);
  }

  /** Draws what has changed. There are as many rows as at the beginning. */
  paint(rows: readonly string[], cursor: ScreenPlace): string {
    let sent = "";
    for (const [row, text] of rows.entries()) {
      if (text !== this.#rows[row]) sent += this.#paintRow(row, text);
    }
    this.#rows = rows;
    return sent + this.#moveTo(cursor);
  }

  #paintRow(row: number, text: string): string {
    const drawn = this.#rows[row]!;
    const same = sameStart(drawn, text);
    const rest = text.slice(same.length);
    const end = displayWidth(text);
    const moved = this.#moveTo({ row, column: same.length });
    this.#cursor = { row, column: end };
    return moved + rest + (end < displayWidth(drawn) ? ERASE_TO_END : "");
  }

  #moveTo({ row, column }: ScreenPlace): string {
    const from = this.#cursor;
    this.#cursor = { row, column };
    if (row === from.row) return moveInRow(from.column, column);
    if (row === from.row + 1 && column === 0) return "\r\n";
    return `\x1b[${row + 1};${column + 1}H`;
  }
}

/**
 * What two rows begin with, as far as terminals agree on its width; what is behind it does not
 * join it.
 */
function sameStart(drawn: string, text: string): string {
  const [left, right] = [graphemes(drawn), graphemes(text)];
  let index = 0;
  while (index < left.length && left[index] === right[index]) index++;
  const same = left.slice(0, index).join("");
  const joins = [left[index], right[index]].some((next) => next && displayWidth(next) === 0);
  return isNarrow(same) && !joins ? same : "";
}
