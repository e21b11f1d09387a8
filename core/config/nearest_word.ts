/**
 * The word that was probably meant: hints for names that nobody knows.
 *
 * @module
 */

/**
 * Finds the known word that takes the fewest slips of the finger to become what was typed: a letter left
 * out, put in, mistaken, or swapped with the next. Upper and lower case are the same. Up to a third of the
 * known word may be wrong, and one letter always; of equally near words the first one wins.
 *
 * @example
 * ```ts
 * import { strictEqual } from "node:assert/strict";
 * strictEqual(nearestWord("prot", ["host", "port"]), "port");
 * strictEqual(nearestWord("colour", ["host", "port"]), undefined);
 * ```
 */
export function nearestWord(word: string, known: Iterable<string>): string | undefined {
  const typed = word.toLowerCase();
  let nearest: string | undefined;
  let fewest = Infinity;
  for (const candidate of known) {
    const allowed = Math.max(1, Math.floor(candidate.length / 3));
    // First, so that the work does not grow with the length of what was typed.
    if (Math.abs(typed.length - candidate.length) > allowed) continue;
    const slips = countSlips(typed, candidate.toLowerCase());
    if (slips > allowed || slips >= fewest) continue;
    nearest = candidate;
    fewest = slips;
  }
  return nearest;
}

/** The optimal string alignment distance. Two full rows of its table are kept, and the one in the making. */
function countSlips(from: string, to: string): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: to.length + 1 }, (_, column) => column);
  for (let row = 1; row <= from.length; row++) {
    const current = [row];
    for (let column = 1; column <= to.length; column++) {
      const mistaken = from[row - 1] === to[column - 1] ? 0 : 1;
      const swapped = from[row - 1] === to[column - 2] && from[row - 2] === to[column - 1];
      current.push(Math.min(
        last[column]! + 1,
        current[column - 1]! + 1,
        last[column - 1]! + mistaken,
        swapped ? beforeLast[column - 2]! + 1 : Infinity,
      ));
    }
    [beforeLast, last] = [last, current];
  }
  return last[to.length]!;
}
