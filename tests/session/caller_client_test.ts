/**
 * What we make of a caller's client.
 *
 * @module
 */

import { deepStrictEqual, strictEqual } from "node:assert/strict";
import { profileOf, takesCharacterMode } from "../../core/session/caller_client.ts";
import type { TelnetFacts } from "../../core/telnet/peer.ts";
import { NO_FACTS } from "../../core/telnet/options.ts";

function facts(known: Partial<TelnetFacts>): TelnetFacts {
  return { ...NO_FACTS, answered: true, ...known };
}

for (
  const [what, known, takes] of [
    ["who has answered nothing", { answered: false }, false],
    ["who speaks telnet and has named no terminal", {}, true],
    ["an xterm", { kind: "terminal", terminalTypes: ["XTERM"] }, true],
    ["a MUD client", { kind: "mud", terminalTypes: ["MUDLET"] }, false],
    ["a dumb terminal", { kind: "terminal", terminalTypes: ["DUMB"] }, false],
    ["an unknown terminal", { kind: "terminal", terminalTypes: ["UNKNOWN"] }, false],
  ] as const
) {
  Deno.test(`${what} is ${takes ? "" : "not "}offered to send key by key`, () => {
    strictEqual(takesCharacterMode(facts(known)), takes);
  });
}

for (
  const [types, colours] of [
    [[], "none"],
    [["XTERM"], "16"],
    [["ANSI"], "16"],
    [["DUMB"], "none"],
    [["VT52"], "none"],
    [["VT510"], "none"],
  ] as const
) {
  Deno.test(`a terminal that names ${types.join() || "nothing"} gets colours: ${colours}`, () => {
    strictEqual(profileOf(facts({ terminalTypes: types }), { editsLines: false }).colours, colours);
  });
}

Deno.test("a window size is made usable", () => {
  const { columns, rows } = profileOf(
    facts({ windowSize: { columns: 3, rows: 1000 } }),
    { editsLines: false },
  );
  deepStrictEqual({ columns, rows }, { columns: 20, rows: 300 });
});

Deno.test("nothing is wrapped for whoever has told no width", () => {
  const { columns } = profileOf(facts({ windowSize: { rows: 24 } }), { editsLines: true });
  strictEqual(columns > 4096, true);
});
