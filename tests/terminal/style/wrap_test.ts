import { deepStrictEqual, ok, strictEqual } from "node:assert/strict";
import fc from "fast-check";
import { displayWidth } from "../../../core/terminal/style/display_width.ts";
import { safeText } from "../../../core/terminal/charset/safe_text.ts";
import { HANG, lineText, plain, styled } from "../../../core/terminal/style/styled_text.ts";
import { truncateLine, wrapText } from "../../../core/terminal/style/wrap.ts";
import { hostileText, words } from "../typed_text.ts";

function wrapped(text: string, columns: number, hangingIndent = 0): string[] {
  return wrapText(text, { columns, hangingIndent }).map(lineText);
}

Deno.test("no line is wider than the screen", () => {
  const text = fc.oneof(words, hostileText);
  fc.assert(
    fc.property(text, fc.integer({ min: 4, max: 30 }), fc.nat(40), (text, columns, indent) => {
      for (const line of wrapped(text, columns, indent)) {
        ok(displayWidth(line) <= columns, JSON.stringify(line));
      }
    }),
  );
});

Deno.test("wrapping loses and adds nothing but spaces", () => {
  fc.assert(fc.property(hostileText, fc.integer({ min: 4, max: 30 }), (text, columns) => {
    const spaces = /\p{Zs}/gu;
    const shown = wrapped(text, columns, 3).join("");
    strictEqual(shown.replaceAll(spaces, ""), safeText(text).replaceAll(spaces, ""));
  }));
});

Deno.test("wrapping what was wrapped changes nothing", () => {
  fc.assert(fc.property(words, fc.integer({ min: 4, max: 30 }), (text, columns) => {
    const lines = wrapped(text, columns);
    deepStrictEqual(lines.flatMap((line) => wrapped(line, columns)), lines);
  }));
});

Deno.test("lines are broken at spaces, which vanish there", () => {
  deepStrictEqual(wrapped("the quick  brown fox", 10), ["the quick", "brown fox"]);
});

Deno.test("a text that fits is left alone, spaces and all", () => {
  deepStrictEqual(wrapped("  a  b  ", 8), ["  a  b  "]);
  deepStrictEqual(wrapped("", 8), [""]);
});

Deno.test("line breaks stay where they are", () => {
  deepStrictEqual(wrapped("one\n\ntwo three", 5), ["one", "", "two", "three"]);
});

Deno.test("a hanging indent stands before the second line and later ones", () => {
  deepStrictEqual(wrapped("<Ann> a bc def\nx", 9, 6), ["<Ann> a", "    bc", "    def", "x"]);
});

Deno.test("a link goes whole to a line of its own if it fits there", () => {
  deepStrictEqual(wrapped("see https://example.org/a-b/c now", 25), [
    "see",
    "https://example.org/a-b/c",
    "now",
  ]);
});

Deno.test("a link that fits the screen, but not behind the indent, moves to the left", () => {
  deepStrictEqual(wrapped("<Ann> see https://example.org/a-b-c, now", 26, 6), [
    "<Ann> see",
    "https://example.org/a-b-c,",
    "      now",
  ]);
});

Deno.test("what stands around a link gives way, so that the link stays whole", () => {
  deepStrictEqual(wrapped("<Ann> see (https://example.org/a-b-c), now", 26, 6), [
    "<Ann> see",
    "      (",
    " https://example.org/a-b-c",
    "      ), now",
  ]);
});

Deno.test("a link is not broken at wide characters", () => {
  deepStrictEqual(wrapped("ab https://example.org/日本", 26), ["ab", "https://example.org/日本"]);
});

Deno.test("a link that is wider than the screen is broken, but not to the left of the indent", () => {
  deepStrictEqual(wrapped("<Ann> https://example.org/a-b-c", 20, 6), [
    "<Ann>",
    "      https://exampl",
    "      e.org/a-b-c",
  ]);
});

Deno.test("what only looks like a link is broken as other words are", () => {
  deepStrictEqual(wrapped("<Ann> x bob://says_anything_else", 20, 6), [
    "<Ann> x",
    "      bob://says_any",
    "      thing_else",
  ]);
});

Deno.test("lines go on under the mark in them", () => {
  const text = styled`${"12:34 ann: "}${HANG}${"one two three four"}`;
  deepStrictEqual(wrapText(text, { columns: 28 }).map(plain), [
    "12:34 ann: one two three",
    "           four",
  ]);
});

Deno.test("a mark far to the right leaves an indent that tells the line from others", () => {
  const text = styled`${"12:34 somebody: "}${HANG}${"one two three"}`;
  deepStrictEqual(wrapText(text, { columns: 24 }).map(plain), [
    "12:34 somebody: one two",
    "  three",
  ]);
});

Deno.test("a word that fits no line is broken", () => {
  deepStrictEqual(wrapped("an abcdefghijkl z", 5), ["an", "abcde", "fghij", "kl z"]);
});

Deno.test("a family is not torn apart", () => {
  deepStrictEqual(wrapped("👨‍👩‍👧".repeat(3), 5), ["👨‍👩‍👧👨‍👩‍👧", "👨‍👩‍👧"]);
});

Deno.test("wide characters may be broken between without a space", () => {
  deepStrictEqual(wrapped("ab 日本語日本語 cd", 8), ["ab 日本", "語日本語", "cd"]);
});

Deno.test("a space that forbids a break is part of the word", () => {
  deepStrictEqual(wrapped("aa b\u00a0c", 5), ["aa", "b\u00a0c"]);
});

Deno.test("spaces at the end of a line that is wrapped vanish too", () => {
  deepStrictEqual(wrapped("aa bb  ", 3), ["aa", "bb"]);
});

Deno.test("only spaces, too many of them, are an empty line", () => {
  deepStrictEqual(wrapped(" ".repeat(50), 10), [""]);
});

Deno.test("the parts of a broken line keep their styles", () => {
  deepStrictEqual(wrapText(styled`^ra b^~ c`, { columns: 2 }), [
    { spans: [{ text: "a", style: { foreground: "red" } }] },
    { spans: [{ text: "b", style: { foreground: "red" } }] },
    { spans: [{ text: "c" }] },
  ]);
});

Deno.test("a very long text is no problem", () => {
  strictEqual(wrapped("x".repeat(1_000_000), 80).length, 12_500);
  deepStrictEqual(wrapped("a" + " ".repeat(1_000_000) + "b", 80), ["a", "b"]);
});

Deno.test("a truncated line is a beginning that fits, and the longest such", () => {
  fc.assert(fc.property(words, fc.nat(40), (text, columns) => {
    const shown = plain(truncateLine({ spans: [{ text }] }, columns));
    ok(text.startsWith(shown));
    ok(displayWidth(shown) <= columns);
    if (shown !== text) ok(displayWidth(shown) >= columns - 1);
  }));
});
