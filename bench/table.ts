/**
 * The table that a bench prints.
 *
 * @module
 */

import type { Figure } from "./figure.ts";

/** One line of the table. */
export interface Row extends Figure {
  readonly name: string;
  /** What there are so many of, such as `deliveries/s`. */
  readonly unit: string;
  /** The median as a share of another row's, which `of` names. */
  readonly ratio?: { readonly value: number; readonly of: string };
}

const HEAD = ["", "median", "min", "max", "unit", "ratio"];

/** The first column, the unit and the ratio are text and stand on the left. */
const LEFT = new Set([0, 4, 5]);

/**
 * Rows as lines of text.
 *
 * @example
 * ```ts
 * import { strictEqual } from "node:assert/strict";
 * const row = { name: "line mode", unit: "lines/s", median: 1500, min: 9.25, max: 20000 };
 * strictEqual(
 *   formatTable([{ ...row, ratio: { value: 0.5, of: "bare" } }]),
 *   "           median  min     max  unit     ratio\n" +
 *     "line mode   1,500  9.3  20,000  lines/s  0.50 of bare",
 * );
 * ```
 */
export function formatTable(rows: readonly Row[]): string {
  const lines = [HEAD, ...rows.map(cellsOf)];
  const widths = HEAD.map((_, column) => Math.max(...lines.map((line) => line[column]!.length)));
  return lines.map((line) =>
    line.map((cell, column) =>
      LEFT.has(column) ? cell.padEnd(widths[column]!) : cell.padStart(widths[column]!)
    ).join("  ").trimEnd()
  ).join("\n");
}

function cellsOf({ name, unit, median, min, max, ratio }: Row): string[] {
  const share = ratio ? `${ratio.value.toFixed(2)} of ${ratio.of}` : "";
  return [name, ...[median, min, max].map(formatNumber), unit, share];
}

/** Thousands apart, and a digit after the point where there are few before it. */
function formatNumber(value: number): string {
  const digits = value < 100 ? 1 : 0;
  return value.toLocaleString("en", {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
}
