/**
 * What IRC answers to each refusal of the world.
 *
 * @module
 */

import type { Rank, Refusal, RefusalCode, RefusalOf } from "partyline";
import { roomChannel } from "../channels/channel_name.ts";
import type { NumericName } from "./numerics.ts";

/** What was refused. */
export interface Asked {
  /** In capitals. */
  readonly command: string;
  /** As they were sent, or those of one item of a list. */
  readonly params: readonly string[];
  /** The letter of the mode that was to be changed. */
  readonly mode?: string;
}

/** A numeric to answer with. */
export interface RefusalNumeric {
  /** Which row of the numerics. */
  readonly name: NumericName;
  /** What stands between the reader's nick and the text. */
  readonly params: readonly string[];
  /** Undefined for the text of the row. */
  readonly text?: string;
}

type Answer<Code extends RefusalCode> = (
  refusal: RefusalOf<Code>,
  asked: Asked,
) => RefusalNumeric;

/** The commands that say something. */
const SPEAKING: ReadonlySet<string> = new Set(["BATCH", "NOTICE", "PRIVMSG", "TAGMSG"]);

/** What those of a rank are called. */
const RANK_WORDS: Readonly<Record<Rank, string>> = {
  member: "member",
  voice: "voiced",
  halfop: "half-operator",
  operator: "operator",
  admin: "admin",
  owner: "owner",
};

