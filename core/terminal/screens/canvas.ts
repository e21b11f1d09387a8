/**
 * The grid of cells that a picture is drawn on, and the cursor that draws.
 *
 * @module
 */

import { displayWidth } from "../style/display_width.ts";
import type { Look } from "./pen.ts";

/** One character cell. A wide character fills two: itself, and one with an empty text. */
export interface Cell {
  /** What a person sees as one character; a blank is a space. */
  readonly text: string;
  /** How it looks. Cells that look alike may share one object. */
  readonly look: Look;
}

/** A row from the left; nothing has been drawn where there is no cell. */
export type CellRow = readonly (Cell | undefined)[];

/** A picture: rows of cells. */
export interface Picture {
  /** The columns that it takes, up to the last cell of any row. */
  readonly columns: number;
  /** From the top. The last one holds something. */
  readonly rows: readonly CellRow[];
}

/** The largest picture. What is drawn outside is lost. */
export const PICTURE_BOUNDS = { columns: 500, rows: 1000 } as const;

/** How far a tab goes at the most, in columns. */
const TAB_STOP = 8;

/** Both counted from 0. */
interface Position {
  readonly row: number;
  readonly column: number;
}

/**
 * A picture that is being drawn. Its rows grow as the cursor goes down; nothing scrolls.
 *
 * What is drawn in the last column leaves the cursor behind it, as on a VT100, so that a line end
 * there ends that row and not the next. Any other move first goes to the next row, as on a PC.
 */
export class Canvas {
  readonly #columns: number;
  readonly #rows: (Cell | undefined)[][] = [];
  #row = 0;
  /** Equal to the number of columns when the next character is to begin a row. */
  #column = 0;
  #saved: Position = { row: 0, column: 0 };

  /** @param columns Where it wraps. */
  constructor({ columns }: { readonly columns: number }) {
    this.#columns = Math.min(Math.max(columns, 1), PICTURE_BOUNDS.columns);
  }

  /** Draws a character, and goes on to the next cell. One of no width joins the one before it. */
  draw(text: string, look: Look): void {
    const width = displayWidth(text);
    if (width === 0) return this.#join(text);
    if (this.#column + width > this.#columns) this.#nextRow();
    if (width > this.#columns || this.#row >= PICTURE_BOUNDS.rows) return;
    const row = this.#rowAt(this.#row);
    for (let index = 0; index < width; index++) {
      this.#release(row, this.#column + index);
      row[this.#column + index] = { text: index === 0 ? text : "", look };
    }
    this.#column += width;
  }

  /** Goes to the first column. */
  carriageReturn(): void {
    this.#column = 0;
  }

  /** Goes to the beginning of the next row. */
  lineFeed(): void {
    this.#nextRow();
  }

  /** Goes to the next tab stop, at most to the last column. */
  tab(): void {
    this.#finishRow();
    this.moveBy({ columns: TAB_STOP - this.#column % TAB_STOP });
  }

  /** Moves the cursor; it stops at the edges. */
  moveBy({ rows = 0, columns = 0 }: { readonly rows?: number; readonly columns?: number }): void {
    this.#finishRow();
    this.moveTo({ row: this.#row + rows, column: this.#column + columns });
  }

  /** Moves the cursor to a place, both counted from 0; what is left out stays. */
  moveTo({ row, column }: Partial<Position>): void {
    if (row === undefined || column === undefined) this.#finishRow();
    this.#row = clamp(row ?? this.#row, PICTURE_BOUNDS.rows);
    this.#column = clamp(column ?? this.#column, this.#columns);
  }

  /** Remembers where the cursor is. */
  save(): void {
    this.#finishRow();
    this.#saved = { row: this.#row, column: this.#column };
  }

  /** Goes back to where the cursor was saved. */
  restore(): void {
    this.moveTo(this.#saved);
  }

  /** Takes away all that is drawn, and goes to the top left, as ANSI.SYS does. */
  clear(): void {
    this.#rows.length = 0;
    this.moveTo({ row: 0, column: 0 });
  }

  /** Takes away what is drawn before the cursor or from it on, in its row or in the rows there too. */
  erase(what: "row" | "picture", side: "before" | "after" | "all"): void {
    this.#finishRow();
    const row = this.#rows[this.#row];
    if (side !== "before" && what === "picture") {
      this.#rows.length = Math.min(this.#rows.length, this.#row + 1);
    }
    if (side !== "after" && what === "picture") {
      for (let index = 0; index < Math.min(this.#row, this.#rows.length); index++) {
        this.#rows[index] = [];
      }
    }
    if (!row) return;
    if (side === "all") row.length = 0;
    else if (side === "after") row.length = Math.min(row.length, this.#column);
    else row.fill(undefined, 0, this.#column + 1);
  }

  /** What has been drawn. */
  finish(): Picture {
    const rows = this.#rows.map(trimRow);
    while (rows.at(-1)?.length === 0) rows.pop();
    return { rows, columns: rows.reduce((widest, { length }) => Math.max(widest, length), 0) };
  }

  #rowAt(index: number): (Cell | undefined)[] {
    while (this.#rows.length <= index) this.#rows.push([]);
    return this.#rows[index]!;
  }

  #nextRow(): void {
    this.#column = 0;
    this.#row = Math.min(this.#row + 1, PICTURE_BOUNDS.rows);
  }

  #finishRow(): void {
    if (this.#column === this.#columns) this.#nextRow();
  }

  #join(mark: string): void {
    const row = this.#rows[this.#row];
    let column = this.#column - 1;
    while (row?.[column]?.text === "") column--;
    const cell = row?.[column];
    if (cell) row![column] = { ...cell, text: cell.text + mark };
  }

  /** Takes a wide character away of which half is drawn over. */
  #release(row: (Cell | undefined)[], column: number): void {
    if (row[column]?.text === "") row[column - 1] = undefined;
    if (row[column + 1]?.text === "") row[column + 1] = undefined;
  }
}

/** Blanks without a ground at the end of a row are nothing. */
function trimRow(row: readonly (Cell | undefined)[]): CellRow {
  const end = row.findLastIndex((cell) => cell !== undefined && !isBlank(cell));
  return Array.from({ length: end + 1 }, (_, index) => row[index]);
}

function isBlank({ text, look }: Cell): boolean {
  return text === " " && look.background === undefined && !look.inverse && !look.underline;
}

function clamp(value: number, count: number): number {
  return Math.min(Math.max(value, 0), count - 1);
}
