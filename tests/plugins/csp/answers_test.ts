/**
 * What CSP makes of each refusal of the world.
 *
 * @module
 */

import { strictEqual } from "node:assert/strict";
import type { Refusal, RefusalCode } from "partyline";
import { answerTo } from "../../../plugins/csp/answers.ts";
import type { CommandWord, Request } from "../../../plugins/csp/request.ts";
import { encodeResponse } from "../../../plugins/csp/response.ts";
import { cspResponse } from "../../kit/csp_caller.ts";

function request(command: CommandWord): Request {
  return {
    command,
    username: "ann",
    chatName: "dEN",
    password: "",
    kickedUser: "",
    bannedUser: "",
    payload: "",
  };
}

function general(payload: string): string {
  return cspResponse("300", { channel: "CC", payload });
}

function cannotJoin(payload: string): string {
  const about = '{"username": "ann", "chat_name": "dEN"}';
  return cspResponse("240", { about, channel: "CC", payload });
}

function notAdmin(code: "250" | "260"): string {
  const payload = "You are not the admin of this group";
  return cspResponse(code, { about: '{"username": "ann"}', channel: "CC", payload });
}

const NAME_EXISTS = cspResponse("200");
const NOT_IN = general("You are not in this group");
const room = "Group 1";
const name = "Bob";

