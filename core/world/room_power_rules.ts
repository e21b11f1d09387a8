/**
 * Rules of power in a room: who may invite, kick, ban, and give rank.
 *
 * @module
 */

import type { ActionOf } from "./action.ts";
import type { WorldEvent } from "./event.ts";
import {
  actor,
  checkOptionalText,
  needRank,
  needToOutrank,
  personNamed,
  powerIn,
  presenceNamed,
  roomNamed,
  roomOf,
  standingOf,
} from "./lookups.ts";
import { faultOfName, nameKey } from "./name.ts";
import { refuse } from "./outcome.ts";
import { type Rank, reachesRank } from "./role.ts";
import type { Ban, Doer } from "./room.ts";
import { removeFrom } from "./room_rules.ts";
import type { PresenceState, RoomState, State } from "./state.ts";

/** Who has banned somebody, where it was the house. */
const HOUSE_NAME = "the house";

/**
 * Somebody is asked into a room: by anyone in it, or by an operator where the room is invite-only.
 * Only an operator's word opens a door that is closed, then or later.
 */
export function invite(state: State, action: ActionOf<"invite">): WorldEvent[] {
  const { at, session } = action;
  const by = actor(state, action.by);
  const room = roomOf(state, by, action.room);
  const other = presenceNamed(state, action.name);
  if (room.rules.inviteOnly) needRank(room, by, "operator");
  if (room.members.has(other.id)) {
    refuse("they-are-in-room", { room: room.name, name: other.person.name });
  }
  if (reachesRank(powerIn(room, by), "operator")) room.invited.add(nameKey(other.person.name));
  const heard = other.ignored.has(nameKey(by.person.name)) ? {} : { person: other.person };
  if (!heard.person) return [];
  return [{ kind: "invited", at, session, room: room.label, person: heard.person, by: by.person }];
}

/** An operator puts somebody out of a room. */
export function kick(state: State, action: ActionOf<"kick">): WorldEvent[] {
  const by = actor(state, action.by);
  const room = roomOf(state, by, action.room);
  needRank(room, by, "operator");
  checkOptionalText(action.reason, state.policy.topicBytes);
  const other = presenceNamed(state, action.name);
  if (other.id === by.id) refuse("yourself", {});
  if (!room.members.has(other.id)) {
    refuse("they-are-not-in-room", { room: room.name, name: other.person.name });
  }
  needToOutrank(room, by, other);
  return [putOut(room, other, { by: by.person, action, banned: false })];
}

function putOut(
  room: RoomState,
  other: PresenceState,
  { by, action, banned }: {
    by: Doer;
    action: ActionOf<"kick"> | ActionOf<"ban">;
    banned: boolean;
  },
): WorldEvent {
  removeFrom(room, other);
  const { at, session, reason } = action;
  const { person } = other;
  return { kind: "kicked", at, session, room: room.label, person, by, reason, banned };
}

/** An operator keeps a name out of a room, or the house does, and puts its bearer out if they are in it. */
export function ban(state: State, action: ActionOf<"ban">): WorldEvent[] {
  const { at, session, reason } = action;
  const by = action.by === undefined ? undefined : actor(state, action.by);
  const room = by ? roomOf(state, by, action.room) : roomNamed(state, action.room);
  if (by) needRank(room, by, "operator");
  checkOptionalText(reason, state.policy.topicBytes);
  if (faultOfName(action.name)) refuse("no-such-user", { name: action.name });
  const key = nameKey(action.name);
  if (!room.bans.has(key) && room.bans.size >= state.policy.bansPerRoom) {
    refuse("too-many-bans", { room: room.name, limit: state.policy.bansPerRoom });
  }
  const known = standingOf(state, action.name);
  if (by && known?.id === by.id) refuse("yourself", {});
  if (by && known) needToOutrank(room, by, known);

  const name = known?.person.name ?? action.name;
  const entry: Ban = { name, by: by?.person.name ?? HOUSE_NAME, at, reason };
  room.bans.set(key, entry);
  room.invited.delete(key);
  const events: WorldEvent[] = [{ kind: "banned", at, session, room: room.label, key, ban: entry }];
  const other = state.presencesByKey.get(key);
  if (other && room.members.has(other.id)) {
    events.push(putOut(room, other, { by: by?.person, action, banned: true }));
  }
  return events;
}

/** An operator lets a banned name in again. */
export function unban(state: State, action: ActionOf<"unban">): WorldEvent[] {
  const { at, session } = action;
  const by = actor(state, action.by);
  const room = roomOf(state, by, action.room);
  needRank(room, by, "operator");
  const key = nameKey(action.name);
  const entry = room.bans.get(key) ?? refuse("no-such-ban", { room: room.name, name: action.name });
  room.bans.delete(key);
  return [{
    kind: "unbanned",
    at,
    session,
    room: room.label,
    key,
    name: entry.name,
    by: by.person,
  }];
}

/** An owner or the house gives a rank: to a user for good, to a guest for as long as they are in the room. */
export function setRank(state: State, action: ActionOf<"set-rank">): WorldEvent[] {
  const { at, session, rank } = action;
  const by = action.by === undefined ? undefined : actor(state, action.by);
  const room = by ? roomOf(state, by, action.room) : roomNamed(state, action.room);
  if (by) needRank(room, by, "owner");
  const person = personNamed(state, action.name);
  const member = person.presence !== undefined && room.members.has(person.presence);
  if (!member && person.user === undefined) {
    refuse("they-are-not-in-room", { room: room.name, name: person.name });
  }
  if (by && person.presence !== by.id) needToOutrank(room, by, standingOf(state, action.name)!);
  if (person.user !== undefined) setLastingRank(room, person.user, rank);
  if (member) room.members.set(person.presence!, rank);
  return [{ kind: "rank-changed", at, session, room: room.label, person, rank, by: by?.person }];
}

function setLastingRank(room: RoomState, user: number, rank: Rank): void {
  if (rank === "member") room.ranks.delete(user);
  else room.ranks.set(user, rank);
}
