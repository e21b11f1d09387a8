/**
 * What many are sent alike: nothing lost, doubled or out of order for anyone, and one array for all.
 *
 * @module
 */

import { deepStrictEqual, strictEqual } from "node:assert/strict";
import fc from "fast-check";
import { Broadcast, type Follower, type Frame } from "../../../core/net/outbox/broadcast.ts";
import { Outbox, type OutboxOptions } from "../../../core/net/outbox/outbox.ts";
import { OutboxFlusher } from "../../../core/net/outbox/outbox_flusher.ts";

/** Turns of the event loop that end when a test says so. */
class Turns {
  #ends: (() => void)[] = [];
  readonly flusher = new OutboxFlusher((flush) => void this.#ends.push(flush));

  /** Ends a turn, and lets its writes settle. */
  async end(): Promise<void> {
    const ends = this.#ends;
    this.#ends = [];
    for (const end of ends) end();
    await new Promise((resolve) => setTimeout(resolve));
  }

  /** Ends turns until nothing waits any more. */
  async endAll(): Promise<void> {
    while (this.#ends.length > 0) await this.end();
  }
}

/** Text with a byte for each character. */
function latin1(text: string): Uint8Array {
  return Uint8Array.from(text, (character) => character.charCodeAt(0));
}

/** What stands around all that somebody hears of a broadcast. */
const FRAME: Frame = { before: Uint8Array.of(254), after: Uint8Array.of(255) };

/** Somebody with an outbox whose writes are kept. */
class Listener implements Follower {
  readonly writes: Uint8Array[] = [];
  readonly outbox: Outbox;

  constructor(turns: Turns, options: Partial<OutboxOptions> = {}) {
    this.outbox = new Outbox({
      limitBytes: Infinity,
      flusher: turns.flusher,
      to: { write: (bytes) => Promise.resolve((this.writes.push(bytes), bytes.length)) },
      ...options,
    });
  }

  get heard(): number[] {
    return this.writes.flatMap((bytes) => [...bytes]);
  }

  follow(broadcast: Broadcast, frame?: Frame): boolean {
    this.outbox.follow(broadcast, this, frame);
    return true;
  }

  unfollow(): void {
    this.outbox.unfollow();
  }

  send(bytes: Uint8Array): void {
    this.outbox.push(bytes);
  }
}

Deno.test("all who follow write the same array, once a turn", async () => {
  const turns = new Turns();
  const [ann, bob] = [new Listener(turns), new Listener(turns)];
  const broadcast = new Broadcast({ flusher: turns.flusher });
  for (const listener of [ann, bob]) listener.follow(broadcast);
  broadcast.push(Uint8Array.of(1));
  broadcast.push(Uint8Array.of(2, 3));
  await turns.end();
  deepStrictEqual(ann.writes, [Uint8Array.of(1, 2, 3)]);
  strictEqual(ann.writes[0], bob.writes[0]);
  strictEqual(broadcast.isOver, true);
});

Deno.test("all who have a frame write the same array, and the others another", async () => {
  const turns = new Turns();
  const [ann, bob, cem] = [new Listener(turns), new Listener(turns), new Listener(turns)];
  const broadcast = new Broadcast({ flusher: turns.flusher });
  for (const listener of [ann, bob]) listener.follow(broadcast, FRAME);
  cem.follow(broadcast);
  broadcast.push(Uint8Array.of(1));
  broadcast.push(Uint8Array.of(2));
  strictEqual(ann.outbox.waitingBytes, 4);
  await turns.end();
  deepStrictEqual(ann.writes, [Uint8Array.of(254, 1, 2, 255)]);
  strictEqual(ann.writes[0], bob.writes[0]);
  deepStrictEqual(cem.writes, [Uint8Array.of(1, 2)]);
});

Deno.test("a frame is whole where something else is sent behind it, and stands around nothing else", async () => {
  const turns = new Turns();
  const [ann, bob] = [new Listener(turns), new Listener(turns)];
  const broadcast = new Broadcast({ flusher: turns.flusher });
  ann.follow(broadcast, FRAME);
  broadcast.push(Uint8Array.of(1));
  ann.send(Uint8Array.of(8));
  bob.follow(broadcast, FRAME);
  bob.send(Uint8Array.of(9));
  ann.follow(broadcast);
  broadcast.push(Uint8Array.of(2));
  await turns.end();
  deepStrictEqual([ann.heard, bob.heard], [[254, 1, 255, 8, 2], [9]]);
});

Deno.test("a frame counts for how much may wait", async () => {
  const turns = new Turns();
  const ann = new Listener(turns, { limitBytes: 3 });
  const broadcast = new Broadcast({ flusher: turns.flusher });
  ann.follow(broadcast, FRAME);
  broadcast.push(new Uint8Array(2));
  await turns.end();
  deepStrictEqual([ann.outbox.dropped, ann.writes], ["too-slow", []]);
});

Deno.test("texts are encoded together, as late as can be", async () => {
  const turns = new Turns();
  const [ann, bob, cem] = [new Listener(turns), new Listener(turns), new Listener(turns)];
  const encoded: string[] = [];
  const broadcast = new Broadcast({
    flusher: turns.flusher,
    encode: (text) => (encoded.push(text), latin1(text)),
  });
  for (const listener of [ann, bob]) listener.follow(broadcast);
  for (const text of ["a", "b"]) broadcast.push(text);
  deepStrictEqual(encoded, []);
  bob.send(latin1("!"));
  for (const text of ["c", "d"]) broadcast.push(text);
  broadcast.push(latin1("0"));
  cem.follow(broadcast);
  broadcast.push("e");
  await turns.end();
  deepStrictEqual(encoded, ["ab", "cd", "e"]);
  deepStrictEqual([ann, bob, cem].map(({ heard }) => heard), [
    [...latin1("abcd0e")],
    [...latin1("ab!")],
    [...latin1("e")],
  ]);
});

Deno.test("texts are UTF-8 unless it is said how they are encoded", async () => {
  const turns = new Turns();
  const ann = new Listener(turns);
  const broadcast = new Broadcast({ flusher: turns.flusher });
  ann.follow(broadcast);
  broadcast.push("é");
  await turns.end();
  deepStrictEqual(ann.heard, [0xc3, 0xa9]);
});

Deno.test("text that can't be encoded is left out, and nothing else with it", async () => {
  const turns = new Turns();
  const [ann, bob] = [new Listener(turns), new Listener(turns)];
  const broadcast = new Broadcast({
    flusher: turns.flusher,
    encode() {
      throw new TypeError("broken on purpose");
    },
  });
  for (const listener of [ann, bob]) listener.follow(broadcast);
  broadcast.push("a");
  broadcast.push(Uint8Array.of(1));
  broadcast.push("b");
  bob.send(Uint8Array.of(2));
  await turns.end();
  deepStrictEqual([ann.heard, bob.heard], [[1], [1, 2]]);
});

Deno.test("who comes later hears what is pushed later", async () => {
  const turns = new Turns();
  const [ann, bob] = [new Listener(turns), new Listener(turns)];
  const broadcast = new Broadcast({ flusher: turns.flusher });
  ann.follow(broadcast);
  broadcast.push(Uint8Array.of(1));
  bob.follow(broadcast);
  broadcast.push(Uint8Array.of(2));
  await turns.end();
  deepStrictEqual([ann.heard, bob.heard], [[1, 2], [2]]);
});

Deno.test("who is sent something else is lost, in its place, and may follow again", async () => {
  const turns = new Turns();
  const ann = new Listener(turns);
  const broadcast = new Broadcast({ flusher: turns.flusher });
  ann.follow(broadcast);
  broadcast.push(Uint8Array.of(1));
  ann.send(Uint8Array.of(8));
  broadcast.push(Uint8Array.of(2));
  deepStrictEqual(broadcast.takeLost(), [ann]);
  deepStrictEqual(broadcast.takeLost(), []);
  ann.follow(broadcast);
  broadcast.push(Uint8Array.of(3));
  await turns.end();
  deepStrictEqual(ann.writes, [Uint8Array.of(1, 8, 3)]);
});

Deno.test("what comes while a write is under way is kept, and one chunk a turn", async () => {
  const turns = new Turns();
  const held = Promise.withResolvers<number>();
  const writes: Uint8Array[] = [];
  const ann = new Listener(turns, {
    to: {
      write: (bytes) => writes.push(bytes) === 1 ? held.promise : Promise.resolve(bytes.length),
    },
  });
  ann.send(Uint8Array.of(1));
  await turns.end();
  for (const first of [2, 4]) {
    const broadcast = new Broadcast({ flusher: turns.flusher });
    ann.follow(broadcast);
    broadcast.push(Uint8Array.of(first));
    broadcast.push(Uint8Array.of(first + 1));
    strictEqual(ann.outbox.waitingBytes, first + 1);
    await turns.end();
  }
  held.resolve(1);
  await held.promise;
  await turns.endAll();
  deepStrictEqual(writes, [Uint8Array.of(1), Uint8Array.of(2, 3, 4, 5)]);
});

Deno.test("a follower for whom more waits than may is dropped, and the others hear on", async () => {
  const turns = new Turns();
  const drops: string[] = [];
  const slow = new Listener(turns, {
    limitBytes: 3,
    to: { write: () => new Promise(() => {}) },
    onDrop: (reason) => drops.push(reason),
  });
  const ann = new Listener(turns, { limitBytes: 3 });
  for (let turn = 0; turn < 2; turn++) {
    const broadcast = new Broadcast({ flusher: turns.flusher });
    for (const listener of [slow, ann]) listener.follow(broadcast);
    broadcast.push(new Uint8Array(2));
    await turns.end();
  }
  deepStrictEqual(drops, ["too-slow"]);
  strictEqual(slow.outbox.waitingBytes, 0);
  deepStrictEqual(ann.heard, [0, 0, 0, 0]);
});

Deno.test("a turn that brings more than the limit drops who follows it", async () => {
  const turns = new Turns();
  const drops: string[] = [];
  const ann = new Listener(turns, { limitBytes: 3, onDrop: (reason) => drops.push(reason) });
  const broadcast = new Broadcast({ flusher: turns.flusher });
  ann.follow(broadcast);
  broadcast.push(new Uint8Array(2));
  broadcast.push(new Uint8Array(2));
  await turns.end();
  deepStrictEqual([drops, ann.writes], [["too-slow"], []]);
});

// By each of these a follower takes what its broadcast has brought, which is too much.
const NEXT: Readonly<Record<string, (ann: Listener, flusher: OutboxFlusher) => void>> = {
  "follows another broadcast": (ann, flusher) => {
    const broadcast = new Broadcast({ flusher });
    ann.follow(broadcast);
    broadcast.push(Uint8Array.of(9));
  },
  "is sent something": (ann) => ann.send(Uint8Array.of(9)),
};
for (const [what, next] of Object.entries(NEXT)) {
  Deno.test(`nothing waits for a follower who is dropped when it ${what}`, async () => {
    const turns = new Turns();
    const ann = new Listener(turns, { limitBytes: 3 });
    const broadcast = new Broadcast({ flusher: turns.flusher });
    ann.follow(broadcast);
    broadcast.push(new Uint8Array(4));
    next(ann, turns.flusher);
    broadcast.push(new Uint8Array(1));
    strictEqual(ann.outbox.waitingBytes, 0);
    await turns.endAll();
    await ann.outbox.drained();
    deepStrictEqual([ann.outbox.dropped, ann.writes], ["too-slow", []]);
  });
}

Deno.test("a broadcast that brings nothing writes nothing", async () => {
  const turns = new Turns();
  const ann = new Listener(turns);
  ann.follow(new Broadcast({ flusher: turns.flusher }));
  await turns.endAll();
  await ann.outbox.drained();
  deepStrictEqual(ann.writes, []);
});

Deno.test("whoever waits until all is written waits for what a broadcast has brought", async () => {
  const turns = new Turns();
  const ann = new Listener(turns);
  const broadcast = new Broadcast({ flusher: turns.flusher });
  ann.follow(broadcast);
  broadcast.push(Uint8Array.of(1));
  const drained = ann.outbox.drained().then(() => ann.heard);
  await turns.endAll();
  deepStrictEqual(await drained, [1]);
});

Deno.test("what follows a coding goes through it, and what came before does not", async () => {
  const turns = new Turns();
  const ann = new Listener(turns);
  const broadcast = new Broadcast({ flusher: turns.flusher });
  ann.follow(broadcast);
  broadcast.push(Uint8Array.of(1));
  const plusTen = (bytes: Uint8Array) => bytes.map((byte) => byte + 10);
  ann.outbox.startCoding({ encode: plusTen, finish: plusTen });
  ann.follow(broadcast);
  broadcast.push(Uint8Array.of(2));
  await turns.end();
  const next = new Broadcast({ flusher: turns.flusher });
  ann.follow(next);
  next.push(Uint8Array.of(3));
  await turns.end();
  deepStrictEqual(ann.heard, [1, 12, 13]);
});

/** What somebody follows, in what frame, and whether they have heard something of it. */
interface Following {
  readonly room: number;
  readonly frame: Frame | undefined;
  heard: boolean;
}

Deno.test("however people follow, leave, and are written to, each hears all in its order", async () => {
  const deed = fc.oneof(
    fc.record({
      kind: fc.constant("follow" as const),
      who: fc.nat(3),
      room: fc.nat(1),
      frame: fc.constantFrom(undefined, FRAME),
    }),
    fc.record({ kind: fc.constant("push" as const), who: fc.nat(3) }),
    fc.record({ kind: fc.constant("send" as const), room: fc.nat(1), asText: fc.boolean() }),
    fc.record({ kind: fc.constant("leave" as const), who: fc.nat(3) }),
    fc.record({ kind: fc.constant("end" as const) }),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(deed, { maxLength: 60 }), fc.nat(2), async (deeds, slowness) => {
      const turns = new Turns();
      const listeners = Array.from({ length: 4 }, () => {
        const listener: Listener = new Listener(turns, {
          to: {
            write: async (bytes) => {
              const part = bytes.subarray(0, 3);
              listener.writes.push(part);
              for (let wait = 0; wait < slowness; wait++) await turns.end();
              return part.length;
            },
          },
        });
        return listener;
      });
      const expected: number[][] = listeners.map(() => []);
      const following: (Following | undefined)[] = listeners.map(() => undefined);
      const endFollowing = (who: number) => {
        const { frame, heard } = following[who] ?? {};
        if (frame && heard) expected[who]!.push(...frame.after);
        following[who] = undefined;
      };
      const openRooms = () =>
        Array.from({ length: 2 }, () => new Broadcast({ flusher: turns.flusher, encode: latin1 }));
      let rooms = openRooms();
      let byte = 0;
      for (const done of deeds) {
        byte = (byte + 1) % 250;
        if (rooms.some((room) => room.isOver)) {
          rooms = openRooms();
          listeners.forEach((_, who) => endFollowing(who));
        }
        switch (done.kind) {
          case "follow":
            listeners[done.who]!.follow(rooms[done.room]!, done.frame);
            endFollowing(done.who);
            following[done.who] = { room: done.room, frame: done.frame, heard: false };
            break;
          case "leave":
            listeners[done.who]!.unfollow();
            endFollowing(done.who);
            break;
          case "push":
            listeners[done.who]!.send(Uint8Array.of(byte));
            endFollowing(done.who);
            expected[done.who]!.push(byte);
            break;
          case "send":
            rooms[done.room]!.push(done.asText ? String.fromCharCode(byte) : Uint8Array.of(byte));
            following.forEach((following, who) => {
              if (following?.room !== done.room) return;
              if (following.frame && !following.heard) {
                expected[who]!.push(...following.frame.before);
              }
              following.heard = true;
              expected[who]!.push(byte);
            });
            break;
          case "end":
            await turns.end();
        }
      }
      listeners.forEach((_, who) => endFollowing(who));
      while (listeners.some(({ outbox }) => outbox.waitingBytes > 0)) await turns.end();
      deepStrictEqual(listeners.map(({ heard }) => heard), expected);
    }),
    { numRuns: 100 },
  );
});
