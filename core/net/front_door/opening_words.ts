/**
 * Telling a protocol by the words it opens with.
 *
 * @module
 */

import type { Detection } from "../gateway.ts";

/**
 * Whether bytes begin with one of some words, in any case; "more" while they are the beginning of one.
 *
 * @example
 * ```ts
 * import { strictEqual } from "node:assert/strict";
 * const bytes = (text: string) => new TextEncoder().encode(text);
 * strictEqual(detectWords(bytes("get / HTTP/1.1"), ["GET ", "HEAD "]), "yes");
 * strictEqual(detectWords(bytes("HE"), ["GET ", "HEAD "]), "more");
 * strictEqual(detectWords(bytes("hello"), ["GET ", "HEAD "]), "no");
 * ```
 * @param words In upper case; ASCII.
 */
export function detectWords(bytes: Uint8Array, words: readonly string[]): Detection {
  const longest = Math.max(...words.map((word) => word.length));
  const said = String.fromCharCode(...bytes.subarray(0, longest)).toUpperCase();
  if (words.some((word) => said.startsWith(word))) return "yes";
  return words.some((word) => word.startsWith(said)) ? "more" : "no";
}
