/**
 * Guests who turn out to be users, other names, and what people say of themselves.
 *
 * @module
 */

import { deepStrictEqual, ok, strictEqual } from "node:assert/strict";
import type { Draft } from "../../core/world/action.ts";
import type { PresenceId } from "../../core/world/person.ts";
import { Scene } from "./scene.ts";

/** A guest, and a user `Ann` who is not here. */
function guestAndUser(): { scene: Scene; guest: PresenceId; user: number } {
  const scene = new Scene();
  const guest = scene.guest("Guest");
  scene.does({ kind: "register", name: "Ann", passwordHash: "hash" });
  return { scene, guest, user: scene.world.userNamed("Ann")!.id };
}

function identify(by: PresenceId, user: number, session = "s1"): Draft {
  return { kind: "identify", by, user, session };
}

Deno.test("a guest who identifies stays where and as what they are, and is the user", () => {
  const { scene, guest, user } = guestAndUser();
  scene.join(guest, "den");
  const was = { presence: guest, name: "Guest" };
  const person = { ...was, user };
  deepStrictEqual(scene.does(identify(guest, user)), [
    { kind: "identified", at: scene.now, session: "s1", was, person },
  ]);
  const here = scene.world.presence(guest)!;
  deepStrictEqual(here.person, person);
  strictEqual(here.user, scene.world.user(user));
  strictEqual(scene.world.presenceOfUser(user), here);
  strictEqual(scene.world.presenceNamed("guest"), here);
  strictEqual(scene.world.user(user)?.lastSeenAt, scene.now);
  strictEqual(scene.rankIn("den", guest), "operator");
});

Deno.test("what the account ignores and has noted counts, and what the guest had does not", () => {
  const { scene, guest, user } = guestAndUser();
  scene.guest("Bob");
  const ann = scene.back("Ann");
  scene.does({ kind: "ignore", by: ann, name: "Bob", on: true });
  scene.does({ kind: "note-person", by: ann, key: "color", value: "red" });
  scene.leave(ann);
  scene.does({ kind: "note-person", by: guest, key: "url", value: "x" });
  scene.does(identify(guest, user));
  const here = scene.world.presence(guest)!;
  deepStrictEqual([[...here.ignored], [...here.notes]], [["bob"], [["color", "red"]]]);
  scene.does({ kind: "ignore", by: guest, name: "Bob", on: false });
  deepStrictEqual([...scene.world.user(user)!.ignored], []);
});

Deno.test("a user's rank in a room comes with them when they identify there", () => {
  const { scene, guest, user } = guestAndUser();
  const ann = scene.back("Ann");
  scene.join(ann, "den");
  scene.leave(ann);
  scene.join(guest, "den");
  const [, changed] = scene.does(identify(guest, user));
  deepStrictEqual(changed, {
    kind: "rank-changed",
    at: scene.now,
    session: "s1",
    room: scene.world.roomNamed("den")!.label,
    person: { presence: guest, name: "Guest", user },
    was: { rank: "member", voice: false },
    rank: "owner",
    voice: false,
    by: undefined,
  });
  strictEqual(scene.rankIn("den", guest), "owner");
});

Deno.test("a session that identifies as a user who is here joins them, and the guest is gone", () => {
  const { scene, guest, user } = guestAndUser();
  const ann = scene.back("Ann");
  scene.join(ann, "attic");
  scene.join(guest, "den");
  const [den, attic] = ["den", "attic"].map((name) => scene.world.roomNamed(name)!.id);
  const person = { presence: guest, name: "Guest" };
  const at = scene.now + 1;
  deepStrictEqual(scene.does(identify(guest, user)), [
    { kind: "detached", at, presence: guest, session: "s1" },
    { kind: "departed", at, person, rooms: [den], reason: "identified as Ann" },
    { kind: "attached", at, presence: ann, session: "s1", rooms: [attic] },
  ]);
  strictEqual(scene.world.presenceOf("s1")?.id, ann);
  strictEqual(scene.world.presenceNamed("Guest"), undefined);
  strictEqual(scene.world.roomNamed("den")?.members.size, 0);
});

Deno.test("nobody identifies twice, as nobody, or on another's session", () => {
  const { scene, guest, user } = guestAndUser();
  deepStrictEqual(scene.refusal(identify(guest, 99)), { code: "gone" });
  scene.guest("Bob");
  deepStrictEqual(scene.refusal(identify(guest, user, "s2")), { code: "gone" });
  scene.does(identify(guest, user));
  deepStrictEqual(scene.refusal(identify(guest, user)), {
    code: "already-registered",
    name: "Ann",
  });
});

Deno.test("an account that is banned from the house is not identified with", () => {
  const { scene, guest, user } = guestAndUser();
  scene.does({ kind: "ban-from-house", mask: "account:ann", reason: "spam" });
  deepStrictEqual(scene.refusal(identify(guest, user)), {
    code: "banned-from-house",
    reason: "spam",
  });
  strictEqual(scene.world.presence(guest)?.user, undefined);
});

