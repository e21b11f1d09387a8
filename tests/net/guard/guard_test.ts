/**
 * The guard at the doors: who is let in, who is not, and for how long.
 *
 * @module
 */

import { deepStrictEqual, ok, strictEqual, throws } from "node:assert/strict";
import { Guard, type GuardOptions } from "../../../core/net/guard/guard.ts";
import type { Offence } from "../../../core/net/guard/offence.ts";
import { OFFENCES } from "../../../core/net/guard/offence.ts";
import { FakeClock } from "../../../testing/fake_clock.ts";

const MINUTE_MS = 60_000;

function guardWith(options: Partial<GuardOptions> = {}): { guard: Guard; clock: FakeClock } {
  const clock = new FakeClock();
  const guard = new Guard({
    clock,
    allowed: ["127.0.0.0/8"],
    perAddress: 10,
    perNetwork: 50,
    perMinute: 30,
    networkPerMinute: 120,
    banMs: 10 * MINUTE_MS,
    ...options,
  });
  return { guard, clock };
}

/** Has an address do something until it is banned; tells how often that took. */
function misbehave(guard: Guard, address: string, offence: Offence): number {
  for (let times = 1; times <= 100; times++) {
    guard.report(address, offence);
    const release = guard.admit(address);
    if (release === "banned") return times;
    release?.();
  }
  return Infinity;
}

function addressOf(index: number): string {
  return `10.${index >> 16 & 255}.${index >> 8 & 255}.${index & 255}`;
}

Deno.test("one address may dial so often a minute, and then again when some of it has passed", () => {
  const { guard, clock } = guardWith({ perMinute: 2, perAddress: 100 });
  ok(guard.admit("192.0.2.7"));
  ok(guard.admit("192.0.2.7"));
  strictEqual(guard.admit("192.0.2.7"), undefined);
  ok(guard.admit("192.0.2.8"));
  clock.advance(MINUTE_MS / 2);
  ok(guard.admit("192.0.2.7"));
  strictEqual(guard.admit("192.0.2.7"), undefined);
});

Deno.test("one network may dial so often a minute, from whatever addresses", () => {
  const { guard } = guardWith({ networkPerMinute: 2 });
  ok(guard.admit("192.0.2.7"));
  ok(guard.admit("192.0.2.8"));
  strictEqual(guard.admit("192.0.2.9"), undefined);
  ok(guard.admit("192.0.3.9"));
});

for (const offence of Object.keys(OFFENCES) as Offence[]) {
  Deno.test(`who does it again and again is banned, and not for the first time (${offence})`, () => {
    const { guard } = guardWith({ perMinute: 1000, perAddress: 1000, networkPerMinute: 1000 });
    const times = misbehave(guard, "192.0.2.7", offence);
    ok(times >= 3 && times <= 20, String(times));
    ok(guard.admit("192.0.2.8"));
  });
}

Deno.test("who does it now and then is never banned", () => {
  const { guard, clock } = guardWith();
  for (let hour = 0; hour < 20; hour++) {
    guard.report("192.0.2.7", "http");
    clock.advance(2 * MINUTE_MS);
    (guard.admit("192.0.2.7") as () => void)();
  }
});

Deno.test("a ban ends by itself, and the next one is twice as long, up to a day", () => {
  const { guard, clock } = guardWith();
  const spans: number[] = [];
  for (let round = 0; round < 10; round++) {
    misbehave(guard, "192.0.2.7", "noise");
    const [ban] = guard.tell().bans;
    const span = ban!.until - clock.now();
    spans.push(span / MINUTE_MS);
    clock.advance(span - 1);
    strictEqual(guard.admit("192.0.2.7"), "banned");
    clock.advance(1);
    (guard.admit("192.0.2.7") as () => void)();
  }
  deepStrictEqual(spans, [10, 20, 40, 80, 160, 320, 640, 1280, 1440, 1440]);
});

