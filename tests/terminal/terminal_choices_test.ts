import { deepStrictEqual, match, strictEqual } from "node:assert/strict";
import {
  choiceKey,
  type ChoiceName,
  CHOICES,
  choicesFrom,
} from "../../core/terminal/terminal_choices.ts";

const NAMES = Object.keys(CHOICES) as ChoiceName[];

for (
  const [name, word, value] of [
    ["bell", "on", true],
    ["bell", "yes", undefined],
    ["charset", "cp437", "cp437"],
    ["charset", "CP437", undefined],
    ["charset", "constructor", undefined],
    ["colours", "true", "true"],
    ["colours", "257", undefined],
    ["editing", "client", true],
    ["editing", "server", false],
    ["keep-alive", "off", false],
    ["size", "80x24", { columns: 80, rows: 24 }],
    ["size", "20x5", { columns: 20, rows: 5 }],
    ["size", "500x300", { columns: 500, rows: 300 }],
    ["size", "19x5", undefined],
    ["size", "501x24", undefined],
    ["size", "80", undefined],
    ["theme", "paper", "paper"],
    ["theme", "toString", undefined],
  ] as const
) {
  Deno.test(`${name} ${word} is ${JSON.stringify(value)}`, () => {
    deepStrictEqual(CHOICES[name].read(word) as unknown, value);
  });
}

Deno.test("every choice is kept under a key that the world takes, whatever the client", () => {
  for (const client of [undefined, "", "XTERM-256COLOR", "\u00fc \n", "A".repeat(40), "X.Y.Z"]) {
    const keys = NAMES.map((name) => choiceKey(name, client));
    strictEqual(new Set(keys).size, NAMES.length);
    for (const key of keys) match(key, /^[a-z][a-z\d_.-]{0,49}$/);
  }
});

Deno.test("what is of a client is chosen for that client alone, in all its versions", () => {
  const preferences = new Map([
    [choiceKey("charset", "MUDLET 4.17"), "latin-1"],
    [choiceKey("screen-reader", "MUDLET 4.17"), "on"],
  ]);
  deepStrictEqual(choicesFrom(preferences, "MUDLET 4.18"), {
    charset: "latin-1",
    screenReader: true,
  });
  deepStrictEqual(choicesFrom(preferences, "XTERM"), { screenReader: true });
});

Deno.test("what cannot be read is not chosen", () => {
  const preferences = new Map([["terminal.bell", "loud"], ["terminal.xterm.size", "0x0"]]);
  deepStrictEqual(choicesFrom(preferences, "XTERM"), {});
});
