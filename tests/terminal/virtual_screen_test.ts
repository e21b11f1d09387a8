import { deepStrictEqual, strictEqual, throws } from "node:assert/strict";
import fc from "fast-check";
import { VirtualScreen } from "../../testing/virtual_screen.ts";
import { words } from "./typed_text.ts";

function shown(sent: string): string {
  const screen = new VirtualScreen({ columns: 6, rows: 3 });
  screen.write(sent);
  return screen.text();
}

Deno.test("CR and LF move, and BS moves back without erasing", () => {
  strictEqual(shown("ab\r\ncd\nef"), "ab\ncd\n  ef");
  strictEqual(shown("abc\b\bX"), "aXc");
  strictEqual(shown("abc\rX"), "Xbc");
  strictEqual(shown("\bX"), "X");
});

Deno.test("the last column wraps with the next character, not before", () => {
  strictEqual(shown("abcdef"), "abcdef");
  strictEqual(shown("abcdef\r\ng"), "abcdef\ng");
  strictEqual(shown("abcdefg"), "abcdef\ng");
});

Deno.test("a wide character takes two cells and wraps whole", () => {
  strictEqual(shown("日本語"), "日本語");
  strictEqual(shown("abcde日"), "abcde\n日");
  strictEqual(shown("日本\rx"), "x 本");
  strictEqual(shown("日本\r\x1b[Cx"), " x本");
});

Deno.test("marks and joiners join the character before them", () => {
  strictEqual(shown("e\u0301x👨‍👩‍👧y"), "e\u0301x👨‍👩‍👧y");
  strictEqual(shown("\u0301x"), "x");
  strictEqual(shown("❤\ufe0fab"), "❤️ab");
});

Deno.test("the rows scroll, and those that have gone are kept", () => {
  const screen = new VirtualScreen({ columns: 6, rows: 2 });
  screen.write("a\r\nb\r\nc");
  deepStrictEqual([screen.scrolledOff, screen.lines()], [["a"], ["b", "c"]]);
  strictEqual(screen.currentLine(), "c");
});

Deno.test("the cursor moves by control sequences, and stays on the screen", () => {
  strictEqual(shown("abc\x1b[2DX\x1b[CY"), "aXcY");
  strictEqual(shown("abc\x1b[99D\x1b[DX"), "Xbc");
  strictEqual(shown("\x1b[99CX"), "     X");
  strictEqual(shown("abc\x1b[2GX\x1b[GY"), "YXc");
  strictEqual(shown("a\r\nb\x1b[AX\x1b[9AY\x1b[BZ\x1b[9BU"), "aXY\nb  Z\n    U");
  strictEqual(shown("abc\x1b[2;3HX\x1b[HY"), "Ybc\n  X");
});

Deno.test("lines and the screen are erased", () => {
  strictEqual(shown("abcdef\r\x1b[2C\x1b[K"), "ab");
  strictEqual(shown("abcdef\r\x1b[2C\x1b[1K"), "   def");
  strictEqual(shown("abc\x1b[2Kd"), "   d");
  strictEqual(shown("abc\r\nd\x1b[2J\x1b[Hx"), "x");
  strictEqual(shown("abc\r\ndef\r\ng\x1b[A\x1b[J"), "abc\nd");
});

Deno.test("styles and bells are noted", () => {
  const screen = new VirtualScreen();
  screen.write("a\x1b[1;32mb\x1b[4mc\x1b[0md\x07");
  const styles = [0, 1, 2, 3].map((column) => screen.styleAt({ row: 0, column }));
  deepStrictEqual(styles, ["", "1;32", "1;32;4", ""]);
  strictEqual(screen.bells, 1);
});

Deno.test("controls that are not sent by Partyline are errors", () => {
  for (
    const control of [
      "\x1b]0;t\x07",
      "\x1b[5n",
      "\x1bc",
      "\t",
      "\0",
      "\x9b1m",
      "\x1b[1J",
      "\x1b[?25l",
    ]
  ) {
    throws(() => shown(control), Error, JSON.stringify(control));
  }
});

Deno.test("writing in pieces shows the same", () => {
  const sent = words.map((text) => `${text}\r\n\x1b[1;31m${text}\x1b[0m\r\x1b[3C\x1b[K`);
  fc.assert(fc.property(sent, fc.array(fc.nat(200)), (sent, cuts) => {
    const whole = new VirtualScreen({ columns: 20, rows: 4 });
    whole.write(sent);
    const pieced = new VirtualScreen({ columns: 20, rows: 4 });
    const characters = [...sent];
    const ends = [...cuts.sort((a, b) => a - b), characters.length];
    ends.forEach((end, index) => {
      pieced.write(characters.slice(ends[index - 1] ?? 0, end).join(""));
    });
    deepStrictEqual(pieced.lines(), whole.lines());
    deepStrictEqual(pieced.cursor, whole.cursor);
  }));
});
