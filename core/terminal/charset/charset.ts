/**
 * The charsets of terminals: from bytes to text and back.
 *
 * @module
 */

import type { Charset } from "../profile.ts";

const NOT_ASCII = /[^\0-\x7f]/;

/** A charset of one byte per character; its first 128 are those of ASCII. */
type ByteCharset = Exclude<Charset, "utf-8" | "ascii">;

const LOWER_HALF = String.fromCharCode(...Array(0x80).keys());

/**
 * The characters of the bytes from 0x80 on. Of CP437's glyphs for the bytes below 0x20 there are none here:
 * as bytes they are controls.
 */
const UPPER_HALVES: Readonly<Record<ByteCharset, string>> = {
  // Unicode's VENDORS/MICSFT/PC/CP437.TXT.
  "cp437": "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐" +
    "└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\xa0",
  // ISO/IEC 8859-1. Where it has the C1 controls, those who send anything send windows-1252 (WHATWG Encoding, 4.2).
  "latin-1": new TextDecoder("windows-1252").decode(
    Uint8Array.from({ length: 0x80 }, (_, index) => 0x80 + index),
  ),
};

/** The characters of all bytes. */
const CHARACTERS: Readonly<Record<ByteCharset, string>> = {
  "cp437": LOWER_HALF + UPPER_HALVES["cp437"],
  "latin-1": LOWER_HALF + UPPER_HALVES["latin-1"],
};

/** The bytes of the characters from 0x80 on that may be sent, each by its number in Unicode. */
const UPPER_BYTES: Readonly<Record<ByteCharset, ReadonlyMap<number, number>>> = {
  "cp437": bytesOf(UPPER_HALVES["cp437"], 0x80),
  "latin-1": bytesOf(UPPER_HALVES["latin-1"].slice(0x20), 0xa0),
};

/** What a charset does not have, by charset; UTF-8 has all characters. */
const MISSING: Readonly<Record<Exclude<Charset, "utf-8">, RegExp>> = {
  "ascii": NOT_ASCII,
  "cp437": missingFrom("cp437"),
  "latin-1": missingFrom("latin-1"),
};

/** A byte that is sent for a character that a charset does not have. */
const UNKNOWN = "?".charCodeAt(0);

const UTF8 = new TextEncoder();

/** Whether a text has no characters but those of ASCII, which all charsets have. */
export function isAscii(text: string): boolean {
  return !NOT_ASCII.test(text);
}

/** Whether a charset has all characters of a text. */
export function isInCharset(text: string, charset: Charset): boolean {
  return charset === "utf-8" || !MISSING[charset].test(text);
}

/**
 * A text as the bytes of a charset; what the charset does not have becomes `?`.
 *
 * @example
 * ```ts
 * import { deepStrictEqual } from "node:assert/strict";
 * deepStrictEqual(encodeText("né", "cp437"), Uint8Array.of(0x6e, 0x82));
 * deepStrictEqual(encodeText("né", "latin-1"), Uint8Array.of(0x6e, 0xe9));
 * deepStrictEqual(encodeText("né", "ascii"), Uint8Array.of(0x6e, 0x3f));
 * ```
 */
export function encodeText(text: string, charset: Charset): Uint8Array<ArrayBuffer> {
  if (charset === "utf-8" || isAscii(text)) return UTF8.encode(text);
  const upper = charset === "ascii" ? undefined : UPPER_BYTES[charset];
  const bytes = new Uint8Array(text.length);
  let count = 0;
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    if (unit < 0x80) {
      bytes[count++] = unit;
      continue;
    }
    // One byte for both units of a character that no such charset has.
    if (text.codePointAt(at)! > 0xffff) at++;
    bytes[count++] = upper?.get(unit) ?? UNKNOWN;
  }
  return bytes.subarray(0, count);
}

/** Turns the bytes of one caller into text, as a `TextDecoder` does. */
export interface CharsetDecoder {
  /**
   * The text of the next bytes. With `stream`, a character that they leave unfinished waits for the next;
   * without, it becomes U+FFFD.
   */
  decode(bytes?: Uint8Array, options?: { readonly stream?: boolean }): string;
}

/**
 * Makes a decoder for the bytes that a caller types. Whoever is shown ASCII may still type UTF-8.
 *
 * @example
 * ```ts
 * import { strictEqual } from "node:assert/strict";
 * strictEqual(decoderFor("cp437").decode(Uint8Array.of(0x82)), "é");
 * const utf8 = decoderFor("utf-8");
 * strictEqual(utf8.decode(Uint8Array.of(0xc3), { stream: true }), "");
 * strictEqual(utf8.decode(Uint8Array.of(0xa9), { stream: true }), "é");
 * ```
 */
export function decoderFor(charset: Charset): CharsetDecoder {
  if (isMultibyte(charset)) return new TextDecoder("utf-8", { ignoreBOM: true });
  const characters = CHARACTERS[charset];
  return {
    decode(bytes = new Uint8Array()) {
      let text = "";
      for (const byte of bytes) text += characters[byte];
      return text;
    },
  };
}

/** Whether what is typed in a charset may be several bytes for one character: UTF-8. */
export function isMultibyte(charset: Charset): charset is "utf-8" | "ascii" {
  return charset === "utf-8" || charset === "ascii";
}

function bytesOf(characters: string, first: number): Map<number, number> {
  return new Map(
    Array.from(characters, (character, index) => [character.charCodeAt(0), first + index]),
  );
}

function missingFrom(charset: ByteCharset): RegExp {
  const upper = String.fromCharCode(...UPPER_BYTES[charset].keys());
  return new RegExp(`[^\\0-\\x7f${upper}]`, "u");
}
