/**
 * What there is to be told of a person beside their name.
 *
 * @module
 */

import { type Presence, reachesRole, roleOf } from "partyline";
import type { IrcHouse } from "../irc_house.ts";

/** What they say they are called; their name if they have said nothing. */
export function realNameOf({ person, realName }: Presence): string {
  return realName ?? person.name;
}

/** Whether they are an operator, as IRC calls the moderators and sysops of the house. */
export function isOperator(presence: Presence): boolean {
  return reachesRole(roleOf(presence), "moderator");
}

/** For how many whole seconds they have done nothing, on any of their sessions. */
export function idleSeconds({ house }: IrcHouse, { id, since }: Presence): number {
  const times = house.directory.sessionsOf(id).map(({ activeAt }) => activeAt);
  return Math.max(0, Math.floor((house.clock.now() - Math.max(since, ...times)) / 1000));
}

/** The address of their first session. */
export function addressOf({ house }: IrcHouse, { id }: Presence): string | undefined {
  return house.directory.sessionsOf(id)[0]?.address;
}

/** Whether nobody on the way can read along, on any of their sessions. */
export function isSecure({ house }: IrcHouse, { id }: Presence): boolean {
  return house.directory.sessionsOf(id).every(({ isSecure }) => isSecure);
}
