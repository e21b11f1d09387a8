/**
 * Whom and what a client may see: people who are invisible, rooms that are hidden.
 *
 * @module
 */

import type { Presence, Room } from "partyline";
import type { IrcHouse } from "../irc_house.ts";
import { IrcSession } from "../irc_session.ts";

/** The clients of IRC that are a person. */
export function clientsOf(
  { house }: { readonly house: Pick<IrcHouse["house"], "directory"> },
  { id }: Pick<Presence, "id">,
): IrcSession[] {
  return house.directory.sessionsOf(id).filter((session) => session instanceof IrcSession);
}

/** Whether two people are in a room together. */
export function shareRoom(one: Presence, other: Presence): boolean {
  return !one.rooms.isDisjointFrom(other.rooms);
}

/** Whether a client is shown somebody in a list that it has not asked for by that name. */
export function mayList(session: IrcSession, presence: Presence): boolean {
  return mayInspect(session, presence) || shareRoom(session.person, presence) ||
    !session.irc.crowd.isInvisible(presence);
}

/** Whether a client may know of a room. */
export function maySeeRoom(session: IrcSession, { id, rules }: Room): boolean {
  return !rules.hidden || session.isIn(id) || session.hasRole("moderator");
}

/** Whether a client may know where somebody calls from, and how: it is they, or a moderator. */
export function mayInspect(session: IrcSession, { id }: Presence): boolean {
  return session.presence?.id === id || session.hasRole("moderator");
}
