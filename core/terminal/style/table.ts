/**
 * Laying out rows of cells: under each other where the screen is wide enough, else each row as a sentence.
 *
 * @module
 */

import { displayWidth } from "./display_width.ts";
import {
  aloud,
  joinStyled,
  lineText,
  readOut,
  splitLines,
  type Styled,
  styled,
  type Text,
  themed,
} from "./styled_text.ts";
import { wrapText } from "./wrap.ts";

/** A column of a table. */
export interface TableColumn {
  /** What stands above it. */
  readonly title: string;
  /**
   * How a cell of it is told in a sentence, with `{}` in its place: `idle {}`. The title in small letters and the
   * cell unless given.
   */
  readonly told?: string;
}

/** What stands above the columns of a table: titles alone will do. */
export type TableHead = readonly (string | TableColumn)[];

/** How a table is laid out. */
export interface TableOptions {
  /** What stands above its columns. */
  readonly head?: TableHead;
}

/** For whom a table is laid out. */
export interface TableReader extends TableOptions {
  /** The most columns of the screen that a row may take. */
  readonly columns: number;
  /** Whether it is read out: always in sentences then. */
  readonly screenReader?: boolean;
}

/** The empty columns between two cells. */
const GAP = 2;

/** Columns of the screen that a cell needs to be read, if it has as many. */
const LEAST = 12;

/** How much of the screen the first cells of rows may take; a wider one has a line to itself. */
const FIRST_SHARE = 0.4;

/** How many of them may be wider than that, so that the others still make a column. */
const FEW = 0.25;

/**
 * Lays out rows of cells. A column of the table is as wide as its widest cell; where that is too
 * much for the screen, the widest column gives way and its cells are wrapped, and a first cell too wide has a
 * line to itself. Where even that leaves too little, each row is a sentence: what its first cell names, a colon,
 * and the other cells with words around them. A row of one cell stands above those behind it.
 *
 * @example Under each other
 * ```ts
 * import { strictEqual } from "node:assert/strict";
 * import { plain } from "./styled_text.ts";
 * const table = formatTable([["who", "List who is here"], ["quit", "Leave"]], { columns: 20 });
 * strictEqual(plain(table), "who   List who is\n      here\nquit  Leave");
 * ```
 *
 * @example In sentences
 * ```ts
 * import { strictEqual } from "node:assert/strict";
 * import { plain } from "./styled_text.ts";
 * const head = ["Name", { title: "Role", told: "{}" }, "Idle", { title: "Rooms", told: "in {}" }];
 * const table = formatTable([["ann", "member", "3m", "lobby"]], { head, columns: 24 });
 * strictEqual(plain(table), "ann: member, idle 3m, in\n  lobby");
 * ```
 * @param rows The cells of each row; a row may have fewer than others.
 */
export function formatTable(rows: readonly (readonly Text[])[], reader: TableReader): Styled {
  const { head, columns, screenReader = false } = reader;
  const titles = head?.map((column) => themed("heading", columnOf(column).title));
  const shown = titles ? [titles, ...rows] : rows;
  const widths = screenReader ? undefined : fitWidths(shown, columns);
  if (widths) return joinStyled(shown.flatMap((row) => formatRow(row, { widths, columns })), "\n");
  const sentences = rows.map((row) => sentenceOf(row, head));
  if (screenReader) return joinStyled(sentences, "\n");
  return joinStyled(
    sentences.flatMap((sentence) => wrapText(sentence, { columns, hangingIndent: GAP })),
    "\n",
  );
}

function columnOf(column: string | TableColumn | undefined): TableColumn {
  if (column === undefined) return { title: "", told: "{}" };
  return typeof column === "string" ? { title: column } : column;
}

/** How wide each column is; undefined where they do not fit side by side. */
function fitWidths(rows: readonly (readonly Text[])[], columns: number): number[] | undefined {
  const natural = naturalWidths(rows);
  const available = columns - GAP * (natural.length - 1);
  const [first = 0, ...others] = natural;
  const share = Math.max(Math.floor(columns * FIRST_SHARE), LEAST);
  const kept = first > share ? keptWidth(rows, { first, share }) : first;
  const least = others.map((width) => Math.min(width, LEAST));
  if (kept + sum(least) > available) return undefined;
  const widths = [kept, ...others];
  for (let excess = sum(widths) - available; excess > 0; excess--) {
    const room = widths.map((width, index) =>
      index === 0 || width <= least[index - 1]! ? 0 : width
    );
    widths[room.lastIndexOf(Math.max(...room))]!--;
  }
  return widths;
}

