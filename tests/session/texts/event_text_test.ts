/**
 * What a terminal shows of what happens.
 *
 * @module
 */

import { strictEqual } from "node:assert/strict";
import { eventText, messageText } from "../../../core/session/texts/event_text.ts";
import { changedRulesText, rulesText } from "../../../core/session/texts/rules_text.ts";
import type { Perspective } from "../../../core/session/session.ts";
import { plain, readOut } from "../../../core/terminal/style/styled_text.ts";
import type { WorldEvent } from "../../../core/world/event.ts";
import type { Rank } from "../../../core/world/role.ts";
import { OPEN_RULES } from "../../../core/world/room.ts";

const at = 0;
const room = { id: 1, name: "den" };
const ann = { presence: "p1", name: "ann" };
const bob = { presence: "p2", name: "bob" };
const user = { ...bob, user: 7 };
const said = { kind: "said", at, room, id: 1, person: ann, style: "say" } as const;
const told = { kind: "told", at, id: 1, from: ann, to: bob, style: "say", fate: "here" } as const;

function entry(mask: string): { mask: string; by: string; at: number; reason: string } {
  return { mask, by: "ann", at, reason: "" };
}

function ranked(
  was: { rank: Rank; voice: boolean },
  is: { rank: Rank; voice: boolean },
): WorldEvent {
  return { kind: "rank-changed", at, room, person: bob, was, ...is, by: ann };
}

/** What is shown of an event to others, or to whom it says. */
const SHOWN: Readonly<Record<string, readonly [WorldEvent, string, Perspective?]>> = {
  "a ban of a name": [
    { kind: "mask-set", at, room, list: "ban", key: "", entry: entry("Bob!*@*"), by: ann },
    "* ann has banned Bob",
  ],
  "a ban of a mask, with a reason": [
    {
      kind: "mask-set",
      at,
      room,
      list: "ban",
      key: "",
      entry: { ...entry("*!*@host"), reason: "spam" },
      by: undefined,
    },
    "* The house has banned *!*@host (spam)",
  ],
  "a mute that is lifted": [
    { kind: "mask-lifted", at, room, list: "mute", key: "", entry: entry("bob!*@*"), by: ann },
    "* ann has unmuted bob",
  ],
  "a name that changes": [
    { kind: "renamed", at, was: ann, person: { ...ann, name: "anna" } },
    "* ann is called anna now",
  ],
  "one's own name that changes": [
    { kind: "renamed", at, was: ann, person: { ...ann, name: "anna" } },
    "* You are called anna now",
    "here",
  ],
  "a guest who logs in": [
    { kind: "identified", at, was: bob, person: user, session: "s" },
    "* bob has logged in",
  ],
  "a room that is renamed": [
    { kind: "room-renamed", at, room, to: { id: 1, name: "cave" }, by: ann, reason: "dark" },
    "* ann has renamed den to cave (dark)",
  ],
  "a message that is taken back": [
    { kind: "redacted", at, room, id: 1, by: ann, reason: "" },
    "* ann has taken a message back",
  ],
  "what was told and is taken back": [
    { kind: "told-redacted", at, id: 1, from: ann, to: bob, fate: "here", reason: "" },
    "ann has taken back what they told you",
  ],
  "what oneself has told and takes back": [
    { kind: "told-redacted", at, id: 1, from: ann, to: bob, fate: "here", reason: "" },
    "You have taken back what you told bob",
    "own",
  ],
  "a rank": [
    ranked({ rank: "member", voice: false }, { rank: "admin", voice: false }),
    "* ann has made bob an admin of den",
  ],
  "a rank that is less than the one before, with a voice": [
    ranked({ rank: "operator", voice: true }, { rank: "voice", voice: true }),
    "* ann has made bob a voice of den",
  ],
  "a voice": [
    ranked({ rank: "member", voice: false }, { rank: "voice", voice: true }),
    "* ann has given bob a voice in den",
  ],
  "a voice beside a rank, taken": [
    ranked({ rank: "operator", voice: true }, { rank: "operator", voice: false }),
    "* ann has taken the voice of bob in den",
  ],
  "rules, of which one has changed": [
    {
      kind: "rules-changed",
      at,
      room,
      was: { ...OPEN_RULES, limit: 5 },
      rules: { ...OPEN_RULES, limit: 5, key: "honey" },
      by: ann,
    },
    "* ann has changed the rules: the key is honey",
  ],
  "a message for operators": [
    { ...said, text: "psst", atLeast: "operator" },
    "(for operators) ann: psst",
  ],
  "a message of several lines, the name before each": [
    { ...said, text: "one\nbob: two" },
    "ann: one\nann: bob: two",
  ],
  "several lines to one person": [
    { ...told, text: "one\ntwo" },
    "ann tells you: one\nann tells you: two",
  ],
  "what is for those who listen to operators": [
    { kind: "shouted", at, person: ann, text: "hi", official: false, wallops: true },
    "ann (wallops): hi",
  ],
  "a role by the operator's password": [
    { kind: "role-granted", at, person: ann, role: "sysop" },
    "* You are a sysop now",
  ],
  "one's own registration, on another session": [
    { kind: "registered", at, person: user, role: "member", passwordHash: "", ignored: [] },
    "* bob is registered now",
    "own",
  ],
};

