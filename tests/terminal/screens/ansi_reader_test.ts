import { deepStrictEqual, ok, strictEqual } from "node:assert/strict";
import fc from "fast-check";
import { readAnsi } from "../../../core/terminal/screens/ansi_reader.ts";
import { type Picture, PICTURE_BOUNDS } from "../../../core/terminal/screens/canvas.ts";

/** The characters of a picture, row by row, with a dot where nothing is drawn. */
function drawn(art: string, columns = 10): string[] {
  return textOf(readAnsi(art, { columns }));
}

function textOf({ rows }: Picture): string[] {
  return rows.map((row) => row.map((cell) => cell?.text ?? ".").join(""));
}

/** How the first cell looks. */
function look(art: string, brightGrounds = false) {
  return readAnsi(art, { columns: 80, brightGrounds }).rows[0]?.[0]?.look;
}

Deno.test("lines end with LF, CR LF, or where the picture is full", () => {
  deepStrictEqual(drawn("ab\ncd\r\nef"), ["ab", "cd", "ef"]);
  deepStrictEqual(drawn("abcdef", 3), ["abc", "def"]);
});

Deno.test("a line end behind the last column ends that row and not the next", () => {
  deepStrictEqual(drawn("abc\r\ndef\r\n\r\ng", 3), ["abc", "def", "", "g"]);
});

Deno.test("colours between the last column and the line end change nothing", () => {
  deepStrictEqual(drawn("abc\x1b[0m\r\ndef", 3), ["abc", "def"]);
});

Deno.test("a move behind the last column begins in the next row, as on a PC", () => {
  deepStrictEqual(drawn("abc\x1b[Cd", 3), ["abc", ".d"]);
  deepStrictEqual(drawn("abc\x1b[Ad", 3), ["dbc"]);
});

Deno.test("the cursor moves, and stops at the edges", () => {
  deepStrictEqual(drawn("\x1b[2;3Hx\x1b[Ay\x1b[99Dz"), ["z..y", "..x"]);
  deepStrictEqual(drawn("\x1b[3Ba\x1b[Db\x1b[2Fc"), ["", "c", "", "b"]);
  deepStrictEqual(drawn("a\x1b[5Gb\x1b[2dc\x1b[Ed"), ["a...b", ".....c", "d"]);
  deepStrictEqual(drawn("\x1b[99Cx"), [".........x"]);
  deepStrictEqual(drawn("\x1b[0;0Hx\x1b[fy"), ["y"]);
});

Deno.test("the cursor is saved and restored, by ANSI.SYS and by DEC", () => {
  deepStrictEqual(drawn("ab\x1b[s\r\n\x1b[ucd"), ["abcd"]);
  deepStrictEqual(drawn("ab\x1b7\r\n\x1b8cd"), ["abcd"]);
});

Deno.test("erasing takes away what is drawn", () => {
  deepStrictEqual(drawn("abcd\x1b[2D\x1b[K"), ["ab"]);
  deepStrictEqual(drawn("abcd\x1b[2D\x1b[1K"), ["...d"]);
  deepStrictEqual(drawn("abcd\x1b[2Kx"), ["....x"]);
  deepStrictEqual(drawn("ab\ncd\nef\x1b[2;2H\x1b[J"), ["ab", "c"]);
  deepStrictEqual(drawn("ab\ncd\nef\x1b[2;1H\x1b[1J"), ["", ".d", "ef"]);
});

Deno.test("clearing the screen goes to its top left", () => {
  deepStrictEqual(drawn("ab\ncd\x1b[2Jx"), ["x"]);
});

Deno.test("tabs go to every eighth column", () => {
  deepStrictEqual(drawn("a\tb\t\tc", 20), ["a.......b..........c"]);
});

Deno.test("blanks at the end of a row or of the picture are nothing, unless they have a ground", () => {
  deepStrictEqual(drawn("a  \n\n  \n"), ["a"]);
  deepStrictEqual(drawn("a\x1b[44m  "), ["a  "]);
});

Deno.test("SGR chooses colours and attributes", () => {
  deepStrictEqual(look("x"), {});
  deepStrictEqual(look("\x1b[31;44mx"), { foreground: 1, background: 4 });
  deepStrictEqual(look("\x1b[31;44;0mx"), {});
  deepStrictEqual(look("\x1b[31;44;39;49mx"), {});
  deepStrictEqual(look("\x1b[2;4;7mx"), { dim: true, underline: true, inverse: true });
  deepStrictEqual(look("\x1b[2;4;7;22;24;27mx"), {});
  deepStrictEqual(look("\x1b[93;104mx"), { foreground: 11, background: 12 });
});

