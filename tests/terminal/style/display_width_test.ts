import { deepStrictEqual, ok, strictEqual } from "node:assert/strict";
import fc from "fast-check";
import stringWidth from "string-width";
import { displayWidth, graphemes, isNarrow } from "../../../core/terminal/style/display_width.ts";
import { hostileText } from "../typed_text.ts";

Deno.test("width counts wide characters twice and marks not at all", () => {
  for (
    const [text, columns] of [
      ["", 0],
      ["plain", 5],
      ["Grüße, мир — 5 €", 16],
      ["日本", 4],
      ["e\u0301", 1],
      ["👨‍👩‍👧", 2],
      ["🇸🇪", 2],
      ["\u200d", 0],
    ] as const
  ) {
    strictEqual(displayWidth(text), columns, JSON.stringify(text));
  }
});

Deno.test("every character that counts as narrow is visible and one column wide", () => {
  for (let unit = 0; unit <= 0xffff; unit++) {
    const character = String.fromCharCode(unit);
    if (!isNarrow(character)) continue;
    strictEqual(stringWidth(character), 1, unit.toString(16));
    ok(!/[\p{M}\p{C}]/u.test(character) || /\p{Cn}/u.test(character), unit.toString(16));
  }
});

Deno.test("two narrow characters are two graphemes", () => {
  const segmenter = new Intl.Segmenter();
  fc.assert(fc.property(fc.string({ unit: "grapheme-composite" }), (text) => {
    if (isNarrow(text)) strictEqual([...segmenter.segment(text)].length, text.length);
  }));
});

Deno.test("graphemes are the text in pieces of at most two columns", () => {
  fc.assert(fc.property(hostileText, (text) => {
    const pieces = graphemes(text);
    strictEqual(pieces.join(""), text);
    ok(pieces.every((piece) => piece !== "" && displayWidth(piece) <= 2));
  }));
});

Deno.test("a chain of conjuncts, one grapheme of any width, is cut into code points", () => {
  deepStrictEqual(graphemes("a" + "क्".repeat(3)), ["a", "क", "्", "क", "्", "क", "्"]);
});
