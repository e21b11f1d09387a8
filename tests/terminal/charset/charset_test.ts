import { deepStrictEqual, ok, strictEqual } from "node:assert/strict";
import fc from "fast-check";
import { decoderFor, encodeText, isInCharset } from "../../../core/terminal/charset/charset.ts";
import type { Charset } from "../../../core/terminal/profile.ts";

const CHARSETS: readonly Charset[] = ["utf-8", "cp437", "latin-1", "ascii"];

const ALL_BYTES = Uint8Array.from({ length: 256 }, (_, byte) => byte);

for (
  const [byte, character] of [
    [0x80, "Ç"],
    [0x82, "é"],
    [0x9b, "¢"],
    [0xb0, "░"],
    [0xb3, "│"],
    [0xc4, "─"],
    [0xdb, "█"],
    [0xe1, "ß"],
    [0xfe, "■"],
    [0xff, "\xa0"],
  ] as const
) {
  Deno.test(`byte ${byte} of CP437 is ${JSON.stringify(character)}, both ways`, () => {
    strictEqual(decoderFor("cp437").decode(Uint8Array.of(byte)), character);
    deepStrictEqual(encodeText(character, "cp437"), Uint8Array.of(byte));
  });
}

Deno.test("each byte of CP437 is a character of its own", () => {
  const text = decoderFor("cp437").decode(ALL_BYTES);
  strictEqual(new Set(text).size, 256);
  deepStrictEqual(encodeText(text, "cp437"), ALL_BYTES);
});

Deno.test("Latin-1 is sent as it is, and taken as windows-1252", () => {
  deepStrictEqual(encodeText("é€", "latin-1"), Uint8Array.of(0xe9, 0x3f));
  strictEqual(decoderFor("latin-1").decode(Uint8Array.of(0xe9, 0x80)), "é€");
});

Deno.test("no control of ISO 6429 is sent in Latin-1, below 0xA0", () => {
  for (let byte = 0x80; byte < 0xa0; byte++) {
    const character = decoderFor("latin-1").decode(Uint8Array.of(byte));
    deepStrictEqual(encodeText(character, "latin-1"), Uint8Array.of(0x3f));
  }
});

Deno.test("the pictures that CP437 has for controls are not sent as controls", () => {
  deepStrictEqual(encodeText("☺♥♪►↑", "cp437"), new TextEncoder().encode("?????"));
});

Deno.test("what a charset has not becomes one question mark for each character", () => {
  deepStrictEqual(encodeText("a日👍z", "cp437"), new TextEncoder().encode("a??z"));
});

Deno.test("whoever is shown ASCII may type UTF-8", () => {
  strictEqual(decoderFor("ascii").decode(new TextEncoder().encode("Zoë")), "Zoë");
});

for (const charset of CHARSETS) {
  Deno.test(`${charset}: bytes cut anywhere are the same text`, () => {
    fc.assert(fc.property(fc.uint8Array(), fc.nat(), (bytes, at) => {
      const decoder = decoderFor(charset);
      const cut = at % (bytes.length + 1);
      const inTwo = decoder.decode(bytes.subarray(0, cut), { stream: true }) +
        decoder.decode(bytes.subarray(cut), { stream: true }) + decoder.decode();
      strictEqual(inTwo, decoderFor(charset).decode(bytes));
    }));
  });

  Deno.test(`${charset}: what it has comes back as it was`, () => {
    fc.assert(fc.property(fc.string({ unit: "binary" }), (text) => {
      const had = Array.from(text).filter((character) => isInCharset(character, charset)).join("");
      strictEqual(decoderFor(charset).decode(encodeText(had, charset)), had.toWellFormed());
      ok(charset === "utf-8" || encodeText(had, charset).length === had.length);
    }));
  });
}
