/**
 * Who may tell somebody something who hears users only.
 *
 * @module
 */

import { deepStrictEqual, strictEqual } from "node:assert/strict";
import type { Draft } from "../../core/world/action.ts";
import { Scene } from "./scene.ts";

const REFUSED = { code: "not-accepted", name: "Ann" } as const;

function tell(by: string, to: string, style: "say" | "notice" = "say"): Draft {
  return { kind: "tell", by, to, text: "hello", style };
}

function accept(by: string, name: string, on = true): Draft {
  return { kind: "accept", by, name, on };
}

/** A world in which Ann hears users only. */
function quietScene(): { scene: Scene; ann: string } {
  const scene = new Scene();
  const ann = scene.user("Ann");
  scene.does({ kind: "describe", by: ann, hearsUsersOnly: true });
  return { scene, ann };
}

Deno.test("who hears users only is told nothing by guests, and all by users", () => {
  const { scene, ann } = quietScene();
  const bob = scene.guest("Bob");
  for (const style of ["say", "notice"] as const) {
    deepStrictEqual(scene.refusal(tell(bob, "ann", style)), REFUSED);
  }
  strictEqual(scene.does(tell(scene.user("Mia"), "Ann")).length, 1);
  scene.does({ kind: "describe", by: ann, hearsUsersOnly: false });
  strictEqual(scene.does(tell(bob, "Ann")).length, 1);
});

Deno.test("a guest who has an operator's role is heard", () => {
  const { scene } = quietScene();
  const bob = scene.guest("Bob");
  scene.does({ kind: "grant-role", by: bob, role: "moderator" });
  strictEqual(scene.does(tell(bob, "Ann")).length, 1);
});

Deno.test("who is accepted is heard until that is taken back", () => {
  const { scene, ann } = quietScene();
  const bob = scene.guest("Bob");
  deepStrictEqual(scene.does(accept(ann, "bob")), []);
  strictEqual(scene.does(tell(bob, "Ann")).length, 1);
  deepStrictEqual(scene.does(accept(ann, "Bob", false)), []);
  deepStrictEqual(scene.refusal(tell(bob, "Ann")), REFUSED);
  deepStrictEqual(scene.refusal(accept(ann, "nobody")), { code: "no-such-user", name: "nobody" });
});

Deno.test("whom one speaks to is accepted; who has only tried to be heard is not", () => {
  const { scene, ann } = quietScene();
  const [bob, carl] = [scene.guest("Bob"), scene.guest("Carl")];
  scene.does({ kind: "describe", by: carl, hearsUsersOnly: true });
  deepStrictEqual(scene.refusal(tell(carl, "Ann")), REFUSED);
  deepStrictEqual(scene.world.presence(carl)!.accepted, new Set());
  scene.does(tell(ann, "Bob"));
  strictEqual(scene.does(tell(bob, "Ann")).length, 1);
});

Deno.test("another of the same name is somebody else", () => {
  const { scene, ann } = quietScene();
  const bob = scene.guest("Bob");
  scene.does(accept(ann, "Bob"));
  scene.leave(bob);
  deepStrictEqual(scene.refusal(tell(scene.guest("Bob"), "Ann")), REFUSED);
});

Deno.test("so many are accepted; then the first is forgotten", () => {
  const { scene, ann } = quietScene();
  const guests = Array.from({ length: 101 }, (_, at) => scene.guest(`Guest${at}`));
  for (const [at] of guests.entries()) scene.does(accept(ann, `Guest${at}`));
  deepStrictEqual(scene.refusal(tell(guests[0]!, "Ann")), REFUSED);
  strictEqual(scene.does(tell(guests[1]!, "Ann")).length, 1);
});
