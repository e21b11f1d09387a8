/**
 * Lists of words, in as many pieces as lines are needed for them.
 *
 * @module
 */

/** Bytes of the words in one line, well within its 512. */
const LINE_BYTES = 380;

const ENCODER = new TextEncoder();

/**
 * Words in groups that each fit in a line, one byte between two; no group for no words.
 *
 * @example
 * ```ts
 * import { deepStrictEqual } from "node:assert/strict";
 * deepStrictEqual(wordLines(["ann", "bob"]), [["ann", "bob"]]);
 * deepStrictEqual(wordLines([]), []);
 * deepStrictEqual(wordLines(["a", "b", "c"], { most: 2 }), [["a", "b"], ["c"]]);
 * ```
 * @param options `most`: so many words in one line at most; any number unless told.
 */
export function wordLines(
  words: Iterable<string>,
  { most = Infinity }: { readonly most?: number } = {},
): string[][] {
  const lines: string[][] = [];
  let room = 0;
  for (const word of words) {
    const bytes = ENCODER.encode(word).length + 1;
    if (bytes > room || lines.at(-1)?.length === most) {
      lines.push([]);
      room = LINE_BYTES;
    }
    lines.at(-1)!.push(word);
    room -= bytes;
  }
  return lines;
}