/** Each refusal as a numeric. */
const ANSWERS: { readonly [Code in RefusalCode]: Answer<Code> } = {
  "already-claimed": general("This server has a sysop already"),
  "already-in-room": general("You are on that channel already"),
  "already-registered": () => ({
    name: "ALREADYREGISTERED",
    params: [],
    text: "You have an account already",
  }),
  "banned": ({ room, reason }, asked) => {
    const text = reason === "" ? {} : { text: `You are banned: ${reason}` };
    const name = isSpeaking(asked) ? "CANNOTSENDTOCHAN" : "BANNEDFROMCHAN";
    return { name, params: [roomChannel(room)], ...text };
  },
  "banned-from-house": ({ reason }) => ({
    name: "YOUREBANNEDCREEP",
    params: [],
    ...(reason !== "" && { text: `You are banned from this server: ${reason}` }),
  }),
  "ctcp-refused": ({ room }) => ({
    name: "CANNOTSENDTOCHAN",
    params: [roomChannel(room)],
    text: "Cannot send to channel (+C): it takes no CTCP",
  }),
  "filtered": ({ reason }, asked) =>
    firstParam(asked).startsWith("#")
      ? {
        name: "CANNOTSENDTOCHAN",
        params: [firstParam(asked)],
        text: `Cannot send to channel: ${reason}`,
      }
      : unknownError(asked, sentence(reason)),
  "gone": () => ({ name: "NOTREGISTERED", params: [] }),
  "guests-refused": () => ({
    name: "PASSWDMISMATCH",
    params: [],
    text: "This server is for members only: log in by SASL or PASS",
  }),
  "house-full-of-rooms": ({ limit }, asked) => ({
    name: "TOOMANYCHANNELS",
    params: [firstParam(asked)],
    text: `There are ${limit} channels already`,
  }),
  "invite-only": ({ room }) => ({ name: "INVITEONLYCHAN", params: [roomChannel(room)] }),
  "mailbox-full": ({ name }) => ({
    name: "NOSUCHNICK",
    params: [name],
    text: "is not here, and too many messages wait for them",
  }),
  "mask-not-allowed": ({ mask, reason }, asked) =>
    asked.command === "MODE"
      ? {
        name: "INVALIDMODEPARAM",
        params: [firstParam(asked), asked.mode ?? "b", mask],
        text: sentence(reason),
      }
      : unknownError(asked, sentence(reason)),
  "members-only": (_, asked) => {
    const text = "That takes an account";
    const [, channel] = /(#.*)/.exec(firstParam(asked)) ?? [];
    if (channel === undefined) return unknownError(asked, text);
    return isSpeaking(asked)
      ? {
        name: "CANNOTSENDTOCHAN",
        params: [channel],
        text: `Cannot send to channel (+M): ${text}`,
      }
      : { name: "NEEDREGGEDNICK", params: [channel], text };
  },
  "muted": ({ room }) => ({ name: "CANNOTSENDTOCHAN", params: [roomChannel(room)] }),
  "name-in-use": ({ name }) => ({ name: "NICKNAMEINUSE", params: [name] }),
  "name-not-allowed": ({ name, reason }) => ({
    name: "ERRONEUSNICKNAME",
    params: [name],
    text: `Erroneous nickname: ${reason}`,
  }),
  "name-registered": ({ name }) => ({
    name: "NICKNAMEINUSE",
    params: [name],
    text: "Nickname is somebody's account",
  }),
  "name-too-similar": ({ name, like }) => ({
    name: "NICKNAMEINUSE",
    params: [name],
    text: `Nickname looks like the account ${like}`,
  }),
  "needs-rank": ({ room, rank }) => ({
    name: "CHANOPRIVSNEEDED",
    params: [roomChannel(room)],
    ...(rank !== "operator" && { text: `You're not channel ${RANK_WORDS[rank]}` }),
  }),
  "needs-role": ({ role }) => ({
    name: "NOPRIVILEGES",
    params: [],
    text: `Permission denied: that takes a ${role}`,
  }),
  "no-such-ban": general("There is no such ban"),
  "no-such-house-ban": general("There is no such ban"),
  "no-such-mask": general("There is no such mask"),
  "no-such-room": ({ room }) => ({ name: "NOSUCHCHANNEL", params: [roomChannel(room)] }),
  "no-such-user": noSuchNick,
  "not-accepted": ({ name }) => ({
    name: "NEEDREGGEDNICK",
    params: [name],
    text: "They hear only those who are logged in (+R)",
  }),
  "not-here": noSuchNick,
  "not-in-room": ({ room }, asked) => ({
    name: isSpeaking(asked) ? "CANNOTSENDTOCHAN" : "NOTONCHANNEL",
    params: [roomChannel(room)],
  }),
  "note-not-allowed": ({ reason }, asked) => unknownError(asked, sentence(reason)),
  "outranked": ({ name }, asked) => {
    const text = `${name} stands above you`;
    return firstParam(asked).startsWith("#")
      ? { name: "CHANOPRIVSNEEDED", params: [firstParam(asked)], text }
      : { name: "NOPRIVILEGES", params: [], text: `Permission denied: ${text}` };
  },
  "preference-not-allowed": ({ reason }, asked) => unknownError(asked, sentence(reason)),
  "room-exists": general("There is a channel of that name"),
  "room-full": ({ room }) => ({ name: "CHANNELISFULL", params: [roomChannel(room)] }),
  "room-name-not-allowed": ({ room, reason }) => ({
    name: "NOSUCHCHANNEL",
    params: [roomChannel(room)],
    text: `Bad channel name: ${reason}`,
  }),
  "room-owned": general("Somebody owns that channel already"),
  "text-empty": () => ({ name: "NOTEXTTOSEND", params: [] }),
  "text-not-allowed": ({ reason }, asked) =>
    // Of all the modes the key alone is a text.
    asked.command === "MODE"
      ? { name: "INVALIDKEY", params: [firstParam(asked)], text: sentence(reason) }
      : unknownError(asked, sentence(reason)),
  "text-too-long": ({ limit }) => ({
    name: "INPUTTOOLONG",
    params: [],
    text: `That is too long: at most ${limit} bytes`,
  }),
  "they-are-in-room": ({ room, name }) => ({
    name: "USERONCHANNEL",
    params: [name, roomChannel(room)],
  }),
  "they-are-not-in-room": ({ room, name }) => ({
    name: "USERNOTINCHANNEL",
    params: [name, roomChannel(room)],
  }),
  "they-have-no-account": general("They have no account"),
  "too-many-bans": ({ room, limit }, asked) =>
    room === ""
      ? unknownError(asked, `There are ${limit} bans from this server already`)
      : { name: "BANLISTFULL", params: [roomChannel(room), asked.mode ?? "b"] },
  "too-many-ignored": (_, asked) => ({ name: "SILELISTFULL", params: [firstParam(asked)] }),
  "too-many-notes": ({ limit }, asked) =>
    unknownError(asked, `There are ${limit} keys of metadata already`),
  "too-many-rooms": ({ limit }, asked) => ({
    name: "TOOMANYCHANNELS",
    params: [firstParam(asked)],
    text: `You have ${limit} channels already`,
  }),
  "wrong-code": general("The code is wrong"),
  "wrong-key": ({ room }) => ({ name: "BADCHANNELKEY", params: [roomChannel(room)] }),
  "yourself": general("You cannot do that to yourself"),
};

/** The codes of all refusals, sorted. */
export const REFUSAL_CODES = Object.keys(ANSWERS) as readonly RefusalCode[];

/**
 * The numeric for a refusal of what was asked.
 *
 * @example
 * ```ts
 * import { deepStrictEqual } from "node:assert/strict";
 * const asked = { command: "JOIN", params: ["#den"] };
 * deepStrictEqual(refusalNumeric({ code: "wrong-key", room: "den" }, asked), {
 *   name: "BADCHANNELKEY",
 *   params: ["#den"],
 * });
 * ```
 */
export function refusalNumeric(refusal: Refusal, asked: Asked): RefusalNumeric {
  return (ANSWERS[refusal.code] as Answer<RefusalCode>)(refusal, asked);
}

/** 400, for what IRC has no numeric of its own for. */
function unknownError({ command }: Asked, text: string): RefusalNumeric {
  return { name: "UNKNOWNERROR", params: [command], text };
}

function general(text: string): (_: Refusal, asked: Asked) => RefusalNumeric {
  return (_, asked) => unknownError(asked, text);
}

function noSuchNick({ name }: { readonly name: string }): RefusalNumeric {
  return { name: "NOSUCHNICK", params: [name] };
}

function isSpeaking({ command }: Asked): boolean {
  return SPEAKING.has(command);
}

function firstParam({ params }: Asked): string {
  return params[0] ?? "*";
}

/** A clause as a sentence of its own. */
function sentence(clause: string): string {
  return clause.charAt(0).toUpperCase() + clause.slice(1);
}
