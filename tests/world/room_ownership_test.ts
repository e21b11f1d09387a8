/**
 * Whose a room is, and under which name it goes.
 *
 * @module
 */

import { deepStrictEqual, strictEqual } from "node:assert/strict";
import type { Draft } from "../../core/world/action.ts";
import { Scene } from "./scene.ts";

const DEN = { id: 1, name: "den" };

function rename(by: string, name: string, room = "den"): Draft {
  return { kind: "rename-room", by, room, name, reason: "" };
}

/** A room "den" with its owner Ann in it. */
function withDen(): { scene: Scene; ann: string } {
  const scene = new Scene();
  const ann = scene.user("Ann");
  scene.join(ann, "den");
  return { scene, ann };
}

Deno.test("an operator gives the room another name, and it is the same room", () => {
  const { scene, ann } = withDen();
  const by = scene.world.presence(ann)!.person;
  const draft: Draft = { kind: "rename-room", by: ann, room: "den", name: "Cave", reason: "dark" };
  const to = { id: 1, name: "Cave" };
  deepStrictEqual(scene.does(draft), [{
    kind: "room-renamed",
    at: scene.now,
    session: undefined,
    room: DEN,
    to,
    by,
    reason: "dark",
  }]);
  strictEqual(scene.world.roomNamed("den"), undefined);
  deepStrictEqual(scene.world.roomNamed("cave")?.label, to);
  scene.does(rename(ann, "CAVE", "cave"));
  strictEqual(scene.world.roomNamed("cave")?.name, "CAVE");
  deepStrictEqual(scene.does(rename(ann, "CAVE", "cave")), []);
});

Deno.test("who may rename a room, and to what", () => {
  const { scene, ann } = withDen();
  const bob = scene.guest("Bob");
  deepStrictEqual(scene.refusal(rename(bob, "cave")), { code: "not-in-room", room: "den" });
  scene.join(bob, "den");
  deepStrictEqual(scene.refusal(rename(bob, "cave")), {
    code: "needs-rank",
    room: "den",
    rank: "operator",
  });
  strictEqual(scene.refusal(rename(ann, "a,b")).code, "room-name-not-allowed");
  scene.join(ann, "Attic");
  deepStrictEqual(scene.refusal(rename(ann, "attic")), { code: "room-exists", room: "Attic" });
  const reason = "x".repeat(391);
  const draft: Draft = { kind: "rename-room", by: ann, room: "den", name: "cave", reason };
  strictEqual(scene.refusal(draft).code, "text-too-long");
  scene.does(rename(scene.user("Mod", "moderator"), "cave"));
});

Deno.test("an empty room that is nobody's gives way to one that takes its name", () => {
  const { scene, ann } = withDen();
  const bob = scene.guest("Bob");
  scene.join(bob, "cave");
  scene.does({ kind: "part", by: bob, room: "cave" });
  const kinds = scene.does(rename(ann, "Cave")).map(({ kind }) => kind);
  deepStrictEqual(kinds, ["room-closed", "room-renamed"]);
  deepStrictEqual([...scene.world.rooms()].map(({ label }) => label), [{ id: 1, name: "Cave" }]);
});

Deno.test("a room of the house is renamed by sysops only", () => {
  const scene = new Scene();
  scene.does({ kind: "open-room", name: "lobby", permanent: true });
  const [mod, root] = [scene.user("Mod", "moderator"), scene.user("Root", "sysop")];
  deepStrictEqual(scene.refusal(rename(mod, "hall", "lobby")), {
    code: "needs-role",
    role: "sysop",
  });
  scene.does(rename(root, "hall", "lobby"));
});

Deno.test("an operator with an account makes a room theirs that is nobody's", () => {
  const scene = new Scene();
  const [guest, ann] = [scene.guest("Guest"), scene.user("Ann")];
  for (const by of [guest, ann]) scene.join(by, "den");
  const own = (by: string): Draft => ({ kind: "own-room", by, room: "den" });
  deepStrictEqual(scene.refusal(own(guest)), { code: "members-only" });
  deepStrictEqual(scene.refusal(own(ann)), { code: "needs-rank", room: "den", rank: "operator" });
  scene.does({ kind: "set-rank", by: guest, room: "den", name: "Ann", rank: "operator" });
  const person = scene.world.presence(ann)!.person;
  deepStrictEqual(scene.does(own(ann)), [{
    kind: "rank-changed",
    at: scene.now,
    session: undefined,
    room: DEN,
    person,
    was: { rank: "operator", voice: false },
    rank: "owner",
    voice: false,
    by: undefined,
  }]);
  strictEqual(scene.rankIn("den", ann), "owner");
  scene.leave(ann);
  const back = scene.back("Ann");
  scene.join(back, "den");
  strictEqual(scene.rankIn("den", back), "owner");
  deepStrictEqual(scene.refusal(own(back)), { code: "room-owned", room: "den" });
});

Deno.test("nobody makes a room theirs from outside, or one of the house, or one too many", () => {
  const scene = new Scene({ roomsPerPerson: 2 });
  const own = (by: string, room: string): Draft => ({ kind: "own-room", by, room });
  const [guest, ann] = [scene.guest("Guest"), scene.user("Ann", "moderator")];
  scene.join(guest, "den");
  deepStrictEqual(scene.refusal(own(ann, "den")), { code: "not-in-room", room: "den" });
  deepStrictEqual(scene.refusal(own(ann, "attic")), { code: "no-such-room", room: "attic" });
  scene.does({ kind: "open-room", name: "lobby", permanent: true });
  scene.join(ann, "lobby");
  deepStrictEqual(scene.refusal(own(ann, "lobby")), {
    code: "needs-rank",
    room: "lobby",
    rank: "owner",
  });
  scene.does({ kind: "part", by: ann, room: "lobby" });
  for (const room of ["one", "two"]) {
    scene.join(ann, room);
    scene.does({ kind: "part", by: ann, room });
  }
  scene.join(ann, "den");
  deepStrictEqual(scene.refusal(own(ann, "den")), { code: "too-many-rooms", limit: 2 });
});

Deno.test("an owner gives a room up and is its operator, and another may own it", () => {
  const { scene, ann } = withDen();
  const bob = scene.user("Bob");
  scene.join(bob, "den");
  const disown = (by: string): Draft => ({ kind: "disown-room", by, room: "den" });
  for (const by of [bob, scene.guest("Guy"), scene.user("Root", "sysop")]) {
    deepStrictEqual(scene.refusal(disown(by)), { code: "needs-rank", room: "den", rank: "owner" });
  }
  scene.does(disown(ann));
  strictEqual(scene.rankIn("den", ann), "operator");
  deepStrictEqual([...scene.world.roomNamed("den")!.ranks.values()], ["operator"]);
  scene.does({ kind: "set-rank", by: ann, room: "den", name: "Bob", rank: "operator" });
  scene.does({ kind: "own-room", by: bob, room: "den" });
});

Deno.test("an owner gives a room up from wherever they are", () => {
  const { scene, ann } = withDen();
  scene.does({ kind: "part", by: ann, room: "den" });
  scene.does({ kind: "disown-room", by: ann, room: "den" });
  const guest = scene.guest("Guest");
  scene.join(guest, "den");
  strictEqual(scene.rankIn("den", guest), "operator");
});