Deno.test("another name is worn everywhere, and the old one is free", () => {
  const scene = new Scene();
  const ann = scene.guest("Ann");
  const was = { presence: ann, name: "Ann" };
  const person = { presence: ann, name: "Lark" };
  deepStrictEqual(scene.does({ kind: "rename", by: ann, name: "Lark", session: "s1" }), [
    { kind: "renamed", at: scene.now, session: "s1", was, person },
  ]);
  strictEqual(scene.world.presenceNamed("lark")?.id, ann);
  strictEqual(scene.world.presenceNamed("Ann"), undefined);
  scene.guest("ann");
});

Deno.test("no name is taken that is another's, like another's, or not allowed", () => {
  const scene = new Scene();
  const ann = scene.guest("Ann");
  scene.guest("Bob");
  scene.leave(scene.user("Alice"));
  const codes = ["bob", "alice", "A1ice", "2pac"].map((name) =>
    scene.refusal({ kind: "rename", by: ann, name }).code
  );
  deepStrictEqual(codes, [
    "name-in-use",
    "name-registered",
    "name-too-similar",
    "name-not-allowed",
  ]);
  strictEqual(scene.world.presence(ann)?.person.name, "Ann");
});

Deno.test("the same name again is nothing, in another case it is another spelling", () => {
  const scene = new Scene();
  const ann = scene.guest("Ann");
  deepStrictEqual(scene.does({ kind: "rename", by: ann, name: "Ann" }), []);
  const events = scene.does({ kind: "rename", by: ann, name: "ANN" });
  deepStrictEqual(events.map(({ kind }) => kind), ["renamed"]);
  strictEqual(scene.world.presenceNamed("ann")?.person.name, "ANN");
});

Deno.test("a user may always go back to the name of their account, which waits for them", () => {
  const scene = new Scene();
  const [ann, bob] = [scene.user("Ann"), scene.guest("Bob")];
  scene.does({ kind: "rename", by: ann, name: "Lark" });
  deepStrictEqual(scene.refusal({ kind: "rename", by: bob, name: "Ann" }), {
    code: "name-registered",
    name: "Ann",
  });
  scene.does({ kind: "rename", by: ann, name: "Ann" });
  strictEqual(scene.world.presenceNamed("Ann")?.id, ann);
});

Deno.test("an invitation does not go to whoever wears the name next", () => {
  const scene = new Scene();
  const ann = scene.user("Ann");
  scene.join(ann, "den");
  scene.does({ kind: "set-rules", by: ann, room: "den", rules: { inviteOnly: true } });
  const bob = scene.guest("Bob");
  scene.does({ kind: "invite", by: ann, room: "den", name: "Bob" });
  scene.does({ kind: "rename", by: bob, name: "Rob" });
  const other = scene.guest("Bob");
  deepStrictEqual(scene.refusal({ kind: "join", by: other, room: "den" }), {
    code: "invite-only",
    room: "den",
  });
});

Deno.test("a guest's invitation is the user's once they identify, and nobody else's", () => {
  const { scene, guest, user } = guestAndUser();
  const owner = scene.user("Olga");
  scene.join(owner, "den");
  scene.does({ kind: "set-rules", by: owner, room: "den", rules: { inviteOnly: true } });
  scene.does({ kind: "invite", by: owner, room: "den", name: "Guest" });
  scene.does(identify(guest, user));
  scene.does({ kind: "rename", by: guest, name: "Ann" });
  const other = scene.guest("Guest");
  deepStrictEqual(scene.refusal({ kind: "join", by: other, room: "den" }), {
    code: "invite-only",
    room: "den",
  });
  scene.join(guest, "den");
});

Deno.test("what somebody says of themself changes, and the rest stays", () => {
  const scene = new Scene();
  const ann = scene.guest("Ann");
  const person = { presence: ann, name: "Ann" };
  deepStrictEqual(scene.does({ kind: "describe", by: ann, session: "s1", isBot: true }), [
    { kind: "described", at: scene.now, session: "s1", person, isBot: true },
  ]);
  const [described] = scene.does({ kind: "describe", by: ann, realName: "Ann of the Den" });
  ok(described?.kind === "described" && described.isBot);
  strictEqual(described.realName, "Ann of the Den");
  strictEqual(scene.world.presence(ann)?.realName, "Ann of the Den");
  const long = "x".repeat(scene.world.policy.topicBytes + 1);
  strictEqual(scene.refusal({ kind: "describe", by: ann, realName: long }).code, "text-too-long");
});

Deno.test("a granted role counts beside the account's until it is given back, or they leave", () => {
  const scene = new Scene();
  const ann = scene.user("Ann");
  const shout: Draft = { kind: "shout", by: ann, text: "hear", official: false };
  const person = scene.world.presence(ann)!.person;
  deepStrictEqual(scene.does({ kind: "grant-role", by: ann, role: "moderator" }), [
    { kind: "role-granted", at: scene.now, session: undefined, person, role: "moderator" },
  ]);
  scene.does(shout);
  strictEqual(scene.world.userNamed("Ann")?.role, "member");
  scene.does({ kind: "grant-role", by: ann, role: "guest" });
  strictEqual(scene.refusal(shout).code, "needs-role");
  scene.does({ kind: "grant-role", by: ann, role: "sysop" });
  scene.leave(ann);
  strictEqual(scene.refusal({ ...shout, by: scene.back("Ann") } as Draft).code, "needs-role");
});
