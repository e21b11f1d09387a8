import { ok, strictEqual } from "node:assert/strict";
import fc from "fast-check";
import { displayWidth } from "../../../core/terminal/style/display_width.ts";
import {
  aloud,
  plain,
  readOut,
  styled,
  type Text,
} from "../../../core/terminal/style/styled_text.ts";
import { spanOf } from "../../../core/terminal/style/spoken_time.ts";
import {
  formatTable,
  type TableHead,
  type TableReader,
} from "../../../core/terminal/style/table.ts";
import { words } from "../typed_text.ts";

function table(
  rows: readonly (readonly Text[])[],
  columns: number,
  reader: Partial<TableReader> = {},
): string {
  return plain(formatTable(rows, { columns, ...reader }));
}

/** What is read out of a table. */
function readTable(rows: readonly (readonly Text[])[], head?: TableHead): string {
  const options = head ? { head } : {};
  return plain(readOut(formatTable(rows, { ...options, columns: 20, screenReader: true })));
}

const HEAD: TableHead = [
  "Name",
  { title: "Role", told: "{}" },
  { title: "Where", told: "on {}" },
  "Idle",
  { title: "Rooms", told: "in {}" },
];

const PEOPLE: readonly Text[][] = [
  ["root", "sysop", aloud("telnet 1", "telnet node 1"), spanOf(180_000), "lobby, a long room"],
  ["Zoë_the_2nd", "guest", "irc", spanOf(5000), ""],
];

Deno.test("cells stand under each other, without trailing spaces", () => {
  strictEqual(
    table([["1", "Ann", ""], ["12", "日本", "5m"]], 40, { head: ["Node", "Name", "Idle"] }),
    "Node  Name  Idle\n1     Ann\n12    日本  5m",
  );
});

Deno.test("the widest column but the first gives way when the screen is narrow", () => {
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

Deno.test("a first cell that is much wider than the others has a line to itself", () => {
  const rows = [["a"], ["b"], ["c"], ["a long first cell"]].map((row) => [...row, "what it is"]);
  strictEqual(
    table(rows, 30),
    "a  what it is\nb  what it is\nc  what it is\na long first cell\n   what it is",
  );
});

Deno.test("a row of one cell stands above the others, however wide it is", () => {
  strictEqual(table([["a heading of its own"], ["a", "b"]], 30), "a heading of its own\na  b");
});

Deno.test("where the screen is too narrow for columns, each row is a sentence that hangs", () => {
  strictEqual(
    table(PEOPLE, 30, { head: HEAD }),
    "root: sysop, on telnet 1, idle\n  3m, in lobby, a long room\n" +
      "Zoë_the_2nd: guest, on irc,\n  idle 5s",
  );
});

for (const columns of [40, 80, 132]) {
  Deno.test(`nothing of a table is lost on ${columns} columns, and names stay whole`, () => {
    const shown = table(PEOPLE, columns, { head: HEAD });
    for (const word of ["root", "sysop", "telnet 1", "3m", "a long room", "Zoë_the_2nd", "irc"]) {
      ok(shown.replaceAll(/\n */g, " ").includes(word), word);
    }
    ok(shown.split("\n").every((line) => displayWidth(line) <= columns));
  });
}

Deno.test("a table is read out in sentences, whatever the width, without its empty cells", () => {
  strictEqual(
    readTable(PEOPLE, HEAD),
    "root: sysop, on telnet node 1, idle 3 minutes, in lobby, a long room.\n" +
      "Zoë_the_2nd: guest, on irc, idle 5 seconds.",
  );
});

Deno.test("what is a sentence already is not ended again, and a heading is none", () => {
  strictEqual(readTable([["talk"], ["/say", "Say it."]]), "talk\n/say: Say it.");
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
