/**
 * Code page 437 as pictures are drawn in it: where text has controls, it has glyphs too.
 *
 * @module
 */

import { decoderFor } from "../charset/charset.ts";

/** The glyphs of the bytes below 0x20, then that of 0x7f (Unicode's VENDORS/MISC/IBMGRAPH.TXT). */
const GLYPHS = " ☺☻♥♦♣♠•◘○◙♂♀♪♫☼►◄↕‼¶§▬↨↑↓→←∟↔▲▼";
const DEL = { byte: 0x7f, glyph: "⌂" };

/** What is like each of those glyphs, one column wide, and in every charset. */
const LOOKALIKES = " @@*****#o#mf~~*><|!P$=|^v><L-^v";

const UPPER = decoderFor("cp437");

const CHARACTERS = Array.from({ length: 0x100 }, (_, byte) => {
  if (byte < GLYPHS.length) return GLYPHS[byte]!;
  return byte === DEL.byte ? DEL.glyph : UPPER.decode(Uint8Array.of(byte));
});

const BY_GLYPH: ReadonlyMap<string, string> = new Map([
  ...Array.from(GLYPHS, (glyph, index) => [glyph, LOOKALIKES[index]!] as const),
  [DEL.glyph, "^"],
]);

/**
 * The characters of bytes, none of which is a control.
 *
 * @example
 * ```ts
 * import { strictEqual } from "node:assert/strict";
 * strictEqual(cp437Text(Uint8Array.of(0x03, 0x41, 0xdb)), "♥A█");
 * ```
 */
export function cp437Text(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => CHARACTERS[byte]).join("");
}

/** A character of ASCII that is like a glyph which no charset but UTF-8 can send; nothing for others. */
export function lookalikeOf(glyph: string): string | undefined {
  return BY_GLYPH.get(glyph);
}
