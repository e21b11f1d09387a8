/**
 * How rooms are made, entered, ruled and left.
 *
 * @module
 */

import { deepStrictEqual, strictEqual } from "node:assert/strict";
import type { Draft } from "../../core/world/action.ts";
import type { RoomRules } from "../../core/world/room.ts";
import { Scene } from "./scene.ts";

function join(by: string, room = "den"): Draft {
  return { kind: "join", by, room };
}

/** A room "den" with such rules, and its owner Ann in it. */
function withDen(rules: Partial<RoomRules> = {}): { scene: Scene; ann: string } {
  const scene = new Scene();
  const ann = scene.user("Ann");
  scene.join(ann, "den");
  scene.does({ kind: "set-rules", by: ann, room: "den", rules });
  return { scene, ann };
}

Deno.test("who enters a room that is not there makes it, and a user owns it for good", () => {
  const scene = new Scene();
  const ann = scene.user("Ann");
  const room = { id: 1, name: "Group 1" };
  const person = scene.world.presence(ann)!.person;
  const [at, session] = [scene.now + 1, "s1"];
  deepStrictEqual(scene.does({ ...join(ann, "Group 1"), session } as Draft), [
    { kind: "room-opened", at, room, permanent: false },
    { kind: "joined", at, session, room, person, rank: "owner" },
    { kind: "rank-changed", at, session, room, person, rank: "owner", by: undefined },
  ]);
  scene.leave(ann);
  const bob = scene.guest("Bob");
  scene.join(bob, "group\u00a01");
  strictEqual(scene.rankIn("Group 1", bob), "member");
  const back = scene.back("Ann");
  scene.join(back, "GROUP 1");
  strictEqual(scene.rankIn("Group 1", back), "owner");
});

Deno.test("a guest owns the room they made only while they are in it", () => {
  const scene = new Scene();
  const [ann, bob] = [scene.guest("Ann"), scene.guest("Bob")];
  for (const by of [ann, bob]) scene.join(by, "den");
  deepStrictEqual([scene.rankIn("den", ann), scene.rankIn("den", bob)], ["owner", "member"]);
  scene.does({ kind: "part", by: ann, room: "den" });
  scene.join(ann, "den");
  strictEqual(scene.rankIn("den", ann), "member");
});

Deno.test("a guest's ownership does not begin to last when they register", () => {
  const scene = new Scene();
  const [ann, bob] = [scene.guest("Ann"), scene.guest("Bob")];
  for (const by of [ann, bob]) scene.join(by, "den");
  scene.does({ kind: "register", by: ann, name: "Ann", passwordHash: "hash" });
  strictEqual(scene.rankIn("den", ann), "owner");
  scene.does({ kind: "part", by: ann, room: "den" });
  scene.join(ann, "den");
  strictEqual(scene.rankIn("den", ann), "member");
});

Deno.test("an empty room that nobody owns is the next one's, one with an owner is not", () => {
  const scene = new Scene();
  const guest = scene.guest("Guest");
  scene.join(guest, "passing");
  scene.leave(guest);
  const ann = scene.user("Ann");
  scene.join(ann, "hers");
  scene.does({ kind: "part", by: ann, room: "hers" });
  const bob = scene.user("Bob");
  for (const room of ["passing", "hers"]) scene.join(bob, room);
  deepStrictEqual([scene.rankIn("passing", bob), scene.rankIn("hers", bob)], ["owner", "member"]);
});

Deno.test("nobody becomes owner of a room of the house by being there first", () => {
  const scene = new Scene();
  scene.does({ kind: "open-room", name: "lobby", permanent: true });
  const ann = scene.user("Ann");
  scene.join(ann, "lobby");
  strictEqual(scene.rankIn("lobby", ann), "member");
});

Deno.test("the house takes over a room that is there, and opens it once", () => {
  const scene = new Scene();
  const ann = scene.guest("Ann");
  scene.join(ann, "Lobby");
  const room = { id: 1, name: "Lobby" };
  deepStrictEqual(scene.does({ kind: "open-room", name: "lobby", permanent: true }), [
    { kind: "room-opened", at: scene.now, room, permanent: true },
  ]);
  deepStrictEqual(scene.does({ kind: "open-room", name: "lobby", permanent: true }), []);
  strictEqual(
    scene.refusal({ kind: "open-room", name: "#no", permanent: true }).code,
    "room-name-not-allowed",
  );
});

