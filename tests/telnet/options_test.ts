import { deepStrictEqual, ok, strictEqual } from "node:assert/strict";
import { agrees, NO_FACTS, OPENING, optionCode, OPTIONS } from "../../core/telnet/options.ts";

function distinct(values: readonly unknown[]): boolean {
  return new Set(values).size === values.length;
}

Deno.test("options have each a name, a code and a place in the opening of their own", () => {
  ok(distinct(OPTIONS.map(({ name }) => name)));
  ok(distinct(OPTIONS.map(({ code }) => code)));
  ok(distinct(OPTIONS.flatMap(({ opening }) => opening ? [opening.order] : [])));
});

Deno.test("options are sorted by code", () => {
  const codes = OPTIONS.map(({ code }) => code);
  deepStrictEqual(codes, codes.toSorted((a, b) => a - b));
});

Deno.test("options find out different facts", () => {
  ok(distinct(OPTIONS.flatMap(({ facts }) => Object.keys(facts ?? {}))));
  strictEqual(NO_FACTS.settled, false);
});

Deno.test("options in the opening are such that we agree to", () => {
  for (const { side, code } of OPENING) ok(agrees(side, code), `${side} ${code}`);
});

Deno.test("opening never has WILL ECHO in it, which MUD clients take for a password prompt", () => {
  ok(OPENING.every(({ code }) => code !== optionCode("ECHO")));
});

Deno.test("peers may switch on ECHO by us, SGA by both, TTYPE and NAWS by them, and no more", () => {
  const agreed = (["local", "remote"] as const).map((side) =>
    Array.from({ length: 256 }, (_, code) => code).filter((code) => agrees(side, code))
  );
  deepStrictEqual(agreed, [[1, 3], [3, 24, 31]]);
});
