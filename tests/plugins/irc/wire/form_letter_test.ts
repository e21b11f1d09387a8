/**
 * Numerics that all clients read alike, but for their own nick and some numbers.
 *
 * @module
 */

import { ok, strictEqual } from "node:assert/strict";
import { blank, FormLetter } from "../../../../plugins/irc/wire/form_letter.ts";
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

Deno.test("a letter has its numbers where they belong, and leaves characters of two halves alone", () => {
  const network = "\u{1f4de}\u{10000}";
  const letter = new FormLetter("irc", [
    { name: "ISUPPORT", params: [`NETWORK=${network}`] },
    { name: "LOCALUSERS", params: [blank(1), blank(0)], text: `${network} ${blank(1)}` },
  ]);
  strictEqual(
    letter.linesFor("ann", [7, 0]),
    `:irc 005 ann NETWORK=${network} :are supported by this server\r\n` +
      `:irc 265 ann 0 7 :${network} 0`,
  );
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

Deno.test("a line is as long as a line may be, to the byte", () => {
  const around = ":irc 372 w :".length;
  const letter = new FormLetter("irc", [{ name: "MOTD", text: "x".repeat(510 - 2 - around) }]);
  for (const [nick, bytes] of [["w", 508], ["www", 510], ["wwww", 510], ["\u00eb", 509]] as const) {
    strictEqual(new TextEncoder().encode(letter.linesFor(nick)).length, bytes);
  }
});

Deno.test("a number that is long for its line is cut with it", () => {
  const letter = new FormLetter("irc", [{
    name: "GLOBALUSERS",
    params: [blank(0)],
    text: "x".repeat(480),
  }]);
  strictEqual(letter.linesFor("ann", [7]), `:irc 266 ann 7 :${"x".repeat(480)}`);
  strictEqual(letter.linesFor("ann", [10 ** 15]).length, 510);
});
