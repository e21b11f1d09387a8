/**
 * The waiting room: who may stay, and who is shown out for somebody else.
 *
 * @module
 */

import { deepStrictEqual, match, ok, strictEqual } from "node:assert/strict";
import fc from "fast-check";
import {
  type SignOfLife,
  SIGNS_OF_LIFE,
  type Waiter,
  WaitingRoom,
} from "../../core/session/waiting_room.ts";
import type { WorldEvent } from "../../core/world/event.ts";
import { FakeClock } from "../../testing/fake_clock.ts";
import { TestHouse } from "../../testing/test_house.ts";
import { IrcClient } from "../kit/irc_client.ts";

/** Somebody who waits, and what was done with them. */
class FakeWaiter implements Waiter {
  readonly gateway = "test";
  readonly confined: boolean[] = [];
  endedAs: string | undefined;

  constructor(
    readonly id: string,
    public shown: SignOfLife = "silent",
    readonly isExempt = false,
    readonly address = isExempt ? "127.0.0.1" : "192.0.2.1",
  ) {}

  confine(isWaiting: boolean): void {
    this.confined.push(isWaiting);
  }

  end(reason: string): void {
    this.endedAs = reason;
  }
}

/** A room with a clock in the test's hands. */
function roomOf(size: number): { room: WaitingRoom; clock: FakeClock; noted: string[] } {
  const clock = new FakeClock();
  const noted: string[] = [];
  const room = new WaitingRoom({
    clock,
    size,
    silenceMs: 60_000,
    loginMs: 180_000,
    guard: {
      isAllowed: (address) => address === "127.0.0.1",
      count: (what) => void noted.push(what),
      report: (_address, offence) => void noted.push(offence),
    },
  });
  return { room, clock, noted };
}

function idsIn(room: WaitingRoom): string[] {
  return Array.from(room.waiting(), ({ waiter }) => waiter.id);
}

function attached(session: string): WorldEvent {
  return { kind: "attached", session } as WorldEvent;
}

Deno.test("when the room is full, who has been silent longest makes room", () => {
  const { room, noted } = roomOf(3);
  const typing = new FakeWaiter("typing", "typing");
  const first = new FakeWaiter("first");
  for (const waiter of [typing, first, new FakeWaiter("second")]) room.enter(waiter);
  room.enter(new FakeWaiter("new"));
  deepStrictEqual(idsIn(room), ["typing", "second", "new"]);
  strictEqual(first.endedAs, "Too many callers are at the door. Please dial again.");
  strictEqual(typing.endedAs, undefined);
  deepStrictEqual(noted, ["shown-out"]);
});

Deno.test("when nobody is silent, who has shown least and waited longest makes room", () => {
  const { room } = roomOf(3);
  room.enter(new FakeWaiter("proven", "proven"));
  room.enter(new FakeWaiter("typing", "typing"));
  room.enter(new FakeWaiter("answering", "answering"));
  room.enter(new FakeWaiter("new"));
  deepStrictEqual(idsIn(room), ["proven", "typing", "new"]);
});

Deno.test("those who are always let in are shown out last", () => {
  const { room } = roomOf(2);
  room.enter(new FakeWaiter("exempt", "silent", true));
  room.enter(new FakeWaiter("proven", "proven"));
  room.enter(new FakeWaiter("new"));
  deepStrictEqual(idsIn(room), ["exempt", "new"]);
});

Deno.test("however many come, nobody who shows more gives way to who shows less, and the bound holds", () => {
  const waiters = fc.array(fc.constantFrom(...SIGNS_OF_LIFE), { minLength: 1, maxLength: 40 });
  fc.assert(fc.property(waiters, fc.integer({ min: 1, max: 10 }), (signs, size) => {
    const { room } = roomOf(size);
    for (const [index, shown] of signs.entries()) {
      const before = Array.from(room.waiting(), ({ waiter }) => waiter as FakeWaiter);
      room.enter(new FakeWaiter(String(index), shown));
      ok(room.count <= size);
      const out = before.filter((waiter) => waiter.endedAs !== undefined);
      const rank = ({ shown }: FakeWaiter) => SIGNS_OF_LIFE.indexOf(shown);
      for (const one of out) ok(before.every((other) => rank(one) <= rank(other)));
    }
    strictEqual(room.count, Math.min(size, signs.length));
  }));
});

