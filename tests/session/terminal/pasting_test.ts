/**
 * Pasting at a terminal that marks what is pasted.
 *
 * @module
 */

import { deepStrictEqual, match, ok, strictEqual } from "node:assert/strict";
import { TestHouse } from "../../../testing/test_house.ts";
import type { VirtualCaller } from "../../../testing/virtual_caller.ts";

/** A house with ann at a terminal, and bob by nc. */
async function two(): Promise<{ house: TestHouse; ann: VirtualCaller; bob: VirtualCaller }> {
  const house = await TestHouse.open({ limits: { lines_burst: 100 } });
  const ann = await house.guest("ann", { client: "telnet" });
  const bob = await house.guest("bob");
  await ann.until(/bob has come in\n[^]*lobby> $/);
  return { house, ann, bob };
}

/** So many lines. */
function lines(count: number): string[] {
  return Array.from({ length: count }, (_, index) => `line ${index + 1}`);
}

Deno.test("marks are asked for at a terminal that has them, and given back at the end", async () => {
  const { house, ann } = await two();
  await using _ = house;
  ok(ann.screen.marksPastes);
  ann.line("/quit");
  await ann.goodbye();
  ok(!ann.screen.marksPastes);
});

Deno.test("no marks are asked for in line mode, and at terminals that may not have them", async () => {
  await using house = await TestHouse.open();
  for (const client of ["nc", "mud", "dumb"] as const) {
    const caller = await house.guest(client, { client });
    ok(!caller.screen.marksPastes, client);
  }
});

Deno.test("one line that is pasted waits for Enter", async () => {
  const { house, ann, bob } = await two();
  await using _ = house;
  ann.type("see ");
  ann.paste("this\n");
  await ann.until(/see this$/);
  ann.send("\r");
  await bob.until("ann: see this\n");
});

Deno.test("a few lines that are pasted are one message, with what was typed before", async () => {
  const { house, ann, bob } = await two();
  await using _ = house;
  const messages: unknown[] = [];
  house.house.directory.listen((event) => {
    if (event.kind === "said") messages.push([event.text, event.extras?.lines?.length]);
  });
  ann.type("look: ");
  ann.paste("one\n\n  two\x1b[2J\x03\n");
  await ann.until(/ann: {3}two.*\n[^]*lobby> $/);
  deepStrictEqual(await bob.roundtrip(), ["ann: look: one", "ann:", "ann:   two[2J"]);
  deepStrictEqual(messages, [["look: one\n\n  two[2J", 3]]);
  strictEqual(ann.screen.currentLine(), "lobby>");
});

Deno.test("many lines are asked about, and sent as one message or not at all", async () => {
  const { house, ann, bob } = await two();
  await using _ = house;
  ann.paste(lines(12).join("\n"));
  await ann.until(/Send 12 lines as one message\? \[y\/N\] $/);
  ann.line("y");
  await ann.until(/ann: line 12\n[^]*lobby> $/);
  deepStrictEqual(await bob.roundtrip(), lines(12).map((line) => `ann: ${line}`));
  for (const answer of ["", "n"]) {
    ann.paste(lines(6).join("\n"));
    await ann.until(/Send 6 lines as one message\? \[y\/N\] $/);
    ann.line(answer);
    await ann.until(/It is not sent\.\n[^]*lobby> $/);
  }
  ann.paste(lines(6).join("\n"));
  await ann.until(/\[y\/N\] $/);
  ann.press("ctrl-c");
  await ann.until(/It is not sent\.\n[^]*lobby> $/);
  deepStrictEqual(await bob.roundtrip(), []);
});

Deno.test("what is too long for a message is not asked about", async () => {
  const { house, ann, bob } = await two();
  await using _ = house;
  ann.paste(lines(33).join("\n"));
  await ann.until("Cannot send that as one message as it has 33 lines: at most 32\n");
  ann.paste("x".repeat(1500) + "\n" + "x".repeat(1500) + "\n" + "x".repeat(1500));
  await ann.until("Cannot send that as one message as it has 4502 bytes: at most 4096\n");
  ann.paste("x".repeat(40_000));
  await ann.until("as it is too long: at most 32768 bytes\n");
  deepStrictEqual(await bob.roundtrip(), []);
});

Deno.test("lines for one person are one message to them", async () => {
  const { house, ann, bob } = await two();
  await using _ = house;
  ann.type("/tell bob ");
  ann.paste("one\ntwo");
  await bob.until("ann tells you: one\nann tells you: two\n");
  await ann.until(/You tell bob: two\n[^]*lobby> $/);
  match(ann.screen.text(), /lobby> \/tell bob\n/);
});

Deno.test("commands that are pasted are run one after the other", async () => {
  const { house, ann } = await two();
  await using _ = house;
  ann.paste("/topic\n/nosuch\n");
  await ann.until(/lobby has no topic\.\n[^]*Cannot run "\/nosuch"[^]*lobby> $/);
});

Deno.test("a command that takes one line refuses several", async () => {
  const { house, ann } = await two();
  await using _ = house;
  ann.type("/join den");
  ann.send("\r");
  await ann.until(/Here: @ann\n[^]*den> $/);
  ann.type("/topic ");
  ann.paste("one\ntwo");
  await ann.until(/Cannot [^]*\n[^]*den> $/);
  strictEqual(house.house.world.roomNamed("den")?.topic?.text ?? "", "");
});

Deno.test("lines that are pasted at a question are its answers", async () => {
  const { house, ann } = await two();
  await using _ = house;
  ann.line("/register");
  await ann.until(/New password: $/);
  ann.paste("correct horse\n");
  ann.send("\r");
  await ann.until(/The same again: $/);
  ann.paste("correct horse");
  ann.send("\r");
  await ann.until(/"ann" is yours now/);
});

Deno.test("a message of many lines takes as many turns as lines of their own", async () => {
  await using house = await TestHouse.open({ limits: { lines_burst: 4, lines_per_second: 1 } });
  const ann = await house.guest("ann", { client: "telnet" });
  const bob = await house.guest("bob");
  house.clock.advance(10_000);
  ann.paste("1\n2\n3\n4\n5");
  await ann.ayt();
  deepStrictEqual(await bob.roundtrip(), []);
  house.clock.advance(1000);
  await bob.until("ann: 5\n");
});

Deno.test("without marks, a burst of lines stays lines", async () => {
  await using house = await TestHouse.open();
  const bob = await house.guest("bob");
  const ann = await house.guest("ann", { client: "dumb" });
  await bob.until("ann has come in\n");
  ann.paste("one\ntwo\n");
  await bob.until("ann: one\nann: two\n");
});

Deno.test("a telnet interrupt ends a paste that has no end", async () => {
  const { house, ann, bob } = await two();
  await using _ = house;
  ann.send("\x1b[200~lost");
  ann.send(Uint8Array.of(255, 244));
  await ann.until("To leave, type /quit\n");
  ann.line("found");
  await bob.until("ann: found\n");
});
