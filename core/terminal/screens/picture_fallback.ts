/**
 * What stands in a picture for characters that a terminal's charset does not have.
 *
 * @module
 */

import { isAscii } from "../charset/charset.ts";
import { displayWidth } from "../style/display_width.ts";
import type { Charset } from "../profile.ts";
import { representable } from "../charset/representable.ts";
import { truncateLine } from "../style/wrap.ts";
import { lineText } from "../style/styled_text.ts";
import { lookalikeOf } from "./cp437.ts";

/** What has been looked for: a picture has few characters, and each of them often. */
const KNOWN = new Map<string, string>();

const MOST_KNOWN = 1024;

/**
 * What stands for a character, as wide as that one, so that a picture keeps its columns.
 *
 * @example
 * ```ts
 * import { strictEqual } from "node:assert/strict";
 * strictEqual(pictureFallback("▒", "ascii"), "%");
 * strictEqual(pictureFallback("→", "ascii"), ">");
 * strictEqual(pictureFallback("½", "ascii"), "1");
 * strictEqual(pictureFallback("日", "cp437"), "? ");
 * ```
 */
export function pictureFallback(character: string, charset: Charset): string {
  if (charset === "utf-8" || isAscii(character)) return character;
  const key = `${charset} ${character}`;
  let known = KNOWN.get(key);
  if (known === undefined) {
    if (KNOWN.size === MOST_KNOWN) KNOWN.clear();
    KNOWN.set(key, known = findFallback(character, charset));
  }
  return known;
}

function findFallback(character: string, charset: Charset): string {
  const width = displayWidth(character);
  const shown = representable(character, charset);
  if (displayWidth(shown) === width) return shown;
  const cut = lookalikeOf(character) ?? lineText(truncateLine({ spans: [{ text: shown }] }, width));
  return cut + " ".repeat(Math.max(width - displayWidth(cut), 0));
}
