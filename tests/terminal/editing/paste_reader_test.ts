import { deepStrictEqual, strictEqual } from "node:assert/strict";
import { PasteReader } from "../../../core/terminal/editing/paste_reader.ts";

const ENCODER = new TextEncoder();

Deno.test("of a paste over the limit no more is kept, and it is not whole", () => {
  const paste = new PasteReader({ keptBytes: 4, endlessBytes: 100 });
  strictEqual(paste.read(ENCODER.encode("abcdefgh\x1b[201~x"), 0), 14);
  deepStrictEqual([paste.isOver, paste.isWhole], [true, false]);
  strictEqual(new TextDecoder().decode(paste.bytes), "abcd");
});

Deno.test("a paste that never ends is over after so many bytes", () => {
  const paste = new PasteReader({ keptBytes: 4, endlessBytes: 6 });
  strictEqual(paste.read(ENCODER.encode("abcde"), 0), 5);
  strictEqual(paste.isOver, false);
  strictEqual(paste.read(ENCODER.encode("fghi"), 0), 1);
  deepStrictEqual([paste.isOver, paste.isWhole], [true, false]);
});

Deno.test("a mark of the end may come in pieces, and what only begins like one is text", () => {
  const paste = new PasteReader();
  for (const piece of ["a\x1b[2", "x\x1b", "\x1b[201", "~"]) {
    paste.read(ENCODER.encode(piece), 0);
  }
  strictEqual(paste.isOver, true);
  strictEqual(new TextDecoder().decode(paste.bytes), "a\x1b[2x\x1b");
});
