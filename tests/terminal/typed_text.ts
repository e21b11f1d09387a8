/**
 * Random text for properties: what people type, and what those type who mean harm.
 *
 * @module
 */

import fc from "fast-check";

/** Characters that are hard to measure, cut or edit, each one grapheme. */
const CHARACTERS = [
  ..."ab Zå€-",
  "日",
  "本",
  "e\u0301",
  "👍🏽",
  "👨‍👩‍👧",
  "🇸🇪",
  "❤️",
  "ก็",
  "क्ष",
];

/** What must never reach a terminal, and what nearly looks like it. */
const HARMS = [
  "\x1b[2J",
  "\x9b31m",
  "\x07",
  "\0",
  "\r\n",
  "\n",
  "\r",
  "\t",
  "\x7f",
  "\x85",
  "\u061c",
  "\u200b",
  "\u200e",
  "\u202e",
  "\u2028",
  "\u2066",
  "\u{e0041}",
  "\ud83d",
  "\udc4d",
  "\u0308".repeat(7),
  "\u200d",
  "^r",
];

/** Text that is safe already, of words in many scripts. */
export const words: fc.Arbitrary<string> = fc.array(fc.constantFrom(...CHARACTERS), {
  maxLength: 60,
}).map((characters) => characters.join(""));

/** Any text at all, and more of the harmful than chance would give. */
export const hostileText: fc.Arbitrary<string> = fc.array(
  fc.oneof(
    fc.constantFrom(...CHARACTERS, ...HARMS),
    fc.string({ unit: "binary", maxLength: 3 }),
    fc.integer({ min: 0, max: 0xffff }).map((unit) => String.fromCharCode(unit)),
  ),
  { maxLength: 40 },
).map((pieces) => pieces.join(""));

/** What keyboards and terminals send that is no text. */
const SEQUENCES = [
  "\x1b[A",
  "\x1bOH",
  "\x1b[1;5C",
  "\x1b[3~",
  "\x1b[3$",
  "\x1bx",
  "\x1b",
  "\x1b\x1b[C",
  "\x1b[97;5u",
  "\x1b[27;5;9~",
  "\x1b[M !!",
  "\x1b[<0;1;1M",
  "\x1b]11;x\x07",
  "\x1bP>|x\x1b\\",
  "\x1b[200~",
  "\x1b[201~",
  "\r\0",
  "\r\n",
  "\b",
];

/** Bytes in order, cut into random chunks. */
function cutAnywhere(part: fc.Arbitrary<Uint8Array>): fc.Arbitrary<Uint8Array[]> {
  return fc.array(part, { maxLength: 12 }).chain((parts) => {
    const bytes = joinChunks(parts);
    return fc.array(fc.nat(bytes.length), { maxLength: 12 }).map((cuts) => {
      const ends = [...cuts.sort((a, b) => a - b), bytes.length];
      return ends.map((end, index) => bytes.slice(ends[index - 1] ?? 0, end));
    });
  });
}

/** The bytes of what a terminal sends as a key, or by itself. */
const sequences = fc.constantFrom(...SEQUENCES).map((text) => new TextEncoder().encode(text));

/** The bytes of a text and other bytes, in order, and cut into random chunks. */
export const chunkedBytes: fc.Arbitrary<Uint8Array[]> = cutAnywhere(fc.oneof(
  hostileText.map((text) => new TextEncoder().encode(text)),
  fc.uint8Array({ maxLength: 5 }),
  sequences,
));

/**
 * The bytes of keys and of characters that never join their neighbours, cut into random chunks:
 * those that do may be one character when they come together, and two when they come apart.
 */
export const chunkedTyping: fc.Arbitrary<Uint8Array[]> = cutAnywhere(fc.oneof(
  fc.constantFrom("a", "word ", "two words", "å€ ", "日本").map((text) =>
    new TextEncoder().encode(text)
  ),
  sequences,
  fc.integer({ min: 1, max: 31 }).map((byte) => Uint8Array.of(byte)),
));

/** What a list of chunks is together. */
export function joinChunks(chunks: readonly Uint8Array[]): Uint8Array {
  return Uint8Array.from(chunks.flatMap((chunk) => [...chunk]));
}
