/**
 * What a client reads of a room that it is in: that it is, the topic, and who else is there.
 *
 * @module
 */

import type { Presence, Room } from "partyline";
import type { CapabilityName } from "../tables/capabilities.ts";
import { roomChannel } from "./channel_name.ts";
import { tagsFor } from "../rendering/event_lines.ts";
import type { IrcSession } from "../irc_session.ts";
import { syncRoom } from "../people/metadata.ts";
import { sendNames } from "./names.ts";
import { sendMarkerOfChannel } from "../history/read_marker.ts";
import { replayRoom } from "../history/replay.ts";

/**
 * What follows a JOIN: the topic, up to where one has read, the names unless the client wants none, what is
 * noted about all that, and what was said last.
 */
export function describeRoom(session: IrcSession, room: Room): void {
  sendTopic(session, room);
  // "The command MUST be sent before the RPL_ENDOFNAMES reply" (IRCv3 draft/read-marker).
  sendMarkerOfChannel(session, roomChannel(room.name));
  if (!session.state.has("draft/no-implicit-names")) sendNames(session, room);
  syncRoom(session, room);
  replayRoom(session, room);
}

/** The topic of a room, if it has one: 332 and 333. */
export function sendTopic(session: IrcSession, { name, topic }: Room): void {
  if (!topic) return;
  const channel = roomChannel(name);
  session.numeric("TOPIC", [channel, topic.text]);
  session.numeric("TOPICWHOTIME", [channel, topic.by, String(Math.floor(topic.at / 1000))]);
}

/** A client that has come in as somebody who is here reads which rooms they are in. */
export function announceRooms(session: IrcSession): void {
  const { presence, irc } = session;
  for (const id of presence?.rooms ?? []) {
    const room = irc.house.world.room(id);
    if (room) announceRoom(session, presence!, room);
  }
}

/** A client reads that it is in a room, as if it had joined it now. */
export function announceRoom(session: IrcSession, presence: Presence, room: Room): void {
  const channel = roomChannel(room.name);
  const extended = session.state.has("extended-join")
    ? [presence.user?.name ?? "*", presence.realName ?? presence.person.name]
    : [];
  const { world, clock } = session.irc.house;
  const client = { world, has: (name: CapabilityName) => session.state.has(name) };
  const tags = tagsFor(client, { at: clock.now(), person: presence.person });
  session.from(session.mask, "JOIN", [channel, ...extended], tags);
  describeRoom(session, room);
}
