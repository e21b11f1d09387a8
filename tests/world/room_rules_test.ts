/**
 * How rooms are made, ruled and left.
 *
 * @module
 */

import { deepStrictEqual, strictEqual } from "node:assert/strict";
import type { Draft } from "../../core/world/action.ts";
import { OPEN_RULES, type RoomRules } from "../../core/world/room.ts";
import { Scene } from "./scene.ts";

function join(by: string, room = "den"): Draft {
  return { kind: "join", by, room };
}

function setTopic(by: string, text: string): Draft {
  return { kind: "set-topic", by, room: "den", text };
}

function setRules(by: string, rules: Partial<RoomRules>): Draft {
  return { kind: "set-rules", by, room: "den", rules };
}

/** A room "den" with such rules, and its owner Ann in it. */
function withDen(rules: Partial<RoomRules> = {}): { scene: Scene; ann: string } {
  const scene = new Scene();
  const ann = scene.user("Ann");
  scene.join(ann, "den");
  scene.does({ kind: "set-rules", by: ann, room: "den", rules });
  return { scene, ann };
}

const DEN = { id: 1, name: "den" };

Deno.test("who enters a room that is not there makes it, and a user owns it for good", () => {
  const scene = new Scene();
  const ann = scene.user("Ann");
  const room = { id: 1, name: "Group 1" };
  const person = scene.world.presence(ann)!.person;
  const [at, session] = [scene.now + 1, "s1"];
  deepStrictEqual(scene.does({ ...join(ann, "Group 1"), session } as Draft), [
    { kind: "room-opened", at, room, permanent: false },
    { kind: "joined", at, session, room, person, rank: "owner" },
    {
      kind: "rank-changed",
      at,
      session,
      room,
      person,
      was: { rank: "owner", voice: false },
      rank: "owner",
      voice: false,
      by: undefined,
    },
  ]);
  scene.leave(ann);
  const bob = scene.guest("Bob");
  scene.join(bob, "group\u00a01");
  strictEqual(scene.rankIn("Group 1", bob), "member");
  const back = scene.back("Ann");
  scene.join(back, "GROUP 1");
  strictEqual(scene.rankIn("Group 1", back), "owner");
});

Deno.test("a guest is operator of the room they made only while they are in it", () => {
  const scene = new Scene();
  const [ann, bob] = [scene.guest("Ann"), scene.guest("Bob")];
  for (const by of [ann, bob]) scene.join(by, "den");
  deepStrictEqual([scene.rankIn("den", ann), scene.rankIn("den", bob)], ["operator", "member"]);
  scene.does({ kind: "part", by: ann, room: "den" });
  scene.join(ann, "den");
  strictEqual(scene.rankIn("den", ann), "member");
});

