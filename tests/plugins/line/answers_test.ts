/**
 * What the line protocol makes of each refusal, and which of them a caller can meet.
 *
 * @module
 */

import { strictEqual } from "node:assert/strict";
import type { Refusal, RefusalCode } from "partyline";
import { answerTo } from "../../../plugins/line/answers.ts";
import type { Request } from "../../../plugins/line/dialect.ts";
import { LineCaller } from "../../kit/line_caller.ts";
import { TestHouse, type TestHouseOptions } from "../../../testing/test_house.ts";
import type { VirtualCaller } from "../../../testing/virtual_caller.ts";

const LOGIN: Request = { word: "LOGIN", name: "bOB" };
const JOIN: Request = { word: "JOIN", room: "dEN" };
const PART: Request = { word: "PART", room: "dEN" };
const SAY: Request = { word: "MSG", room: "dEN", text: "hi" };
const TELL: Request = { word: "MSG", user: "bOB", text: "hi" };
const COMMAND: Request = { word: "OTHER", command: "roll", rest: "" };

/** A refusal, what was asked, and the answer to somebody called Ann. Rooms of the world are `Group 1`. */
const ANSWERS: Readonly<Record<RefusalCode, readonly [Refusal, Request, string][]>> = {
  "already-claimed": [[{ code: "already-claimed" }, COMMAND, "ALREADY CLAIMED"]],
  "already-in-room": [
    [{ code: "already-in-room", room: "Group 1" }, JOIN, "Ann ALREADY JOINED #dEN"],
    [{ code: "already-in-room", room: "Group 1" }, COMMAND, "Ann ALREADY JOINED #Group\u00a01"],
  ],
  "already-registered": [
    [{ code: "already-registered", name: "Bob" }, COMMAND, "Bob IS REGISTERED ALREADY"],
  ],
  "banned": [
    [{ code: "banned", room: "Group 1", reason: "spam" }, JOIN, "BANNED FROM #dEN"],
    [{ code: "banned", room: "Group 1", reason: "" }, COMMAND, "BANNED FROM #Group\u00a01"],
  ],
  "banned-from-house": [[{ code: "banned-from-house", reason: "spam" }, LOGIN, "BANNED"]],
  "ctcp-refused": [[{ code: "ctcp-refused", room: "Group 1" }, SAY, "TEXT NOT ALLOWED"]],
  "filtered": [[{ code: "filtered", reason: "it is odd" }, SAY, "FILTERED: it is odd"]],
  "gone": [[{ code: "gone" }, SAY, "USER NOT LOGGED IN"]],
  "guests-refused": [[{ code: "guests-refused" }, LOGIN, "MEMBERS ONLY"]],
  "house-full-of-rooms": [[{ code: "house-full-of-rooms", limit: 9 }, JOIN, "TOO MANY ROOMS"]],
  "invite-only": [[{ code: "invite-only", room: "Group 1" }, JOIN, "#dEN IS INVITE ONLY"]],
  "mailbox-full": [
    [{ code: "mailbox-full", name: "Bob", limit: 9 }, COMMAND, "MAILBOX OF Bob IS FULL"],
  ],
  "mask-not-allowed": [
    [{ code: "mask-not-allowed", mask: "a b", reason: "" }, COMMAND, "a b IS NOT A VALID MASK"],
  ],
  "members-only": [[{ code: "members-only" }, COMMAND, "MEMBERS ONLY"]],
  "muted": [[{ code: "muted", room: "Group 1" }, SAY, "MUTED IN #dEN"]],
  "name-in-use": [[{ code: "name-in-use", name: "Bob" }, LOGIN, "bOB IS ALREADY TAKEN"]],
  "name-not-allowed": [
    [{ code: "name-not-allowed", name: "Bob", reason: "" }, LOGIN, "bOB IS NOT A VALID NAME"],
  ],
  "name-registered": [[{ code: "name-registered", name: "Bob" }, LOGIN, "bOB IS ALREADY TAKEN"]],
  "name-too-similar": [
    [{ code: "name-too-similar", name: "Bob", like: "Rob" }, LOGIN, "bOB IS NOT A VALID NAME"],
  ],
  "needs-rank": [
    [{ code: "needs-rank", room: "Group 1", rank: "operator" }, COMMAND, "NEEDS OPERATOR"],
    [{ code: "needs-rank", room: "Group 1", rank: "owner" }, COMMAND, "NEEDS OWNER"],
  ],
  "needs-role": [[{ code: "needs-role", role: "sysop" }, COMMAND, "NEEDS SYSOP"]],
  "no-such-ban": [
    [{ code: "no-such-ban", room: "Group 1", name: "Bob" }, COMMAND, "Bob IS NOT BANNED"],
  ],
  "no-such-house-ban": [
    [{ code: "no-such-house-ban", mask: "Bob!*@*" }, COMMAND, "Bob!*@* IS NOT BANNED"],
  ],
  "no-such-mask": [
    [
      { code: "no-such-mask", room: "Group 1", mask: "Bob!*@*" },
      COMMAND,
      "Bob!*@* IS NOT ON THE LIST",
    ],
  ],
  "no-such-room": [
    [{ code: "no-such-room", room: "Group 1" }, PART, "Ann NOT IN #dEN"],
    [{ code: "no-such-room", room: "Group 1" }, SAY, "ROOM #dEN NOT AVAILABLE"],
    [{ code: "no-such-room", room: "Group 1" }, COMMAND, "ROOM #Group\u00a01 NOT AVAILABLE"],
  ],
  "no-such-user": [
    [{ code: "no-such-user", name: "Bob" }, TELL, "bOB NOT FOUND"],
    [{ code: "no-such-user", name: "Bob" }, COMMAND, "Bob NOT FOUND"],
  ],
  "not-accepted": [[{ code: "not-accepted", name: "Bob" }, TELL, "Bob HEARS MEMBERS ONLY"]],
  "not-here": [
    [{ code: "not-here", name: "Bob" }, TELL, "bOB NOT FOUND"],
    [{ code: "not-here", name: "Bob" }, COMMAND, "Bob NOT FOUND"],
  ],
  "not-in-room": [
    [{ code: "not-in-room", room: "Group 1" }, PART, "Ann NOT IN #dEN"],
    [{ code: "not-in-room", room: "Group 1" }, SAY, "ROOM #dEN NOT AVAILABLE"],
  ],
  "note-not-allowed": [
    [
      { code: "note-not-allowed", key: "colour", reason: "" },
      COMMAND,
      "colour IS NOT A VALID NOTE",
    ],
  ],
  "outranked": [[{ code: "outranked", name: "Bob" }, COMMAND, "Bob STANDS ABOVE YOU"]],
  "preference-not-allowed": [
    [
      { code: "preference-not-allowed", key: "colour", reason: "" },
      COMMAND,
      "colour IS NOT A VALID PREFERENCE",
    ],
  ],
  "room-exists": [[{ code: "room-exists", room: "Group 1" }, JOIN, "#dEN EXISTS"]],
  "room-full": [[{ code: "room-full", room: "Group 1", limit: 9 }, JOIN, "#dEN IS FULL"]],
  "room-name-not-allowed": [
    [
      { code: "room-name-not-allowed", room: "Group 1", reason: "" },
      JOIN,
      "#dEN IS NOT A VALID ROOM",
    ],
  ],
  "room-owned": [
    [{ code: "room-owned", room: "Group 1" }, COMMAND, "#Group\u00a01 HAS AN OWNER"],
  ],
  "text-empty": [[{ code: "text-empty" }, SAY, "NO TEXT"]],
  "text-not-allowed": [[{ code: "text-not-allowed", reason: "" }, SAY, "TEXT NOT ALLOWED"]],
  "text-too-long": [
    [{ code: "text-too-long", limit: 9, found: 10 }, SAY, "TEXT TOO LONG, AT MOST 9 BYTES"],
  ],
  "they-are-in-room": [
    [{ code: "they-are-in-room", room: "Group 1", name: "Bob" }, COMMAND, "Bob IS THERE ALREADY"],
  ],
  "they-are-not-in-room": [
    [{ code: "they-are-not-in-room", room: "Group 1", name: "Bob" }, COMMAND, "Bob IS NOT THERE"],
  ],
  "they-have-no-account": [
    [{ code: "they-have-no-account", name: "Bob" }, COMMAND, "Bob HAS NO ACCOUNT"],
  ],
  "too-many-bans": [
    [{ code: "too-many-bans", room: "Group 1", limit: 9 }, COMMAND, "TOO MANY BANS"],
  ],
  "too-many-ignored": [[{ code: "too-many-ignored", limit: 9 }, COMMAND, "TOO MANY IGNORED"]],
  "too-many-notes": [[{ code: "too-many-notes", limit: 9 }, COMMAND, "TOO MANY NOTES"]],
  "too-many-rooms": [[{ code: "too-many-rooms", limit: 9 }, JOIN, "TOO MANY ROOMS"]],
  "wrong-code": [[{ code: "wrong-code" }, COMMAND, "WRONG CODE"]],
  "wrong-key": [[{ code: "wrong-key", room: "Group 1" }, JOIN, "#dEN NEEDS A KEY"]],
  "yourself": [[{ code: "yourself" }, COMMAND, "NOT TO YOURSELF"]],
};

