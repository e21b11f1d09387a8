/**
 * The word a person most likely meant.
 *
 * @module
 */

/**
 * Finds the candidate nearest to a mistyped word, in any case: the shortest one that the word
 * begins, else the one that is fewest slips away (a letter more, less, other, or two swapped).
 * One slip is forgiven from 2 letters, two from 5, three from 8. Of equals the first candidate wins.
 *
 * @example
 * ```ts
 * import { strictEqual } from "node:assert/strict";
 * strictEqual(nearestWord("jion", ["join", "joke"]), "join");
 * strictEqual(nearestWord("qui", ["quit", "quiet"]), "quit");
 * strictEqual(nearestWord("xyzzy", ["join", "quit"]), undefined);
 * ```
 */
export function nearestWord(word: string, candidates: readonly string[]): string | undefined {
  const typed = word.toLowerCase();
  if (typed === "") return undefined;

  const begun = candidates.filter((candidate) => candidate.toLowerCase().startsWith(typed));
  if (begun.length > 0) return begun.reduce((a, b) => b.length < a.length ? b : a);

  let nearest: string | undefined;
  let fewest = Math.min(3, Math.ceil((typed.length - 1) / 3)) + 1;
  for (const candidate of candidates) {
    if (Math.abs(candidate.length - typed.length) >= fewest) continue;
    const slips = countSlips(typed, candidate.toLowerCase());
    if (slips < fewest) [nearest, fewest] = [candidate, slips];
  }
  return nearest;
}

/** Damerau and Levenshtein's distance, no letter touched twice; only three rows of the table are kept. */
function countSlips(a: string, b: string): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1];
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      row[j] = Math.min(
        last[j]! + 1,
        row[j - 1]! + 1,
        last[j - 1]! + (same ? 0 : 1),
        swapped ? beforeLast[j - 2]! + 1 : Infinity,
      );
    }
    [beforeLast, last] = [last, row];
  }
  return last[b.length]!;
}
