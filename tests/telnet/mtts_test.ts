import { deepStrictEqual, strictEqual } from "node:assert/strict";
import { parseMtts } from "../../core/telnet/mtts.ts";

Deno.test("MTTS bits are named in their order", () => {
  deepStrictEqual(parseMtts("MTTS 4095"), [
    "ansi",
    "vt100",
    "utf-8",
    "256-colours",
    "mouse",
    "osc-palette",
    "screen-reader",
    "proxy",
    "true-colour",
    "mnes",
    "mslp",
    "tls",
  ]);
});

Deno.test("MTTS bits that nobody has named yet are left out", () => {
  deepStrictEqual(parseMtts("MTTS 4097"), ["ansi"]);
  deepStrictEqual(parseMtts("MTTS 999999999"), parseMtts(`MTTS ${999999999 % 4096}`));
});

Deno.test("MTTS 0 is a number without flags", () => {
  deepStrictEqual(parseMtts("MTTS 0"), []);
});

Deno.test("MTTS is nothing else than its name and a number", () => {
  for (const name of ["", "MTTS", "MTTS ", "MTTS X", "MTTS -1", "XMTTS 1", "MTTS 1 ", "MTTS 1.5"]) {
    strictEqual(parseMtts(name), undefined, name);
  }
  strictEqual(parseMtts("MTTS 1234567890"), undefined);
});
