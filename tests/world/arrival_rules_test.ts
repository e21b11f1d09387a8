/**
 * Who may come in under which name, and what is left when they go.
 *
 * @module
 */

import { deepStrictEqual, ok, strictEqual } from "node:assert/strict";
import type { Draft } from "../../core/world/action.ts";
import { Scene } from "./scene.ts";

function arrival(name: string, user?: number): Draft {
  return { kind: "arrive", session: "new", presence: "pnew", name, user, via: "test" };
}

Deno.test("a guest arrives, and is here on the session they came by", () => {
  const scene = new Scene();
  const events = scene.does({
    kind: "arrive",
    session: "s1",
    presence: "p1",
    name: "Ann",
    via: "test",
  });
  const person = { presence: "p1", name: "Ann" };
  deepStrictEqual(events, [
    { kind: "arrived", at: scene.now, person, via: "test" },
    { kind: "attached", at: scene.now, presence: "p1", session: "s1", rooms: [] },
  ]);
  strictEqual(scene.world.presenceOf("s1"), scene.world.presence("p1"));
  strictEqual(scene.world.presenceNamed("ANN"), scene.world.presence("p1"));
});

Deno.test("a name that is not allowed is refused with the reason", () => {
  deepStrictEqual(new Scene().refusal(arrival("2pac")), {
    code: "name-not-allowed",
    name: "2pac",
    reason: "a name does not begin with a digit or a dash",
  });
});

Deno.test("no guest gets a name that somebody here wears, in any case", () => {
  const scene = new Scene();
  scene.guest("Ann");
  deepStrictEqual(scene.refusal(arrival("aNN")), { code: "name-in-use", name: "aNN" });
});

Deno.test("no guest gets the name of an account, here or not, or one like it", () => {
  const scene = new Scene();
  scene.leave(scene.user("Alice"));
  for (const name of ["Alice", "ALICE", "Ａlice"]) {
    deepStrictEqual(scene.refusal(arrival(name)), { code: "name-registered", name });
  }
  for (const name of ["\u0410lice", "alic\u0435", "A1ice", "AIice"]) {
    deepStrictEqual(scene.refusal(arrival(name)), {
      code: "name-too-similar",
      name,
      like: "Alice",
    });
  }
});

Deno.test("whether a name is free can be asked before anybody arrives under it", () => {
  const scene = new Scene({ guests: false });
  scene.leave(scene.user("Alice"));
  scene.user("Bob");
  const codes = ["2pac", "alice", "A1ice", "Bob", "Carol"].map((name) =>
    scene.world.refusalOfName(name)?.code
  );
  deepStrictEqual(codes, [
    "name-not-allowed",
    "name-registered",
    "name-too-similar",
    "name-registered",
    undefined,
  ]);
});

Deno.test("a house without guests lets in accounts only", () => {
  const scene = new Scene({ guests: false });
  deepStrictEqual(scene.refusal(arrival("Ann")), { code: "guests-refused" });
  scene.user("Bob");
  strictEqual(scene.world.presenceCount, 1);
});

Deno.test("nobody arrives as an account that is not there", () => {
  deepStrictEqual(new Scene().refusal(arrival("Ann", 7)), { code: "no-such-user", name: "Ann" });
});

Deno.test("a user is called as they registered, whatever they typed this time", () => {
  const scene = new Scene();
  scene.leave(scene.user("Ann"));
  scene.does(arrival("Somebody else", scene.world.userNamed("Ann")!.id));
  strictEqual(scene.world.presenceOf("new")?.person.name, "Ann");
});

Deno.test("a user's second login is a second session of the same presence, in the same rooms", () => {
  const scene = new Scene();
  const ann = scene.user("Ann");
  scene.join(ann, "den");
  const events = scene.does(arrival("Ann", scene.world.userNamed("Ann")!.id));
  const rooms = [scene.world.roomNamed("den")!.id];
  deepStrictEqual(events, [
    { kind: "attached", at: scene.now, presence: ann, session: "new", rooms },
  ]);
  strictEqual(scene.world.presenceCount, 1);
});

