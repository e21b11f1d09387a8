/**
 * A measured number: the median of several measurements, with the lowest and the highest.
 *
 * @module
 */

/** What several measurements of one thing say. All three are in the same unit. */
export interface Figure {
  readonly median: number;
  readonly min: number;
  readonly max: number;
}

/**
 * Sums measurements up.
 *
 * @example
 * ```ts
 * import { deepStrictEqual } from "node:assert/strict";
 * deepStrictEqual(figureOf([30, 10, 20]), { median: 20, min: 10, max: 30 });
 * deepStrictEqual(figureOf([1, 2]), { median: 1.5, min: 1, max: 2 });
 * ```
 * @param measurements At least one.
 */
export function figureOf(measurements: readonly number[]): Figure {
  const sorted = measurements.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle]!;
  const lower = sorted.length % 2 === 0 ? sorted[middle - 1]! : upper;
  return { median: (lower + upper) / 2, min: sorted[0]!, max: sorted.at(-1)! };
}
