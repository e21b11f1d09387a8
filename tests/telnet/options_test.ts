import { deepStrictEqual, ok, strictEqual } from "node:assert/strict";
import type { TelnetOption } from "../../core/telnet/option.ts";
import {
  agrees,
  NO_FACTS,
  OFFERS,
  OPENING,
  optionCode,
  OPTIONS,
} from "../../core/telnet/options.ts";

const ROWS: readonly TelnetOption[] = OPTIONS;

function distinct(values: readonly unknown[]): boolean {
  return new Set(values).size === values.length;
}

Deno.test("options have each a name, a code, and places in the opening and the offers of their own", () => {
  ok(distinct(ROWS.map(({ name }) => name)));
  ok(distinct(ROWS.map(({ code }) => code)));
  ok(distinct(ROWS.flatMap(({ opening }) => opening ? [opening.order] : [])));
  ok(distinct(ROWS.flatMap(({ offer }) => offer ? [offer.order] : [])));
});

Deno.test("options are sorted by code", () => {
  const codes = ROWS.map(({ code }) => code);
  deepStrictEqual(codes, codes.toSorted((a, b) => a - b));
});

Deno.test("options find out different facts", () => {
  ok(distinct(ROWS.flatMap(({ facts }) => Object.keys(facts ?? {}))));
  strictEqual(NO_FACTS.settled, false);
});

Deno.test("what we ask for by ourselves is such that we agree to", () => {
  for (const { side, code } of [...OPENING, ...OFFERS]) ok(agrees(side, code), `${side} ${code}`);
});

Deno.test("opening is the one that upsets nobody", () => {
  const names = OPENING.map(({ side, code }) =>
    `${side} ${ROWS.find((row) => row.code === code)!.name}`
  );
  deepStrictEqual(names, [
    "remote TTYPE",
    "local SGA",
    "remote NAWS",
    "remote CHARSET",
    "remote NEW-ENVIRON",
  ]);
});

Deno.test("WILL ECHO is asked for by no table, as MUD clients take it for a password prompt", () => {
  ok([...OPENING, ...OFFERS].every(({ code }) => code !== optionCode("ECHO")));
});

Deno.test("terminals are offered GMCP alone, whose agreement gives a MUD client away", () => {
  deepStrictEqual(OFFERS.filter(({ to }) => to === "all").map(({ code }) => code), [201]);
});

Deno.test("peers may switch on what the table says, and no more", () => {
  const agreed = (["local", "remote"] as const).map((side) =>
    Array.from({ length: 256 }, (_, code) => code).filter((code) => agrees(side, code))
  );
  deepStrictEqual(agreed, [[0, 1, 3, 5, 6, 25, 42, 70, 86, 201], [0, 3, 24, 31, 39, 42]]);
});