Deno.test("a room's name that is not allowed is refused with the reason", () => {
  const scene = new Scene();
  deepStrictEqual(scene.refusal(join(scene.guest("Ann"), "a,b")), {
    code: "room-name-not-allowed",
    room: "a,b",
    reason: "a room's name has no comma",
  });
});

Deno.test("nobody is in a room twice, by whatever spelling", () => {
  const { scene, ann } = withDen();
  deepStrictEqual(scene.refusal(join(ann, "DEN")), { code: "already-in-room", room: "den" });
});

Deno.test("nobody is in more rooms than the limit", () => {
  const scene = new Scene({ roomsPerPerson: 2 });
  const ann = scene.guest("Ann");
  for (const room of ["one", "two"]) scene.join(ann, room);
  deepStrictEqual(scene.refusal(join(ann, "three")), { code: "too-many-rooms", limit: 2 });
  scene.does({ kind: "part", by: ann, room: "one" });
  scene.join(ann, "three");
});

Deno.test("a full house forgets the oldest empty room that is nobody's, and no other", () => {
  const scene = new Scene({ rooms: 3 });
  scene.does({ kind: "open-room", name: "lobby", permanent: true });
  const [guest, ann] = [scene.guest("Guest"), scene.user("Ann")];
  scene.join(ann, "hers");
  scene.does({ kind: "part", by: ann, room: "hers" });
  scene.join(guest, "passing");
  deepStrictEqual(scene.refusal(join(ann, "new")), { code: "house-full-of-rooms", limit: 3 });
  scene.does({ kind: "part", by: guest, room: "passing" });
  const events = scene.join(ann, "new");
  deepStrictEqual(events[0], {
    kind: "room-closed",
    at: scene.now,
    room: { id: 3, name: "passing" },
  });
  deepStrictEqual([...scene.world.rooms()].map(({ name }) => name), ["lobby", "hers", "new"]);
});

Deno.test("into an invite-only room come the invited, its operators and the house's moderators", () => {
  const { scene, ann } = withDen({ inviteOnly: true });
  const [bob, cy] = [scene.user("Bob"), scene.user("Cy")];
  const [dee, mod] = [scene.guest("Dee"), scene.user("Mod", "moderator")];
  deepStrictEqual(scene.refusal(join(bob)), { code: "invite-only", room: "den" });
  scene.does({ kind: "invite", by: ann, room: "den", name: "bob" });
  scene.does({ kind: "set-rank", by: ann, room: "den", name: "Cy", rank: "operator" });
  for (const by of [bob, cy, mod]) scene.join(by, "den");
  strictEqual(scene.refusal(join(dee)).code, "invite-only");
});

Deno.test("an invitation lets in once", () => {
  const { scene, ann } = withDen({ inviteOnly: true });
  const bob = scene.user("Bob");
  scene.does({ kind: "invite", by: ann, room: "den", name: "Bob" });
  scene.join(bob, "den");
  scene.does({ kind: "part", by: bob, room: "den" });
  strictEqual(scene.refusal(join(bob)).code, "invite-only");
});

Deno.test("a voice is no key to an invite-only room", () => {
  const { scene, ann } = withDen({ inviteOnly: true });
  const bob = scene.user("Bob");
  scene.does({ kind: "set-rank", by: ann, room: "den", name: "Bob", rank: "voice" });
  strictEqual(scene.refusal(join(bob)).code, "invite-only");
});

Deno.test("a full room takes in nobody but the invited and its operators", () => {
  const { scene, ann } = withDen({ limit: 1 });
  const [bob, mod] = [scene.user("Bob"), scene.user("Mod", "moderator")];
  deepStrictEqual(scene.refusal(join(bob)), { code: "room-full", room: "den", limit: 1 });
  scene.join(mod, "den");
  scene.does({ kind: "invite", by: ann, room: "den", name: "Bob" });
  scene.join(bob, "den");
});

Deno.test("a limit that is lower than the people in the room puts nobody out", () => {
  const { scene, ann } = withDen();
  const bob = scene.guest("Bob");
  scene.join(bob, "den");
  scene.does({ kind: "set-rules", by: ann, room: "den", rules: { limit: 1 } });
  strictEqual(scene.world.roomNamed("den")?.members.size, 2);
});

