import { deepStrictEqual, ok, strictEqual } from "node:assert/strict";
import fc from "fast-check";
import { displayWidth } from "../../../core/terminal/style/display_width.ts";
import type { Charset } from "../../../core/terminal/profile.ts";
import {
  MOST_PLACEHOLDERS,
  type ScreenValues,
} from "../../../core/terminal/screens/placeholder.ts";
import { readScreen } from "../../../core/terminal/screens/screen_file.ts";
import { parseScreenName } from "../../../core/terminal/screens/screen_name.ts";
import { plain, splitLines, type Styled } from "../../../core/terminal/style/styled_text.ts";
import { withSauce } from "./sauce_record.ts";

function bytesOf(file: string | Uint8Array): Uint8Array {
  return typeof file === "string" ? new TextEncoder().encode(file) : file;
}

function shown(
  name: string,
  file: string | Uint8Array,
  { values = {}, charset = "utf-8" }: { values?: ScreenValues; charset?: Charset } = {},
): Styled {
  return readScreen(parseScreenName(name)!, bytesOf(file)).show(values, charset);
}

function rows(...given: Parameters<typeof shown>): string[] {
  return plain(shown(...given)).split("\n");
}

Deno.test("a text has caret codes and keeps its lines", () => {
  deepStrictEqual(shown("a.txt", "^Ra^~b\r\nc\n"), {
    spans: [{ text: "a", style: { foreground: "red", bold: true } }, { text: "b\nc" }],
  });
});

Deno.test("values in a text are no codes, and take the style of their place", () => {
  deepStrictEqual(shown("a.txt", "^g{{name}}!", { values: { name: "^RAnn\x1b" } }), {
    spans: [{ text: "^RAnn!", style: { foreground: "green" } }],
  });
});

Deno.test("a value is not filled in again", () => {
  const values = { a: "{{b}}", b: "no" };
  deepStrictEqual(rows("a.txt", "{{a}}", { values }), ["{{b}}"]);
  deepStrictEqual(rows("a.ans", "{{a}}", { values }), ["{{b}}"]);
});

Deno.test("placeholders without a value stay as they are", () => {
  deepStrictEqual(rows("a.txt", "{{who}} {{a}}", { values: { a: 1 } }), ["{{who}} 1"]);
  deepStrictEqual(rows("a.ans", "{{who}} {{a}}", { values: { a: 1 } }), ["{{who}} 1    "]);
});

Deno.test("a value keeps the columns of the picture", () => {
  const values = { name: "Annabel Lee" };
  deepStrictEqual(rows("a.ans", "[{{name}}]", { values: { name: "Ann" } }), ["[Ann     ]"]);
  deepStrictEqual(rows("a.ans", "[{{name}}]", { values }), ["[Annabel ]"]);
  deepStrictEqual(rows("a.ans", "[{{name:3}}]", { values }), ["[Ann       ]"]);
});

Deno.test("a value with more columns than its placeholder covers what is drawn behind that", () => {
  deepStrictEqual(rows("a.ans", "{{a:7}}....", { values: { a: "1" } }), ["1      ...."]);
  deepStrictEqual(rows("a.ans", "{{a:9}}....", { values: { a: "1" } }), ["1        .."]);
  deepStrictEqual(rows("a.ans", "{{a:9}}", { values: { a: "123456789" } }), ["123456789"]);
});

Deno.test("so many placeholders are filled in, and no more", () => {
  for (const name of ["a.ans", "a.txt"]) {
    const row = "{{a}} ".repeat(10);
    const all = rows(name, `${row}\n`.repeat(21), { values: { a: 1 } }).join("");
    strictEqual(all.match(/1/g)?.length, MOST_PLACEHOLDERS);
    strictEqual(all.match(/\{\{a\}\}/g)?.length, 10);
  }
});

Deno.test("a value in a picture has the colours of its placeholder", () => {
  const { spans } = shown("a.ans", "\x1b[1;33m{{a}}\x1b[0m", { values: { a: "x" } });
  deepStrictEqual(spans, [
    { text: "x    ", style: { foreground: "#ffff55", background: "#000000" } },
  ]);
});

