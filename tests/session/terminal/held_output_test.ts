import { deepStrictEqual } from "node:assert/strict";
import { HeldOutput } from "../../../core/session/terminal/held_output.ts";

const LINE = new TextEncoder().encode("x".repeat(1022) + "\r\n");

Deno.test("no more is kept than 64 KiB, and the lines of the rest are counted", () => {
  const held = new HeldOutput();
  for (let index = 0; index < 66; index++) held.push(LINE);
  deepStrictEqual([held.pieces.length, held.lostLines], [64, 2]);
});

Deno.test("what is larger than all that may be kept is lost", () => {
  const held = new HeldOutput();
  held.push(LINE);
  held.push(new TextEncoder().encode("x\n".repeat(40_000)));
  deepStrictEqual([held.pieces.length, held.lostLines], [0, 40_001]);
});