Deno.test("who says nothing at all is shown out after the time of silence", () => {
  const { room, clock } = roomOf(5);
  const [silent, answering] = [new FakeWaiter("silent"), new FakeWaiter("answering", "answering")];
  const exempt = new FakeWaiter("exempt", "silent", true);
  for (const waiter of [silent, answering, exempt]) room.enter(waiter);
  clock.advance(59_999);
  strictEqual(silent.endedAs, undefined);
  clock.advance(1);
  strictEqual(silent.endedAs, "You have said nothing for 60 seconds.");
  deepStrictEqual(idsIn(room), ["answering", "exempt"]);
  clock.advance(120_000);
  deepStrictEqual(idsIn(room), []);
  strictEqual(answering.endedAs, "Logging in took too long.");
});

Deno.test("setting the machine's clock, forward or back, shows nobody out and keeps nobody", () => {
  for (const hours of [2, -2]) {
    const { room, clock, noted } = roomOf(5);
    const silent = new FakeWaiter("silent");
    room.enter(silent);
    clock.setForward(hours * 3_600_000);
    clock.advance(59_999);
    strictEqual(silent.endedAs, undefined);
    clock.advance(1);
    strictEqual(silent.endedAs, "You have said nothing for 60 seconds.");
    deepStrictEqual(noted, ["silence"]);
  }
});

Deno.test("who gets a name has all limits of who is here, and those of who waits after a logout", () => {
  const { room, clock, noted } = roomOf(1);
  const ann = new FakeWaiter("ann", "typing");
  room.enter(ann);
  room.heard(attached("ann"));
  strictEqual(room.count, 0);
  clock.advance(600_000);
  room.heard({ kind: "detached", session: "ann" } as WorldEvent);
  deepStrictEqual(ann.confined, [true, false, true]);
  strictEqual(room.count, 1);
  clock.advance(180_000);
  strictEqual(ann.endedAs, "Logging in took too long.");
  deepStrictEqual(noted, []);
});

Deno.test("a session that is over is not seated again, and leaves no deadline behind", () => {
  const { room, clock } = roomOf(1);
  room.enter(new FakeWaiter("ann"));
  room.heard(attached("ann"));
  room.leave("ann");
  room.heard({ kind: "detached", session: "ann" } as WorldEvent);
  strictEqual(room.count, 0);
  strictEqual(clock.waiting, false);
});

Deno.test("silent callers give way to one who types, and are not told of in /who", async () => {
  await using house = await TestHouse.open({ guard: { waiting: 2 } });
  const first = await house.visitor({ address: "192.0.2.11" });
  await house.visitor({ address: "192.0.2.12" });
  const ann = await house.guest("ann", { address: "192.0.2.13" });
  match(await first.goodbye(), /\*\*\* Too many callers are at the door\. Please dial again\.\n$/);
  strictEqual(house.house.waiting.count, 1);
  match((await ann.answerTo("/who")).join("\n"), /^1 person/m);
});

Deno.test("a program that answers telnet stays when one that does not is there to go", async () => {
  await using house = await TestHouse.open({ guard: { waiting: 2 } });
  const telnet = await house.visitor({ client: "telnet" });
  const silent = await house.visitor();
  const last = await house.visitor();
  await silent.goodbye();
  strictEqual(telnet.isHungUp, false);
  strictEqual(last.isHungUp, false);
});

Deno.test("clients of IRC wait in the same room until they have registered", async () => {
  await using house = await TestHouse.open({ door: "tcp" });
  await using client = await IrcClient.dial(house);
  await client.ask("PING x");
  strictEqual(house.house.waiting.count, 1);
  client.send("NICK ann", "USER ann 0 * :Ann");
  await client.ask("PING y");
  strictEqual(house.house.waiting.count, 0);
});
