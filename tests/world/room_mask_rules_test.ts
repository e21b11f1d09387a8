/**
 * Who is kept out of a room, or let in: bans, and the lists of masks.
 *
 * @module
 */

import { deepStrictEqual, strictEqual } from "node:assert/strict";
import type { Draft } from "../../core/world/action.ts";
import { MASK_LISTS } from "../../core/world/room.ts";
import { DEN, DOES, liftMask, room, setMask, withDen } from "./den_scene.ts";
import { Scene } from "./scene.ts";

Deno.test("a ban puts out whoever wears the name, in any case, and is kept under its key", () => {
  const { scene, oscar, guy } = withDen();
  const by = scene.world.presence(oscar)!.person;
  const person = scene.world.presence(guy)!.person;
  const draft: Draft = { kind: "ban", by: oscar, room, name: "gUY", reason: "noise" };
  const events = scene.does(draft);
  const at = scene.now;
  const [list, key] = ["ban", "guy!*@*"] as const;
  const entry = { mask: "Guy!*@*", by: "Oscar", at, reason: "noise" };
  deepStrictEqual(events, [
    { kind: "mask-set", at, session: undefined, room: DEN, list, key, entry, by },
    {
      kind: "kicked",
      at,
      session: undefined,
      room: DEN,
      person,
      by,
      reason: "noise",
      banned: true,
    },
  ]);
  deepStrictEqual([...scene.world.roomNamed(room)!.masks.ban], [[key, entry]]);
});

Deno.test("a name that nobody wears can be banned, one that nobody can wear can't", () => {
  const { scene, oscar } = withDen();
  scene.does(DOES.ban(oscar, "Troll"));
  for (const name of ["", "#x", "a b", "x".repeat(33), "Guy\u3164"]) {
    deepStrictEqual(scene.refusal(DOES.ban(oscar, name)), { code: "no-such-user", name });
  }
  const troll = scene.guest("troll");
  strictEqual(scene.refusal({ kind: "join", by: troll, room }).code, "banned");
});

Deno.test("a ban of a user is of their account, and puts out whoever has it", () => {
  const { scene, oscar, mia } = withDen();
  scene.does({ kind: "rename", by: mia, name: "Mimi" });
  const kinds = scene.does(DOES.ban(oscar, "mia")).map(({ kind }) => kind);
  deepStrictEqual(kinds, ["mask-set", "kicked"]);
  deepStrictEqual([...scene.world.roomNamed(room)!.masks.ban.keys()], ["mia!*@*"]);
  strictEqual(scene.refusal({ kind: "join", by: mia, room }).code, "banned");
});

Deno.test("the house bans anybody, under its own name", () => {
  const { scene } = withDen();
  scene.does({ kind: "ban", room, name: "Olga", reason: "" });
  strictEqual(scene.world.roomNamed(room)?.masks.ban.get("olga!*@*")?.by, "the house");
});

Deno.test("nobody bans themselves", () => {
  const { scene, oscar } = withDen();
  deepStrictEqual(scene.refusal(DOES.ban(oscar, "OSCAR")), { code: "yourself" });
});

Deno.test("an operator puts a mask on each of the lists, and takes it off again", () => {
  const { scene, oscar, guy } = withDen();
  const by = scene.world.presence(oscar)!.person;
  for (const list of MASK_LISTS) {
    const set = scene.does(setMask(oscar, "G*", list));
    const [at, key] = [scene.now, "g*!*@*"];
    const entry = { mask: "G*!*@*", by: "Oscar", at, reason: "noise" };
    const event = { session: undefined, room: DEN, list, key, entry, by };
    deepStrictEqual(set, [{ kind: "mask-set", at, ...event }]);
    deepStrictEqual([...scene.world.roomNamed(room)!.masks[list]], [[key, entry]]);
    deepStrictEqual(scene.does(liftMask(oscar, "g*!*@*", list)), [
      { kind: "mask-lifted", at: scene.now, ...event },
    ]);
    strictEqual(scene.world.roomNamed(room)!.masks[list].size, 0);
  }
  strictEqual(scene.rankIn(room, guy), "member");
});

Deno.test("a mask that is on the list already is no news, and stays as it was", () => {
  const { scene, olga, oscar } = withDen();
  scene.does(setMask(oscar, "troll"));
  deepStrictEqual(scene.does(setMask(olga, "TROLL!*@*")), []);
  strictEqual(scene.world.roomNamed(room)?.masks.ban.get("troll!*@*")?.by, "Oscar");
});

Deno.test("a mask has a form, and a reason that can be shown", () => {
  const { scene, oscar } = withDen();
  deepStrictEqual(scene.refusal(setMask(oscar, "a b")), {
    code: "mask-not-allowed",
    mask: "a b",
    reason: "a mask has no spaces and no control characters",
  });
  const draft = { ...setMask(oscar, "troll"), reason: "a\nb" } as Draft;
  strictEqual(scene.refusal(draft).code, "text-not-allowed");
});

Deno.test("the lists of a room hold no more than the limit together, and the same takes no place", () => {
  const scene = new Scene({ bansPerRoom: 2 });
  const olga = scene.user("Olga");
  scene.join(olga, room);
  scene.does(DOES.ban(olga, "One"));
  scene.does(setMask(olga, "two", "mute"));
  scene.does(DOES.ban(olga, "ONE"));
  const refusal = { code: "too-many-bans", room, limit: 2 };
  deepStrictEqual(scene.refusal(DOES.ban(olga, "Three")), refusal);
  deepStrictEqual(scene.refusal(setMask(olga, "three", "invite")), refusal);
  scene.does(DOES.unban(olga, "one"));
  scene.does(DOES.ban(olga, "Three"));
});

Deno.test("a mask that is not there can't be lifted", () => {
  const { scene, oscar } = withDen();
  scene.does(setMask(oscar, "guy", "mute"));
  deepStrictEqual(scene.refusal(liftMask(oscar, "Guy")), {
    code: "no-such-ban",
    room,
    name: "Guy",
  });
  deepStrictEqual(scene.refusal(liftMask(oscar, "Guy", "exempt")), {
    code: "no-such-mask",
    room,
    mask: "Guy",
  });
});

Deno.test("who was banned can't lift the ban", () => {
  const { scene, olga, oscar } = withDen();
  scene.does(DOES.ban(olga, "Oscar"));
  deepStrictEqual(scene.refusal(DOES.unban(oscar, "Oscar")), { code: "not-in-room", room });
});

Deno.test("reasons are texts that can be shown, and not too long", () => {
  const { scene, oscar } = withDen();
  for (const kind of ["kick", "ban"] as const) {
    const refusal = (reason: string) =>
      scene.refusal({ kind, by: oscar, room, name: "Guy", reason }).code;
    strictEqual(refusal("x".repeat(391)), "text-too-long");
    strictEqual(refusal("é".repeat(196)), "text-too-long");
    for (const text of ["a\nb", "a\rb", "a\0b", "\udc00"]) {
      strictEqual(refusal(text), "text-not-allowed");
    }
  }
});
