/**
 * How many columns a character takes on a terminal, as people see characters.
 *
 * @module
 */

import { eastAsianWidth } from "get-east-asian-width";

/** Signs that Arabic and Kaithi put before a number: format characters, and yet seen. */
const SIGNS = "\\u0600-\\u0605\\u06dd\\u0890\\u0891\\u08e2\\u{110bd}\\u{110cd}";

const LEADING_SIGNS = new RegExp(`^[${SIGNS}]+`, "u");

/** A code point that is seen. */
const SHOWN = new RegExp(
  `[^\\p{Default_Ignorable_Code_Point}\\p{Cc}\\p{Cf}\\p{Me}\\p{Mn}]|[${SIGNS}]`,
  "u",
);

/**
 * The beginning of an emoji, which is all that its width goes by. The property that names whole emoji
 * (`RGI_Emoji`) is made of thousands of alternatives, and takes a twentieth of the start of a house.
 */
const EMOJI =
  /^(?:\p{Emoji_Presentation}|\p{Emoji}\ufe0f|\p{Emoji_Modifier_Base}\p{Emoji_Modifier})/u;

/** A wide character of the first plane that is to be shown as text. */
const EMOJI_AS_TEXT = /^(?![\u{10000}-\u{10ffff}])\p{Emoji_Presentation}\ufe0e/u;

/** Pictures that are joined, where the first is not written as an emoji is. */
const JOINED_PICTURE = /\u200d\p{Extended_Pictographic}/u;

/** Korean letters and syllables: what follows the first is written into the same square. */
const HANGUL = /^[\u1100-\u11ff\ua960-\ua97c\uac00-\ud7a3\ud7b0-\ud7c6\ud7cb-\ud7fb]/;

/** A colour of skin behind something that has none: terminals show a square of that colour. */
const SWATCH = /(?<![\p{Emoji_Modifier_Base}\u200d])\p{Emoji_Modifier}/gu;

const JOINER = "\u200d";

/**
 * The columns that one grapheme takes (Unicode UAX #11, #29 and UTS #51): 2 for an emoji or a character
 * of East Asia, 0 for what is not seen, and else 1 for each part that is seen, as in a chain of Indic
 * conjuncts.
 *
 * @param grapheme One cluster, as `Intl.Segmenter` cuts text.
 *
 * @example
 * ```ts
 * import { deepStrictEqual } from "node:assert/strict";
 * const widths = ["a", "e\u0301", "語", "👍🏽", "\u200b", "क्ष"].map(graphemeWidth);
 * deepStrictEqual(widths, [1, 1, 2, 2, 0, 2]);
 * ```
 */
export function graphemeWidth(grapheme: string): number {
  if (grapheme.length === 1) return SHOWN.test(grapheme) ? widthOfFirst(grapheme) : 0;
  const signs = LEADING_SIGNS.exec(grapheme)?.[0];
  if (signs) return widthBehind(signs, grapheme.slice(signs.length));
  const start = grapheme.search(SHOWN);
  if (start < 0) return 0;
  if (HANGUL.test(grapheme)) return widthOfFirst(grapheme) + swatchWidth(grapheme, 1);
  const shown = grapheme.slice(start);
  if (EMOJI_AS_TEXT.test(shown)) return 1;
  const picture = pictureIn(shown);
  return picture
    ? 2 + swatchWidth(shown, picture.index + picture[0].length)
    : widthOfParts(shown.split(JOINER, 1)[0]!);
}

/** The width with signs before it, which stand inside a character that is wide. */
function widthBehind(signs: string, rest: string): number {
  const width = graphemeWidth(rest);
  const isInside = width >= 2 && isWide(rest.slice(rest.search(SHOWN)));
  return isInside ? width : [...signs].length + width;
}

function isWide(shown: string): boolean {
  return widthOfFirst(shown) === 2 || pictureIn(shown) !== null;
}

function pictureIn(shown: string): RegExpExecArray | null {
  return EMOJI.exec(shown) ?? JOINED_PICTURE.exec(shown);
}

function widthOfParts(text: string): number {
  let width = 0;
  for (const part of text) if (SHOWN.test(part)) width += widthOfFirst(part);
  return width;
}

function widthOfFirst(text: string): number {
  return eastAsianWidth(text.codePointAt(0)!);
}

function swatchWidth(text: string, from: number): number {
  return 2 * [...text.matchAll(SWATCH)].filter(({ index }) => index >= from).length;
}
