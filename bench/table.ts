/**
 * The tables that a bench prints: what was measured, and what became of the goals.
 *
 * @module
 */

import type { Figure } from "./figure.ts";
import type { Verdict } from "./goals.ts";

/** One line of the table. */
export interface Row extends Figure {
  readonly name: string;
  /** What there are so many of, such as `deliveries/s`. */
  readonly unit: string;
  /** Its share of another row's, which `of` names. */
  readonly ratio?: Figure & { readonly of: string };
}

/** Texts stand on the left, numbers on the right. */
type Side = "left" | "right";

/**
 * Rows as lines of text.
 *
 * @example
 * ```ts
 * import { strictEqual } from "node:assert/strict";
 * const row = { name: "lines", unit: "lines/s", median: 1500, min: 9.25, max: 20000 };
 * strictEqual(
 *   formatTable([{ ...row, ratio: { median: 0.5, min: 0.4, max: 0.6, of: "bare" } }]),
 *   "       median  min     max  unit     ratio\n" +
 *     "lines   1,500  9.3  20,000  lines/s  0.50 (0.40 to 0.60) of bare",
 * );
 * ```
 */
export function formatTable(rows: readonly Row[]): string {
  const lines = rows.map(({ name, unit, median, min, max, ratio }) => {
    const share = ratio ? `${formatRatio(ratio)} of ${ratio.of}` : "";
    return [name, ...[median, min, max].map(formatNumber), unit, share];
  });
  return align([["", "median", "min", "max", "unit", "ratio"], ...lines], [
    "left",
    "right",
    "right",
    "right",
    "left",
    "left",
  ]);
}

/** What became of the goals as lines of text, and how many were not measured. */
export function formatVerdicts(verdicts: readonly Verdict[]): string {
  const lines = verdicts.flatMap(({ what, goal, figure, isMet }) => {
    if (!figure) return [];
    const { median, min, max } = figure;
    const spread = `${formatPrecise(min)} to ${formatPrecise(max)}`;
    return [[what, goal, formatPrecise(median), spread, isMet ? "yes" : "NO"]];
  });
  const rest = verdicts.length - lines.length;
  const table = align([["", "goal", "is", "runs", "met"], ...lines], [
    "left",
    "left",
    "right",
    "left",
    "left",
  ]);
  return rest === 0 ? table : `${table}\nNot measured: ${rest} goals of ${verdicts.length}`;
}

function align(lines: readonly (readonly string[])[], sides: readonly Side[]): string {
  const widths = sides.map((_, column) => Math.max(...lines.map((line) => line[column]!.length)));
  return lines.map((line) =>
    line.map((cell, column) =>
      sides[column] === "left" ? cell.padEnd(widths[column]!) : cell.padStart(widths[column]!)
    ).join("  ").trimEnd()
  ).join("\n");
}

function formatRatio({ median, min, max }: Figure): string {
  const [middle, low, high] = [median, min, max].map((ratio) => ratio.toFixed(2));
  return low === high ? `${middle}` : `${middle} (${low} to ${high})`;
}

/** Thousands apart, and a digit after the point where there are few before it. */
function formatNumber(value: number): string {
  return formatDigits(value, value < 100 ? 1 : 0);
}

/** The same, and two digits where goals are ratios. */
function formatPrecise(value: number): string {
  return Number.isInteger(value) ? formatDigits(value, 0) : formatDigits(value, value < 10 ? 2 : 0);
}

function formatDigits(value: number, digits: number): string {
  return value.toLocaleString("en", {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
}
