/**
 * A terminal's screen in memory, to see in tests what a caller would see.
 *
 * @module
 */

import { displayWidth, graphemes } from "../core/terminal/style/display_width.ts";

/** The size of a virtual screen, in character cells. */
export interface VirtualScreenSize {
  /** Cells in a row; 80 if left out. */
  readonly columns?: number;
  /** Rows; 24 if left out. */
  readonly rows?: number;
}

/** One character cell. A wide character fills two: itself, and one with the text "". */
interface Cell {
  readonly text: string;
  readonly style: string;
}

const BLANK: Cell = { text: " ", style: "" };

/** A control sequence that has all its characters; the rest of what was written follows it. */
// deno-lint-ignore no-control-regex
const CONTROL_SEQUENCE = /^\x1b\[(\??[\d;]*)([@-~])/;

/** The beginning of one, at the end of what was written. */
// deno-lint-ignore no-control-regex
const CUT_SEQUENCE = /^\x1b(\[\??[\d;]*)?$/;

/**
 * A screen that takes what a server sends, already decoded, and shows it as an ANSI terminal would.
 * It knows exactly what Partyline may send: text, CR, LF, BS, BEL, the control sequences CUU (A),
 * CUD (B), CUF (C), CUB (D), CHA (G), CUP (H), ED (J), EL (K) and SGR (m) of ECMA-48, and of xterm's
 * private modes the marks around pastes (2004) and the second screen (1049). Anything else is an error, so a test fails if
 * something from a caller gets through as a control.
 *
 * Text may be written in pieces cut anywhere. Writing in the last column leaves the cursor there;
 * the next character wraps to the next row, as on a VT100. Combining marks join the character
 * before them.
 *
 * @example
 * ```ts
 * import { deepStrictEqual, strictEqual } from "node:assert/strict";
 * const screen = new VirtualScreen({ columns: 20, rows: 5 });
 * screen.write("Welcome!\r\n> hi\r\x1b[2Co");
 * strictEqual(screen.text(), "Welcome!\n> oi");
 * deepStrictEqual(screen.cursor, { row: 1, column: 3 });
 * ```
 */
export class VirtualScreen {
  /** The rows that have scrolled off at the top, oldest first, without trailing spaces. */
  readonly scrolledOff: string[] = [];
  /** How often the bell has rung. */
  bells = 0;
  /** Whether what is pasted is to be sent between marks. */
  marksPastes = false;
  #columns: number;
  #rows: number;
  #cells: Cell[][];
  #row = 0;
  /** Where the next character goes; equal to `columns` when it is to wrap first. */
  #column = 0;
  #style = "";
  /** The first screen, while the second is shown. */
  #first: { cells: Cell[][]; readonly row: number; readonly column: number } | undefined;
  #cut = "";
  /** Whether the cell before the cursor was just written, so that a combining mark joins it. */
  #joins = false;

  /** Makes an empty screen. */
  constructor(size: VirtualScreenSize = {}) {
    this.#columns = size.columns ?? 80;
    this.#rows = size.rows ?? 24;
    this.#cells = Array.from({ length: this.rows }, () => this.#blankRow());
  }

  /** Cells in a row. */
  get columns(): number {
    return this.#columns;
  }

  /** Rows on the screen. */
  get rows(): number {
    return this.#rows;
  }

  /**
   * Changes the size as xterm does: rows are cut or filled up at their end, and scroll off at the
   * top when the cursor would be below the last one.
   */
  resize({ columns = this.columns, rows = this.rows }: VirtualScreenSize): void {
    this.#columns = columns;
    this.#rows = rows;
    this.#cells = this.#cells.map((row) => [...row, ...this.#blankRow()].slice(0, columns));
    while (this.#row >= rows) this.#scroll();
    this.#cells.length = Math.min(this.#cells.length, rows);
    while (this.#cells.length < rows) this.#cells.push(this.#blankRow());
    this.#moveTo(this.#column);
  }

  /** Where the cursor is, both counted from 0. */
  get cursor(): { row: number; column: number } {
    return { row: this.#row, column: Math.min(this.#column, this.columns - 1) };
  }

  /** The rows of the screen from the top, without trailing spaces. */
  lines(): string[] {
    return this.#cells.map(rowText);
  }

  /** All that has been shown: what has scrolled off, then the screen. */
  allText(): string {
    return [...this.scrolledOff, this.text()].join("\n");
  }

  /**
   * The rows that hold something, joined with LF: all of them down to the last one that is not
   * empty.
   */
  text(): string {
    return this.lines().join("\n").replace(/\n+$/, "");
  }

  /** The row of the cursor, without trailing spaces. */
  currentLine(): string {
    return this.lines()[this.#row]!;
  }

  /**
   * The SGR parameters that the character in a cell was written with, such as "1;32"; "" for none.
   */
  styleAt(place: { row: number; column: number }): string {
    return this.#cells[place.row]![place.column]!.style;
  }

  /**
   * Shows what is sent.
   *
   * @throws {Error} If it holds a control that Partyline does not send.
   */
  write(sent: string): void {
    let rest = this.#cut + sent;
    this.#cut = "";
    while (rest !== "") {
      if (CUT_SEQUENCE.test(rest)) {
        this.#cut = rest;
        return;
      }
      const sequence = CONTROL_SEQUENCE.exec(rest);
      if (sequence) {
        this.#control(sequence[1]!, sequence[2]!);
        rest = rest.slice(sequence[0].length);
      } else {
        const character = String.fromCodePoint(rest.codePointAt(0)!);
        this.#show(character);
        rest = rest.slice(character.length);
      }
    }
  }

  #show(character: string): void {
    switch (character) {
      case "\r":
        return this.#moveTo(0);
      case "\n":
        this.#joins = false;
        return this.#lineFeed();
      case "\b":
        return this.#moveTo(Math.min(this.#column, this.columns - 1) - 1);
      case "\x07":
        this.bells++;
        return;
    }
    if (/\p{Cc}/u.test(character)) throw new Error(`Cannot show ${JSON.stringify(character)}`);
    if (!this.#join(character)) this.#put(character);
  }

  #control(parameters: string, final: string): void {
    const count = Number(parameters.split(";")[0]) || 1;
    const column = Math.min(this.#column, this.columns - 1);
    switch (final) {
      case "A":
        this.#row = Math.max(this.#row - count, 0);
        return this.#moveTo(column);
      case "B":
        this.#row = Math.min(this.#row + count, this.rows - 1);
        return this.#moveTo(column);
      case "C":
        return this.#moveTo(column + count);
      case "D":
        return this.#moveTo(column - count);
      case "G":
        return this.#moveTo(count - 1);
      case "H":
        this.#row = Math.min(count, this.rows) - 1;
        return this.#moveTo((Number(parameters.split(";")[1]) || 1) - 1);
      case "J":
        return this.#eraseDisplay(parameters);
      case "K":
        return this.#eraseLine(parameters);
      case "h":
      case "l":
        return this.#setMode(parameters, final === "h");
      case "m":
        // Only what stands first takes all away: a 0 behind it is a part of a colour.
        this.#style = /^0?(;|$)/.test(parameters)
          ? parameters.replace(/^0?;?/, "")
          : [this.#style, parameters].join(";").replace(/^;/, "");
        return;
      default:
        throw new Error(`Cannot obey CSI ${parameters}${final}`);
    }
  }

  #moveTo(column: number): void {
    this.#column = Math.min(Math.max(column, 0), this.columns - 1);
    this.#joins = false;
  }

  #lineFeed(): void {
    if (this.#row < this.rows - 1) {
      this.#row++;
      return;
    }
    this.#scroll();
    this.#cells.push(this.#blankRow());
    this.#row++;
  }

  #scroll(): void {
    this.scrolledOff.push(rowText(this.#cells.shift()!));
    this.#row--;
  }

  /** Adds a character to the one before the cursor, if a person sees the two as one. */
  #join(character: string): boolean {
    if (/^[ -~]$/.test(character)) return false;
    const isMark = displayWidth(character) === 0;
    if (!this.#joins) return isMark;
    const row = this.#cells[this.#row]!;
    let column = this.#column - 1;
    while (row[column]!.text === "") column--;
    const joined = row[column]!.text + character;
    if (graphemes(joined).length > 1 && !isMark) return false;
    this.#column = column;
    this.#put(joined);
    return true;
  }

  #put(text: string): void {
    const width = displayWidth(text);
    if (this.#column + width > this.columns) {
      this.#moveTo(0);
      this.#lineFeed();
    }
    const row = this.#cells[this.#row]!;
    for (let index = 0; index < width; index++) {
      this.#blank(this.#column + index);
      row[this.#column + index] = { text: index === 0 ? text : "", style: this.#style };
    }
    this.#column += width;
    this.#joins = true;
  }

  /** Blanks a cell, and the other half of a wide character with it. */
  #blank(column: number): void {
    const row = this.#cells[this.#row]!;
    if (row[column]!.text === "") row[column - 1] = BLANK;
    if (row[column + 1]?.text === "") row[column + 1] = BLANK;
    row[column] = BLANK;
  }

  #eraseLine(parameters: string): void {
    const column = Math.min(this.#column, this.columns - 1);
    const [from, to] = { "1": [0, column + 1], "2": [0, this.columns] }[parameters] ??
      [column, this.columns];
    for (let index = from!; index < to!; index++) this.#blank(index);
    this.#joins = false;
  }

  #eraseDisplay(parameters: string): void {
    if (!/^[02]?$/.test(parameters)) throw new Error(`Cannot obey CSI ${parameters}J`);
    const isAll = parameters === "2";
    this.#cells = this.#cells.map((row, index) =>
      isAll || index > this.#row ? this.#blankRow() : row
    );
    if (!isAll) this.#eraseLine("");
    this.#joins = false;
  }

  #setMode(parameters: string, on: boolean): void {
    if (parameters === "?2004") this.marksPastes = on;
    else if (parameters === "?1049") this.#changeScreen(on);
    else throw new Error(`Cannot set mode ${parameters}`);
  }

  /** Goes to the second screen, which is empty, or comes back to the first as it was. */
  #changeScreen(toSecond: boolean): void {
    if (toSecond === (this.#first !== undefined)) return;
    const first = this.#first ?? { cells: [], row: 0, column: 0 };
    this.#first = toSecond
      ? { cells: this.#cells, row: this.#row, column: this.#column }
      : undefined;
    this.#cells = toSecond ? this.#cells.map(() => this.#blankRow()) : first.cells;
    if (!toSecond) this.#row = Math.min(first.row, this.rows - 1);
    this.resize({});
    this.#moveTo(toSecond ? this.#column : first.column);
  }

  #blankRow(): Cell[] {
    return Array.from({ length: this.columns }, () => BLANK);
  }
}

function rowText(row: readonly Cell[]): string {
  return row.map(({ text }) => text).join("").replace(/ +$/, "");
}
