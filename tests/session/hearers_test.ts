/**
 * Those who hear what is said in a room: who shares what, and who is looked at alone.
 *
 * @module
 */

import { deepStrictEqual, strictEqual } from "node:assert/strict";
import type { Broadcast } from "../../core/net/outbox/broadcast.ts";
import { Outbox } from "../../core/net/outbox/outbox.ts";
import { HearerGroup, Hearers } from "../../core/session/hearers.ts";
import type { RenderingProfile, Session } from "../../core/session/session.ts";
import type { Presence } from "../../core/world/presence.ts";

const PLAIN: RenderingProfile = { render: () => undefined };
const FANCY: RenderingProfile = { render: () => undefined };

/** A profile whose texts are bytes one higher than their characters. */
const SHIFTED: RenderingProfile = {
  render: () => undefined,
  encode: (text) => Uint8Array.from(text, (character) => character.charCodeAt(0) + 1),
};

/** A session of which it is known how often it was asked to follow, and what it wrote. */
class Listener {
  readonly heard: number[] = [];
  asked = 0;
  readonly outbox: Outbox;
  readonly session: Session;

  constructor({ profile = PLAIN, follows = true } = {}) {
    this.outbox = new Outbox({
      limitBytes: Infinity,
      to: { write: (bytes) => Promise.resolve((this.heard.push(...bytes), bytes.length)) },
    });
    this.session = {
      profile,
      follow: (broadcast: Broadcast) => {
        this.asked++;
        if (follows) this.outbox.follow(broadcast, this.session);
        return follows;
      },
      unfollow: () => this.outbox.unfollow(),
      send: (bytes: Uint8Array) => this.outbox.push(bytes),
    } as Partial<Session> as Session;
  }
}

function seatOf({ session }: Listener, ignored: readonly string[] = []) {
  const presence = { ignored: new Set(ignored) } as Partial<Presence> as Presence;
  return { session, presence, rooms: new Map() };
}

function groupWith(...listeners: readonly Listener[]): HearerGroup {
  const group = new HearerGroup(listeners[0]!.session.profile);
  for (const { session } of listeners) group.add(session);
  return group;
}

async function heardBy(listeners: readonly Listener[]): Promise<number[][]> {
  await Promise.all(listeners.map(({ outbox }) => outbox.drained()));
  return listeners.map(({ heard }) => heard);
}

Deno.test("of several messages in a turn only the first looks at everybody", async () => {
  const listeners = [new Listener(), new Listener()];
  const group = groupWith(...listeners);
  for (const byte of [1, 2, 3]) group.send(Uint8Array.of(byte), []);
  deepStrictEqual(await heardBy(listeners), [[1, 2, 3], [1, 2, 3]]);
  deepStrictEqual(listeners.map(({ asked }) => asked), [1, 1]);
  group.send(Uint8Array.of(4), []);
  deepStrictEqual(await heardBy(listeners), [[1, 2, 3, 4], [1, 2, 3, 4]]);
});

Deno.test("who is left out hears the others before and after", async () => {
  const listeners = [new Listener(), new Listener()];
  const group = groupWith(...listeners);
  const [ann, bob] = listeners.map(({ session }) => session) as [Session, Session];
  group.send(Uint8Array.of(1), [ann]);
  group.send(Uint8Array.of(2), []);
  group.send(Uint8Array.of(3), [bob]);
  group.send(Uint8Array.of(4), [ann, bob]);
  group.send(Uint8Array.of(5), []);
  deepStrictEqual(await heardBy(listeners), [[2, 3, 5], [1, 2, 5]]);
});

Deno.test("what somebody is sent alone stays in its place between what all are sent", async () => {
  const listeners = [new Listener(), new Listener()];
  const group = groupWith(...listeners);
  group.send(Uint8Array.of(1), []);
  listeners[0]!.session.send(Uint8Array.of(9));
  group.send(Uint8Array.of(2), []);
  deepStrictEqual(await heardBy(listeners), [[1, 9, 2], [1, 2]]);
});

Deno.test("who can't follow is sent each message", async () => {
  const listeners = [new Listener({ follows: false }), new Listener()];
  const group = groupWith(...listeners);
  for (const byte of [1, 2]) group.send(Uint8Array.of(byte), []);
  deepStrictEqual(await heardBy(listeners), [[1, 2], [1, 2]]);
  strictEqual(listeners[0]!.asked, 2);
});

Deno.test("text is encoded as the profile says, for those who follow and for those who can't", async () => {
  for (const [profile, heard] of [[PLAIN, [0x41, 0x42]], [SHIFTED, [0x42, 0x43]]] as const) {
    const listeners = [new Listener({ profile, follows: false }), new Listener({ profile })];
    const group = groupWith(...listeners);
    for (const text of ["A", "B"]) group.send(text, []);
    deepStrictEqual(await heardBy(listeners), [heard, heard]);
  }
});

Deno.test("who is in two rooms hears both in the order in which people spoke", async () => {
  const both = new Listener();
  const rooms = [groupWith(both, new Listener()), groupWith(both)];
  for (const [at, room] of [0, 1, 0, 0, 1].entries()) rooms[room]!.send(Uint8Array.of(at), []);
  deepStrictEqual(await heardBy([both]), [[0, 1, 2, 3, 4]]);
});

Deno.test("people are grouped by how they see things, and who ignores somebody is apart", () => {
  const [ann, bob, cy, dot] = [
    new Listener(),
    new Listener({ profile: FANCY }),
    new Listener(),
    new Listener(),
  ];
  const choosy = seatOf(dot, ["eve"]);
  const hearers = new Hearers([seatOf(ann), seatOf(bob), seatOf(cy), choosy]);
  deepStrictEqual(hearers.groups.map(({ profile }) => profile), [PLAIN, FANCY]);
  strictEqual(hearers.groupOf(ann.session), hearers.groupOf(cy.session));
  strictEqual(hearers.groupOf(bob.session), hearers.groups[1]);
  strictEqual(hearers.groupOf(dot.session), undefined);
  deepStrictEqual(hearers.choosy, [choosy]);
});