for (const [what, [event, wanted, perspective = "other"]] of Object.entries(SHOWN)) {
  Deno.test(`a terminal shows ${what}`, () => {
    const text = eventText(event, { perspective, tagsRooms: false, times: false });
    strictEqual(text && plain(text), wanted);
  });
}

/** What is read out of an event to those who hear the screen. */
const READ_OUT: Readonly<Record<string, readonly [WorldEvent, string, Perspective?]>> = {
  "a message": [{ ...said, text: "hi" }, "ann says: hi"],
  "what somebody does": [{ ...said, text: "waves", style: "action" }, "ann waves"],
  "a notice": [{ ...said, text: "hi", style: "notice" }, "Notice from ann: hi"],
  "a message for operators": [
    { ...said, text: "psst", atLeast: "operator" },
    "For operators, ann says: psst",
  ],
  "a message that names the reader": [
    { ...said, text: "hi bob" },
    "ann says to you: hi bob",
    "mentioned",
  ],
  "what one is told": [{ ...told, text: "hi" }, "ann tells you: hi"],
  "what one tells": [{ ...told, text: "hi" }, "You tell bob: hi", "own"],
  "a coming": [{ kind: "joined", at, room, person: ann, rank: "member" }, "ann has come in."],
  "a going": [
    { kind: "departed", at, person: ann, rooms: [1], reason: "quit" },
    "ann has left: quit.",
  ],
  "a ban with a reason": [
    {
      kind: "mask-set",
      at,
      room,
      list: "ban",
      key: "",
      entry: { ...entry("x!*@*"), reason: "spam" },
      by: ann,
    },
    "ann has banned x: spam.",
  ],
  "what the house says": [
    { kind: "shouted", at, person: undefined, text: "Good night.", official: true },
    "The house says: Good night.",
  ],
  "an invitation": [
    { kind: "invited", at, room, person: bob, by: ann },
    "ann invites you to den: /join den",
  ],
};

for (const [what, [event, wanted, perspective = "other"]] of Object.entries(READ_OUT)) {
  Deno.test(`a screen that is read out says in a sentence: ${what}`, () => {
    const text = eventText(event, { perspective, tagsRooms: false, times: false });
    strictEqual(text && plain(readOut(text)), wanted);
  });
}

Deno.test("a message that names its reader has a mark before it", () => {
  const view = { perspective: "mentioned", tagsRooms: true, times: false } as const;
  strictEqual(plain(eventText({ ...said, text: "hi bob" }, view)!), "[den] » ann: hi bob");
  const waves = eventText({ ...said, text: "waves at bob", style: "action" }, view);
  strictEqual(plain(waves!), "[den] » * ann waves at bob");
});

Deno.test("where times are shown, each row begins with its own", () => {
  const nine = new Date(2026, 10, 22, 9, 5).getTime();
  const view = { perspective: "other", tagsRooms: true, times: true } as const;
  const event = { ...said, at: nine, text: "one\ntwo" };
  strictEqual(plain(eventText(event, view)!), "09:05 [den] ann: one\n09:05 [den] ann: two");
  strictEqual(
    plain(readOut(eventText({ ...event, text: "hi" }, view)!)),
    "09:05, In den, ann says: hi",
  );
});

/** What nobody is shown. */
const UNSEEN: Readonly<Record<string, WorldEvent>> = {
  "tags alone": { ...said, text: "", style: "tags", extras: { tags: { "+typing": "active" } } },
  "what clients ask each other": { ...said, text: "\x01VERSION\x01" },
  "what clients ask each other alone": { ...told, text: "\x01PING 1\x01", style: "notice" },
  "who is away": { kind: "away-changed", at, person: ann, away: "out" },
  "who else is registered": {
    kind: "registered",
    at,
    person: user,
    role: "member",
    passwordHash: "",
    ignored: [],
  },
  "what somebody calls themself": { kind: "described", at, person: ann, isBot: true },
};

for (const [what, event] of Object.entries(UNSEEN)) {
  Deno.test(`a terminal does not show ${what}`, () => {
    strictEqual(
      eventText(event, { perspective: "other", tagsRooms: false, times: false }),
      undefined,
    );
  });
}

Deno.test("each row of a message says which room it is of", () => {
  const text = eventText({ ...said, text: "one\ntwo" }, {
    perspective: "other",
    tagsRooms: true,
    times: false,
  });
  strictEqual(plain(text!), "[den] ann: one\n[den] ann: two");
});

Deno.test("a line of a message is no escape sequence, and has no line breaks of its own", () => {
  const text = messageText({ name: "ann", text: "\x1b[2Jone\r two\nthree", style: "action" });
  strictEqual(plain(text!), "* ann [2Jone  two\n* ann three");
});

Deno.test("rules that are as usual are not told, but for who may come in", () => {
  strictEqual(rulesText(OPEN_RULES), "in the list of rooms, open to all, no limit of people");
});

Deno.test("rules that were set to what they were are told all", () => {
  strictEqual(changedRulesText({ was: OPEN_RULES, rules: OPEN_RULES }), rulesText(OPEN_RULES));
});