Deno.test("bold is the bright colour, whichever comes first", () => {
  deepStrictEqual(look("\x1b[1;31mx"), { foreground: 9 });
  deepStrictEqual(look("\x1b[31m\x1b[1mx"), { foreground: 9 });
  deepStrictEqual(look("\x1b[1mx"), { foreground: 15 });
  deepStrictEqual(look("\x1b[1;31;22mx"), { foreground: 1 });
});

Deno.test("blinking is a bright ground where the picture has iCE colours", () => {
  deepStrictEqual(look("\x1b[5;44mx"), { background: 4, blink: true });
  deepStrictEqual(look("\x1b[5;44mx", true), { background: 12 });
  deepStrictEqual(look("\x1b[5mx", true), { background: 8 });
  deepStrictEqual(look("\x1b[5;25;44mx", true), { background: 4 });
});

Deno.test("colours of 256 and of 24 bits are read, with semicolons and with colons", () => {
  deepStrictEqual(look("\x1b[38;5;208;48;5;17mx"), { foreground: 208, background: 17 });
  deepStrictEqual(look("\x1b[38;2;255;128;0mx"), { foreground: "#ff8000" });
  deepStrictEqual(look("\x1b[38:5:208mx"), { foreground: 208 });
  deepStrictEqual(look("\x1b[1;10;20;30tx"), { foreground: "#0a141e" });
  deepStrictEqual(look("\x1b[0;10;20;30tx"), { background: "#0a141e" });
});

Deno.test("a colour that is none changes nothing, nor what comes before it", () => {
  deepStrictEqual(look("\x1b[31;38;5mx"), { foreground: 1 });
  deepStrictEqual(look("\x1b[31;38;5;999;44mx"), { foreground: 1, background: 4 });
  deepStrictEqual(look("\x1b[31;38;2;1;2mx"), { foreground: 1 });
  deepStrictEqual(look("\x1b[31;38;9;1mx"), { foreground: 1 });
  deepStrictEqual(look("\x1b[31;77;999999999999mx"), { foreground: 1 });
});

Deno.test("all other sequences are left out, whole", () => {
  const others = [
    "\x1b[?7h",
    "\x1b[=255h",
    "\x1b[>c",
    "\x1b[5n",
    "\x1b[1 q",
    "\x1b]0;title\x07",
    "\x1b]8;;x\x1b\\",
    "\x1bPq\x1b\\",
    "\x1b(B",
    "\x1bM",
    "\x1bc",
    "\x07",
    "\0",
    "\x7f",
    "\x85",
    "\x9b",
  ];
  for (const other of others) deepStrictEqual(drawn(`a${other}b`), ["ab"], JSON.stringify(other));
});

Deno.test("sequences that do not end, or hold what they may not, do no harm", () => {
  deepStrictEqual(drawn("a\x1b"), ["a"]);
  deepStrictEqual(drawn("a\x1b["), ["a["]);
  deepStrictEqual(drawn("a\x1b[3\x1b[31mb"), ["a[3b"]);
});

Deno.test("wide characters take two cells, and vanish when half of them is drawn over", () => {
  deepStrictEqual(drawn("日本"), ["日本"]);
  strictEqual(readAnsi("日本", { columns: 80 }).columns, 4);
  deepStrictEqual(drawn("日本\x1b[2Gx"), [".x本"]);
  deepStrictEqual(drawn("日本\x1b[3Gx"), ["日x"]);
  deepStrictEqual(drawn("ab日", 3), ["ab", "日"]);
});

Deno.test("marks join the character before them", () => {
  deepStrictEqual(drawn("e\u0301x"), ["e\u0301x"]);
  deepStrictEqual(drawn("\u0301x"), ["x"]);
});

Deno.test("a picture is not larger than pictures may be", () => {
  const { rows, columns } = readAnsi("x\n".repeat(2000) + "\x1b[9999;9999Hy", { columns: 9999 });
  strictEqual(rows.length, PICTURE_BOUNDS.rows);
  strictEqual(columns, PICTURE_BOUNDS.columns);
});

Deno.test("whatever a file holds, its picture has its bounds and no controls", () => {
  const piece = fc.oneof(
    fc.string(),
    fc.constantFrom("\x1b[", "\x1b", "\r", "\n", "\t", ";", "H", "m", "J", "u", "日", "\u0301"),
    fc.nat(99999).map(String),
  );
  fc.assert(
    fc.property(fc.array(piece), fc.integer({ min: 1, max: 100 }), (pieces, width) => {
      const { rows, columns } = readAnsi(pieces.join(""), { columns: width });
      ok(columns <= width && rows.length <= PICTURE_BOUNDS.rows);
      for (const cell of rows.flat()) ok(!/\p{Cc}/u.test(cell?.text ?? ""));
    }),
    { numRuns: 200 },
  );
});