Deno.test("a guest's rank in their room does not begin to last when they register", () => {
  const scene = new Scene();
  const [ann, bob] = [scene.guest("Ann"), scene.guest("Bob")];
  for (const by of [ann, bob]) scene.join(by, "den");
  scene.does({ kind: "register", by: ann, name: "Ann", passwordHash: "hash" });
  strictEqual(scene.rankIn("den", ann), "operator");
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

Deno.test("a halfop sets the topic, and takes it away", () => {
  const { scene, ann } = withDen();
  const bob = scene.guest("Bob");
  scene.join(bob, "den");
  deepStrictEqual(scene.refusal(setTopic(bob, "mine")), {
    code: "needs-rank",
    room: "den",
    rank: "halfop",
  });
  scene.does({ kind: "set-rank", by: ann, room: "den", name: "Bob", rank: "halfop" });
  const by = scene.world.presence(bob)!.person;
  const events = scene.does(setTopic(bob, "tea"));
  const topic = { text: "tea", by: "Bob", at: scene.now };
  deepStrictEqual(events, [
    { kind: "topic-changed", at: scene.now, session: undefined, room: DEN, id: 1, topic, by },
  ]);
  deepStrictEqual(scene.world.roomNamed("den")?.topic, topic);
  strictEqual(scene.refusal(setTopic(bob, "x".repeat(391))).code, "text-too-long");
  scene.does(setTopic(bob, ""));
  strictEqual(scene.world.roomNamed("den")?.topic, undefined);
});

Deno.test("where the topic is everyone's, anyone in the room sets it, and nobody outside", () => {
  const { scene } = withDen({ openTopic: true });
  const bob = scene.guest("Bob");
  deepStrictEqual(scene.refusal(setTopic(bob, "mine")), { code: "not-in-room", room: "den" });
  scene.join(bob, "den");
  scene.does(setTopic(bob, "mine"));
  strictEqual(scene.world.roomNamed("den")?.topic?.by, "Bob");
});

Deno.test("a moderator of the house sets topic and rules of a room they are not in", () => {
  const { scene } = withDen();
  const mod = scene.user("Mod", "moderator");
  scene.does(setTopic(mod, "ours"));
  scene.does(setRules(mod, { limit: 3 }));
  strictEqual(scene.world.roomNamed("den")?.topic?.by, "Mod");
  strictEqual(scene.world.roomNamed("den")?.rules.limit, 3);
});

Deno.test("a topic that there is already is no news, and stays whose it was", () => {
  const { scene, ann } = withDen();
  deepStrictEqual(scene.does(setTopic(ann, "")), []);
  strictEqual(scene.does(setTopic(ann, "bees")).length, 1);
  const mod = scene.user("Mod", "moderator");
  deepStrictEqual(scene.does(setTopic(mod, "bees")), []);
  strictEqual(scene.world.roomNamed("den")?.topic?.by, "Ann");
  strictEqual(scene.does(setTopic(mod, "Bees")).length, 1);
  strictEqual(scene.does(setTopic(mod, "")).length, 1);
  strictEqual(scene.refusal(setTopic(scene.guest("Cy"), "")).code, "not-in-room");
});

Deno.test("an operator sets the rules, one or several, and the others stay", () => {
  const { scene, ann } = withDen({ hidden: true, limit: 5 });
  const bob = scene.user("Bob");
  scene.join(bob, "den");
  scene.does({ kind: "set-rank", by: ann, room: "den", name: "Bob", rank: "halfop" });
  deepStrictEqual(scene.refusal(setRules(bob, {})), {
    code: "needs-rank",
    room: "den",
    rank: "operator",
  });
  scene.does({ kind: "set-rank", by: ann, room: "den", name: "Bob", rank: "operator" });
  const was = { ...OPEN_RULES, hidden: true, limit: 5 };
  const rules = { ...was, inviteOnly: true, key: "sesame", moderated: true, noCtcp: true };
  const given = { inviteOnly: true, hidden: undefined, key: "sesame", moderated: true };
  const by = scene.world.presence(bob)!.person;
  deepStrictEqual(scene.does(setRules(bob, { ...given, noCtcp: true })), [
    { kind: "rules-changed", at: scene.now, session: undefined, room: DEN, was, rules, by },
  ]);
  deepStrictEqual(scene.world.roomNamed("den")?.rules, rules);
});

Deno.test("rules that are as they were are no news", () => {
  const { scene, ann } = withDen({ limit: 5 });
  deepStrictEqual(scene.does(setRules(ann, { limit: 5, hidden: false })), []);
});

Deno.test("a limit that is no number of people means no limit", () => {
  const { scene, ann } = withDen();
  for (const limit of [-1, 1.5, NaN, Infinity, 2 ** 60]) {
    scene.does(setRules(ann, { limit }));
    strictEqual(scene.world.roomNamed("den")?.rules.limit, 0, `${limit}`);
  }
});

Deno.test("a rule that the house does not know is not kept", () => {
  const { scene, ann } = withDen();
  const rules = { hidden: true, colour: "red" };
  scene.does({ kind: "set-rules", by: ann, room: "den", rules });
  deepStrictEqual(scene.world.roomNamed("den")?.rules, { ...OPEN_RULES, hidden: true });
});

Deno.test("a key is a word that a client can send", () => {
  const { scene, ann } = withDen();
  for (const key of ["a b", "a,b", "a\nb", "\0", "\u00a0", "\ud800", "k".repeat(51)]) {
    strictEqual(scene.refusal(setRules(ann, { key })).code, "text-not-allowed", key);
  }
  for (const key of ["k".repeat(50), "\u{1f511}", ""]) scene.does(setRules(ann, { key }));
  strictEqual(scene.world.roomNamed("den")?.rules.key, "");
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
  strictEqual(scene.rankIn("den", bob), "operator");
  deepStrictEqual(scene.world.roomNamed("den")?.rules, OPEN_RULES);
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

Deno.test("an empty room with masks, or with any rule of its own, begins anew", () => {
  const closings: ((scene: Scene, by: string) => void)[] = [
    (scene, by) => scene.does(setRules(by, { noCtcp: true })),
    (scene, by) => scene.does(setRules(by, { key: "sesame" })),
    (scene, by) => {
      scene.does({ kind: "set-mask", by, room: "den", list: "mute", mask: "bob" });
    },
  ];
  for (const close of closings) {
    const scene = new Scene();
    const [ann, bob] = [scene.guest("Ann"), scene.guest("Bob")];
    scene.join(ann, "den");
    close(scene, ann);
    scene.does({ kind: "part", by: ann, room: "den" });
    const kinds = scene.join(bob, "den").map(({ kind }) => kind);
    deepStrictEqual(kinds, ["room-closed", "room-opened", "joined"]);
    strictEqual(scene.world.roomNamed("den")?.masks.mute.size, 0);
  }
});

Deno.test("an empty open room goes with its topic to the next who comes in", () => {
  const scene = new Scene();
  const [ann, bob] = [scene.guest("Ann"), scene.user("Bob")];
  scene.join(ann, "den");
  scene.does(setTopic(ann, "tea"));
  scene.does({ kind: "part", by: ann, room: "den" });
  const kinds = scene.join(bob, "den").map(({ kind }) => kind);
  deepStrictEqual(kinds, ["joined", "rank-changed"]);
  strictEqual(scene.world.roomNamed("den")?.topic?.text, "tea");
});

Deno.test("a voice ends with a guest's stay, a user's comes back with them", () => {
  const { scene, ann } = withDen();
  const [bob, guy] = [scene.user("Bob"), scene.guest("Guy")];
  for (const [by, name] of [[bob, "Bob"], [guy, "Guy"]] as const) {
    scene.join(by, "den");
    scene.does({ kind: "set-voice", by: ann, room: "den", name, on: true });
    scene.does({ kind: "part", by, room: "den" });
  }
  deepStrictEqual([...scene.world.roomNamed("den")!.voiced], []);
  for (const by of [bob, guy]) scene.join(by, "den");
  deepStrictEqual([...scene.world.roomNamed("den")!.voiced], [bob]);
  deepStrictEqual([scene.rankIn("den", bob), scene.rankIn("den", guy)], ["voice", "member"]);
});
