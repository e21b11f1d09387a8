/**
 * Texts that are too long for their place, cut to it: IRC has no other answer to them.
 *
 * @module
 */

const ENCODER = new TextEncoder();

/**
 * A text cut to so many bytes of UTF-8, between two characters.
 *
 * @example
 * ```ts
 * import { strictEqual } from "node:assert/strict";
 * strictEqual(cutText("caf\u00e9", 4), "caf");
 * ```
 */
export function cutText(text: string, bytes: number): string {
  // A UTF-16 unit is at most three bytes, so most texts need no closer look.
  if (text.length * 3 <= bytes) return text;
  const { read } = ENCODER.encodeInto(text, new Uint8Array(bytes));
  return text.slice(0, read);
}
