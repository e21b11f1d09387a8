/**
 * What can be put in the place of a word that a caller has begun.
 *
 * @module
 */

/** How the word before the cursor can go on. */
export interface Completion {
  /** Where the word begins, in UTF-16 units of the line. */
  readonly start: number;
  /** The words it can become, each whole, and with the space that is to follow it, if any. */
  readonly candidates: readonly string[];
}

/**
 * Finds completions.
 *
 * @param line The line up to the cursor.
 * @param cursor Its length in UTF-16 units.
 */
export type Completer = (line: string, cursor: number) => Completion | undefined;

/**
 * What all the words begin with, in any mix of capitals; spelled as in the first.
 *
 * @example
 * ```ts
 * import { strictEqual } from "node:assert/strict";
 * strictEqual(commonPrefix(["Anna", "ANNIKA", "anno"]), "Ann");
 * ```
 */
export function commonPrefix(words: readonly string[]): string {
  const [first = [], ...others] = words.map((word) => Array.from(word));
  const length = first.findIndex((character, index) =>
    !others.every((other) => other[index]?.toLowerCase() === character.toLowerCase())
  );
  return first.slice(0, length === -1 ? first.length : length).join("");
}
