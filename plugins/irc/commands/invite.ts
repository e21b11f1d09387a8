/**
 * Asking people into rooms: INVITE.
 *
 * @module
 */

import { nameKey } from "partyline";
import { roomChannel } from "../channels/channel_name.ts";
import type { IrcCommands } from "../command.ts";
import { IrcError } from "../wire/irc_error.ts";
import type { IrcSession } from "../irc_session.ts";
import type { Message } from "../wire/message.ts";
import { neededRoom } from "../channels/visible_room.ts";

/** Asking people into rooms. */
export const INVITE_COMMANDS: IrcCommands = {
  INVITE: {
    params: "[<nick> <channel>]",
    summary: "Ask somebody into a channel; without parameters, read where you are invited.",
    spec: "RFC 2812 3.2.7; Modern IRC, INVITE message",
    run: invite,
  },
};

async function invite(session: IrcSession, { params }: Message): Promise<void> {
  const [name, channel] = params;
  if (name === undefined) return sendInvitations(session);
  if (channel === undefined) throw new IrcError("NEEDMOREPARAMS", ["INVITE"]);
  const { world } = session.irc.house;
  const room = neededRoom(channel);
  await session.act({ kind: "invite", room, name });
  // Who ignores the one who asks is not told, which is nobody's business.
  const other = world.presenceNamed(name);
  const shown = roomChannel(world.roomNamed(room)?.name ?? room);
  session.numeric("INVITING", [other?.person.name ?? name, shown]);
  if (other?.away !== undefined) session.numeric("AWAY", [other.person.name, other.away]);
}

function sendInvitations(session: IrcSession): void {
  const { person, user } = session.person;
  const key = nameKey(user?.name ?? person.name);
  for (const { name, invited } of session.irc.house.world.rooms()) {
    if (invited.has(key)) session.numeric("INVITELIST", [roomChannel(name)]);
  }
  session.numeric("ENDOFINVITELIST");
}
