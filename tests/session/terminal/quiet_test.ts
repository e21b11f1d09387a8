/**
 * Callers who say nothing: warned, hung up on, and kept alive.
 *
 * @module
 */

import { deepStrictEqual, match, ok, strictEqual } from "node:assert/strict";
import { BYTES } from "../../../core/telnet/protocol.ts";
import { TestHouse } from "../../../testing/test_house.ts";

const MINUTE = 60_000;
const LIMITS = { idle_minutes: 10, idle_warning_minutes: 2, login_minutes: 60 };
const NOP = String(BYTES.NOP);

Deno.test("a quiet caller is warned, and then hung up on", async () => {
  await using house = await TestHouse.open({ limits: LIMITS });
  const bob = await house.guest("bob");
  house.clock.advance(8 * MINUTE - 1);
  strictEqual(bob.heard.includes("Are you there?"), false);
  house.clock.advance(1);
  await bob.until(/\*\*\* Are you there\? Press Enter/);
  house.clock.advance(2 * MINUTE - 1);
  strictEqual(bob.isHungUp, false);
  house.clock.advance(1);
  match(await bob.goodbye(), /\*\*\* Idle for 10 minutes\.\n$/);
});

Deno.test("whoever presses Enter at the warning has all their time again, and is warned again", async () => {
  await using house = await TestHouse.open({ limits: LIMITS });
  const ann = await house.guest("ann");
  house.clock.advance(8 * MINUTE);
  await ann.until("Are you there?");
  ann.line("");
  await ann.roundtrip();
  house.clock.advance(8 * MINUTE - 1);
  strictEqual(ann.heard.match(/Are you there/g)?.length, 1);
  house.clock.advance(1);
  await ann.until("Are you there?");
  house.clock.advance(2 * MINUTE);
  await ann.goodbye();
});

Deno.test("a single key counts as being there", async () => {
  await using house = await TestHouse.open({ limits: LIMITS });
  const ann = await house.guest("ann", { client: "telnet" });
  house.clock.advance(7 * MINUTE);
  ann.type("x");
  await ann.until("x");
  house.clock.advance(8 * MINUTE - 1);
  await ann.ayt();
  ok(!ann.heard.includes("Are you there?"));
});

Deno.test("messages of others do not keep a quiet caller on the line", async () => {
  await using house = await TestHouse.open({ limits: { ...LIMITS, exempt: ["192.0.2.9"] } });
  const bob = await house.guest("bob", { address: "192.0.2.9" });
  const ann = await house.guest("ann");
  for (let minute = 0; minute < 10; minute++) {
    bob.line("hello");
    await ann.until("bob: hello\n");
    house.clock.advance(MINUTE);
  }
  match(await ann.goodbye(), /Idle for 10 minutes/);
});

Deno.test("with 0 minutes nobody is ever idle", async () => {
  await using house = await TestHouse.open({ limits: { ...LIMITS, idle_minutes: 0 } });
  const ann = await house.guest("ann");
  house.clock.advance(100 * MINUTE);
  deepStrictEqual(await ann.roundtrip(), []);
});

Deno.test("with 0 minutes of warning there is none, and the line is closed in time", async () => {
  await using house = await TestHouse.open({ limits: { ...LIMITS, idle_warning_minutes: 0 } });
  const ann = await house.guest("ann");
  house.clock.advance(10 * MINUTE);
  match(await ann.goodbye(), /Idle for 10 minutes/);
  ok(!ann.heard.includes("Are you there?"));
});

Deno.test("addresses that are exempt may be quiet for ever", async () => {
  await using house = await TestHouse.open({ limits: { ...LIMITS, exempt: ["192.0.2.1"] } });
  const ann = await house.guest("ann");
  house.clock.advance(100 * MINUTE);
  deepStrictEqual(await ann.roundtrip(), []);
});

Deno.test("a quiet telnet client is sent a NOP every four minutes, and shows nothing", async () => {
  await using house = await TestHouse.open();
  const ann = await house.guest("ann", { client: "telnet" });
  const before = ann.heard;
  house.clock.advance(13 * MINUTE);
  await ann.ayt();
  strictEqual(ann.asked.filter((asked) => asked === NOP).length, 3);
  match(ann.heard.slice(before.length), /^\n?\[Partyline is here/);
});

Deno.test("a caller who types is sent no NOP", async () => {
  await using house = await TestHouse.open();
  const ann = await house.guest("ann", { client: "telnet" });
  for (let minute = 0; minute < 12; minute++) {
    house.clock.advance(MINUTE);
    ann.type("x");
    await ann.until("x");
  }
  ok(!ann.asked.includes(NOP));
});

Deno.test("whoever has not answered telnet is sent no NOP, which they would see as garbage", async () => {
  await using house = await TestHouse.open();
  const ann = await house.guest("ann");
  house.clock.advance(30 * MINUTE);
  await ann.roundtrip();
  ok(!ann.asked.includes(NOP));
});

Deno.test("keep_alive_minutes = 0 sends no NOP", async () => {
  await using house = await TestHouse.open({ main: { keep_alive_minutes: 0 } });
  const ann = await house.guest("ann", { client: "telnet" });
  house.clock.advance(30 * MINUTE);
  await ann.ayt();
  ok(!ann.asked.includes(NOP));
});

Deno.test("a NOP does not touch the line being typed", async () => {
  await using house = await TestHouse.open();
  const ann = await house.guest("ann", { client: "telnet" });
  ann.type("half a sen");
  await ann.until("half a sen");
  house.clock.advance(5 * MINUTE);
  ann.type("tence");
  await ann.until("tence");
  strictEqual(ann.screen.currentLine(), "lobby> half a sentence");
  ok(ann.asked.includes(NOP));
});
