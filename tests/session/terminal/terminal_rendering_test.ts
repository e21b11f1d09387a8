/**
 * Events as the bytes that terminals of one kind are sent.
 *
 * @module
 */

import { notStrictEqual, strictEqual } from "node:assert/strict";
import { renderingFor } from "../../../core/session/terminal/terminal_rendering.ts";
import { DEFAULT_PROFILE, type TerminalProfile } from "../../../core/terminal/profile.ts";
import type { WorldEvent } from "../../../core/world/event.ts";

const ann = { presence: "p1", name: "ann", user: 0 };
const bob = { presence: "p2", name: "bob" };
const at = 0;
const said: WorldEvent = {
  kind: "said",
  at,
  room: { id: 1, name: "den" },
  id: 1,
  person: ann,
  text: "hi bob, how are you this evening?",
  style: "say",
};
const told: WorldEvent = {
  kind: "told",
  at,
  id: 2,
  from: ann,
  to: bob,
  text: "hi",
  style: "say",
  fate: "here",
};

function shown(
  event: WorldEvent,
  perspective: "own" | "other" | "mentioned",
  profile: Partial<TerminalProfile> = {},
): string {
  const rendering = renderingFor({ ...DEFAULT_PROFILE, ...profile }, false);
  return rendering.render(event, perspective) ?? "";
}

Deno.test("terminals of one kind share what is rendered, others do not", () => {
  strictEqual(
    renderingFor({ ...DEFAULT_PROFILE }, false),
    renderingFor({ ...DEFAULT_PROFILE }, false),
  );
  for (
    const other of [{ theme: "amber" }, { bell: true }, { times: true }, { screenReader: true }]
  ) {
    const profile = { ...DEFAULT_PROFILE, ...other } as TerminalProfile;
    notStrictEqual(renderingFor(profile, false), renderingFor(DEFAULT_PROFILE, false));
  }
});

Deno.test("the bell rings for those who want it when they are named or told something", () => {
  strictEqual(shown(said, "mentioned", { bell: true }).split("\x07").length, 2);
  strictEqual(shown(told, "other", { bell: true }).split("\x07").length, 2);
});

Deno.test("the bell rings for nothing else, and not for those who do not want it", () => {
  const texts = [
    shown(said, "other", { bell: true }),
    shown(told, "own", { bell: true }),
    shown(said, "mentioned"),
    shown(told, "other"),
  ];
  for (const text of texts) strictEqual(text.includes("\x07"), false, text);
});

Deno.test("a wrapped message goes on behind the name, so that no row of it looks like another's", () => {
  strictEqual(
    shown({ ...said, text: "look at this: bob: I am a fool" }, "other", { columns: 20 }),
    "ann: look at this:\r\n     bob: I am a\r\n     fool\r\n",
  );
});

Deno.test("where the screen is read out, a message is a sentence without colours", () => {
  const profile = { screenReader: true, colours: "true", columns: 200 } as const;
  strictEqual(shown(said, "other", profile), "ann says: hi bob, how are you this evening?\r\n");
});

Deno.test("a name is in its colour, and so is the colon behind it", () => {
  strictEqual(
    shown({ ...said, text: "hi" }, "other", { colours: "256" }),
    "\x1b[38;5;30mann:\x1b[0m hi\r\n",
  );
});

Deno.test("the mark of a message that names its reader is in their charset", () => {
  strictEqual(
    shown({ ...said, text: "hi bob" }, "mentioned", { charset: "ascii" }),
    ">> ann: hi bob\r\n",
  );
  strictEqual(shown({ ...said, text: "hi bob" }, "mentioned"), "» ann: hi bob\r\n");
});