Deno.test("an IPv6 caller is banned with their network of 64 bits", () => {
  const { guard } = guardWith();
  misbehave(guard, "2001:db8::1", "noise");
  strictEqual(guard.admit("2001:db8::2"), "banned");
  ok(guard.admit("2001:db8:0:1::1") !== "banned");
});

Deno.test("with no minutes nobody is banned", () => {
  const { guard } = guardWith({ banMs: 0 });
  strictEqual(misbehave(guard, "192.0.2.7", "noise"), Infinity);
});

Deno.test("who is allowed is neither counted, banned nor suspected", () => {
  const { guard } = guardWith();
  guard.allow("192.0.2.0/24");
  for (const address of ["127.0.0.1", "192.0.2.7"]) {
    strictEqual(misbehave(guard, address, "noise"), Infinity);
    for (let count = 0; count < 200; count++) ok(guard.admit(address));
    strictEqual(guard.isSuspect(address), false);
  }
});

Deno.test("a sysop bans addresses and networks for a time, and lifts that", () => {
  const { guard, clock } = guardWith();
  guard.ban("192.0.2.7", { ms: MINUTE_MS, reason: "noise" });
  guard.ban("198.51.100.0/24", { ms: 2 * MINUTE_MS, reason: "noise" });
  strictEqual(guard.admit("192.0.2.7"), "banned");
  strictEqual(guard.admit("198.51.100.9"), "banned");
  clock.advance(MINUTE_MS);
  ok(guard.admit("192.0.2.7") !== "banned");
  ok(guard.unban("198.51.100.0/24"));
  ok(guard.admit("198.51.100.9") !== "banned");
  strictEqual(guard.unban("198.51.100.0/24"), false);
  throws(() => guard.ban("nowhere", { ms: 1, reason: "" }), /Cannot read "nowhere" as a network/);
});

Deno.test("whoever a ban is lifted from begins anew", () => {
  const { guard } = guardWith();
  const times = misbehave(guard, "192.0.2.7", "ssh");
  guard.unban("192.0.2.7");
  strictEqual(guard.isSuspect("192.0.2.7"), false);
  strictEqual(misbehave(guard, "192.0.2.7", "ssh"), times);
});

Deno.test("an address is suspect from its first offence until that is forgiven", () => {
  const { guard, clock } = guardWith();
  strictEqual(guard.isSuspect("192.0.2.7"), false);
  guard.report("192.0.2.7", "silence");
  ok(guard.isSuspect("192.0.2.7"));
  clock.advance(MINUTE_MS);
  strictEqual(guard.isSuspect("192.0.2.7"), false);
});

Deno.test("the door is busy while more dial than commonly do, and a little longer", () => {
  const { guard, clock } = guardWith();
  for (let index = 0; index < 120; index++) guard.admit(addressOf(index * 256));
  strictEqual(guard.isBusy, false);
  guard.admit(addressOf(200 * 256));
  ok(guard.isBusy);
  clock.advance(MINUTE_MS);
  strictEqual(guard.isBusy, false);
});

Deno.test("it tells what it did, and which networks are the worst", () => {
  const { guard } = guardWith();
  for (let count = 0; count < 3; count++) guard.report("192.0.2.7", "http");
  guard.report("192.0.2.9", "tls");
  guard.report("198.51.100.1", "silence");
  guard.count("busy");
  const { counts, networks } = guard.tell();
  strictEqual(counts.http, 3);
  strictEqual(counts.busy, 1);
  deepStrictEqual(networks, [
    { network: "192.0.2.0/24", offences: 4 },
    { network: "198.51.100.0/24", offences: 1 },
  ]);
});

Deno.test("callers from very many addresses are not all remembered", () => {
  const { guard } = guardWith();
  for (let index = 0; index < 30_000; index++) {
    const address = addressOf(index * 300);
    for (let times = 0; times < 3; times++) guard.report(address, "noise");
    const release = guard.admit(address);
    if (typeof release === "function") release();
  }
  ok(guard.tell().bans.length <= 10_000);
  strictEqual(guard.isSuspect(addressOf(0)), false);
});
