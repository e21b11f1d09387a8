/**
 * What a person typed, made fit to stand in an error message.
 *
 * @module
 */

import { safeText } from "../terminal/charset/safe_text.ts";

const SHOWN_CHARACTERS = 40;

/**
 * Puts typed text between quotes: at most 40 characters of it, made safe as all typed text is.
 *
 * @example
 * ```ts
 * import { strictEqual } from "node:assert/strict";
 * strictEqual(quoted("/jion"), '"/jion"');
 * strictEqual(quoted("a\x1b[2Jb"), '"a[2Jb"');
 * strictEqual(quoted("x".repeat(41)), `"${"x".repeat(40)}..."`);
 * ```
 */
export function quoted(typed: string): string {
  const characters = [...safeText(typed)];
  const kept = characters.slice(0, SHOWN_CHARACTERS).join("");
  return characters.length > SHOWN_CHARACTERS ? `"${kept}..."` : `"${kept}"`;
}
