/**
 * Text as a terminal's charset can show it, with something readable for what it lacks.
 *
 * @module
 */

import { fallbacksByCharacter } from "./character_fallbacks.ts";
import { isAscii, isInCharset } from "./charset.ts";
import { graphemes } from "../style/display_width.ts";
import { emojiName } from "../editing/emoji_name.ts";
import type { Charset } from "../profile.ts";
import { safeLines } from "./safe_text.ts";
import type { Text } from "../style/styled_text.ts";

/** What stands for that for which nothing better is known. */
const UNKNOWN = "?";

/** What a character can lose and still be read: marks, joiners, variation selectors. */
const MARK = /[\p{M}\p{Cf}]/u;

/** Made when the first terminal needs it. */
let fallbacks: ReadonlyMap<string, readonly string[]> | undefined;

/**
 * A text with nothing in it that a charset does not have. What is missing is written as one would who had no
 * better keyboard: quotes straight, accents left out, boxes in plus and minus, emoji by their names; as a
 * last resort it is one `?` for each character that people see. The text may become wider, so this comes
 * before wrapping.
 *
 * @example
 * ```ts
 * import { strictEqual } from "node:assert/strict";
 * strictEqual(representable("“Zoë—日本 👍”", "ascii"), '"Zoe--?? :thumbs up:"');
 * strictEqual(representable("Zoë ┏━┓", "cp437"), "Zoë ┌─┐");
 * strictEqual(representable("Zoë 日本", "utf-8"), "Zoë 日本");
 * ```
 */
export function representable(text: string, charset: Charset): string {
  if (isInCharset(text, charset)) return text;
  return graphemes(text).map((grapheme) => stoodFor(grapheme, charset)).join("");
}

/** A text of any style as {@linkcode representable}, made safe. */
export function representableText(text: Text, charset: Charset): Text {
  if (charset === "utf-8") return text;
  if (typeof text === "string") return representable(safeLines(text), charset);
  const spans = text.spans.map((span) =>
    "text" in span ? { ...span, text: representable(safeLines(span.text), charset) } : span
  );
  return { spans };
}

function stoodFor(grapheme: string, charset: Charset): string {
  const composed = grapheme.normalize("NFC");
  return inCharset(composed, charset) ??
    byTable(composed, charset) ??
    inPieces(composed, charset) ??
    emojiName(composed) ??
    UNKNOWN;
}

function inCharset(text: string, charset: Charset): string | undefined {
  return isInCharset(text, charset) ? text : undefined;
}

function byTable(character: string, charset: Charset): string | undefined {
  fallbacks ??= fallbacksByCharacter();
  return fallbacks.get(character)?.find((fallback) => isInCharset(fallback, charset));
}

/** Each piece of the compatibility form by itself; nothing if one of them can't be shown. */
function inPieces(text: string, charset: Charset): string | undefined {
  let shown = "";
  for (const piece of text.normalize("NFKD")) {
    if (isAscii(piece)) shown += piece;
    else if (!MARK.test(piece)) {
      const known = inCharset(piece, charset) ?? byTable(piece, charset);
      if (known === undefined) return undefined;
      shown += known;
    }
  }
  return shown;
}
