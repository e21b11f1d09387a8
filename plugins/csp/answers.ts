/**
 * What CSP answers to each refusal of the world.
 *
 * @module
 */

import type { Refusal, RefusalCode, RefusalOf } from "partyline";
import type { Request } from "./request.ts";
import type { Response } from "./response.ts";

type Answer<Code extends RefusalCode> = (
  refusal: RefusalOf<Code>,
  request: Request,
) => Response;

/** Each refusal as a response. */
const ANSWERS: { readonly [Code in RefusalCode]: Answer<Code> } = {
  "already-claimed": general("There is a sysop already"),
  "already-in-room": general("You are in this group already"),
  "already-registered": general("You have an account already"),
  "banned": (_, request) => banned(request),
  "banned-from-house": general("You are banned from this server"),
  "ctcp-refused": general("This group takes no such message"),
  "filtered": ({ reason }) => ({ code: "300", channel: "CC", payload: reason }),
  "gone": general("You are not logged in"),
  "guests-refused": general("This server is for members only"),
  "house-full-of-rooms": general("There are too many groups"),
  "invite-only": (_, request) => cannotJoin(request, "You need an invitation to join this group"),
  "mailbox-full": general("Too many messages wait for this user"),
  "mask-not-allowed": ({ reason }) => generalError(reason),
  "members-only": general("This takes an account"),
  "muted": general("You may not speak in this group"),
  "name-in-use": () => ({ code: "200" }),
  "name-not-allowed": ({ reason }) => ({ code: "300", channel: "CC", payload: reason }),
  "name-registered": () => ({ code: "200" }),
  "name-too-similar": () => ({ code: "200" }),
  "needs-rank": (_, request) => notAdmin(request),
  "needs-role": general("You may not do that"),
  "no-such-ban": general("This user is not banned"),
  "no-such-house-ban": general("There is no such ban"),
  "no-such-mask": general("This is not on the list"),
  "no-such-room": (_, request) => noSuchGroup(request),
  "no-such-user": general("There is no such user"),
  "not-accepted": general("This user hears members only"),
  "not-here": general("This user is not here"),
  "not-in-room": (_, request) => notIn(request),
  "note-not-allowed": ({ reason }) => generalError(reason),
  "outranked": (_, request) => notAdmin(request),
  "preference-not-allowed": ({ reason }) => generalError(reason),
  "room-exists": () => ({ code: "230", payload: "Group name already exists" }),
  "room-full": (_, request) => cannotJoin(request, "This group is full"),
  "room-name-not-allowed": ({ reason }) => ({ code: "300", channel: "CC", payload: reason }),
  "room-owned": general("This group has an owner"),
  "text-empty": general("There is no text"),
  "text-not-allowed": ({ reason }) => ({ code: "300", channel: "CC", payload: reason }),
  "text-too-long": ({ limit }) => ({
    code: "300",
    channel: "CC",
    payload: `The text is longer than ${limit} bytes`,
  }),
  "they-are-in-room": general("This user is in the group already"),
  "they-are-not-in-room": general("This user is not in the group"),
  "they-have-no-account": general("This user has no account"),
  "too-many-bans": general("There are too many bans"),
  "too-many-ignored": general("You ignore too many"),
  "too-many-notes": general("There are too many notes"),
  "too-many-rooms": general("You are in too many groups"),
  "wrong-code": general("The code is wrong"),
  "wrong-key": (_, request) => cannotJoin(request, "You need a key to join this group"),
  "yourself": general("Not to yourself"),
};

/** The answer to a refusal of what was asked. */
export function answerTo(refusal: Refusal, request: Request): Response {
  return (ANSWERS[refusal.code] as Answer<RefusalCode>)(refusal, request);
}

/** 300, which the protocol keeps for what it has no code for. */
export function generalError(payload: string): Response {
  return { code: "300", channel: "CC", payload };
}

function general(payload: string): () => Response {
  return () => generalError(payload);
}

function cannotJoin({ username, chatName }: Request, payload: string): Response {
  return { code: "240", parameters: { username, chat_name: chatName }, channel: "CC", payload };
}

/** Whoever is banned may neither come in nor speak. */
function banned(request: Request): Response {
  return request.command === "MSSG"
    ? generalError("You are banned from this group")
    : cannotJoin(request, "You are banned from joining this group");
}

function noSuchGroup(request: Request): Response {
  return request.command === "JOIN"
    ? cannotJoin(request, "There is no such group")
    : notIn(request);
}

/** Whoever is not in a group is not its admin there, and for that the protocol has a code. */
function notIn(request: Request): Response {
  const { command } = request;
  return command === "KICK" || command === "BANN"
    ? notAdmin(request)
    : generalError("You are not in this group");
}

function notAdmin({ command, username }: Request): Response {
  const code = command === "BANN" ? "250" : "260";
  const payload = "You are not the admin of this group";
  return { code, parameters: { username }, channel: "CC", payload };
}
