/**
 * Rules of coming and going: sessions become people, and people leave with their last session.
 *
 * @module
 */

import type { ActionOf } from "./action.ts";
import type { EventOf, WorldEvent } from "./event.ts";
import { checkHouseBans } from "./house_rules.ts";
import { checkOptionalText } from "./lookups.ts";
import { faultOfName, nameKey, nameLook, nameShape } from "./name.ts";
import { refuse } from "./outcome.ts";
import type { Person, PresenceId, SessionId } from "./person.ts";
import { invitationKey, leaveRoom } from "./room_rules.ts";
import {
  NOTHING,
  type PresenceState,
  type RoomState,
  type State,
  type UserState,
} from "./state.ts";

/** A session becomes a person: of a new presence, or of the one that the user has already. */
export function arrive(state: State, action: ActionOf<"arrive">): WorldEvent[] {
  const { at, session, via, address, realName } = action;
  const user = action.user === undefined ? undefined : state.users.get(action.user);
  if (action.user !== undefined && !user) refuse("no-such-user", { name: action.name });
  const here = user && state.presencesByUser.get(user.id);
  const { ident, host } = action;
  if (here) {
    checkHouseBans(state, { person: { ...here.person, ident, host }, user, address }, at);
    return [attach(state, here, { at, session })];
  }
  const person = newPerson(state, action, user);
  checkHouseBans(state, { person, user, address }, at);
  if (realName !== undefined) checkOptionalText(realName, state.policy.topicBytes);

  const presence: PresenceState = {
    id: action.presence,
    person,
    via,
    since: at,
    sessions: new Set(),
    rooms: new Set(),
    ignored: user?.ignored ?? NOTHING.ignored,
    notes: user?.notes ?? NOTHING.notes,
    preferences: user?.preferences ?? NOTHING.preferences,
    namedAfter: state.lastMessage,
    isBot: action.isBot ?? false,
    hearsUsersOnly: false,
    accepted: NOTHING.accepted,
  };
  if (address !== undefined) presence.address = address;
  if (realName !== undefined) presence.realName = realName;
  if (user) {
    presence.user = user;
    user.lastSeenAt = at;
  }
  state.addPresence(presence);
  const arrived = {
    kind: "arrived",
    at,
    person,
    via,
    ...(action.isBot && { isBot: true }),
  } as const;
  return [arrived, attach(state, presence, { at, session })];
}

function newPerson(
  state: State,
  action: ActionOf<"arrive">,
  user: UserState | undefined,
): Person & { presence: PresenceId } {
  // Users are called as they registered, in whatever case they typed their name this time.
  const isOwn = user !== undefined && nameKey(action.name) === nameKey(user.name);
  const name = isOwn ? user.name : action.name;
  checkNewName(state, name, { user });
  if (!user && !action.isBot && !state.policy.guests) refuse("guests-refused", {});
  const { ident, host } = action;
  return {
    presence: action.presence,
    name,
    ...(user && { user: user.id }),
    ...(ident !== undefined && { ident }),
    ...(host !== undefined && { host }),
  };
}

/** Makes a session one of the person's. */
export function attach(
  state: State,
  presence: PresenceState,
  { at, session }: { at: number; session: SessionId },
): EventOf<"attached"> {
  presence.sessions.add(session);
  state.sessions.set(session, presence);
  return { kind: "attached", at, presence: presence.id, session, rooms: [...presence.rooms] };
}

/** Whose name it is to be: the user's own name is theirs, and so is the one that the presence wears. */
export interface Wearer {
  readonly user?: UserState;
  readonly presence?: PresenceState;
}

/** Refuses a name that is not free: another is here under it, or as of {@linkcode checkFreeName}. */
export function checkNewName(state: State, name: string, wearer: Wearer = {}): void {
  checkFreeName(state, name, wearer.user);
  const bearer = state.presencesByKey.get(nameKey(name));
  if (bearer && bearer !== wearer.presence) refuse("name-in-use", { name });
}

/** Refuses a name that is not allowed, is another's account, or looks like one. */
export function checkFreeName(state: State, name: string, own?: UserState): void {
  if (name === own?.name) return;
  const reason = faultOfName(name);
  if (reason) refuse("name-not-allowed", { name, reason });
  const known = state.usersByKey.get(nameKey(name));
  if (known && known !== own) refuse("name-registered", { name });
  const alike = [state.usersByLook.get(nameLook(name)), state.usersByShape.get(nameShape(name))];
  const like = alike.find((user) => user && user !== own);
  if (like) refuse("name-too-similar", { name, like: like.name });
}

/** A session ends; with the last one its person leaves every room and the house. */
export function depart(
  state: State,
  { at, session, reason }: Omit<ActionOf<"depart">, "kind">,
): WorldEvent[] {
  const presence = state.sessions.get(session);
  if (!presence) return [];
  state.sessions.delete(session);
  presence.sessions.delete(session);
  const detached: WorldEvent = { kind: "detached", at, presence: presence.id, session };
  if (presence.sessions.size > 0) return [detached];

  const rooms = [...presence.rooms];
  for (const id of rooms) {
    const room = state.rooms.get(id);
    if (room) leaveRoom(room, presence);
  }
  state.removePresence(presence);
  forgetInvitations(state, presence);
  if (presence.user) presence.user.lastSeenAt = at;
  const person = { ...presence.person, presence: presence.id };
  const { realName } = presence;
  const named = realName === undefined ? {} : { realName };
  return [detached, { kind: "departed", at, person, ...named, rooms, reason }];
}

/** A guest's name may be another's tomorrow, who was not invited. Gives the rooms that the guest was invited to. */
export function forgetInvitations(state: State, presence: PresenceState): RoomState[] {
  if (presence.user) return [];
  const key = invitationKey(presence);
  return [...state.rooms.values()].filter((room) => room.invited.delete(key));
}
