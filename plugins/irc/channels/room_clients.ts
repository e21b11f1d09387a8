/**
 * What clients of a room's members read of it that is no event's line: the room itself, that it has another
 * name, who is invited.
 *
 * @module
 */

import {
  bytesOfEvent,
  type EventOf,
  nameKey,
  type Presence,
  reachesRank,
  type Room,
} from "partyline";
import { roomChannel } from "./channel_name.ts";
import { announceRoom, describeRoom } from "./entering.ts";
import type { IrcHouse } from "../irc_house.ts";
import type { IrcSession } from "../irc_session.ts";
import { clientsOf } from "../people/visibility.ts";

/** The other clients of somebody who has joined a room are in it too: the event has told them no more than that. */
export function describeToOwnClients(
  irc: IrcHouse,
  { room: { id }, person, session }: EventOf<"joined">,
): void {
  const room = irc.house.world.room(id);
  if (!room) return;
  for (const client of clientsOf(irc, { id: person.presence! })) {
    if (client.id !== session) client.aside(() => describeRoom(client, room));
  }
}

/** Who may invite people into a room hears that somebody is, if they want to (IRCv3 invite-notify). */
export function notifyOfInvitation(irc: IrcHouse, event: EventOf<"invited">): void {
  const { world } = irc.house;
  for (const { client, presence, room } of clientsIn(irc, event.room.id)) {
    if (client.id === event.session || !client.state.has("invite-notify")) continue;
    const mayInvite = !room.rules.inviteOnly ||
      reachesRank(world.powerIn(room, presence), "operator");
    const bytes = mayInvite &&
      bytesOfEvent(event, { profile: client.profile, perspective: "other" });
    if (bytes) client.send(bytes);
  }
}

/**
 * Clients that know nothing of new names of rooms read that they leave the old one and join the new one,
 * unless it is the same to them (IRCv3 draft/channel-rename, "Fallback").
 */
export function moveClients(irc: IrcHouse, event: EventOf<"room-renamed">): void {
  const { room: was, to, reason, session } = event;
  if (nameKey(was.name) === nameKey(to.name)) return;
  for (const { client, presence, room } of clientsIn(irc, to.id)) {
    if (client.state.has("draft/channel-rename")) continue;
    const move = () => {
      const params = reason === "" ? [] : [reason];
      client.from(client.mask, "PART", [roomChannel(was.name), ...params]);
      announceRoom(client, presence, room);
    };
    // To the one who has done it, this is the answer.
    if (client.id === session) move();
    else client.aside(move);
  }
}

function* clientsIn(
  irc: IrcHouse,
  id: number,
): Generator<{ readonly client: IrcSession; readonly presence: Presence; readonly room: Room }> {
  const { world } = irc.house;
  const room = world.room(id);
  for (const member of room?.members.keys() ?? []) {
    const presence = world.presence(member);
    if (!room || !presence) continue;
    for (const client of clientsOf(irc, presence)) yield { client, presence, room };
  }
}
