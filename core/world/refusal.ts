/**
 * Everything the world can say no with: one closed list. Each gateway has a table from these codes to
 * the answers of its protocol.
 *
 * @module
 */

import type { Rank, Role } from "./role.ts";

/**
 * What each refusal tells beside its code; the comments say what was tried. Names are as they were typed, or
 * as they are kept where they are known. Lengths of texts are in bytes of UTF-8.
 */
export interface RefusalDetails {
  /** Claiming the server when the code has been used. */
  "already-claimed": Record<never, never>;
  /** Joining a room that one is in. */
  "already-in-room": { room: string };
  /** Registering when one has an account. */
  "already-registered": { name: string };
  /** Joining a room that one is banned from, or speaking in it; the reason may be empty. */
  "banned": { room: string; reason: string };
  /** Coming into the house when one is banned from it; the reason may be empty. */
  "banned-from-house": { reason: string };
  /** Saying what a filter of a plugin keeps back; `reason` is a clause. */
  "filtered": { reason: string };
  /** Anything, by somebody who has left before their action came. */
  "gone": Record<never, never>;
  /** Coming in without an account where that is not allowed. */
  "guests-refused": Record<never, never>;
  /** Making a room when there are `limit` of them and each is in use or somebody's. */
  "house-full-of-rooms": { limit: number };
  /** Joining a room that takes an operator's invitation. */
  "invite-only": { room: string };
  /** Sending what a client answers by itself into a room that takes none of it. */
  "ctcp-refused": { room: string };
  /** Telling a user who is not here something, when `limit` messages wait for them. */
  "mailbox-full": { name: string; limit: number };
  /** Setting a mask that is none; `reason` is a clause. */
  "mask-not-allowed": { mask: string; reason: string };
  /** What takes an account, as coming into some rooms and speaking there; also giving a user the role of guest. */
  "members-only": Record<never, never>;
  /** Speaking in a room where one may not: it is moderated, or one is muted in it. */
  "muted": { room: string };
  /** Taking the name of somebody who is here. */
  "name-in-use": { name: string };
  /** Taking a name that is none; `reason` is a clause, as of `faultOfName`. */
  "name-not-allowed": { name: string; reason: string };
  /** Taking the name of a user. */
  "name-registered": { name: string };
  /** Taking a name that can be mistaken for that of the user `like`. */
  "name-too-similar": { name: string; like: string };
  /** What takes this rank in the room. */
  "needs-rank": { room: string; rank: Rank };
  /** What takes this role in the house. */
  "needs-role": { role: Role };
  /** Lifting a ban that is not there. */
  "no-such-ban": { room: string; name: string };
  /** Lifting a ban from the house that is not there. */
  "no-such-house-ban": { mask: string };
  /** Lifting a mask other than a ban that is not there. */
  "no-such-mask": { room: string; mask: string };
  /** Naming a room that is not there, or that one may not know of. */
  "no-such-room": { room: string };
  /** Naming somebody who is neither here nor a user, or was not ignored when that is to end. */
  "no-such-user": { name: string };
  /** Noting something under a key that is none. */
  "note-not-allowed": { key: string; reason: string };
  /** Telling somebody something as a guest, who hears users only and has not accepted one. */
  "not-accepted": { name: string };
  /** Naming a user who is not here, for what takes somebody who is. */
  "not-here": { name: string };
  /** Doing something in a room that one is not in. */
  "not-in-room": { room: string };
  /** Using power over somebody who stands above one in the room, or beside one as its owner. */
  "outranked": { name: string };
  /** Preferring something under a key that is none, or beside as many others as are kept. */
  "preference-not-allowed": { key: string; reason: string };
  /** Owning a room that somebody owns already. */
  "room-owned": { room: string };
  /** Making a room, and nothing else, when there is one of that name. */
  "room-exists": { room: string };
  /** Joining a room in which `limit` people are. */
  "room-full": { room: string; limit: number };
  /** Making a room of a name that is none; `reason` is a clause, as of `faultOfRoomName`. */
  "room-name-not-allowed": { room: string; reason: string };
  /** Sending nothing but spaces. */
  "text-empty": Record<never, never>;
  /** Sending a text that is no line of Unicode; `reason` is a clause. */
  "text-not-allowed": { reason: string };
  /** Sending a text of `found` bytes where `limit` are allowed. */
  "text-too-long": { limit: number; found: number };
  /** Inviting somebody who is in the room. */
  "they-are-in-room": { room: string; name: string };
  /** Kicking somebody who is not in the room, or giving such a guest a rank. */
  "they-are-not-in-room": { room: string; name: string };
  /** Giving a guest what takes an account: a role in the house. */
  "they-have-no-account": { name: string };
  /** Putting a mask on a list of a room when there are `limit` on its lists. */
  "too-many-bans": { room: string; limit: number };
  /** Ignoring a name when one ignores `limit`. */
  "too-many-ignored": { limit: number };
  /** Noting something when there are `limit` notes already. */
  "too-many-notes": { limit: number };
  /** Joining a room when one is in `limit` of them, or making one when one owns as many. */
  "too-many-rooms": { limit: number };
  /** Claiming the server by a code that is not its. */
  "wrong-code": Record<never, never>;
  /** Joining a room without the word that it asks for. */
  "wrong-key": { room: string };
  /** Ignoring oneself, banning oneself from a room, or changing one's own role. */
  "yourself": Record<never, never>;
}

/** A refusal's code. */
export type RefusalCode = keyof RefusalDetails;

/** A refusal: its code, and the values that its sentence needs. */
export type Refusal = {
  [Code in RefusalCode]: { readonly code: Code } & Readonly<RefusalDetails[Code]>;
}[RefusalCode];

/** The refusal of one code. */
export type RefusalOf<Code extends RefusalCode> = Extract<Refusal, { code: Code }>;
