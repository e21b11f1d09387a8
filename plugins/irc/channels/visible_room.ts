/**
 * Which rooms a client may know of: those that are there for IRC, and are not hidden from it.
 *
 * @module
 */

import type { Room } from "partyline";
import { channelRoom } from "./channel_name.ts";
import { IrcError } from "../wire/irc_error.ts";
import type { IrcSession } from "../irc_session.ts";
import { maySeeRoom } from "../people/visibility.ts";

/**
 * The room of a channel, if the client may know what it is about.
 *
 * @throws {IrcError} 403 if there is no such channel, 442 if it is hidden from the client.
 */
export function visibleRoom(session: IrcSession, channel: string): Room {
  const room = findRoom(session, channel);
  if (!room || !isThere(room)) throw new IrcError("NOSUCHCHANNEL", [channel]);
  if (!maySeeRoom(session, room)) throw new IrcError("NOTONCHANNEL", [channel]);
  return room;
}

/**
 * The name of the room that a channel is shown for.
 *
 * @throws {IrcError} 403 if it is no channel.
 */
export function neededRoom(channel: string): string {
  const room = channelRoom(channel);
  if (room === undefined) throw new IrcError("NOSUCHCHANNEL", [channel]);
  return room;
}

/** The room of a channel, whether the client may know of it or not. */
export function findRoom(session: IrcSession, channel: string): Room | undefined {
  const name = channelRoom(channel);
  return name === undefined ? undefined : session.irc.house.world.roomNamed(name);
}

/**
 * Whether a room is a channel of IRC now: one that nobody is in ceases to exist (RFC 1459, section 1.3),
 * unless it is somebody's or the house's.
 */
export function isThere(room: Room): boolean {
  return room.permanent || isOfSomebody(room);
}

/** Whether a room is worth a place in a list: somebody is in it, or owns it. */
export function isOfSomebody({ members, ranks }: Room): boolean {
  return members.size > 0 || ranks.values().some((rank) => rank === "owner");
}
