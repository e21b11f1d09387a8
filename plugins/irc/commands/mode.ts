/**
 * Modes of rooms and of people: MODE.
 *
 * @module
 */

import {
  type Rank,
  reachesRank,
  type RefusalCode,
  RefusedError,
  type Room,
  type Standing,
} from "partyline";
import { roomModes } from "../tables/channel_modes.ts";
import { roomChannel } from "../channels/channel_name.ts";
import type { IrcCommands } from "../command.ts";
import { IrcError } from "../wire/irc_error.ts";
import type { IrcSession } from "../irc_session.ts";
import { sendMaskList } from "../channels/mask_list.ts";
import type { Message } from "../wire/message.ts";
import { type ModeChange, parseChannelModes } from "../channels/mode_request.ts";
import { findRoom, isThere, visibleRoom } from "../channels/visible_room.ts";
import { runUserMode } from "./user_mode.ts";

/** Refusals of who may not rule the room at all. */
const OF_RANK: ReadonlySet<RefusalCode> = new Set(["needs-rank", "not-in-room"]);

/** Refusals of taking a mask off a list that it is not on, which on IRC is no mistake. */
const NOT_LISTED: ReadonlySet<RefusalCode> = new Set(["no-such-ban", "no-such-mask"]);

/** Modes of rooms and of people. */
export const MODE_COMMANDS: IrcCommands = {
  MODE: {
    params: "<channel or nick> [<modes> [<parameter>...]]",
    summary: "Read or change the modes of a channel, or your own.",
    spec: "RFC 2812 3.1.5, 3.2.3",
    least: 1,
    run: (session, message) =>
      message.params[0]!.startsWith("#")
        ? runChannelMode(session, message)
        : runUserMode(session, message),
  },
};

/** Reads or changes the modes of a channel (RFC 2812, section 3.2.3). */
export async function runChannelMode(session: IrcSession, { params }: Message): Promise<void> {
  const [channel = "", ...wanted] = params;
  const room = findRoom(session, channel);
  if (!room || !isThere(room)) throw new IrcError("NOSUCHCHANNEL", [channel]);
  if (wanted.length === 0) return sendModes(session, channel);
  let hasToldOfRank = false;
  for (const change of parseChannelModes(channel, wanted)) {
    try {
      await apply(session, room, change);
    } catch (error) {
      // What stands against one change stands against most, and is told once.
      const isOfRank = error instanceof RefusedError && OF_RANK.has(error.refusal.code);
      if (isOfRank && hasToldOfRank) continue;
      hasToldOfRank ||= isOfRank;
      const mode = "letter" in change ? { mode: change.letter } : {};
      session.explain(error, { command: "MODE", params: [channel], ...mode });
    }
  }
}

function sendModes(session: IrcSession, channel: string): void {
  const { id, name, rules, createdAt } = visibleRoom(session, channel);
  const showsKey = session.isIn(id) || session.hasRole("moderator");
  const shown = roomChannel(name);
  session.numeric("CHANNELMODEIS", [shown, ...roomModes(rules, { showsKey })]);
  session.numeric("CREATIONTIME", [shown, String(Math.floor(createdAt / 1000))]);
}

async function apply(session: IrcSession, room: Room, change: ModeChange): Promise<void> {
  switch (change.kind) {
    case "fault":
      throw new IrcError(change.numeric, change.params, change.text);
    case "query":
      return sendMaskList(session, visibleRoom(session, roomChannel(room.name)), change.letter);
    case "rules":
      return void await session.act({ kind: "set-rules", room: room.name, rules: change.rules });
    case "mask":
      return await applyMask(session, room, change);
    case "rank":
      return await applyRank(session, room, change);
  }
}

async function applyMask(
  session: IrcSession,
  { name }: Room,
  { on, list, mask }: ModeChange & { kind: "mask" },
): Promise<void> {
  try {
    await session.act({ kind: on ? "set-mask" : "lift-mask", room: name, list, mask });
  } catch (error) {
    if (!(error instanceof RefusedError) || !NOT_LISTED.has(error.refusal.code)) throw error;
  }
}

/** Users have ranks in rooms that they are not in; MODE is about who is there. */
async function applyRank(
  session: IrcSession,
  room: Room,
  { on, rank, name }: ModeChange & { kind: "rank" },
): Promise<void> {
  const { world } = session.irc.house;
  const who = world.presenceNamed(name);
  if (session.isIn(room.id)) {
    if (!who) throw new IrcError("NOSUCHNICK", [name]);
    if (!room.members.has(who.id)) {
      throw new IrcError("USERNOTINCHANNEL", [who.person.name, roomChannel(room.name)]);
    }
  }
  const common = { room: room.name, name };
  if (rank === "voice") return void await session.act({ kind: "set-voice", ...common, on });
  const now = who ? world.standingIn(room, who) : { rank: "member", voice: false } as const;
  const next = on ? rank : now.rank === rank ? withoutRank(now) : now.rank;
  // A rank holds all that are below it.
  if (on && now.rank !== rank && reachesRank(now.rank, rank)) return;
  await session.act({ kind: "set-rank", ...common, rank: next });
}

function withoutRank({ voice }: Standing): Rank {
  return voice ? "voice" : "member";
}
