/**
 * The table of terminals.
 *
 * @module
 */

import { deepStrictEqual, strictEqual } from "node:assert/strict";
import { KNOWN_TERMINALS, knownTerminal } from "../../../core/session/terminal/known_terminals.ts";

Deno.test("the rows are sorted, in capitals, and each name stands once", () => {
  const names = KNOWN_TERMINALS.map(({ name }) => name);
  deepStrictEqual(names, [...new Set(names)].sort());
  deepStrictEqual(names, names.map((name) => name.toUpperCase()));
});

Deno.test("the longest row that fits counts, in whatever order they stand", () => {
  strictEqual(knownTerminal(["XTERM-KITTY"])?.colours, "true");
  strictEqual(knownTerminal(["ANSI-MONO"])?.colours, "none");
  strictEqual(knownTerminal(["VTNT"])?.charset, "cp437");
  strictEqual(knownTerminal(["VT102"])?.charset, "ascii");
});

Deno.test("a name that nobody knows leaves the word to the next", () => {
  strictEqual(knownTerminal(["FROB", "SYNCTERM"])?.name, "SYNCTERM");
  strictEqual(knownTerminal(["FROB"]), undefined);
  strictEqual(knownTerminal([]), undefined);
});

for (
  const [name, colours] of [
    ["XTERM-MONO", "none"],
    ["XTERM-8COLOR", "8"],
    ["RXVT-16COLOR", "16"],
    ["RXVT-88COLOR", "16"],
    ["TMUX-256COLOR", "256"],
    ["XTERM-DIRECT256", "true"],
    ["SCREEN.XTERM-256COLOR", "256"],
  ] as const
) {
  Deno.test(`${name} says that it has colours: ${colours}`, () => {
    strictEqual(knownTerminal([name])?.colours, colours);
  });
}
