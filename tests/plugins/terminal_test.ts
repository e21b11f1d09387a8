/**
 * /terminal: what we think of a terminal, and how its caller says better.
 *
 * @module
 */

import { deepStrictEqual, ok, strictEqual } from "node:assert/strict";
import { decoderFor } from "../../core/terminal/charset/charset.ts";
import { TestHouse } from "../../testing/test_house.ts";
import { IrcClient } from "../kit/irc_client.ts";

/** The facts of a /terminal, without its first line and its last. */
function facts(lines: readonly string[]): string[] {
  return lines.filter((line) =>
    /, (?:as you chose|as your client tells|which is a guess)$/.test(line)
  );
}

Deno.test("/terminal tells what is known, and from where", async () => {
  await using house = await TestHouse.open();
  const ann = await house.guest("ann", { client: "telnet", columns: 100, rows: 30 });
  deepStrictEqual(
    await ann.answerTo("/terminal"),
    [
      "/terminal",
      "Client: XTERM-256COLOR",
      "Size: 100x30, as your client tells",
      "Charset: utf-8, which is a guess",
      "Colours: 256, which is a guess",
      "Line edited by: server, which is a guess",
      "Screen reader: off, which is a guess",
      "Keep-alive: on, which is a guess",
      "Wrong? /terminal test finds out, and /help terminal tells how to choose.",
    ],
  );
});

Deno.test("of a caller who tells nothing all is guessed", async () => {
  await using house = await TestHouse.open();
  const ann = await house.guest("ann");
  const lines = await ann.answerTo("/terminal");
  strictEqual(lines[0], "Client: it has told no name");
  deepStrictEqual(facts(lines), [
    "Size: unknown, which is a guess",
    "Charset: utf-8, which is a guess",
    "Colours: none, which is a guess",
    "Line edited by: client, which is a guess",
    "Screen reader: off, which is a guess",
    "Keep-alive: off, which is a guess",
  ]);
});

Deno.test("a MUD client tells more", async () => {
  await using house = await TestHouse.open();
  const ann = await house.guest("ann", { client: "mud" });
  const lines = facts(await ann.answerTo("/terminal"));
  strictEqual(lines[1], "Charset: utf-8, as your client tells");
  strictEqual(lines[2], "Colours: 256, as your client tells");
});

for (
  const [choice, shown, back] of [
    ["charset cp437", "Charset: cp437, as you chose", "Charset: utf-8, which is a guess"],
    ["charset ASCII", "Charset: ascii, as you chose", "Charset: utf-8, which is a guess"],
    ["colours true", "Colours: true, as you chose", "Colours: 256, which is a guess"],
    ["size 132x37", "Size: 132x37, as you chose", "Size: 80x24, as your client tells"],
    ["screen-reader on", "Screen reader: on, as you chose", "Screen reader: off, which is a guess"],
    ["keep-alive off", "Keep-alive: off, as you chose", "Keep-alive: on, which is a guess"],
  ] as const
) {
  Deno.test(`/terminal ${choice}, and back`, async () => {
    await using house = await TestHouse.open();
    const ann = await house.guest("ann", { client: "telnet" });
    const [what] = choice.split(" ");
    deepStrictEqual(facts(await ann.answerTo(`/terminal ${choice}`)), [shown]);
    deepStrictEqual(facts(await ann.answerTo(`/terminal ${what}`)), [shown]);
    deepStrictEqual(facts(await ann.answerTo(`/terminal ${what} auto`)), [back]);
  });
}

Deno.test("/terminal editing hands the line over, and takes it back", async () => {
  await using house = await TestHouse.open();
  const ann = await house.guest("ann", { client: "telnet" });
  ann.line("/terminal editing client");
  await ann.until("Line edited by: client, as you chose");
  await ann.ayt();
  strictEqual(ann.sendsKeys, false);
  ann.line("/terminal editing server");
  await ann.until("Line edited by: server, as you chose");
  await ann.ayt();
  strictEqual(ann.sendsKeys, true);
});

Deno.test("what can't be is told, with all that can", async () => {
  await using house = await TestHouse.open();
  const ann = await house.guest("ann");
  for (
    const [choice, error] of [
      [
        "charset koi8-r",
        'Cannot choose charset "koi8-r" as it is none of these: utf-8, cp437, latin-1, ascii, auto',
      ],
      [
        "colours 7",
        'Cannot choose colours "7" as it is none of these: none, 8, 16, 256, true, auto',
      ],
      ["size 9x9", 'Cannot choose size "9x9" as it is none of these: 20x5 to 500x300, auto'],
      ["keep-alive no", 'Cannot choose keep-alive "no" as it is none of these: on, off, auto'],
      ["editing me", 'Cannot choose editing "me" as it is none of these: client, server, auto'],
      ["editing server", "Cannot edit your lines as your client does not speak telnet"],
    ] as const
  ) {
    deepStrictEqual(await ann.answerTo(`/terminal ${choice}`), [error]);
  }
});

