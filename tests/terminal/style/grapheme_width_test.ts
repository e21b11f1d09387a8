import { deepStrictEqual } from "node:assert/strict";
import fc from "fast-check";
import stringWidth from "string-width";
import EMOJI from "unicode-emoji-json/data-by-emoji.json" with { type: "json" };
import { graphemeWidth } from "../../../core/terminal/style/grapheme_width.ts";
import { hostileText } from "../typed_text.ts";

const segmenter = new Intl.Segmenter();

/** What clusters are built of, and what makes another width of them. */
const PARTS = [
  ..."a5#é日ｶﾞกำ",
  ...["\u0301", "\u20e3", "\u200d", "\u200b", "\ufe0e", "\ufe0f", "\u0600", "\u{110bd}"],
  ...["\u1100", "\u1160", "\u11a8", "한", "क", "\u094d", "\u093f", "\u034f", "\u2028"],
  ...["👍", "☝", "❤", "⌚", "👩", "💻", "🏴", "\u{e0067}", "\u{e007f}", "🏽", "🇸", "🇪", "©"],
];

/** The columns that the package takes for a text that is longer than one grapheme as well. */
function reference(text: string): number {
  return stringWidth(text, { countAnsiEscapeCodes: true });
}

/** Our columns of a text that may be more than one grapheme. */
function widthOf(text: string): number {
  return Array.from(segmenter.segment(text), ({ segment }) => graphemeWidth(segment))
    .reduce((sum, width) => sum + width, 0);
}

/** The texts whose columns are not those of the package, with both. */
function differences(texts: Iterable<string>): [text: string, ours: number, theirs: number][] {
  return Array.from(texts, (text) => [text, widthOf(text), reference(text)] as const)
    .filter(([, ours, theirs]) => ours !== theirs)
    .map(([text, ours, theirs]) => [JSON.stringify(text), ours, theirs]);
}

/** Every code point that has a character. */
function* characters(): Generator<string> {
  for (let point = 0; point <= 0x10ffff; point++) {
    const character = String.fromCodePoint(point);
    if (!/[\p{Cn}\p{Co}\p{Cs}]/u.test(character)) yield character;
  }
}

Deno.test("every character of Unicode is as wide as string-width says", () => {
  deepStrictEqual(differences(characters()), []);
});

Deno.test("every emoji is two columns wide, in each way that string-width knows", () => {
  const emoji = Object.keys(EMOJI);
  deepStrictEqual(emoji.filter((text) => graphemeWidth(text) !== 2), []);
  deepStrictEqual(
    differences(
      emoji.flatMap((text) =>
        ["\ufe0e", "\ufe0f", "🏽", "\u200d", "\u200d❤", "\u0301"].map((end) => text + end)
      ),
    ),
    [],
  );
});

Deno.test("clusters of any parts are as wide as string-width says", () => {
  const cluster = fc.array(fc.constantFrom(...PARTS), { maxLength: 8 });
  fc.assert(
    fc.property(cluster, (parts) => deepStrictEqual(differences([parts.join("")]), [])),
    { numRuns: 5000 },
  );
});

Deno.test("what people type who mean harm is as wide as string-width says", () => {
  fc.assert(
    fc.property(hostileText, (text) => deepStrictEqual(differences([text.toWellFormed()]), [])),
    { numRuns: 500 },
  );
});
