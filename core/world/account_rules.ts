/**
 * Rules of accounts: registering, passwords, roles, and claiming the server.
 *
 * @module
 */

import type { ActionOf } from "./action.ts";
import { checkFreeName, checkNewName, personOf } from "./arrival_rules.ts";
import type { WorldEvent } from "./event.ts";
import { actor, needRole, personNamed, userNamed } from "./lookups.ts";
import { nameKey } from "./name.ts";
import { refuse } from "./outcome.ts";
import type { Role } from "./role.ts";
import type { PresenceState, State, UserState } from "./state.ts";

/** An account is made: of the guest who asks, or of somebody who is not here yet. */
export function register(state: State, action: ActionOf<"register">): WorldEvent[] {
  const presence = action.by === undefined ? undefined : actor(state, action.by);
  if (presence?.user) refuse("already-registered", { name: presence.user.name });
  const name = presence?.person.name ?? action.name;
  if (presence) checkFreeName(state, name);
  else checkNewName(state, name);

  const user: UserState = {
    id: ++state.lastUser,
    name,
    role: "member",
    passwordHash: action.passwordHash,
    createdAt: action.at,
    lastSeenAt: action.at,
    ignored: new Set(presence?.ignored),
  };
  state.addUser(user);
  if (presence) becomeUser(state, presence, user);
  return [{
    kind: "registered",
    at: action.at,
    person: { ...presence?.person, name, user: user.id },
    role: user.role,
    passwordHash: action.passwordHash,
    ignored: [...user.ignored],
  }];
}

/** Gives the guest's presence to the new account; ranks held as a guest do not begin to last. */
function becomeUser(state: State, presence: PresenceState, user: UserState): void {
  presence.user = user;
  presence.person = personOf(presence.id, user);
  presence.ignored = user.ignored;
  state.presencesByKey.set(nameKey(user.name), presence);
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
  const user = userNamed(state, action.name);
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