Deno.test("a word that is none is told of, and Tab knows those that are", async () => {
  await using house = await TestHouse.open();
  const ann = await house.guest("ann", { client: "telnet" });
  const lines = await ann.answerTo("/terminal colors 256");
  ok(lines.some((line) => line.startsWith("Cannot")), lines.join("\n"));
  ann.type("/terminal cha\t");
  await ann.until("/terminal charset ");
});

Deno.test("a choice is of the client: another of the same person has its own", async () => {
  await using house = await TestHouse.open();
  const one = await house.member("ann", { client: "telnet" });
  await one.answerTo("/terminal charset latin-1");
  const other = await house.member("ann", { client: "syncterm" });
  strictEqual(
    facts(await other.answerTo("/terminal charset"))[0],
    "Charset: cp437, which is a guess",
  );
  await one.answerTo("/terminal screen-reader on");
  strictEqual(
    facts(await other.answerTo("/terminal screen-reader"))[0],
    "Screen reader: on, as you chose",
  );
});

Deno.test("whoever registers keeps what they chose as a guest", async () => {
  await using house = await TestHouse.open();
  const ann = await house.guest("ann", { client: "vt220" });
  await ann.answerTo("/terminal charset utf-8");
  ann.line("/register");
  await ann.until("New password: ");
  ann.line("a long secret");
  await ann.until("The same again: ");
  ann.line("a long secret");
  await ann.until("is yours now");
  deepStrictEqual([...house.house.world.userNamed("ann")!.preferences], [
    ["terminal.vt220.charset", "utf-8"],
  ]);
});

Deno.test("by a protocol without a terminal there is none to tell of", async () => {
  await using house = await TestHouse.open({ door: "tcp" });
  await using irc = await IrcClient.enter(house, "ann");
  irc.send("TERMINAL");
  const { text } = await irc.until(({ text }) => text.includes("Cannot"));
  ok(text.includes("Cannot tell of your terminal as you are at none: you come by irc"), text);
});

Deno.test("/terminal test: each line is in the bytes of its charset", async () => {
  await using house = await TestHouse.open();
  const ann = await house.guest("ann");
  ann.line("/terminal test");
  await ann.until("1-4: ");
  const text = ann.bytes.map((bytes) => decoderFor("cp437").decode(bytes)).join("");
  ok(text.includes("second  áñú ░▒▓ ┌─├│└"));
  const latin1 = ann.bytes.map((bytes) => decoderFor("latin-1").decode(bytes)).join("");
  ok(latin1.includes("third   áñú :%# +-+|+"));
  ok(ann.heard.includes("first   áñú ░▒▓ ┌─├│└"));
});

Deno.test("no byte of the lines is a control that swallows what follows", async () => {
  await using house = await TestHouse.open();
  const ann = await house.guest("ann");
  ann.line("/terminal test");
  await ann.until("1-4: ");
  // DCS, SOS, CSI, OSC, PM and APC of ECMA-48, 8.3.
  const swallowing = [0x90, 0x98, 0x9b, 0x9d, 0x9e, 0x9f];
  const found = ann.bytes.flatMap((bytes) => [...bytes]).filter((byte) =>
    swallowing.includes(byte)
  );
  deepStrictEqual(found, []);
});

Deno.test("/terminal test chooses what follows from what is seen", async () => {
  await using house = await TestHouse.open();
  const ann = await house.guest("ann", { client: "telnet" });
  ann.line("/terminal test");
  await ann.until("1-4: ");
  ann.line("first");
  await ann.until("The bars stand below each other");
  await ann.until("1-5: ");
  ann.line("fourth");
  await ann.until("Charset: utf-8, which is a guess\n");
  await ann.until("Colours: true, as you chose\n");
  ann.line("/terminal test");
  await ann.until("1-4: ");
  ann.line("none");
  await ann.until("1-5: ");
  ann.line("none");
  await ann.until("Charset: ascii, as you chose\n");
  await ann.until("Colours: none, as you chose\n");
});

Deno.test("/terminal test asks who has it read out for nothing that only eyes can tell", async () => {
  await using house = await TestHouse.open();
  const ann = await house.guest("ann");
  await ann.answerTo("/terminal screen-reader on");
  ann.line("/terminal test");
  await ann.until("1-4: ");
  ann.line("1");
  const lines = await ann.until("Screen reader: on, as you chose\n");
  ok(!lines.includes("colours,"));
});