/** How wide the first column is where few of its cells are wider than their share: as the others need. */
function keptWidth(
  rows: readonly (readonly Text[])[],
  { first, share }: { readonly first: number; readonly share: number },
): number {
  const firsts = rows.filter((row) => row.length > 1).map(([cell]) => widthOf(cell!));
  const fitting = firsts.filter((width) => width <= share);
  return firsts.length - fitting.length <= firsts.length * FEW ? Math.max(...fitting) : first;
}

/** A row of one cell is as wide as it likes. */
function naturalWidths(rows: readonly (readonly Text[])[]): number[] {
  const widths: number[] = [];
  for (const row of rows) {
    row.forEach((cell, index) => {
      widths[index] = Math.max(widths[index] ?? 0, row.length > 1 ? widthOf(cell) : 0);
    });
  }
  return widths;
}

function formatRow(
  row: readonly Text[],
  { widths, columns }: { readonly widths: readonly number[]; readonly columns: number },
): Styled[] {
  const [first, ...others] = row;
  if (first === undefined) return [];
  if (others.length === 0) return wrapText(first, { columns });
  if (widthOf(first) <= widths[0]!) return formatCells(row, widths);
  return [...wrapText(first, { columns }), ...formatCells(["", ...others], widths)];
}

function formatCells(row: readonly Text[], widths: readonly number[]): Styled[] {
  const cells = row.map((cell, index) => {
    // A wide character needs two columns, however many there are to share the screen.
    return wrapText(cell, { columns: Math.max(widths[index] ?? 2, 2) });
  });
  const height = Math.max(0, ...cells.map((lines) => lines.length));
  return Array.from({ length: height }, (_, index) => {
    return formatLine(cells.map((lines) => lines[index] ?? { spans: [] }), widths);
  });
}

function formatLine(cells: readonly Styled[], widths: readonly number[]): Styled {
  const parts: Text[] = [];
  let column = 0;
  let cellStart = 0;
  cells.forEach((cell, index) => {
    const width = lineWidth(cell);
    if (width > 0) {
      parts.push(" ".repeat(cellStart - column), cell);
      column = cellStart + width;
    }
    cellStart += (widths[index] ?? 0) + GAP;
  });
  return joinStyled(parts, "");
}

/** What ends a sentence that is read out. */
const STOP = aloud("", ".");

/** A row in words. Empty cells are left out. */
function sentenceOf(row: readonly Text[], head: TableHead | undefined): Styled {
  const [first = "", ...others] = row.map(onOneLine);
  if (row.length < 2) return styled`${first}`;
  const told = others.flatMap((cell, index) => {
    if (widthOf(cell) === 0 && !saysAnything(cell)) return [];
    const { title, told = `${title.toLowerCase()} {}` } = columnOf(head?.[index + 1]);
    const [before = "", after = ""] = told.split("{}");
    return [styled`${before}${cell}${after}`];
  });
  if (told.length === 0) return styled`${first}${STOP}`;
  const sentence = styled`${first}: ${joinStyled(told, ", ")}`;
  return /[.!?]$/.test(lineText(readOut(sentence))) ? sentence : styled`${sentence}${STOP}`;
}

function onOneLine(cell: Text): Styled {
  return joinStyled(splitLines(cell), " ");
}

function saysAnything(cell: Styled): boolean {
  return cell.spans.some((span) => "text" in span && span.aloud !== undefined && span.aloud !== "");
}

function widthOf(cell: Text): number {
  return Math.max(0, ...splitLines(cell).map(lineWidth));
}

function lineWidth(line: Styled): number {
  return displayWidth(lineText(line));
}

function sum(widths: readonly number[]): number {
  return widths.reduce((total, width) => total + width, 0);
}
