/**
 * The challenge: who is asked for a key, which one, and what comes of it.
 *
 * @module
 */

import { deepStrictEqual, match, ok, strictEqual } from "node:assert/strict";
import { TestHouse, type TestHouseOptions } from "../../../testing/test_house.ts";
import type { VirtualCaller } from "../../../testing/virtual_caller.ts";

const AUTO = { guard: { challenge: "auto", ban_minutes: 10 } } as const;
const ENTER = /Press Enter to come in: $/;
const NAMED = /Press (\d), and then Enter, to come in: $/;

function open(options: TestHouseOptions = AUTO): Promise<TestHouse> {
  return TestHouse.open(options);
}

/** Has somebody behave like a scanner at an address. */
function suspect({ house: { guard } }: TestHouse, address = "192.0.2.1"): void {
  guard.report(address, "http");
}

/** So many dial that the door is busy. */
function crowd({ house: { guard } }: TestHouse): void {
  for (let count = 0; count < 121; count++) guard.admit(`198.51.100.${count}`);
  ok(guard.isBusy);
}

async function namedKey(caller: VirtualCaller): Promise<string> {
  return NAMED.exec(await caller.until(NAMED))![1]!;
}

Deno.test("nobody is challenged on a quiet day", async () => {
  await using house = await open();
  const ann = await house.guest("ann");
  ok(!ann.heard.includes("Press"));
});

Deno.test("while the door is busy everybody presses Enter, and once is enough", async () => {
  await using house = await open();
  crowd(house);
  const ann = await house.dial({ client: "telnet" });
  await ann.settled(ENTER);
  ann.line("");
  await ann.until(/Name: $/);
  ann.line("ann");
  await ann.until("Here: ann\n");
  ann.line("/logout");
  await ann.until(/Name: $/);
});

Deno.test("while more than half of the waiting room is taken, the door is busy", async () => {
  await using house = await open({ guard: { ...AUTO.guard, waiting: 4 } });
  for (let count = 0; count < 2; count++) await house.visitor();
  const ann = await house.dial();
  await ann.until(/Name: $|in: $/);
  match(ann.heard, ENTER);
});

Deno.test("a line that is not empty is not Enter", async () => {
  await using house = await open();
  crowd(house);
  const bot = await house.dial();
  await bot.until(ENTER);
  bot.line("root");
  await bot.until(/Only Enter, with nothing before it: $/);
  bot.line("admin");
  await bot.until(/before it: $/);
  bot.line("enable");
  match(await bot.goodbye(), /Goodbye\.\n$/);
  strictEqual(house.house.guard.tell().counts.challenge, 1);
});

Deno.test("who calls from where scanners have called presses a key that is named", async () => {
  await using house = await open();
  suspect(house);
  const nc = await house.dial();
  await nc.ayt();
  house.clock.advance(500);
  const key = await namedKey(nc);
  nc.line("");
  strictEqual(await namedKey(nc), key);
  nc.line(key);
  await nc.until(/Name: $/);
});

Deno.test("a program that answers telnet is not asked for what others of its address did", async () => {
  await using house = await open();
  suspect(house);
  const telnet = await house.dial({ client: "telnet" });
  await telnet.ayt();
  house.clock.advance(500);
  await telnet.until(/Name: $/);
  ok(!telnet.heard.includes("Press"));
});

Deno.test("with always everybody is asked, and with never nobody", async () => {
  await using always = await open({ guard: { challenge: "always" } });
  await (await always.dial()).until(ENTER);
  await using never = await open({ guard: { challenge: "never" } });
  suspect(never);
  crowd(never);
  await never.guest("ann");
});

Deno.test("nobody is asked who is always let in", async () => {
  for (const list of [{ guard: { allow: ["192.0.2.1"] } }, { limits: { exempt: ["192.0.2.1"] } }]) {
    await using house = await open({ ...list, guard: { challenge: "always", ...list.guard } });
    await house.guest("ann");
  }
});

Deno.test("what scanners send to a terminal ends the call, and is remembered", async () => {
  await using house = await open();
  const sent = ["GET / HTTP/1.1\r\n\r\n", "SSH-2.0-Go\r\n", "\x01\x02\x0e\x10\x11\x12"];
  for (const [index, text] of sent.entries()) {
    const { caller, peer } = house.dialByHand({ address: `192.0.2.${index}` });
    await caller.until(/Name: $/);
    peer.send(text);
    match(await caller.goodbye(), /This is a party line for terminals\.\n$/);
  }
  const { counts } = house.house.guard.tell();
  deepStrictEqual([counts.http, counts.ssh, counts.noise], [1, 1, 1]);
});

Deno.test("what somebody pastes who has come in is their own affair", async () => {
  await using house = await open();
  const bob = await house.guest("bob");
  const ann = await house.guest("ann");
  ann.send("GET / HTTP/1.1\r\n");
  await bob.until("ann: GET / HTTP/1.1\n");
});

Deno.test("wrong passwords count, and those who never send a byte", async () => {
  await using house = await open();
  await house.register("ann");
  const guesser = await house.visitor();
  guesser.line("ann");
  await guesser.until(/Password.*: $/);
  guesser.line("wrong");
  await guesser.until(/Password.*: $/);
  const silent = await house.visitor({ address: "192.0.2.9" });
  house.clock.advance(60_000);
  match(await silent.goodbye(), /You have said nothing for 60 seconds\.\n$/);
  const { counts } = house.house.guard.tell();
  deepStrictEqual([counts.password, counts.silence], [1, 1]);
});

Deno.test("a banned address is closed without a word", async () => {
  await using house = await open();
  house.house.guard.ban("192.0.2.7", { ms: 60_000, reason: "a test" });
  const banned = await house.dial({ address: "192.0.2.7" });
  strictEqual(await banned.goodbye(), "");
  house.clock.advance(60_000);
  await house.visitor({ address: "192.0.2.7" });
});