/** A refusal, the command that met it, and the answer. */
const ANSWERS: Readonly<Record<RefusalCode, readonly [Refusal, CommandWord, string][]>> = {
  "already-claimed": [[{ code: "already-claimed" }, "LIST", general("There is a sysop already")]],
  "already-in-room": [
    [{ code: "already-in-room", room }, "JOIN", general("You are in this group already")],
  ],
  "already-registered": [
    [{ code: "already-registered", name }, "NWUA", general("You have an account already")],
  ],
  "banned": [
    [
      { code: "banned", room, reason: "spam" },
      "JOIN",
      cannotJoin("You are banned from joining this group"),
    ],
    [
      { code: "banned", room, reason: "spam" },
      "MSSG",
      general("You are banned from this group"),
    ],
  ],
  "banned-from-house": [
    [
      { code: "banned-from-house", reason: "spam" },
      "AUTH",
      general("You are banned from this server"),
    ],
  ],
  "ctcp-refused": [
    [{ code: "ctcp-refused", room }, "MSSG", general("This group takes no such message")],
  ],
  "filtered": [[{ code: "filtered", reason: "it is odd" }, "MSSG", general("it is odd")]],
  "gone": [[{ code: "gone" }, "MSSG", general("You are not logged in")]],
  "guests-refused": [
    [{ code: "guests-refused" }, "AUTH", general("This server is for members only")],
  ],
  "house-full-of-rooms": [
    [{ code: "house-full-of-rooms", limit: 9 }, "CHAT", general("There are too many groups")],
  ],
  "invite-only": [
    [
      { code: "invite-only", room },
      "JOIN",
      cannotJoin("You need an invitation to join this group"),
    ],
  ],
  "mailbox-full": [
    [
      { code: "mailbox-full", name, limit: 9 },
      "MSSG",
      general("Too many messages wait for this user"),
    ],
  ],
  "mask-not-allowed": [
    [{ code: "mask-not-allowed", mask: "a b", reason: "it is odd" }, "BANN", general("it is odd")],
  ],
  "members-only": [[{ code: "members-only" }, "MSSG", general("This takes an account")]],
  "muted": [[{ code: "muted", room }, "MSSG", general("You may not speak in this group")]],
  "name-in-use": [[{ code: "name-in-use", name }, "NWUA", NAME_EXISTS]],
  "name-not-allowed": [
    [{ code: "name-not-allowed", name, reason: "it is odd" }, "NWUA", general("it is odd")],
  ],
  "name-registered": [[{ code: "name-registered", name }, "NWUA", NAME_EXISTS]],
  "name-too-similar": [[{ code: "name-too-similar", name, like: "Rob" }, "NWUA", NAME_EXISTS]],
  "needs-rank": [
    [{ code: "needs-rank", room, rank: "operator" }, "KICK", notAdmin("260")],
    [{ code: "needs-rank", room, rank: "operator" }, "BANN", notAdmin("250")],
  ],
  "needs-role": [[{ code: "needs-role", role: "sysop" }, "LIST", general("You may not do that")]],
  "no-such-ban": [[
    { code: "no-such-ban", room, name },
    "BANN",
    general("This user is not banned"),
  ]],
  "no-such-house-ban": [
    [{ code: "no-such-house-ban", mask: name }, "LIST", general("There is no such ban")],
  ],
  "no-such-mask": [
    [{ code: "no-such-mask", room, mask: name }, "LIST", general("This is not on the list")],
  ],
  "no-such-room": [
    [{ code: "no-such-room", room }, "JOIN", cannotJoin("There is no such group")],
    [{ code: "no-such-room", room }, "MSSG", NOT_IN],
    [{ code: "no-such-room", room }, "LEVE", NOT_IN],
    [{ code: "no-such-room", room }, "KICK", notAdmin("260")],
    [{ code: "no-such-room", room }, "BANN", notAdmin("250")],
  ],
  "no-such-user": [[{ code: "no-such-user", name }, "KICK", general("There is no such user")]],
  "not-accepted": [
    [{ code: "not-accepted", name }, "MSSG", general("This user hears members only")],
  ],
  "not-here": [[{ code: "not-here", name }, "KICK", general("This user is not here")]],
  "not-in-room": [
    [{ code: "not-in-room", room }, "MSSG", NOT_IN],
    [{ code: "not-in-room", room }, "LEVE", NOT_IN],
    [{ code: "not-in-room", room }, "KICK", notAdmin("260")],
    [{ code: "not-in-room", room }, "BANN", notAdmin("250")],
  ],
  "note-not-allowed": [
    [{ code: "note-not-allowed", key: "x", reason: "it is odd" }, "LIST", general("it is odd")],
  ],
  "outranked": [
    [{ code: "outranked", name }, "KICK", notAdmin("260")],
    [{ code: "outranked", name }, "BANN", notAdmin("250")],
  ],
  "preference-not-allowed": [
    [
      { code: "preference-not-allowed", key: "x", reason: "it is odd" },
      "LIST",
      general("it is odd"),
    ],
  ],
  "room-exists": [
    [
      { code: "room-exists", room },
      "CHAT",
      cspResponse("230", { payload: "Group name already exists" }),
    ],
  ],
  "room-full": [[{ code: "room-full", room, limit: 9 }, "JOIN", cannotJoin("This group is full")]],
  "room-name-not-allowed": [
    [{ code: "room-name-not-allowed", room, reason: "it is odd" }, "CHAT", general("it is odd")],
  ],
  "room-owned": [[{ code: "room-owned", room }, "LIST", general("This group has an owner")]],
  "text-empty": [[{ code: "text-empty" }, "MSSG", general("There is no text")]],
  "text-not-allowed": [
    [{ code: "text-not-allowed", reason: "it is odd" }, "MSSG", general("it is odd")],
  ],
  "text-too-long": [
    [
      { code: "text-too-long", limit: 9, found: 10 },
      "MSSG",
      general("The text is longer than 9 bytes"),
    ],
  ],
  "they-are-in-room": [
    [
      { code: "they-are-in-room", room, name },
      "JOIN",
      general("This user is in the group already"),
    ],
  ],
  "they-are-not-in-room": [
    [
      { code: "they-are-not-in-room", room, name },
      "KICK",
      general("This user is not in the group"),
    ],
  ],
  "they-have-no-account": [
    [{ code: "they-have-no-account", name }, "JOIN", general("This user has no account")],
  ],
  "too-many-bans": [
    [{ code: "too-many-bans", room, limit: 9 }, "BANN", general("There are too many bans")],
  ],
  "too-many-ignored": [
    [{ code: "too-many-ignored", limit: 9 }, "LIST", general("You ignore too many")],
  ],
  "too-many-notes": [
    [{ code: "too-many-notes", limit: 9 }, "LIST", general("There are too many notes")],
  ],
  "too-many-rooms": [
    [{ code: "too-many-rooms", limit: 9 }, "JOIN", general("You are in too many groups")],
  ],
  "wrong-code": [[{ code: "wrong-code" }, "LIST", general("The code is wrong")]],
  "wrong-key": [
    [{ code: "wrong-key", room }, "JOIN", cannotJoin("You need a key to join this group")],
  ],
  "yourself": [[{ code: "yourself" }, "LIST", general("Not to yourself")]],
};

for (const [code, rows] of Object.entries(ANSWERS)) {
  Deno.test(`CSP has an answer to ${code}`, () => {
    for (const [refusal, command, answer] of rows) {
      const bytes = encodeResponse(answerTo(refusal, request(command)));
      strictEqual(new TextDecoder().decode(bytes), `${answer}\n`);
    }
  });
}
