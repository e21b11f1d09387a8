/**
 * Who is let into a room, and past what.
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
  scene.does({ kind: "lift-mask", by: ann, room: "den", list: "ban", mask: "bob" });
  scene.join(scene.back("Bob"), "den");
});

Deno.test("an invitation after a ban gets past it once, one before it does not", () => {
  const { scene, ann } = withDen();
  const bob = scene.guest("Bob");
  scene.does({ kind: "invite", by: ann, room: "den", name: "Bob" });
  scene.does({ kind: "ban", by: ann, room: "den", name: "Bob", reason: "" });
  strictEqual(scene.refusal(join(bob)).code, "banned");
  scene.does({ kind: "invite", by: ann, room: "den", name: "Bob" });
  scene.join(bob, "den");
  scene.does({ kind: "part", by: bob, room: "den" });
  strictEqual(scene.refusal(join(bob)).code, "banned");
});

Deno.test("an invitation before a ban is gone when the ban is lifted", () => {
  const { scene, ann } = withDen({ inviteOnly: true });
  const bob = scene.guest("Bob");
  scene.does({ kind: "invite", by: ann, room: "den", name: "Bob" });
  scene.does({ kind: "ban", by: ann, room: "den", name: "Bob", reason: "" });
  scene.does({ kind: "lift-mask", by: ann, room: "den", list: "ban", mask: "Bob" });
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

Deno.test("into a room with a key come those who know it, the invited and its operators", () => {
  const { scene, ann } = withDen({ key: "Sesame" });
  const bob = scene.user("Bob");
  for (const key of [undefined, "", "sesame"]) {
    deepStrictEqual(scene.refusal({ kind: "join", by: bob, room: "den", key }), {
      code: "wrong-key",
      room: "den",
    });
  }
  scene.does({ kind: "join", by: bob, room: "den", key: "Sesame" });
  const [cy, dee] = [scene.guest("Cy"), scene.user("Dee")];
  scene.does({ kind: "invite", by: ann, room: "den", name: "Cy" });
  scene.does({ kind: "set-rank", by: ann, room: "den", name: "Dee", rank: "operator" });
  for (const by of [cy, dee, scene.user("Mod", "moderator")]) scene.join(by, "den");
});

Deno.test("a closed door says the ban first, then the invitation, the account, the key and the place", () => {
  const { scene, ann } = withDen({ inviteOnly: true, key: "sesame", limit: 1 });
  const bob = scene.guest("Bob");
  const refusal = (key?: string) => scene.refusal({ kind: "join", by: bob, room: "den", key }).code;
  scene.does({ kind: "set-mask", by: ann, room: "den", list: "ban", mask: "bob" });
  strictEqual(refusal(), "banned");
  scene.does({ kind: "lift-mask", by: ann, room: "den", list: "ban", mask: "bob" });
  strictEqual(refusal(), "invite-only");
  scene.does({ kind: "set-mask", by: ann, room: "den", list: "invite", mask: "bob" });
  scene.does(setRules(ann, { registeredOnly: true }));
  strictEqual(refusal(), "members-only");
  scene.does(setRules(ann, { registeredOnly: false }));
  strictEqual(refusal(), "wrong-key");
  strictEqual(refusal("sesame"), "room-full");
});

Deno.test("into a room for members come those with an account, the invited and its operators", () => {
  const { scene, ann } = withDen({ registeredOnly: true });
  const cy = scene.guest("Cy");
  deepStrictEqual(scene.refusal(join(cy)), { code: "members-only" });
  scene.does({ kind: "invite", by: ann, room: "den", name: "Cy" });
  const mod = scene.guest("Mod");
  scene.does({ kind: "grant-role", by: mod, role: "moderator" });
  for (const by of [cy, mod, scene.user("Bob")]) scene.join(by, "den");
});

Deno.test("who is on the list of the invited needs no invitation, each time", () => {
  const { scene, ann } = withDen({ inviteOnly: true });
  const bob = scene.user("Bob");
  scene.does({ kind: "set-mask", by: ann, room: "den", list: "invite", mask: "account:b*" });
  for (let time = 0; time < 2; time++) {
    scene.join(bob, "den");
    scene.does({ kind: "part", by: bob, room: "den" });
  }
  strictEqual(scene.refusal(join(scene.guest("Bert"))).code, "invite-only");
});

Deno.test("a ban by mask keeps out whoever fits it, but for those who are exempt", () => {
  const { scene, ann } = withDen();
  scene.does({ kind: "set-mask", by: ann, room: "den", list: "ban", mask: "b*", reason: "bees" });
  scene.does({ kind: "set-mask", by: ann, room: "den", list: "exempt", mask: "bob" });
  deepStrictEqual(scene.refusal(join(scene.guest("Bert"))), {
    code: "banned",
    room: "den",
    reason: "bees",
  });
  scene.join(scene.guest("Bob"), "den");
});

Deno.test("a ban finds a user by the account, whatever name they wear", () => {
  const { scene, ann } = withDen();
  const bob = scene.user("Bob");
  scene.does({ kind: "rename", by: bob, name: "Robert" });
  scene.does({ kind: "ban", by: ann, room: "den", name: "Robert", reason: "" });
  strictEqual(scene.refusal(join(bob)).code, "banned");
  scene.does({ kind: "rename", by: bob, name: "Bobby" });
  strictEqual(scene.refusal(join(bob)).code, "banned");
  scene.does({ kind: "lift-mask", by: ann, room: "den", list: "ban", mask: "Bobby" });
  scene.join(bob, "den");
});

Deno.test("no mask of an operator keeps an owner out of their own room", () => {
  const { scene, ann } = withDen();
  const bob = scene.user("Bob");
  scene.join(bob, "den");
  scene.does({ kind: "set-rank", by: ann, room: "den", name: "Bob", rank: "operator" });
  scene.does({ kind: "part", by: ann, room: "den" });
  scene.does({ kind: "set-mask", by: bob, room: "den", list: "ban", mask: "*" });
  scene.join(ann, "den");
});

Deno.test("a user is invited by account: another name wins and loses them nothing", () => {
  const { scene, ann } = withDen({ inviteOnly: true });
  const bob = scene.user("Bob");
  scene.does({ kind: "rename", by: bob, name: "Robert" });
  scene.does({ kind: "invite", by: ann, room: "den", name: "Robert" });
  scene.does({ kind: "rename", by: bob, name: "Bobby" });
  strictEqual(scene.refusal(join(scene.guest("Robert"))).code, "invite-only");
  scene.join(bob, "den");
});