for (const [code, rows] of Object.entries(ANSWERS)) {
  Deno.test(`the line protocol has an answer to ${code}`, () => {
    for (const [refusal, request, answer] of rows) {
      strictEqual(answerTo(refusal, { request, name: "Ann" }), answer);
    }
  });
}

/** What ann, who owns den, does at her terminal; then what bob sends, and what he reads at last. */
const MET: Readonly<
  Record<string, {
    readonly options?: TestHouseOptions;
    readonly ann?: readonly string[];
    readonly bob: readonly string[];
    readonly answer: string;
  }>
> = {
  "a room that bans them": {
    ann: ["/ban bob"],
    bob: ["JOIN #den"],
    answer: "ERROR BANNED FROM #den",
  },
  "a room that is full": { ann: ["/limit 1"], bob: ["JOIN #den"], answer: "ERROR #den IS FULL" },
  "a room by invitation": {
    ann: ["/invite-only on"],
    bob: ["JOIN #den"],
    answer: "ERROR #den IS INVITE ONLY",
  },
  "being in as many rooms as one may": {
    options: { limits: { rooms_per_person: 2 } },
    bob: ["JOIN #one", "JOIN #two", "JOIN #den"],
    answer: "ERROR TOO MANY ROOMS",
  },
  "a house full of rooms": {
    options: { limits: { rooms: 2 } },
    bob: ["JOIN #one"],
    answer: "ERROR TOO MANY ROOMS",
  },
  "a text that is too long": {
    options: { limits: { message_bytes: 100 } },
    bob: ["JOIN #den", `MSG #den ${"é".repeat(51)}`],
    answer: "ERROR TEXT TOO LONG, AT MOST 100 BYTES",
  },
  "a text that is too long, to one person": {
    options: { limits: { message_bytes: 100 } },
    bob: [`MSG ann ${"x".repeat(101)}`],
    answer: "ERROR TEXT TOO LONG, AT MOST 100 BYTES",
  },
  "a kick without the rank for it": {
    bob: ["JOIN #den", "KICK ann"],
    answer: "ERROR NEEDS HALFOP",
  },
  "a room with a key": {
    ann: ["/key honey"],
    bob: ["JOIN #den"],
    answer: "ERROR #den NEEDS A KEY",
  },
  "a room that is moderated": {
    ann: ["/moderated on"],
    bob: ["JOIN #den", "MSG #den hi"],
    answer: "ERROR MUTED IN #den",
  },
};

for (const [what, { options = {}, ann: does = [], bob: sends, answer }] of Object.entries(MET)) {
  Deno.test(`a caller of the line protocol meets ${what}, and lives on`, async () => {
    await using house = await TestHouse.open(options);
    const ann: VirtualCaller = await house.guest("ann");
    await ann.answerTo("/join den");
    for (const line of does) await ann.answerTo(line);
    const bob = await LineCaller.enter(house, "bob");
    let heard = "";
    for (const line of sends) heard = await bob.answerTo(line);
    strictEqual(heard, `${answer}\r\n`);
    strictEqual(await bob.answerTo("MSG ann still here"), "OK\r\n");
    await ann.until("bob tells you: still here\n");
  });
}
