/**
 * A refusal of each code that the world has.
 *
 * @module
 */

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
  "they-have-no-account": true,
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

/** One refusal of each code. It tells more than those of its code do. */
export const REFUSALS: readonly Refusal[] = Object.keys(CODES)
  .map((code) => ({ ...DETAILS, code }) as unknown as Refusal);