Deno.test("a picture is a rectangle with a ground of its own", () => {
  deepStrictEqual(shown("a.ans", "ab\n\x1b[41mc").spans, [
    { text: "ab", style: { foreground: "#aaaaaa", background: "#000000" } },
    { text: "\n" },
    { text: "c", style: { foreground: "#aaaaaa", background: "#aa0000" } },
    { text: " ", style: { foreground: "#aaaaaa", background: "#000000" } },
  ]);
});

Deno.test("a picture is CP437 unless its name says otherwise", () => {
  const block = Uint8Array.of(0xdb, 0x01, 0x41);
  deepStrictEqual(rows("a.ans", block), ["█☺A"]);
  deepStrictEqual(rows("a.latin1.ans", Uint8Array.of(0xe9)), ["é"]);
  deepStrictEqual(rows("a.utf8.ans", "█é"), ["█é"]);
});

Deno.test("a text is UTF-8, and what is not is CP437 unless its name says otherwise", () => {
  deepStrictEqual(rows("a.txt", "\ufeffé█"), ["é█"]);
  deepStrictEqual(rows("a.txt", Uint8Array.of(0x82, 0x21)), ["é!"]);
  deepStrictEqual(rows("a.latin1.txt", Uint8Array.of(0xe9)), ["é"]);
});

Deno.test("a record is not shown, and tells the width", () => {
  const art = withSauce(new TextEncoder().encode("abcdef"), { title: "T", columns: 3, rows: 2 });
  deepStrictEqual(rows("a.ans", art), ["abc", "def"]);
  deepStrictEqual(rows("a.txt", art), ["abcdef"]);
  strictEqual(readScreen({ screen: "a", kind: "ans" }, art).sauce?.title, "T");
});

Deno.test("a picture wraps where its name says, else where its record does, else at column 80", () => {
  const art = "x".repeat(100);
  deepStrictEqual(rows("a.ans", art)[0]!.length, 80);
  deepStrictEqual(rows("a.40x25.ans", art)[0]!.length, 40);
  deepStrictEqual(rows("a.132x37.ans", art)[0]!.length, 100);
});

Deno.test("iCE colours are those of the record", () => {
  const art = withSauce(new TextEncoder().encode("\x1b[5;44mx"), { flags: 1 });
  deepStrictEqual(shown("a.ans", art).spans, [
    { text: "x", style: { foreground: "#aaaaaa", background: "#5555ff" } },
  ]);
});

Deno.test("in every charset a picture keeps its columns", () => {
  const art = Uint8Array.from({ length: 256 - 32 }, (_, index) => index + 32);
  for (const charset of ["ascii", "cp437", "latin-1", "utf-8"] as const) {
    const widths = rows("a.ans", art, { charset }).map(displayWidth);
    deepStrictEqual(widths, [80, 80, 80], charset);
  }
  deepStrictEqual(rows("a.ans", Uint8Array.of(0xb0, 0xb1, 0xdb, 0x1a), { charset: "ascii" }), [
    ":%#",
  ]);
});

Deno.test("whatever a file holds, it can be shown", () => {
  const pieces = fc.oneof(
    fc.uint8Array({ maxLength: 20 }),
    fc.constantFrom("{{name}}", "{{name:9}}", "\x1b[5C", "\x1b[44m", "\n", "日").map(bytesOf),
  );
  fc.assert(
    fc.property(
      fc.array(pieces),
      fc.constantFrom("a.ans", "a.utf8.ans", "a.txt", "a.40x25.ans"),
      fc.constantFrom<Charset>("ascii", "cp437", "latin-1", "utf-8"),
      (parts, name, charset) => {
        const file = Uint8Array.from(parts.flatMap((part) => [...part]));
        const screen = readScreen(parseScreenName(name)!, file);
        const text = screen.show({ name: "日\x1bé" }, charset);
        if (!screen.size) return;
        ok(splitLines(text).every((line) => displayWidth(plain(line)) === screen.size!.columns));
      },
    ),
    { numRuns: 200 },
  );
});
