/**
 * Rules of coming and going: sessions become people, and people leave with their last session.
 *
 * @module
 */

import type { ActionOf } from "./action.ts";
import type { EventOf, WorldEvent } from "./event.ts";
import { faultOfName, nameKey, nameLook, nameShape } from "./name.ts";
import { refuse } from "./outcome.ts";
import type { Person, PresenceId } from "./person.ts";
import type { PresenceState, State, UserState } from "./state.ts";

/** A session becomes a person: of a new presence, or of the one that the user has already. */
export function arrive(state: State, action: ActionOf<"arrive">): WorldEvent[] {
  const user = action.user === undefined ? undefined : state.users.get(action.user);
  if (action.user !== undefined && !user) refuse("no-such-user", { name: action.name });
  const here = user && state.presencesByKey.get(nameKey(user.name));
  if (here) return [attach(state, here, action)];
  if (!user) checkGuestName(state, action.name);

  const person = personOf(action.presence, user ?? { name: action.name });
  const presence: PresenceState = {
    id: action.presence,
    person,
    ...(user && { user }),
    via: action.via,
    since: action.at,
    sessions: new Set(),
    rooms: new Set(),
    ignored: user?.ignored ?? new Set(),
  };
  if (user) user.lastSeenAt = action.at;
  state.presences.set(presence.id, presence);
  state.presencesByKey.set(nameKey(person.name), presence);
  return [
    { kind: "arrived", at: action.at, person, via: action.via },
    attach(state, presence, action),
  ];
}

/** The person as events name them. */
export function personOf(
  presence: PresenceId,
  who: { name: string; id?: number },
): Person & { presence: PresenceId } {
  return { presence, name: who.name, ...(who.id !== undefined && { user: who.id }) };
}

function attach(
  state: State,
  presence: PresenceState,
  action: ActionOf<"arrive">,
): EventOf<"attached"> {
  presence.sessions.add(action.session);
  state.sessions.set(action.session, presence);
  const rooms = [...presence.rooms];
  return { kind: "attached", at: action.at, presence: presence.id, session: action.session, rooms };
}

function checkGuestName(state: State, name: string): void {
  checkNewName(state, name);
  if (!state.policy.guests) refuse("guests-refused", {});
}

/** Refuses a name that is not free for somebody who is not here yet. */
export function checkNewName(state: State, name: string): void {
  checkFreeName(state, name);
  if (state.presencesByKey.has(nameKey(name))) refuse("name-in-use", { name });
}

/** Refuses a name that is not allowed, is somebody's account, or looks like one. */
export function checkFreeName(state: State, name: string): void {
  const reason = faultOfName(name);
  if (reason) refuse("name-not-allowed", { name, reason });
  if (state.usersByKey.has(nameKey(name))) refuse("name-registered", { name });
  const like: UserState | undefined = state.usersByLook.get(nameLook(name)) ??
    state.usersByShape.get(nameShape(name));
  if (like) refuse("name-too-similar", { name, like: like.name });
}

/** A session ends; with the last one its person leaves every room and the house. */
export function depart(state: State, action: ActionOf<"depart">): WorldEvent[] {
  const { at, session, reason } = action;
  const presence = state.sessions.get(session);
  if (!presence) return [];
  state.sessions.delete(session);
  presence.sessions.delete(session);
  const detached: WorldEvent = { kind: "detached", at, presence: presence.id, session };
  if (presence.sessions.size > 0) return [detached];

  const rooms = [...presence.rooms];
  for (const room of rooms) state.rooms.get(room)?.members.delete(presence.id);
  state.presences.delete(presence.id);
  state.presencesByKey.delete(nameKey(presence.person.name));
  if (presence.user) presence.user.lastSeenAt = at;
  else forgetInvitations(state, presence);
  const person = { ...presence.person, presence: presence.id };
  return [detached, { kind: "departed", at, person, rooms, reason }];
}

/** A guest's name may be another's tomorrow, who was not invited. */
function forgetInvitations(state: State, guest: PresenceState): void {
  const key = nameKey(guest.person.name);
  for (const room of state.rooms.values()) room.invited.delete(key);
}