Deno.test("a ban keeps a name out until it is lifted", () => {
  const { scene, ann } = withDen();
  const bob = scene.guest("Bob");
  scene.does({ kind: "ban", by: ann, room: "den", name: "BOB", reason: "noise" });
  const refusal = { code: "banned", room: "den", reason: "noise" };
  deepStrictEqual(scene.refusal(join(bob)), refusal);
  scene.does({ kind: "register", by: bob, name: "Bob", passwordHash: "hash" });
  deepStrictEqual(scene.refusal(join(bob)), refusal);
  scene.leave(bob);
  deepStrictEqual(scene.refusal(join(scene.back("Bob"))), refusal);
  scene.does({ kind: "unban", by: ann, room: "den", name: "bob" });
  scene.join(scene.back("Bob"), "den");
});

Deno.test("an invitation, before a ban or after it, does not get past the ban", () => {
  const { scene, ann } = withDen();
  const bob = scene.guest("Bob");
  scene.does({ kind: "invite", by: ann, room: "den", name: "Bob" });
  scene.does({ kind: "ban", by: ann, room: "den", name: "Bob", reason: "" });
  strictEqual(scene.refusal(join(bob)).code, "banned");
  scene.does({ kind: "invite", by: ann, room: "den", name: "Bob" });
  strictEqual(scene.refusal(join(bob)).code, "banned");
});

Deno.test("an invitation before a ban is gone when the ban is lifted", () => {
  const { scene, ann } = withDen({ inviteOnly: true });
  const bob = scene.guest("Bob");
  scene.does({ kind: "invite", by: ann, room: "den", name: "Bob" });
  scene.does({ kind: "ban", by: ann, room: "den", name: "Bob", reason: "" });
  scene.does({ kind: "unban", by: ann, room: "den", name: "Bob" });
  strictEqual(scene.refusal(join(bob)).code, "invite-only");
});

Deno.test("an operator of the room who was banned from it stays out", () => {
  const { scene, ann } = withDen();
  const bob = scene.user("Bob");
  scene.join(bob, "den");
  scene.does({ kind: "set-rank", by: ann, room: "den", name: "Bob", rank: "operator" });
  scene.does({ kind: "ban", by: ann, room: "den", name: "Bob", reason: "" });
  strictEqual(scene.refusal(join(bob)).code, "banned");
});

Deno.test("a moderator of the house gets past a ban", () => {
  const { scene, ann } = withDen();
  const mod = scene.user("Mod", "moderator");
  scene.does({ kind: "ban", by: ann, room: "den", name: "Mod", reason: "" });
  scene.join(mod, "den");
});

Deno.test("who leaves a room is no longer in it, and says why", () => {
  const { scene, ann } = withDen();
  const person = scene.world.presence(ann)!.person;
  const room = { id: 1, name: "den" };
  const session = "s1";
  deepStrictEqual(scene.does({ kind: "part", by: ann, session, room: "DEN", reason: "tea" }), [
    { kind: "left", at: scene.now, session, room, person, reason: "tea" },
  ]);
  deepStrictEqual(scene.refusal({ kind: "part", by: ann, room: "den" }), {
    code: "not-in-room",
    room: "den",
  });
  deepStrictEqual(scene.refusal({ kind: "part", by: ann, room: "attic" }), {
    code: "no-such-room",
    room: "attic",
  });
});

Deno.test("a reason to leave is no place for a message that nobody may send", () => {
  const { scene, ann } = withDen();
  const { topicBytes } = scene.world.policy;
  const part = (reason: string): Draft => ({ kind: "part", by: ann, room: "den", reason });
  deepStrictEqual(scene.refusal(part("x".repeat(topicBytes + 1))), {
    code: "text-too-long",
    limit: topicBytes,
    found: topicBytes + 1,
  });
  strictEqual(scene.refusal(part("a\r\nb")).code, "text-not-allowed");
});

Deno.test("an operator sets the topic, and takes it away", () => {
  const { scene, ann } = withDen();
  const bob = scene.guest("Bob");
  scene.join(bob, "den");
  const setTopic = (by: string, text: string): Draft => ({
    kind: "set-topic",
    by,
    room: "den",
    text,
  });
  deepStrictEqual(scene.refusal(setTopic(bob, "mine")), {
    code: "needs-rank",
    room: "den",
    rank: "operator",
  });
  scene.does({ kind: "set-rank", by: ann, room: "den", name: "Bob", rank: "operator" });
  scene.does(setTopic(bob, "tea"));
  deepStrictEqual(scene.world.roomNamed("den")?.topic, { text: "tea", by: "Bob", at: scene.now });
  strictEqual(scene.refusal(setTopic(bob, "x".repeat(391))).code, "text-too-long");
  scene.does(setTopic(bob, ""));
  strictEqual(scene.world.roomNamed("den")?.topic, undefined);
});

