/**
 * Who may take back what was said or told.
 *
 * @module
 */

import { deepStrictEqual, strictEqual } from "node:assert/strict";
import type { Draft, RedactedMessage } from "../../core/world/action.ts";
import { Scene } from "./scene.ts";

function redact(by: string, from: RedactedMessage, reason = ""): Draft {
  return { kind: "redact", by, room: "den", id: 7, from, reason };
}

function redactTold(by: string, to: string, from: RedactedMessage, reason = ""): Draft {
  return { kind: "redact-told", by, to, id: 7, from, reason };
}

/** A room "den" with its owner Ann, the member Mia, and the guest Guy in it. */
function withDen() {
  const scene = new Scene();
  const [ann, mia, guy] = [scene.user("Ann"), scene.user("Mia"), scene.guest("Guy")];
  for (const by of [ann, mia, guy]) scene.join(by, "den");
  return { scene, ann, mia, guy, user: scene.world.userNamed("Mia")!.id };
}

Deno.test("who said something takes it back, under whatever name", () => {
  const { scene, mia, user } = withDen();
  scene.does({ kind: "rename", by: mia, name: "Mimi" });
  const by = scene.world.presence(mia)!.person;
  const room = { id: 1, name: "den" };
  deepStrictEqual(scene.does(redact(mia, { name: "Mia", user }, "typo")), [
    { kind: "redacted", at: scene.now, session: undefined, room, id: 7, by, reason: "typo" },
  ]);
});

Deno.test("a guest takes back what a guest of that name said, and nothing of a user's", () => {
  const { scene, mia, guy, user } = withDen();
  scene.does(redact(guy, { name: "GUY" }));
  const refusal = { code: "needs-rank", room: "den", rank: "operator" };
  for (const from of [{ name: "Other" }, { name: "Guy", user }, { name: "Mia", user }]) {
    deepStrictEqual(scene.refusal(redact(guy, from)), refusal);
  }
  deepStrictEqual(scene.refusal(redact(mia, { name: "Mia" })), refusal);
});

Deno.test("who takes the name of a guest takes back nothing that was said before", () => {
  const { scene, guy } = withDen();
  const said = scene.does({ kind: "say", by: guy, room: "den", text: "mine", style: "say" });
  const id = said[0]?.kind === "said" ? said[0].id : 0;
  const taking = (by: string): Draft => ({ ...redact(by, { name: "Guy" }), id } as Draft);
  scene.does({ kind: "rename", by: guy, name: "Gus" });
  const other = scene.guest("Other");
  scene.join(other, "den");
  scene.does({ kind: "rename", by: other, name: "Guy" });
  strictEqual(scene.refusal(taking(other)).code, "needs-rank");
  scene.leave(other);
  const next = scene.guest("Guy");
  scene.join(next, "den");
  strictEqual(scene.refusal(taking(next)).code, "needs-rank");
});

Deno.test("an operator takes back what anybody said, a moderator of the house in any room", () => {
  const { scene, ann, mia, user } = withDen();
  scene.does(redact(ann, { name: "Mia", user }));
  scene.does(redact(scene.user("Mod", "moderator"), { name: "Guy" }));
  scene.does({ kind: "set-rank", by: ann, room: "den", name: "Mia", rank: "halfop" });
  strictEqual(scene.refusal(redact(mia, { name: "Guy" })).code, "needs-rank");
});

Deno.test("nothing is taken back in a room that one is not in", () => {
  const { scene, mia, user } = withDen();
  scene.does({ kind: "part", by: mia, room: "den" });
  deepStrictEqual(scene.refusal(redact(mia, { name: "Mia", user })), {
    code: "not-in-room",
    room: "den",
  });
});

Deno.test("who told somebody something takes it back, and nobody else may", () => {
  const { scene, ann, mia, guy, user } = withDen();
  const from = scene.world.presence(mia)!.person;
  const to = scene.world.presence(guy)!.person;
  const by = { name: "Mia", user };
  const event = { kind: "told-redacted", session: undefined, id: 7, from, to } as const;
  deepStrictEqual(scene.does(redactTold(mia, "guy", by, "typo")), [
    { ...event, at: scene.now, fate: "here", reason: "typo" },
  ]);
  const root = scene.user("Root", "sysop");
  for (const other of [ann, guy, root]) {
    deepStrictEqual(scene.refusal(redactTold(other, "Mia", by)), {
      code: "outranked",
      name: "Mia",
    });
  }
});

Deno.test("taking back is heard where telling is heard", () => {
  const { scene, ann, mia, guy, user } = withDen();
  const by = { name: "Mia", user };
  const fate = (to: string) => {
    const [event] = scene.does(redactTold(mia, to, by));
    return event?.kind === "told-redacted" && event.fate;
  };
  strictEqual(fate("Ann"), "here");
  scene.leave(ann);
  strictEqual(fate("Ann"), "kept");
  scene.does({ kind: "ignore", by: guy, name: "Mia", on: true });
  strictEqual(fate("Guy"), "unheard");
  deepStrictEqual(scene.refusal(redactTold(mia, "nobody", by)), {
    code: "no-such-user",
    name: "nobody",
  });
});

Deno.test("a reason to take something back is a text that can be shown", () => {
  const { scene, mia, user } = withDen();
  const from = { name: "Mia", user };
  for (const draft of [redact(mia, from, "a\nb"), redactTold(mia, "Guy", from, "a\nb")]) {
    strictEqual(scene.refusal(draft).code, "text-not-allowed");
  }
  strictEqual(scene.refusal(redact(mia, from, "x".repeat(391))).code, "text-too-long");
});
