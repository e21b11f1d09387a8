/**
 * What a terminal says for each refusal of the world.
 *
 * @module
 */

import { article } from "./event_text.ts";
import type { Refusal, RefusalCode, RefusalOf } from "../../world/refusal.ts";

const SENTENCES: { readonly [Code in RefusalCode]: (refusal: RefusalOf<Code>) => string } = {
  "already-claimed": () => "Cannot claim this server as it has a sysop already",
  "already-in-room": ({ room }) => `Cannot join "${room}" as you are in it already`,
  "already-registered": ({ name }) => `Cannot register "${name}" as it is registered already`,
  "banned": ({ room, reason }) =>
    `Cannot join or speak in "${room}" as you are banned from it${reason && `: ${reason}`}`,
  "banned-from-house": ({ reason }) =>
    `Cannot let you in as you are banned from this server${reason && `: ${reason}`}`,
  "ctcp-refused": ({ room }) => `Cannot send CTCP to "${room}" as the room takes none`,
  "filtered": ({ reason }) => `Cannot say that as ${reason}`,
  "gone": () => "Cannot do that as you are not here any more",
  "guests-refused": () => "Cannot come in as a guest as this server is for members only",
  "house-full-of-rooms": ({ limit }) => `Cannot make a room as there are too many: ${limit}`,
  "invite-only": ({ room }) => `Cannot join "${room}" as one needs an invitation`,
  "mailbox-full": ({ name, limit }) =>
    `Cannot tell "${name}" anything as they are not here and too much waits for them: ${limit} of ${limit}`,
  "mask-not-allowed": ({ mask, reason }) => `Cannot set the mask "${mask}" as ${reason}`,
  "members-only": () => "Cannot do that as it takes an account: /register",
  "muted": ({ room }) => `Cannot speak in "${room}" as you have no voice there`,
  "name-in-use": ({ name }) => `Cannot take the name "${name}" as somebody here has it`,
  "name-not-allowed": ({ name, reason }) => `Cannot take the name "${name}" as ${reason}`,
  "name-registered": ({ name }) => `Cannot take the name "${name}" as it is registered`,
  "name-too-similar": ({ name, like }) =>
    `Cannot take the name "${name}" as it looks like that of a member: "${like}"`,
  "needs-rank": ({ room, rank }) =>
    `Cannot do that in "${room}" as it takes ${article(rank)} of the room`,
  "needs-role": ({ role }) => `Cannot do that as it takes a ${role}`,
  "no-such-ban": ({ room, name }) => `Cannot unban "${name}" as they are not banned from "${room}"`,
  "no-such-house-ban": ({ mask }) => `Cannot lift the ban of "${mask}" as there is none`,
  "no-such-mask": ({ room, mask }) => `Cannot find "${mask}" on that list of "${room}"`,
  "no-such-room": ({ room }) => `Cannot find the room "${room}"`,
  "no-such-user": ({ name }) => `Cannot find anybody called "${name}"`,
  "not-accepted": ({ name }) => `Cannot tell "${name}" that as they hear members only`,
  "not-here": ({ name }) => `Cannot do that as "${name}" is not here`,
  "not-in-room": ({ room }) => `Cannot do that as you are not in "${room}"`,
  "note-not-allowed": ({ key, reason }) => `Cannot note "${key}" as ${reason}`,
  "outranked": ({ name }) => `Cannot do that to "${name}" as they stand above you`,
  "preference-not-allowed": ({ key, reason }) => `Cannot prefer "${key}" as ${reason}`,
  "room-exists": ({ room }) => `Cannot make "${room}" as there is such a room`,
  "room-full": ({ room, limit }) => `Cannot join "${room}" as it is full: ${limit} of ${limit}`,
  "room-name-not-allowed": ({ room, reason }) => `Cannot name a room "${room}" as ${reason}`,
  "room-owned": ({ room }) => `Cannot own "${room}" as somebody owns it already`,
  "text-empty": () => "Cannot say nothing",
  "text-not-allowed": ({ reason }) => `Cannot say that as ${reason}`,
  "text-too-long": ({ limit, found }) =>
    `Cannot say that as it is too long: ${found} of at most ${limit} bytes`,
  "they-are-in-room": ({ room, name }) =>
    `Cannot invite "${name}" as they are in "${room}" already`,
  "they-are-not-in-room": ({ room, name }) => `Cannot do that as "${name}" is not in "${room}"`,
  "they-have-no-account": ({ name }) => `Cannot do that as "${name}" has no account`,
  "too-many-bans": ({ room, limit }) =>
    `Cannot put more on the lists of "${room}" as there is too much on them: ${limit}`,
  "too-many-ignored": ({ limit }) => `Cannot ignore anybody more as you ignore ${limit} already`,
  "too-many-notes": ({ limit }) => `Cannot note anything more as there are ${limit} notes already`,
  "too-many-rooms": ({ limit }) => `Cannot join another room as you are in ${limit} already`,
  "wrong-code": () => "Cannot claim this server with that code as it is wrong",
  "wrong-key": ({ room }) => `Cannot join "${room}" without its key`,
  "yourself": () => "Cannot do that to yourself",
};

/**
 * The sentence for a refusal. Names in it are as people typed them: whoever shows it makes it safe.
 *
 * @example
 * ```ts
 * import { strictEqual } from "node:assert/strict";
 * strictEqual(
 *   refusalSentence({ code: "room-full", room: "lobby", limit: 40 }),
 *   'Cannot join "lobby" as it is full: 40 of 40',
 * );
 * ```
 */
export function refusalSentence(refusal: Refusal): string {
  return (SENTENCES[refusal.code] as (refusal: Refusal) => string)(refusal);
}
