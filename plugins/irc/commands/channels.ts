/**
 * Coming into rooms and leaving them: JOIN, PART.
 *
 * @module
 */

import { RefusedError } from "partyline";
import type { IrcCommands } from "../command.ts";
import { cutText } from "../wire/cut_text.ts";
import { describeRoom } from "../channels/entering.ts";
import { IrcError } from "../wire/irc_error.ts";
import type { IrcSession } from "../irc_session.ts";
import type { Message } from "../wire/message.ts";
import { forEachTarget, targetsOf } from "../channels/target_list.ts";
import { neededRoom } from "../channels/visible_room.ts";

/** Coming into rooms and leaving them. */
export const CHANNEL_COMMANDS: IrcCommands = {
  JOIN: {
    params: "(<channel>{,<channel>} [<key>{,<key>}]) | 0",
    summary: "Go into channels, or make them; 0 leaves all.",
    spec: "RFC 2812 3.2.1",
    least: 1,
    run: join,
  },
  PART: {
    params: "<channel>{,<channel>} [<reason>]",
    summary: "Leave channels.",
    spec: "RFC 2812 3.2.2",
    least: 1,
    run: part,
  },
};

async function join(session: IrcSession, { params }: Message): Promise<void> {
  const [channels = "", keys = ""] = params;
  if (channels === "0") return await leaveAll(session);
  const targets = targetsOf(channels);
  if (targets.length === 0) throw new IrcError("NEEDMOREPARAMS", ["JOIN"]);
  const keyOf = keys.split(",");
  await forEachTarget(session, {
    targets,
    asked: ({ target }) => ({ command: "JOIN", params: [target] }),
    act: ({ target, at }) => enter(session, { channel: target, key: keyOf[at] }),
  });
}

async function enter(
  session: IrcSession,
  { channel, key }: { readonly channel: string; readonly key: string | undefined },
): Promise<void> {
  const name = neededRoom(channel);
  try {
    const events = await session.act({ kind: "join", room: name, ...(key && { key }) });
    const joined = events.find((event) => event.kind === "joined");
    const room = joined && session.irc.house.world.room(joined.room.id);
    // In the same turn they may have been put out again.
    if (room && session.isIn(room.id)) describeRoom(session, room);
  } catch (error) {
    if (!isThereAlready(error)) throw error;
  }
}

/** Clients send JOIN for rooms that they are in, and expect nothing. */
function isThereAlready(error: unknown): boolean {
  return error instanceof RefusedError && error.refusal.code === "already-in-room";
}

async function leaveAll(session: IrcSession): Promise<void> {
  const { world } = session.irc.house;
  for (const id of [...session.person.rooms]) {
    const room = world.room(id);
    if (room && session.isIn(id)) await session.act({ kind: "part", room: room.name });
  }
}

async function part(session: IrcSession, { params }: Message): Promise<void> {
  const [channels = "", typed = ""] = params;
  const targets = targetsOf(channels);
  if (targets.length === 0) throw new IrcError("NEEDMOREPARAMS", ["PART"]);
  const reason = cutText(typed, session.irc.house.world.policy.topicBytes);
  await forEachTarget(session, {
    targets,
    asked: ({ target }) => ({ command: "PART", params: [target] }),
    act: async ({ target }) =>
      void await session.act({ kind: "part", room: neededRoom(target), reason }),
  });
}
