/**
 * Who may register what, who may give which role, and who becomes sysop.
 *
 * @module
 */

import { deepStrictEqual, ok, strictEqual } from "node:assert/strict";
import type { Draft } from "../../core/world/action.ts";
import { ROLES } from "../../core/world/role.ts";
import { Scene } from "./scene.ts";

function registration(name: string, by?: string): Draft {
  return { kind: "register", name, passwordHash: "hash", by };
}

Deno.test("a guest who registers stays here as a member, with what they had", () => {
  const scene = new Scene();
  const [ann] = [scene.guest("Ann"), scene.guest("Bob")];
  scene.join(ann, "den");
  scene.does({ kind: "ignore", by: ann, name: "Bob", on: true });
  const [registered] = scene.does(registration("Somebody else", ann));
  const user = scene.world.userNamed("Ann")!;
  deepStrictEqual(registered, {
    kind: "registered",
    at: scene.now,
    person: { presence: ann, name: "Ann", user: user.id },
    role: "member",
    passwordHash: "hash",
    ignored: ["bob"],
  });
  strictEqual(scene.world.presence(ann)?.user, user);
  strictEqual(scene.world.presenceNamed("ann"), scene.world.presence(ann));
  deepStrictEqual([...user.ignored], ["bob"]);
  strictEqual(scene.world.roomNamed("den")?.members.has(ann), true);
});

Deno.test("what a new user ignores from now on is kept with the account", () => {
  const scene = new Scene();
  const [ann] = [scene.guest("Ann"), scene.guest("Bob")];
  scene.does(registration("Ann", ann));
  scene.does({ kind: "ignore", by: ann, name: "Bob", on: true });
  deepStrictEqual(scene.world.snapshot().users[0]?.ignored, ["bob"]);
});

Deno.test("what was noted about a guest stays with the account, and lasts", () => {
  const scene = new Scene();
  const ann = scene.guest("Ann");
  scene.does({ kind: "note-person", by: ann, key: "color", value: "blue" });
  const events = scene.does(registration("Ann", ann));
  deepStrictEqual(events.map(({ kind }) => kind), ["registered", "person-noted"]);
  deepStrictEqual(scene.world.snapshot().users[0]?.notes, [["color", "blue"]]);
  scene.does({ kind: "note-person", by: ann, key: "color", value: "red" });
  deepStrictEqual(scene.world.snapshot().users[0]?.notes, [["color", "red"]]);
});

Deno.test("whoever registers is found by their account", () => {
  const scene = new Scene();
  const ann = scene.guest("Ann");
  scene.does(registration("Ann", ann));
  const user = scene.world.userNamed("Ann")!.id;
  strictEqual(scene.world.presenceOfUser(user)?.id, ann);
  scene.leave(ann);
  strictEqual(scene.world.presenceOfUser(user), undefined);
});

Deno.test("whoever has an account does not get another", () => {
  const scene = new Scene();
  const ann = scene.user("Ann");
  deepStrictEqual(scene.refusal(registration("Other", ann)), {
    code: "already-registered",
    name: "Ann",
  });
});

Deno.test("nobody registers a name that is taken, alike, not allowed, or worn by a guest", () => {
  const scene = new Scene();
  scene.user("Alice");
  scene.guest("Bob");
  deepStrictEqual(scene.refusal(registration("aLICE")), { code: "name-registered", name: "aLICE" });
  deepStrictEqual(scene.refusal(registration("A1ice")), {
    code: "name-too-similar",
    name: "A1ice",
    like: "Alice",
  });
  strictEqual(scene.refusal(registration("#bob")).code, "name-not-allowed");
  deepStrictEqual(scene.refusal(registration("bob")), { code: "name-in-use", name: "bob" });
});

Deno.test("a guest whose name has become too like an account's can't register it", () => {
  const scene = new Scene();
  const guest = scene.guest("\u0410lice");
  scene.user("Alice");
  deepStrictEqual(scene.refusal(registration("\u0410lice", guest)), {
    code: "name-too-similar",
    name: "\u0410lice",
    like: "Alice",
  });
});

Deno.test("a password is changed for an account that is there", () => {
  const scene = new Scene();
  scene.user("Ann");
  const user = scene.world.userNamed("Ann")!.id;
  deepStrictEqual(scene.does({ kind: "set-password", user, passwordHash: "other" }), [
    { kind: "password-changed", at: scene.now, user, passwordHash: "other" },
  ]);
  strictEqual(scene.world.user(user)?.passwordHash, "other");
  deepStrictEqual(scene.refusal({ kind: "set-password", user: 99, passwordHash: "other" }), {
    code: "gone",
  });
});

