/**
 * Numerics that all clients read alike, but for their own nick.
 *
 * @module
 */

import { ok, strictEqual } from "node:assert/strict";
import { FormLetter } from "../../../../plugins/irc/wire/form_letter.ts";
import { numericLine } from "../../../../plugins/irc/wire/numeric_line.ts";

const TOLD = [
  { name: "YOURHOST", text: "Your host is irc, running 1.0" },
  { name: "MYINFO", params: ["irc", "1.0", "io", "n"] },
  { name: "ISUPPORT", params: ["NICKLEN=32", "SAFELIST"] },
] as const;

Deno.test("a letter has the lines that its numerics have one by one, whatever the nick", () => {
  const letter = new FormLetter("irc", TOLD);
  for (const nick of ["ann", "Zo\u00eb", "*", "$&", "w".repeat(32)]) {
    const lines = TOLD.map((told) => numericLine({ ...told, source: "irc", nick }));
    strictEqual(letter.linesFor(nick), lines.join("\r\n"));
  }
});

Deno.test("a line that is too long with some nick is cut where it is", () => {
  const text = "x".repeat(480);
  const letter = new FormLetter("irc", [{ name: "MOTD", text }, { name: "ENDOFMOTD" }]);
  const [short, end] = letter.linesFor("ann").split("\r\n");
  strictEqual(short, `:irc 372 ann :${text}`);
  strictEqual(end, ":irc 376 ann :End of MOTD command");
  const [long] = letter.linesFor("w".repeat(32)).split("\r\n");
  strictEqual(long!.length, 510);
  ok(long!.startsWith(`:irc 372 ${"w".repeat(32)} :xxx`));
});
