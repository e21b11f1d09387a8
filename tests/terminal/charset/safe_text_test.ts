import { deepStrictEqual, doesNotMatch, ok, strictEqual } from "node:assert/strict";
import fc from "fast-check";
import { safeLines, safeText } from "../../../core/terminal/charset/safe_text.ts";
import { hostileText } from "../typed_text.ts";

const CONTROL = /[\p{Cc}\p{Cs}\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\u{e0001}]/u;

Deno.test("safe text holds no controls, whatever was typed", () => {
  fc.assert(fc.property(hostileText, (text) => doesNotMatch(safeText(text), CONTROL)));
});

Deno.test("safe text stays as it is", () => {
  fc.assert(fc.property(hostileText, (text) => {
    strictEqual(safeText(safeText(text)), safeText(text));
    strictEqual(safeLines(safeLines(text)), safeLines(text));
  }));
});

Deno.test("safe lines are safe text, line by line", () => {
  fc.assert(fc.property(hostileText, (text) => {
    const lines = safeLines(text).split("\n");
    deepStrictEqual(lines.map(safeText), lines);
  }));
});

Deno.test("every code point that text may not hold is taken out or becomes a space", () => {
  for (let code = 0; code <= 0x10ffff; code++) {
    const character = String.fromCodePoint(code);
    if (CONTROL.test(character)) ok(["", " "].includes(safeText(character)), code.toString(16));
  }
});

Deno.test("what people write in any language is left alone", () => {
  for (
    const text of [
      "Hello, world",
      "Grüße — 5 €",
      "שלום עליכם",
      "می‌خواهم", // Persian needs ZWNJ
      "क्‍ष", // a half form needs ZWJ
      "👩🏽‍🚀 ❤️ 🇸🇪",
      "日本語",
      "葛󠄀", // an ideographic variation selector
      "Tiếng Việt".normalize("NFD"),
      "၎င်းတို့၏",
      "\u0600123", // an Arabic number sign is visible
    ]
  ) {
    strictEqual(safeText(text), text);
  }
});

Deno.test("tabs and line breaks become one space each", () => {
  strictEqual(safeText("a\tb\nc\r\nd\re\u2028f\x85g"), "a b c d e f g");
});

Deno.test("an escape sequence loses what makes it one", () => {
  strictEqual(safeText("\x1b]0;title\x07\x9b2J"), "]0;title2J");
});

Deno.test("lone surrogates vanish and whole pairs stay", () => {
  strictEqual(safeText("\ud83d \udc4d 👍 \ud83d\u200b\udc4d"), "  👍 ");
});

Deno.test("a character keeps four combining marks and loses the others", () => {
  strictEqual(
    safeText("z\u0308\u0308\u200d\u0308\u0308\u0308\u0308o"),
    "z\u0308\u0308\u200d\u0308o",
  );
});

Deno.test("a flag of tag characters loses its tags", () => {
  strictEqual(safeText("🏴\u{e0067}\u{e0062}\u{e007f}"), "🏴");
});

Deno.test("a long run of marks is no problem", () => {
  strictEqual(safeText("a" + "\u0308".repeat(1_000_000)), "a" + "\u0308".repeat(4));
});
