import { deepStrictEqual, ok, strictEqual } from "node:assert/strict";
import fc from "fast-check";
import { displayWidth, graphemes } from "../../../core/terminal/style/display_width.ts";
import { softWrap } from "../../../core/terminal/style/soft_wrap.ts";
import { words } from "../typed_text.ts";

/** The rows of a text. */
function rows(text: string, columns: number): string[] {
  const shown = graphemes(text);
  const starts = softWrap(shown, columns);
  return starts.map((start, index) => shown.slice(start, starts[index + 1]).join(""));
}

Deno.test("rows end behind spaces, and long words are broken", () => {
  deepStrictEqual(rows("", 5), [""]);
  deepStrictEqual(rows("ab cd ef", 5), ["ab cd ", "ef"]);
  deepStrictEqual(rows("abcdefgh", 5), ["abcde", "fgh"]);
  deepStrictEqual(rows("ab cdefghij", 5), ["ab ", "cdefg", "hij"]);
  deepStrictEqual(rows("abcde  f", 5), ["abcde ", " f"]);
  deepStrictEqual(rows("日本語", 5), ["日本", "語"]);
});

Deno.test("no row is too wide, and nothing is lost", () => {
  fc.assert(
    fc.property(words, fc.integer({ min: 2, max: 12 }), (text, columns) => {
      const found = rows(text, columns);
      strictEqual(found.join(""), text);
      for (const row of found) ok(displayWidth(row.replace(/ $/, "")) <= columns, row);
      ok(text === "" || found.every((row) => row !== ""));
    }),
    { numRuns: 200 },
  );
});
