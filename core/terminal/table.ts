/**
 * Laying out rows of cells under each other: lists of commands, of people, of rooms.
 *
 * @module
 */

import { displayWidth } from "./display_width.ts";
import { joinStyled, lineText, splitLines, type Styled, type Text } from "./styled_text.ts";
import { wrapText } from "./wrap.ts";

/** How a table is laid out. */
export interface TableOptions {
  /** The most columns of the screen that a row may take. */
  readonly columns: number;
}

/** The empty columns between two cells. */
const GAP = 2;

/**
 * Lays out rows of cells. A column of the table is as wide as its widest cell; where that is too
 * much for the screen, the widest column gives way and its cells are wrapped.
 *
 * @example
 * ```ts
 * import { strictEqual } from "node:assert/strict";
 * import { plain } from "./styled_text.ts";
 * const table = formatTable([["who", "List who is here"], ["quit", "Leave"]], { columns: 16 });
 * strictEqual(plain(table), "who   List who\n      is here\nquit  Leave");
 * ```
 * @param rows The cells of each row; a row may have fewer than others.
 */
export function formatTable(rows: readonly (readonly Text[])[], options: TableOptions): Styled {
  const widths = fitWidths(naturalWidths(rows), options.columns);
  return joinStyled(rows.flatMap((row) => formatRow(row, widths)), "\n");
}

function naturalWidths(rows: readonly (readonly Text[])[]): number[] {
  const widths: number[] = [];
  for (const row of rows) {
    row.forEach((cell, index) => {
      widths[index] = Math.max(widths[index] ?? 0, ...splitLines(cell).map(lineWidth));
    });
  }
  return widths;
}

function fitWidths(natural: readonly number[], columns: number): number[] {
  const available = columns - GAP * (natural.length - 1);
  const widths = natural.map((width) => Math.min(width, available));
  let excess = widths.reduce((sum, width) => sum + width, 0) - available;
  for (; excess > 0; excess--) {
    const widest = widths.lastIndexOf(Math.max(...widths));
    widths[widest] = (widths[widest] ?? 0) - 1;
  }
  // A wide character needs two columns, however many there are to share the screen.
  return widths.map((width, index) => Math.max(width, Math.min(natural[index] ?? 0, 2)));
}

function formatRow(row: readonly Text[], widths: readonly number[]): Styled[] {
  const cells = row.map((cell, index) => wrapText(cell, { columns: widths[index] ?? 2 }));
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

function lineWidth(line: Styled): number {
  return displayWidth(lineText(line));
}
