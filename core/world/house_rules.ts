/**
 * Rules of the house: who is put out of it, and who may not come in.
 *
 * @module
 */

import type { ActionOf } from "./action.ts";
import type { WorldEvent } from "./event.ts";
import type { HouseBan } from "./house_ban.ts";
import { actor, checkOptionalText, HOUSE_NAME, needRole, presenceNamed } from "./lookups.ts";
import { completeMask, faultOfMask, type Masked, maskedOf, maskKey, matchesMask } from "./mask.ts";
import { refuse } from "./outcome.ts";
import { roleOf } from "./presence.ts";
import { reachesRole } from "./role.ts";
import type { PresenceState, State } from "./state.ts";

/** How many masks may be banned from the house. */
const HOUSE_BANS = 1000;

/** A moderator puts somebody out of the house; whoever holds their sessions ends them. */
export function kill(state: State, action: ActionOf<"kill">): WorldEvent[] {
  const { at, reason } = action;
  const by = actor(state, action.by);
  needRole(by, "moderator");
  checkOptionalText(reason, state.policy.topicBytes);
  const other = presenceNamed(state, action.name);
  if (!reachesRole(roleOf(by), roleOf(other))) refuse("outranked", { name: other.person.name });
  return [{ kind: "killed", at, person: other.person, by: by.person, reason }];
}

/** A moderator bans a mask from the house, or the house does, and puts out whoever fits it. */
export function banFromHouse(state: State, action: ActionOf<"ban-from-house">): WorldEvent[] {
  const { at, reason, until } = action;
  const by = action.by === undefined ? undefined : actor(state, action.by);
  if (by) needRole(by, "moderator");
  const fault = faultOfMask(action.mask);
  if (fault) refuse("mask-not-allowed", { mask: action.mask, reason: fault });
  checkOptionalText(reason, state.policy.topicBytes);
  const mask = completeMask(action.mask);
  const key = maskKey(mask);
  const expired = [...state.houseBans].filter(([known, ban]) => known !== key && isOver(ban, at));
  if (!state.houseBans.has(key) && state.houseBans.size - expired.length >= HOUSE_BANS) {
    refuse("too-many-bans", { room: "", limit: HOUSE_BANS });
  }

  const ban: HouseBan = {
    mask,
    by: by?.person.name ?? HOUSE_NAME,
    at,
    reason,
    ...(until !== undefined && { until }),
  };
  state.houseBans.set(key, ban);
  return [
    ...expired.map(([known, old]) => lift(state, { key: known, ban: old, at })),
    { kind: "banned-from-house", at, key, ban },
    ...[...state.presences.values()]
      .filter((other) => other !== by && isKeptOut(other, ban))
      .map((other) =>
        ({ kind: "killed", at, person: other.person, by: by?.person, reason }) as const
      ),
  ];
}

/** A moderator lifts a ban from the house, or the house does. */
export function unbanFromHouse(state: State, action: ActionOf<"unban-from-house">): WorldEvent[] {
  if (action.by !== undefined) needRole(actor(state, action.by), "moderator");
  const key = maskKey(action.mask);
  const ban = state.houseBans.get(key) ?? refuse("no-such-house-ban", { mask: action.mask });
  return [lift(state, { key, ban, at: action.at })];
}

/** Whoever comes in, or is here, as bans from the house see them. */
export type Caller = Pick<PresenceState, "person" | "user" | "address" | "grantedRole">;

/** Refuses whoever is banned from the house. A sysop is not, by any mask. */
export function checkHouseBans(state: State, caller: Caller, at: number): void {
  for (const ban of state.houseBans.values()) {
    if (!isOver(ban, at) && isKeptOut(caller, ban)) {
      refuse("banned-from-house", { reason: ban.reason });
    }
  }
}

function lift(
  state: State,
  { key, ban, at }: { key: string; ban: HouseBan; at: number },
): WorldEvent {
  state.houseBans.delete(key);
  return { kind: "unbanned-from-house", at, key, ban };
}

function isOver({ until }: HouseBan, at: number): boolean {
  return until !== undefined && until <= at;
}

function isKeptOut(caller: Caller, { mask }: HouseBan): boolean {
  const who: Masked = { ...maskedOf(caller), address: caller.address };
  return matchesMask(mask, who) && !reachesRole(roleOf(caller), "sysop");
}