Deno.test("a person stays until their last session ends", () => {
  const scene = new Scene();
  const ann = scene.user("Ann");
  scene.back("Ann");
  deepStrictEqual(scene.does({ kind: "depart", session: "s1", reason: "bye" }), [
    { kind: "detached", at: scene.now, presence: ann, session: "s1" },
  ]);
  ok(scene.world.presence(ann));
  const events = scene.does({ kind: "depart", session: "s2", reason: "bye" });
  deepStrictEqual(events.map(({ kind }) => kind), ["detached", "departed"]);
  strictEqual(scene.world.presence(ann), undefined);
});

Deno.test("who goes leaves every room, and the house hears of it once", () => {
  const scene = new Scene();
  const [ann, bob] = [scene.guest("Ann"), scene.guest("Bob")];
  for (const room of ["den", "attic"]) {
    scene.join(ann, room);
    scene.join(bob, room);
  }
  const [, departed] = scene.does({ kind: "depart", session: "s1", reason: "bye" });
  const person = { presence: ann, name: "Ann" };
  const rooms = [...scene.world.rooms()].map((room) => room.id);
  deepStrictEqual(departed, { kind: "departed", at: scene.now, person, rooms, reason: "bye" });
  for (const room of scene.world.rooms()) deepStrictEqual([...room.members.keys()], [bob]);
});

Deno.test("the end of a session that is nobody's is no event and no error", () => {
  const scene = new Scene();
  deepStrictEqual(scene.does({ kind: "depart", session: "never", reason: "" }), []);
  scene.guest("Ann");
  scene.hangUp("s1");
  deepStrictEqual(scene.does({ kind: "depart", session: "s1", reason: "" }), []);
});

Deno.test("a guest's name is free once they have gone", () => {
  const scene = new Scene();
  scene.leave(scene.guest("Ann"));
  scene.guest("ann");
});

Deno.test("who has gone can do nothing any more", () => {
  const scene = new Scene();
  const ann = scene.guest("Ann");
  scene.join(ann, "den");
  scene.leave(ann);
  const [by, room, name, text] = [ann, "den", "Ann", "boo"];
  const drafts: Draft[] = [
    { kind: "ban", by, room, name, reason: "" },
    { kind: "claim", by, code: "code" },
    { kind: "ignore", by, name, on: true },
    { kind: "invite", by, room, name },
    { kind: "join", by, room },
    { kind: "kick", by, room, name, reason: "" },
    { kind: "part", by, room },
    { kind: "read-mail", by },
    { kind: "register", by, name, passwordHash: "hash" },
    { kind: "say", by, room, text, style: "say" },
    { kind: "set-away", by },
    { kind: "set-rank", by, room, name, rank: "owner" },
    { kind: "set-role", by, name, role: "sysop" },
    { kind: "set-rules", by, room, rules: {} },
    { kind: "set-topic", by, room, text },
    { kind: "shout", by, text, official: false },
    { kind: "tell", by, to: name, text, style: "say" },
    { kind: "unban", by, room, name },
  ];
  for (const draft of drafts) deepStrictEqual(scene.refusal(draft), { code: "gone" }, draft.kind);
});

Deno.test("a guest's invitation goes with them, and not to the next one of that name", () => {
  const scene = new Scene();
  const ann = scene.user("Ann");
  scene.join(ann, "den");
  scene.does({ kind: "set-rules", by: ann, room: "den", rules: { inviteOnly: true } });
  const bob = scene.guest("Bob");
  scene.does({ kind: "invite", by: ann, room: "den", name: "Bob" });
  scene.leave(bob);
  const other = scene.guest("bob");
  deepStrictEqual(scene.refusal({ kind: "join", by: other, room: "den" }), {
    code: "invite-only",
    room: "den",
  });
});

Deno.test("a user's invitation waits for them", () => {
  const scene = new Scene();
  const ann = scene.user("Ann");
  scene.join(ann, "den");
  scene.does({ kind: "set-rules", by: ann, room: "den", rules: { inviteOnly: true } });
  const bob = scene.user("Bob");
  scene.does({ kind: "invite", by: ann, room: "den", name: "Bob" });
  scene.leave(bob);
  scene.join(scene.back("Bob"), "den");
});

Deno.test("when somebody was last here is kept at their coming and their going", () => {
  const scene = new Scene();
  const ann = scene.user("Ann");
  strictEqual(scene.world.userNamed("Ann")?.lastSeenAt, scene.now);
  scene.guest("Bob");
  scene.leave(ann);
  strictEqual(scene.world.userNamed("Ann")?.lastSeenAt, scene.now);
});
