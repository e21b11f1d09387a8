/**
 * Rules of accounts: registering, passwords, roles, and claiming the server.
 *
 * @module
 */

import type { ActionOf } from "./action.ts";
import { checkFreeName, checkNewName } from "./arrival_rules.ts";
import type { WorldEvent } from "./event.ts";
import { actor, needRole, personNamed, standingOf } from "./lookups.ts";
import { refuse } from "./outcome.ts";
import type { Role } from "./role.ts";
import { type PresenceState, type State, userFrom, type UserState } from "./state.ts";

/** An account is made: of the guest who asks, or of somebody who is not here yet. */
export function register(state: State, action: ActionOf<"register">): WorldEvent[] {
  const presence = action.by === undefined ? undefined : actor(state, action.by);
  if (presence?.user) refuse("already-registered", { name: presence.user.name });
  const name = presence?.person.name ?? action.name;
  if (presence) checkFreeName(state, name);
  else checkNewName(state, name);

  const { at, passwordHash } = action;
  const user = userFrom({
    id: ++state.lastUser,
    name,
    role: "member",
    passwordHash,
    createdAt: at,
    lastSeenAt: at,
    ignored: [...presence?.ignored ?? []],
    notes: [...presence?.notes ?? []],
    preferences: [...presence?.preferences ?? []],
    readMarkers: [],
  });
  state.addUser(user);
  if (presence) state.giveUser(presence, user);
  const person = { ...presence?.person, name, user: user.id };
  return [
    {
      kind: "registered",
      at,
      person,
      role: user.role,
      passwordHash,
      ignored: [...user.ignored],
    },
    // What was noted about a guest lasts from now on, and what they prefer.
    ...[...user.notes].map(([key, value]) =>
      ({ kind: "person-noted", at, person, key, value }) as const
    ),
    ...[...user.preferences].map(([key, value]) =>
      ({ kind: "preferred", at, person, key, value }) as const
    ),
  ];
}

/** A user gets another password. Whether they may is known by whoever has seen the old one. */
export function setPassword(state: State, action: ActionOf<"set-password">): WorldEvent[] {
  const { at, passwordHash } = action;
  const user = state.users.get(action.user);
  if (!user) return refuse("gone", {});
  user.passwordHash = passwordHash;
  return [{ kind: "password-changed", at, user: user.id, passwordHash }];
}

/** A sysop gives a user a role. */
export function setRole(state: State, action: ActionOf<"set-role">): WorldEvent[] {
  const by = actor(state, action.by);
  needRole(by, "sysop");
  if (action.role === "guest") refuse("members-only", {});
  const who = standingOf(state, action.name) ?? refuse("no-such-user", { name: action.name });
  const user = who.user ?? refuse("they-have-no-account", { name: action.name });
  if (user === by.user) refuse("yourself", {});
  return [changeRole(state, user, { role: action.role, by: by, at: action.at })];
}

function changeRole(
  state: State,
  user: UserState,
  { role, by, at }: { role: Role; by: PresenceState; at: number },
): WorldEvent {
  user.role = role;
  const person = { ...personNamed(state, user.name), user: user.id };
  return { kind: "role-changed", at, person, role, by: by.person };
}

/** The house makes the code that its first sysop must know. */
export function openClaim(state: State, action: ActionOf<"open-claim">): WorldEvent[] {
  state.claimCode = action.code;
  return [{ kind: "claim-opened", at: action.at, code: action.code }];
}

/** Whoever knows the code becomes sysop, once. */
export function claim(state: State, action: ActionOf<"claim">): WorldEvent[] {
  const by = actor(state, action.by);
  if (state.claimCode === undefined) refuse("already-claimed", {});
  const user = by.user ?? refuse("members-only", {});
  if (action.code !== state.claimCode) refuse("wrong-code", {});
  delete state.claimCode;
  return [
    { kind: "claim-closed", at: action.at },
    changeRole(state, user, { role: "sysop", by, at: action.at }),
  ];
}
