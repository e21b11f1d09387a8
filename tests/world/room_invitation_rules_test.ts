/**
 * Who may ask whom into a room.
 *
 * @module
 */

import { deepStrictEqual, strictEqual } from "node:assert/strict";
import { DEN, DOES, room, withDen } from "./den_scene.ts";

Deno.test("anyone in an open room may ask somebody in, who hears of it", () => {
  const { scene, guy } = withDen();
  const by = scene.world.presence(guy)!.person;
  const person = scene.world.presence(scene.guest("Out"))!.person;
  deepStrictEqual(scene.does(DOES.invite(guy, "out")), [
    { kind: "invited", at: scene.now, session: undefined, room: DEN, person, by },
  ]);
});

Deno.test("into an invite-only room only an operator asks", () => {
  const { scene, olga, oscar, mia } = withDen();
  const out = scene.guest("Out");
  scene.does({ kind: "set-rules", by: olga, room, rules: { inviteOnly: true } });
  deepStrictEqual(scene.refusal(DOES.invite(mia, "Out")), {
    code: "needs-rank",
    room,
    rank: "operator",
  });
  scene.does(DOES.invite(oscar, "Out"));
  scene.join(out, room);
});

Deno.test("what a member said while the room was open does not open it once it is closed", () => {
  const { scene, olga, mia } = withDen();
  const out = scene.guest("Out");
  scene.does(DOES.invite(mia, "Out"));
  scene.does({ kind: "set-rules", by: olga, room, rules: { inviteOnly: true } });
  strictEqual(scene.refusal({ kind: "join", by: out, room }).code, "invite-only");
});

Deno.test("a member's invitation gets nobody into a full room", () => {
  const { scene, olga, mia } = withDen();
  const out = scene.guest("Out");
  scene.does({ kind: "set-rules", by: olga, room, rules: { limit: 5 } });
  scene.does(DOES.invite(mia, "Out"));
  strictEqual(scene.refusal({ kind: "join", by: out, room }).code, "room-full");
});

Deno.test("only somebody here, and not in the room, can be asked in", () => {
  const { scene, mia } = withDen();
  scene.leave(scene.user("Gone"));
  deepStrictEqual(scene.refusal(DOES.invite(mia, "guy")), {
    code: "they-are-in-room",
    room,
    name: "Guy",
  });
  deepStrictEqual(scene.refusal(DOES.invite(mia, "gone")), { code: "not-here", name: "Gone" });
  deepStrictEqual(scene.refusal(DOES.invite(mia, "who")), { code: "no-such-user", name: "who" });
});

Deno.test("who ignores somebody does not hear that they ask them in", () => {
  const { scene, mia } = withDen();
  const out = scene.guest("Out");
  scene.does({ kind: "ignore", by: out, name: "Mia", on: true });
  deepStrictEqual(scene.does(DOES.invite(mia, "Out")), []);
});