Deno.test("only a sysop gives roles", () => {
  const scene = new Scene();
  const people = [scene.guest("Guest"), scene.user("Member"), scene.user("Mod", "moderator")];
  for (const by of people) {
    for (const role of ROLES) {
      deepStrictEqual(scene.refusal({ kind: "set-role", by, name: "Member", role }), {
        code: "needs-role",
        role: "sysop",
      });
    }
  }
});

Deno.test("a role counts at once, for a person here and for one who is not", () => {
  const scene = new Scene();
  const [root, ann] = [scene.user("Root", "sysop"), scene.user("Ann")];
  scene.leave(scene.user("Bob"));
  for (const name of ["Ann", "Bob"]) {
    scene.does({ kind: "set-role", by: root, name, role: "moderator" });
    strictEqual(scene.world.userNamed(name)?.role, "moderator");
  }
  scene.does({ kind: "shout", by: ann, text: "hear", official: false });
  scene.does({ kind: "set-role", by: root, name: "Ann", role: "member" });
  deepStrictEqual(scene.refusal({ kind: "shout", by: ann, text: "hear", official: false }), {
    code: "needs-role",
    role: "moderator",
  });
});

Deno.test("a role is given by the name of the account or by the one that is worn", () => {
  const scene = new Scene();
  const [root, ann] = [scene.user("Root", "sysop"), scene.user("Ann")];
  scene.does({ kind: "rename", by: ann, name: "Lark" });
  for (const [name, role] of [["Lark", "moderator"], ["Ann", "sysop"]] as const) {
    const [changed] = scene.does({ kind: "set-role", by: root, name, role });
    ok(changed?.kind === "role-changed" && changed.person.name === "Lark");
    strictEqual(scene.world.userNamed("Ann")?.role, role);
  }
});

Deno.test("a sysop who is one no longer gives no roles", () => {
  const scene = new Scene();
  const [root, other] = [scene.user("Root", "sysop"), scene.user("Other", "sysop")];
  scene.does({ kind: "set-role", by: root, name: "Other", role: "member" });
  const draft: Draft = { kind: "set-role", by: other, name: "Root", role: "member" };
  deepStrictEqual(scene.refusal(draft), { code: "needs-role", role: "sysop" });
});

Deno.test("a role is for accounts: no guest gets one, no account becomes a guest", () => {
  const scene = new Scene();
  const root = scene.user("Root", "sysop");
  scene.guest("Ann");
  scene.user("Bob");
  deepStrictEqual(scene.refusal({ kind: "set-role", by: root, name: "Ann", role: "moderator" }), {
    code: "they-have-no-account",
    name: "Ann",
  });
  deepStrictEqual(scene.refusal({ kind: "set-role", by: root, name: "Zoe", role: "moderator" }), {
    code: "no-such-user",
    name: "Zoe",
  });
  deepStrictEqual(scene.refusal({ kind: "set-role", by: root, name: "Bob", role: "guest" }), {
    code: "members-only",
  });
});

Deno.test("a sysop can't give up their own role, and so leave the house without one", () => {
  const scene = new Scene();
  const root = scene.user("Root", "sysop");
  deepStrictEqual(scene.refusal({ kind: "set-role", by: root, name: "ROOT", role: "member" }), {
    code: "yourself",
  });
});

Deno.test("the code makes a user sysop once", () => {
  const scene = new Scene();
  const [ann, bob] = [scene.user("Ann"), scene.user("Bob")];
  scene.does({ kind: "open-claim", code: "swordfish" });
  ok(!scene.world.hasSysop);
  deepStrictEqual(scene.refusal({ kind: "claim", by: ann, code: "guess" }), { code: "wrong-code" });
  deepStrictEqual(scene.refusal({ kind: "claim", by: ann, code: "" }), { code: "wrong-code" });
  const events = scene.does({ kind: "claim", by: ann, code: "swordfish" });
  deepStrictEqual(events.map(({ kind }) => kind), ["claim-closed", "role-changed"]);
  strictEqual(scene.world.userNamed("Ann")?.role, "sysop");
  ok(scene.world.hasSysop);
  strictEqual(scene.world.claimCode, undefined);
  deepStrictEqual(scene.refusal({ kind: "claim", by: bob, code: "swordfish" }), {
    code: "already-claimed",
  });
});

Deno.test("a guest who knows the code must register first, and the code stays", () => {
  const scene = new Scene();
  const ann = scene.guest("Ann");
  scene.does({ kind: "open-claim", code: "swordfish" });
  deepStrictEqual(scene.refusal({ kind: "claim", by: ann, code: "swordfish" }), {
    code: "members-only",
  });
  scene.does(registration("Ann", ann));
  scene.does({ kind: "claim", by: ann, code: "swordfish" });
});

Deno.test("without a code there is nothing to claim", () => {
  const scene = new Scene();
  deepStrictEqual(scene.refusal({ kind: "claim", by: scene.user("Ann"), code: "undefined" }), {
    code: "already-claimed",
  });
});
