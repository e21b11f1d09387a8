/**
 * The manual of telnet is that of its tables.
 *
 * @module
 */

import { deepStrictEqual, strictEqual } from "node:assert/strict";
import { LEFT_OUT } from "../../core/telnet/left_out.ts";
import { OPTIONS } from "../../core/telnet/options.ts";
import { telnetManual } from "../../core/telnet/telnet_manual.ts";

Deno.test("docs/telnet.md is what the tables say", () => {
  const page = Deno.readTextFileSync(new URL("../../docs/telnet.md", import.meta.url));
  strictEqual(page, telnetManual(), "Run: deno task docs");
});

Deno.test("nothing that is left out is in the table of options", () => {
  const codes = LEFT_OUT.flatMap(({ what }) => what.match(/\d+(?=[,)])/g) ?? []).map(Number);
  deepStrictEqual(OPTIONS.filter(({ code }) => codes.includes(code)).map(({ name }) => name), []);
});

Deno.test("what is left out is sorted", () => {
  const names = LEFT_OUT.map(({ what }) => what);
  deepStrictEqual(names, names.toSorted());
});
