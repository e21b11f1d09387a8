/**
 * Who puts whom out of the house, and whom it keeps out.
 *
 * @module
 */

import { deepStrictEqual, ok, strictEqual } from "node:assert/strict";
import type { Draft } from "../../core/world/action.ts";
import { Scene } from "./scene.ts";

Deno.test("a moderator puts somebody out, who is here until their sessions end", () => {
  const scene = new Scene();
  const [mod, ann] = [scene.user("Mod", "moderator"), scene.guest("Ann")];
  const [person, by] = [ann, mod].map((id) => scene.world.presence(id)!.person);
  deepStrictEqual(scene.does({ kind: "kill", by: mod, name: "ann", reason: "spam" }), [
    { kind: "killed", at: scene.now, person, by, reason: "spam" },
  ]);
  ok(scene.world.presence(ann));
});

Deno.test("nobody below a moderator puts anybody out, and nobody one above them", () => {
  const scene = new Scene();
  const [ann, mod] = [scene.user("Ann"), scene.user("Mod", "moderator")];
  scene.user("Root", "sysop");
  const kill = (by: string, name: string): Draft => ({ kind: "kill", by, name, reason: "" });
  for (const name of ["Ann", "Mod"]) {
    deepStrictEqual(scene.refusal(kill(ann, name)), { code: "needs-role", role: "moderator" });
  }
  deepStrictEqual(scene.refusal(kill(mod, "Root")), { code: "outranked", name: "Root" });
  deepStrictEqual(scene.refusal(kill(mod, "Zoe")), { code: "no-such-user", name: "Zoe" });
  scene.does(kill(mod, "Mod"));
});

Deno.test("a ban from the house puts out all whom it fits, but sysops and who sets it", () => {
  const scene = new Scene();
  const mod = scene.user("Mod", "moderator");
  scene.user("Root", "sysop");
  const [ann, bob] = [scene.user("Ann"), scene.guest("Bob")];
  const [banned, ...killed] = scene.does({
    kind: "ban-from-house",
    by: mod,
    mask: "*",
    reason: "closing",
    until: 1_800_000_000_000,
  });
  deepStrictEqual(banned, {
    kind: "banned-from-house",
    at: scene.now,
    key: "*!*@*",
    ban: {
      mask: "*!*@*",
      by: "Mod",
      at: scene.now,
      reason: "closing",
      until: 1_800_000_000_000,
    },
  });
  deepStrictEqual(
    killed.map((event) => event.kind === "killed" && event.person.presence),
    [ann, bob],
  );
});

Deno.test("a ban from the house lasts until it is lifted", () => {
  const scene = new Scene();
  const mod = scene.user("Mod", "moderator");
  const [banned] = scene.does({ kind: "ban-from-house", mask: "Ann", reason: "spam" });
  const ban = scene.world.houseBans().get("ann!*@*")!;
  strictEqual(ban.by, "the house");
  deepStrictEqual(banned, { kind: "banned-from-house", at: scene.now, key: "ann!*@*", ban });
  deepStrictEqual(scene.world.snapshot().houseBans, [["ann!*@*", ban]]);
  const arrive: Draft = { kind: "arrive", session: "s", presence: "p", name: "Ann", via: "test" };
  deepStrictEqual(scene.refusal(arrive), { code: "banned-from-house", reason: "spam" });
  const lift: Draft = { kind: "unban-from-house", by: mod, mask: "ANN" };
  deepStrictEqual(scene.does(lift), [
    { kind: "unbanned-from-house", at: scene.now, key: "ann!*@*", ban },
  ]);
  deepStrictEqual(scene.refusal(lift), { code: "no-such-house-ban", mask: "ANN" });
  scene.does(arrive);
});

Deno.test("only moderators ban from the house, and only masks", () => {
  const scene = new Scene();
  const [ann, mod] = [scene.user("Ann"), scene.user("Mod", "moderator")];
  const ban = (by: string, mask: string): Draft => (
    { kind: "ban-from-house", by, mask, reason: "" }
  );
  const needed = { code: "needs-role", role: "moderator" };
  deepStrictEqual(scene.refusal(ban(ann, "x")), needed);
  deepStrictEqual(scene.refusal({ kind: "unban-from-house", by: ann, mask: "x" }), needed);
  deepStrictEqual(scene.refusal(ban(mod, "a b")), {
    code: "mask-not-allowed",
    mask: "a b",
    reason: "a mask has no spaces and no control characters",
  });
});

Deno.test("a mask that is banned again has the newer ban", () => {
  const scene = new Scene();
  for (const reason of ["old", "new"]) scene.does({ kind: "ban-from-house", mask: "x", reason });
  deepStrictEqual([...scene.world.houseBans().values()].map(({ reason }) => reason), ["new"]);
});

Deno.test("bans that are over go when another is set", () => {
  const scene = new Scene();
  const until = scene.now + 2;
  scene.does({ kind: "ban-from-house", mask: "old", reason: "", until });
  scene.guest("Old");
  const events = scene.does({ kind: "ban-from-house", mask: "new", reason: "" });
  deepStrictEqual(
    events.map((event) => "key" in event && [event.kind, event.key]),
    [["unbanned-from-house", "old!*@*"], ["banned-from-house", "new!*@*"]],
  );
  deepStrictEqual([...scene.world.houseBans().keys()], ["new!*@*"]);
});

Deno.test("there are only so many bans from the house, but an old one may be set again", () => {
  const scene = new Scene();
  for (let i = 0; i < 1000; i++) {
    scene.does({ kind: "ban-from-house", mask: `n${i}`, reason: "" });
  }
  const ban = (mask: string): Draft => ({ kind: "ban-from-house", mask, reason: "" });
  deepStrictEqual(scene.refusal(ban("more")), { code: "too-many-bans", room: "", limit: 1000 });
  scene.does(ban("n0"));
});
