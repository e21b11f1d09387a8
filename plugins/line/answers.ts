/**
 * What the line protocol answers to each refusal of the world.
 *
 * @module
 */

import type { Refusal, RefusalCode, RefusalOf } from "partyline";
import { type Request, roomWord } from "./dialect.ts";

/** What was asked: the words of the answer repeat it as it was typed. */
export interface Asked {
  readonly request: Request;
  /** The caller's name; empty while they have none. */
  readonly name: string;
}

type Answer<Code extends RefusalCode> = (refusal: RefusalOf<Code>, asked: Asked) => string;

/** Each refusal in the words of the protocol, without the ERROR before them. */
const ANSWERS: { readonly [Code in RefusalCode]: Answer<Code> } = {
  "already-claimed": () => "ALREADY CLAIMED",
  "already-in-room": (refusal, asked) => `${asked.name} ALREADY JOINED ${room(refusal, asked)}`,
  "already-registered": ({ name }) => `${name} IS REGISTERED ALREADY`,
  "banned": (refusal, asked) => `BANNED FROM ${room(refusal, asked)}`,
  "banned-from-house": () => "BANNED",
  "ctcp-refused": () => "TEXT NOT ALLOWED",
  "filtered": ({ reason }) => `FILTERED: ${reason}`,
  "gone": () => "USER NOT LOGGED IN",
  "guests-refused": () => "MEMBERS ONLY",
  "house-full-of-rooms": () => "TOO MANY ROOMS",
  "invite-only": (refusal, asked) => `${room(refusal, asked)} IS INVITE ONLY`,
  "mailbox-full": ({ name }) => `MAILBOX OF ${name} IS FULL`,
  "mask-not-allowed": ({ mask }) => `${mask} IS NOT A VALID MASK`,
  "members-only": () => "MEMBERS ONLY",
  "muted": (refusal, asked) => `MUTED IN ${room(refusal, asked)}`,
  "name-in-use": (refusal, asked) => `${named(refusal, asked)} IS ALREADY TAKEN`,
  "name-not-allowed": (refusal, asked) => `${named(refusal, asked)} IS NOT A VALID NAME`,
  "name-registered": (refusal, asked) => `${named(refusal, asked)} IS ALREADY TAKEN`,
  "name-too-similar": (refusal, asked) => `${named(refusal, asked)} IS NOT A VALID NAME`,
  "needs-rank": ({ rank }) => `NEEDS ${rank.toUpperCase()}`,
  "needs-role": ({ role }) => `NEEDS ${role.toUpperCase()}`,
  "no-such-ban": ({ name }) => `${name} IS NOT BANNED`,
  "no-such-house-ban": ({ mask }) => `${mask} IS NOT BANNED`,
  "no-such-mask": ({ mask }) => `${mask} IS NOT ON THE LIST`,
  "no-such-room": notIn,
  "no-such-user": (refusal, asked) => `${named(refusal, asked)} NOT FOUND`,
  "not-accepted": ({ name }) => `${name} HEARS MEMBERS ONLY`,
  "not-here": (refusal, asked) => `${named(refusal, asked)} NOT FOUND`,
  "not-in-room": notIn,
  "note-not-allowed": ({ key }) => `${key} IS NOT A VALID NOTE`,
  "outranked": ({ name }) => `${name} STANDS ABOVE YOU`,
  "preference-not-allowed": ({ key }) => `${key} IS NOT A VALID PREFERENCE`,
  "room-exists": (refusal, asked) => `${room(refusal, asked)} EXISTS`,
  "room-full": (refusal, asked) => `${room(refusal, asked)} IS FULL`,
  "room-name-not-allowed": (refusal, asked) => `${room(refusal, asked)} IS NOT A VALID ROOM`,
  "room-owned": (refusal, asked) => `${room(refusal, asked)} HAS AN OWNER`,
  "text-empty": () => "NO TEXT",
  "text-not-allowed": () => "TEXT NOT ALLOWED",
  "text-too-long": ({ limit }) => `TEXT TOO LONG, AT MOST ${limit} BYTES`,
  "they-are-in-room": ({ name }) => `${name} IS THERE ALREADY`,
  "they-are-not-in-room": ({ name }) => `${name} IS NOT THERE`,
  "they-have-no-account": ({ name }) => `${name} HAS NO ACCOUNT`,
  "too-many-bans": () => "TOO MANY BANS",
  "too-many-ignored": () => "TOO MANY IGNORED",
  "too-many-notes": () => "TOO MANY NOTES",
  "too-many-rooms": () => "TOO MANY ROOMS",
  "wrong-code": () => "WRONG CODE",
  "wrong-key": (refusal, asked) => `${room(refusal, asked)} NEEDS A KEY`,
  "yourself": () => "NOT TO YOURSELF",
};

/** The answer to a refusal. */
export function answerTo(refusal: Refusal, asked: Asked): string {
  return (ANSWERS[refusal.code] as Answer<RefusalCode>)(refusal, asked);
}

function notIn(refusal: { room: string }, asked: Asked): string {
  return asked.request.word === "PART"
    ? `${asked.name} NOT IN ${room(refusal, asked)}`
    : `ROOM ${room(refusal, asked)} NOT AVAILABLE`;
}

/** The room as it was typed; where a plugin's command was, as the world names it. */
function room(refusal: { room: string }, { request }: Asked): string {
  return "room" in request ? `#${request.room}` : roomWord(refusal.room);
}

/** The person as they were typed; where a plugin's command was, as the world names them. */
function named(refusal: { name: string }, { request }: Asked): string {
  if ("user" in request) return request.user;
  return "name" in request ? request.name : refusal.name;
}