Deno.test("nobody sets the topic of a room they are not in, not even a sysop", () => {
  const { scene } = withDen();
  const root = scene.user("Root", "sysop");
  deepStrictEqual(scene.refusal({ kind: "set-topic", by: root, room: "den", text: "mine" }), {
    code: "not-in-room",
    room: "den",
  });
});

Deno.test("only an owner sets the rules, one or several, and the others stay", () => {
  const { scene, ann } = withDen({ hidden: true, limit: 5 });
  const bob = scene.user("Bob");
  scene.join(bob, "den");
  scene.does({ kind: "set-rank", by: ann, room: "den", name: "Bob", rank: "operator" });
  deepStrictEqual(scene.refusal({ kind: "set-rules", by: bob, room: "den", rules: {} }), {
    code: "needs-rank",
    room: "den",
    rank: "owner",
  });
  const rules = { inviteOnly: true, hidden: undefined };
  scene.does({ kind: "set-rules", by: ann, room: "den", rules });
  deepStrictEqual(scene.world.roomNamed("den")?.rules, {
    hidden: true,
    inviteOnly: true,
    limit: 5,
  });
});

Deno.test("a limit that is no number of people means no limit", () => {
  const { scene, ann } = withDen();
  for (const limit of [-1, 1.5, NaN, Infinity, 2 ** 60]) {
    scene.does({ kind: "set-rules", by: ann, room: "den", rules: { limit } });
    strictEqual(scene.world.roomNamed("den")?.rules.limit, 0, `${limit}`);
  }
});

Deno.test("a rule that the house does not know is not kept", () => {
  const { scene, ann } = withDen();
  const rules = { hidden: true, colour: "red" };
  scene.does({ kind: "set-rules", by: ann, room: "den", rules });
  deepStrictEqual(scene.world.roomNamed("den")?.rules, {
    hidden: true,
    inviteOnly: false,
    limit: 0,
  });
});

Deno.test("an empty room that was closed to others begins anew for whoever comes next", () => {
  const scene = new Scene();
  const ann = scene.guest("Ann");
  scene.join(ann, "den");
  scene.does({ kind: "set-rules", by: ann, room: "den", rules: { inviteOnly: true } });
  scene.does({ kind: "part", by: ann, room: "den" });
  const bob = scene.guest("Bob");
  const kinds = scene.does({ kind: "join", by: bob, room: "den" }).map(({ kind }) => kind);
  deepStrictEqual(kinds, ["room-closed", "room-opened", "joined"]);
  strictEqual(scene.rankIn("den", bob), "owner");
  deepStrictEqual(scene.world.roomNamed("den")?.rules.inviteOnly, false);
});

Deno.test("a user owns no more rooms than they may be in", () => {
  const scene = new Scene({ roomsPerPerson: 2 });
  const ann = scene.user("Ann");
  for (const room of ["one", "two"]) {
    scene.join(ann, room);
    scene.does({ kind: "part", by: ann, room });
  }
  deepStrictEqual(scene.refusal({ kind: "join", by: ann, room: "three" }), {
    code: "too-many-rooms",
    limit: 2,
  });
});

Deno.test("to enter only makes no room, and to create only takes none that there is", () => {
  const scene = new Scene();
  const ann = scene.guest("Ann");
  deepStrictEqual(scene.refusal({ kind: "join", by: ann, room: "den", intent: "enter" }), {
    code: "no-such-room",
    room: "den",
  });
  scene.does({ kind: "join", by: ann, room: "den", intent: "create" });
  const bob = scene.guest("Bob");
  deepStrictEqual(scene.refusal({ kind: "join", by: bob, room: "DEN", intent: "create" }), {
    code: "room-exists",
    room: "den",
  });
});

Deno.test("a room that begins anew needs no more place in a full house", () => {
  const scene = new Scene({ rooms: 1 });
  const ann = scene.guest("Ann");
  scene.join(ann, "den");
  scene.does({ kind: "set-rules", by: ann, room: "den", rules: { hidden: true } });
  scene.does({ kind: "part", by: ann, room: "den" });
  scene.does({ kind: "open-room", name: "lobby", permanent: true });
  const kinds = scene.join(ann, "den").map(({ kind }) => kind);
  deepStrictEqual(kinds, ["room-closed", "room-opened", "joined"]);
});
