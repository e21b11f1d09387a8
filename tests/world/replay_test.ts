/**
 * What must hold for any list of actions: the same list gives the same world, a refusal changes
 * nothing, and the parts of the world never contradict each other.
 *
 * @module
 */

import { deepStrictEqual, ok, strictEqual } from "node:assert/strict";
import fc from "fast-check";
import type { EventOf, WorldEvent } from "../../core/world/event.ts";
import { nameKey, nameLook } from "../../core/world/name.ts";
import { maskKey } from "../../core/world/mask.ts";
import { MASK_LISTS, OPEN_RULES, type RoomRules } from "../../core/world/room.ts";
import { World } from "../../core/world/world.ts";
import { SMALL_POLICY, worldActions } from "../kit/world_actions.ts";
import { contentsOf } from "./world_contents.ts";

function newWorld(): World {
  return new World(undefined, SMALL_POLICY);
}

Deno.test("the same actions in the same order give the same outcomes and the same world", () => {
  fc.assert(fc.property(worldActions(), (actions) => {
    const [one, other] = [newWorld(), newWorld()];
    const outcomes = actions.map((action) => one.apply(action));
    deepStrictEqual(actions.map((action) => other.apply(structuredClone(action))), outcomes);
    deepStrictEqual(contentsOf(other), contentsOf(one));
  }));
});

Deno.test("a world made from a snapshot gives the same snapshot", () => {
  fc.assert(fc.property(worldActions(), (actions) => {
    const world = newWorld();
    for (const action of actions) world.apply(action);
    const snapshot = world.snapshot();
    deepStrictEqual(new World(structuredClone(snapshot), SMALL_POLICY).snapshot(), snapshot);
  }));
});

Deno.test("a refused action changes nothing", () => {
  fc.assert(
    fc.property(worldActions(), (actions) => {
      const world = newWorld();
      for (const action of actions) {
        const before = contentsOf(world);
        if (world.apply(action).refused) deepStrictEqual(contentsOf(world), before);
      }
    }),
    { numRuns: 60 },
  );
});

Deno.test("an outcome and a snapshot stay as they are while the world goes on", () => {
  fc.assert(
    fc.property(worldActions(), (actions) => {
      const world = newWorld();
      const given = actions.map((action) => {
        const outcome = world.apply(action);
        const snapshot = world.snapshot();
        return { outcome, snapshot, copy: structuredClone({ outcome, snapshot }) };
      });
      for (const { outcome, snapshot, copy } of given) {
        deepStrictEqual({ outcome, snapshot }, copy);
      }
    }),
    { numRuns: 60 },
  );
});

Deno.test("after every action the parts of the world agree", () => {
  fc.assert(fc.property(worldActions(), (actions) => {
    const world = newWorld();
    let byHouse = 0;
    for (const action of actions) {
      world.apply(action);
      if (action.kind === "open-room" && !action.permanent) byHouse++;
      checkPresences(world);
      checkRooms(world);
      checkUsers(world);
      checkLimits(world, { byHouse });
    }
  }));
});

Deno.test("ids of messages, rooms and users rise by one and are never given again", () => {
  fc.assert(fc.property(worldActions(), (actions) => {
    const world = newWorld();
    const events = actions.flatMap((action) => world.apply(action).events ?? []);
    const snapshot = world.snapshot();
    deepStrictEqual(idsOf(events, "message"), upTo(snapshot.lastMessage));
    deepStrictEqual(idsOf(events, "user"), upTo(snapshot.lastUser));
    deepStrictEqual([...new Set(idsOf(events, "room"))], upTo(snapshot.lastRoom));
  }));
});

function isNumbered(event: WorldEvent): event is EventOf<"said" | "told" | "topic-changed"> {
  return ["said", "told", "topic-changed"].includes(event.kind);
}

