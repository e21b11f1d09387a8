/**
 * How somebody wants the house to be with them.
 *
 * @module
 */

import { deepStrictEqual, strictEqual } from "node:assert/strict";
import type { Draft } from "../../core/world/action.ts";
import { PREFERENCE_BYTES, PREFERENCES_PER_PERSON } from "../../core/world/preference_rules.ts";
import { Scene } from "./scene.ts";

function prefer(by: string, key: string, value?: string): Draft {
  return { kind: "prefer", by, session: "s1", key, value };
}

Deno.test("somebody prefers something, and no longer", () => {
  const scene = new Scene();
  const ann = scene.guest("Ann");
  const { person } = scene.world.presence(ann)!;
  const event = { kind: "preferred", session: "s1", person, key: "theme" } as const;
  deepStrictEqual(scene.does(prefer(ann, "theme", "dark")), [
    { ...event, at: scene.now, value: "dark" },
  ]);
  deepStrictEqual([...scene.world.presence(ann)!.preferences], [["theme", "dark"]]);
  deepStrictEqual(scene.does(prefer(ann, "theme")), [{ ...event, at: scene.now }]);
  deepStrictEqual([...scene.world.presence(ann)!.preferences], []);
});

Deno.test("a preference that is as it was, or was not there, is no news", () => {
  const scene = new Scene();
  const ann = scene.guest("Ann");
  scene.does(prefer(ann, "theme", "dark"));
  deepStrictEqual(scene.does(prefer(ann, "theme", "dark")), []);
  deepStrictEqual(scene.does(prefer(ann, "bell")), []);
});

Deno.test("a user's preferences are there at their next visit, a guest's are not", () => {
  const scene = new Scene();
  const [ann, bob] = [scene.user("Ann"), scene.guest("Bob")];
  for (const by of [ann, bob]) scene.does(prefer(by, "theme", "dark"));
  for (const by of [ann, bob]) scene.leave(by);
  const preferences = [scene.back("Ann"), scene.guest("Bob")]
    .map((by) => [...scene.world.presence(by)!.preferences]);
  deepStrictEqual(preferences, [[["theme", "dark"]], []]);
});

Deno.test("a guest who registers keeps their preferences, and they last", () => {
  const scene = new Scene();
  const ann = scene.guest("Ann");
  scene.does(prefer(ann, "theme", "dark"));
  const events = scene.does({ kind: "register", by: ann, name: "Ann", passwordHash: "hash" });
  deepStrictEqual(events.map(({ kind }) => kind), ["registered", "preferred"]);
  deepStrictEqual(scene.world.snapshot().users[0]?.preferences, [["theme", "dark"]]);
});

Deno.test("a guest who turns out to be a user has what that one prefers", () => {
  const scene = new Scene();
  const ann = scene.user("Ann");
  scene.does(prefer(ann, "theme", "dark"));
  scene.leave(ann);
  const guest = scene.guest("Ann_");
  scene.does(prefer(guest, "theme", "light"));
  const [session] = scene.world.presence(guest)!.sessions;
  const user = scene.world.userNamed("Ann")!.id;
  scene.does({ kind: "identify", by: guest, session: session!, user });
  deepStrictEqual([...scene.world.presence(guest)!.preferences], [["theme", "dark"]]);
});

for (const key of ["", "Theme", "a b", ".x", "k".repeat(51)]) {
  Deno.test(`"${key}" is no key of a preference`, () => {
    const scene = new Scene();
    const { code } = scene.refusal(prefer(scene.guest("Ann"), key, "x"));
    strictEqual(code, "preference-not-allowed");
  });
}

Deno.test("a preference is one line of limited length", () => {
  const scene = new Scene();
  const ann = scene.guest("Ann");
  scene.does(prefer(ann, "theme", "x".repeat(PREFERENCE_BYTES)));
  const long = scene.refusal(prefer(ann, "theme", "x".repeat(PREFERENCE_BYTES + 1)));
  strictEqual(long.code, "text-too-long");
  strictEqual(scene.refusal(prefer(ann, "theme", "a\nb")).code, "text-not-allowed");
});

Deno.test("so many preferences are kept, and those that there are can still be changed", () => {
  const scene = new Scene();
  const ann = scene.guest("Ann");
  for (let n = 0; n < PREFERENCES_PER_PERSON; n++) scene.does(prefer(ann, `key${n}`, "x"));
  strictEqual(scene.refusal(prefer(ann, "one-more", "x")).code, "preference-not-allowed");
  scene.does(prefer(ann, "key0", "y"));
  scene.does(prefer(ann, "key1"));
  scene.does(prefer(ann, "one-more", "x"));
});
