/**
 * Rules of who somebody is while they are here: their account, their name, what they say of themself.
 *
 * @module
 */

import type { ActionOf } from "./action.ts";
import { attach, checkNewName, depart, forgetInvitations } from "./arrival_rules.ts";
import type { WorldEvent } from "./event.ts";
import { checkHouseBans } from "./house_rules.ts";
import { actor, checkOptionalText, standingIn } from "./lookups.ts";
import { refuse } from "./outcome.ts";
import { reachesRank } from "./role.ts";
import { changeStanding, invitationKey } from "./room_rules.ts";
import type { PresenceState, RoomState, State } from "./state.ts";

/** A guest turns out to be a user: becomes them, or joins them with the session if they are here. */
export function identify(state: State, action: ActionOf<"identify">): WorldEvent[] {
  const { at, session } = action;
  const by = actor(state, action.by);
  if (by.user) refuse("already-registered", { name: by.user.name });
  const user = state.users.get(action.user);
  if (!user || !by.sessions.has(session)) return refuse("gone", {});
  checkHouseBans(state, { ...by, user }, at);
  const here = state.presencesByUser.get(user.id);
  if (here) {
    return [
      ...depart(state, { at, session, reason: `identified as ${user.name}` }),
      attach(state, here, { at, session }),
    ];
  }

  const was = by.person;
  const invitedTo = forgetInvitations(state, by);
  user.lastSeenAt = at;
  state.giveUser(by, user);
  for (const room of invitedTo) room.invited.add(invitationKey(by));
  const person = { ...by.person, user: user.id };
  return [
    { kind: "identified", at, session, was, person },
    ...[...by.rooms].flatMap((id) => takeUpRank(state.rooms.get(id)!, by, action)),
  ];
}

/** What the account may do in a room counts from now on; what the guest may do stays, if it is more. */
function takeUpRank(
  room: RoomState,
  by: PresenceState,
  action: ActionOf<"identify">,
): WorldEvent[] {
  const was = standingIn(room, by);
  const rank = room.ranks.get(by.user!.id) ?? "member";
  if (reachesRank(was.rank, rank)) return [];
  const to = { rank, voice: was.voice || rank === "voice" };
  return [changeStanding(room, by, { to, action, by: undefined })];
}

/** Somebody takes another name: that of their account, or one that is free. */
export function rename(state: State, action: ActionOf<"rename">): WorldEvent[] {
  const { at, session, name } = action;
  const by = actor(state, action.by);
  const was = by.person;
  if (name === was.name) return [];
  checkNewName(state, name, { user: by.user, presence: by });
  forgetInvitations(state, by);
  state.renamePresence(by, name);
  const person = { ...by.person, presence: by.id };
  return [{ kind: "renamed", at, session, was, person }];
}

/** Somebody says what they are called, whether they are a program, or whom they hear. */
export function describe(state: State, action: ActionOf<"describe">): WorldEvent[] {
  const { at, session, realName, isBot, hearsUsersOnly } = action;
  const by = actor(state, action.by);
  if (realName !== undefined) {
    checkOptionalText(realName, state.policy.topicBytes);
    by.realName = realName;
  }
  if (isBot !== undefined) by.isBot = isBot;
  if (hearsUsersOnly !== undefined) by.hearsUsersOnly = hearsUsersOnly;
  return [{
    kind: "described",
    at,
    session,
    person: by.person,
    ...(realName !== undefined && { realName }),
    isBot: by.isBot,
  }];
}

/** Somebody has a role of the house until they leave, or gives it back. */
export function grantRole(state: State, action: ActionOf<"grant-role">): WorldEvent[] {
  const { at, session, role } = action;
  const by = actor(state, action.by);
  if (role === "guest") delete by.grantedRole;
  else by.grantedRole = role;
  return [{ kind: "role-granted", at, session, person: by.person, role }];
}