function idsOf(events: readonly WorldEvent[], what: "message" | "user" | "room"): number[] {
  return events.flatMap((event) => {
    if (isNumbered(event)) return what === "message" ? event.id : [];
    if (event.kind === "registered") return what === "user" ? event.person.user : [];
    if (event.kind === "room-opened") return what === "room" ? event.room.id : [];
    return [];
  });
}

function upTo(last: number): number[] {
  return Array.from({ length: last }, (_, index) => index + 1);
}

function checkPresences(world: World): void {
  const sessions = new Set<string>();
  for (const presence of world.presences()) {
    ok(presence.sessions.size > 0, `${presence.id} has no session`);
    for (const session of presence.sessions) {
      ok(!sessions.has(session), `${session} is of two presences`);
      sessions.add(session);
      strictEqual(world.presenceOf(session), presence);
    }
    strictEqual(world.presence(presence.id), presence);
    strictEqual(world.presenceNamed(presence.person.name), presence);
    strictEqual(presence.person.presence, presence.id);
    strictEqual(presence.person.user, presence.user?.id);
    const owner = world.userNamed(presence.person.name);
    ok(!owner || owner === presence.user, `${presence.id} wears another's name`);
    if (presence.user) strictEqual(world.presenceOfUser(presence.user.id), presence);
    for (const room of presence.rooms) ok(world.room(room)?.members.has(presence.id));
  }
}

function checkRooms(world: World): void {
  for (const room of world.rooms()) {
    strictEqual(world.room(room.id), room);
    strictEqual(world.roomNamed(room.name), room);
    deepStrictEqual(room.label, { id: room.id, name: room.name });
    for (const member of room.members.keys()) ok(world.presence(member)?.rooms.has(room.id));
    for (const user of room.ranks.keys()) ok(world.user(user), `rank of no user ${user}`);
    for (const [member, rank] of room.members) {
      if (rank === "member") ok(!room.voiced.has(member), `${member} has a voice and no rank`);
      if (rank === "voice") ok(room.voiced.has(member), `${member} has a rank and no voice`);
    }
    for (const member of room.voiced) ok(room.members.has(member), `${member} is not there`);
    for (const list of MASK_LISTS) {
      for (const [key, { mask }] of room.masks[list]) strictEqual(key, maskKey(mask));
    }
    for (const [rule, open] of Object.entries(OPEN_RULES)) {
      strictEqual(typeof room.rules[rule as keyof RoomRules], typeof open, rule);
    }
    const { limit } = room.rules;
    ok(Number.isSafeInteger(limit) && limit >= 0, `limit is ${limit}`);
  }
}

function checkUsers(world: World): void {
  const { users } = world.snapshot();
  strictEqual(new Set(users.map((user) => nameKey(user.name))).size, users.length);
  strictEqual(new Set(users.map((user) => nameLook(user.name))).size, users.length);
}

/** The house may open more rooms than people may. */
function checkLimits(world: World, { byHouse }: { readonly byHouse: number }): void {
  const rooms = [...world.rooms()];
  const passing = rooms.filter((room) => !room.permanent);
  ok(passing.length <= SMALL_POLICY.rooms + byHouse);
  for (const room of rooms) {
    const sizes = MASK_LISTS.map((list) => room.masks[list].size);
    ok(sizes.reduce((sum, size) => sum + size, 0) <= SMALL_POLICY.bansPerRoom);
    ok(room.notes.size <= SMALL_POLICY.notesPerTarget);
  }
  for (const presence of world.presences()) {
    ok(presence.rooms.size <= SMALL_POLICY.roomsPerPerson);
    ok(presence.ignored.size <= SMALL_POLICY.ignoredPerPerson);
    ok(presence.notes.size <= SMALL_POLICY.notesPerTarget);
  }
  for (const [user, count] of world.snapshot().mail) {
    ok(count > 0 && count <= SMALL_POLICY.mailPerPerson, `${count} messages wait for ${user}`);
  }
}
