import { ok, strictEqual } from "node:assert/strict";
import fc from "fast-check";
import { displayWidth } from "../../core/terminal/display_width.ts";
import { plain, styled, type Text } from "../../core/terminal/styled_text.ts";
import { formatTable } from "../../core/terminal/table.ts";
import { words } from "./typed_text.ts";

function table(rows: readonly (readonly Text[])[], columns: number): string {
  return plain(formatTable(rows, { columns }));
}

Deno.test("cells stand under each other, without trailing spaces", () => {
  strictEqual(
    table([["Node", "Name", "Idle"], [1, "Ann", ""].map(String), ["12", "日本", "5m"]], 40),
    "Node  Name  Idle\n1     Ann\n12    日本  5m",
  );
});

Deno.test("the widest column gives way when the screen is narrow", () => {
  strictEqual(
    table([["join <room>", "Go into a room, or make it"], ["quit", "Leave"]], 26),
    "join <room>  Go into a\n             room, or make\n             it\nquit         Leave",
  );
});

Deno.test("a cell of several lines makes its row higher", () => {
  strictEqual(table([["a", "b\nc"], ["d", "e"]], 20), "a  b\n   c\nd  e");
});

Deno.test("rows may have fewer cells, or none", () => {
  strictEqual(table([["a", "b"], [], ["c"]], 20), "a  b\nc");
  strictEqual(table([], 20), "");
});

Deno.test("cells keep their styles", () => {
  const { spans } = formatTable([[styled`^gwho`, "x"]], { columns: 20 });
  strictEqual(JSON.stringify(spans[0]), '{"text":"who","style":{"foreground":"green"}}');
});

Deno.test("no row is wider than the screen", () => {
  const rows = fc.array(fc.array(words, { maxLength: 4 }), { maxLength: 5 });
  fc.assert(fc.property(rows, fc.integer({ min: 20, max: 60 }), (rows, columns) => {
    for (const line of table(rows, columns).split("\n")) ok(displayWidth(line) <= columns, line);
  }));
});
