/**
 * What a terminal says for each refusal of the world.
 *
 * @module
 */

import { match } from "node:assert/strict";
import { refusalSentence } from "../../core/session/refusal_sentences.ts";
import type { Refusal, RefusalCode } from "../../core/world/refusal.ts";

/** Every code there is: the type fails to check when one is missing. */
const CODES: Record<RefusalCode, true> = {
  "already-claimed": true,
  "already-in-room": true,
  "already-registered": true,
  "banned": true,
  "banned-from-house": true,
  "ctcp-refused": true,
  "filtered": true,
  "gone": true,
  "guests-refused": true,
  "house-full-of-rooms": true,
  "invite-only": true,
  "mailbox-full": true,
  "mask-not-allowed": true,
  "members-only": true,
  "muted": true,
  "name-in-use": true,
  "name-not-allowed": true,
  "name-registered": true,
  "name-too-similar": true,
  "needs-rank": true,
  "needs-role": true,
  "no-such-ban": true,
  "no-such-house-ban": true,
  "no-such-mask": true,
  "no-such-room": true,
  "no-such-user": true,
  "not-accepted": true,
  "not-here": true,
  "not-in-room": true,
  "note-not-allowed": true,
  "outranked": true,
  "preference-not-allowed": true,
  "room-exists": true,
  "room-full": true,
  "room-name-not-allowed": true,
  "room-owned": true,
  "text-empty": true,
  "text-not-allowed": true,
  "text-too-long": true,
  "they-are-in-room": true,
  "they-are-not-in-room": true,
  "too-many-bans": true,
  "too-many-ignored": true,
  "too-many-notes": true,
  "too-many-rooms": true,
  "wrong-code": true,
  "wrong-key": true,
  "yourself": true,
};

/** All that any refusal tells. */
const DETAILS = {
  name: "Ann",
  like: "Anna",
  room: "den",
  reason: "it is so",
  limit: 7,
  found: 9,
  role: "sysop",
  rank: "owner",
  mask: "ann!*@*",
  key: "colour",
};

Deno.test("every refusal is a sentence of the form that all of ours have", () => {
  for (const code of Object.keys(CODES)) {
    const sentence = refusalSentence({ ...DETAILS, code } as unknown as Refusal);
    match(sentence, /^Cannot (?!.*undefined)[^\n]*[^.\s]$/, code);
  }
});

Deno.test("a ban without a reason has no colon at its end", () => {
  const sentence = refusalSentence({ code: "banned", room: "den", reason: "" });
  match(sentence, /banned from it$/);
});
