/**
 * Counting things in words.
 *
 * @module
 */

/**
 * A count and its noun.
 *
 * @example
 * ```ts
 * import { strictEqual } from "node:assert/strict";
 * strictEqual(countOf(1, "minute"), "1 minute");
 * strictEqual(countOf(0, "minute"), "0 minutes");
 * strictEqual(countOf(2, "person", "people"), "2 people");
 * ```
 * @param noun For one.
 * @param nouns For any other number; `noun` with an s unless given.
 */
export function countOf(count: number, noun: string, nouns = `${noun}s`): string {
  return `${count} ${count === 1 ? noun : nouns}`;
}
