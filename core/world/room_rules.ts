/**
 * Rules of rooms: making, entering and leaving them, their topic and who may come in.
 *
 * @module
 */

import type { ActionOf } from "./action.ts";
import type { EventOf, WorldEvent } from "./event.ts";
import { actor, checkOptionalText, needRank, powerIn, powerOfRole, roomOf } from "./lookups.ts";
import { faultOfRoomName, nameKey } from "./name.ts";
import { refuse } from "./outcome.ts";
import { roleOf } from "./presence.ts";
import { type Rank, reachesRank } from "./role.ts";
import { OPEN_RULES, type RoomRules } from "./room.ts";
import { type PresenceState, roomFrom, type RoomState, type State } from "./state.ts";
import type { UserId } from "./user.ts";

/** The house makes a room, or makes one permanent that there is. */
export function openRoom(state: State, action: ActionOf<"open-room">): WorldEvent[] {
  const { at, name, permanent } = action;
  const known = state.roomsByKey.get(nameKey(name));
  if (known && (known.permanent || !permanent)) return [];
  checkRoomName(name);
  if (!known) return [makeRoom(state, name, { at, permanent })];
  known.permanent = true;
  return [{ kind: "room-opened", at, room: known.label, permanent }];
}

function checkRoomName(name: string): void {
  const reason = faultOfRoomName(name);
  if (reason) refuse("room-name-not-allowed", { room: name, reason });
}

function makeRoom(
  state: State,
  name: string,
  { at, permanent }: { at: number; permanent: boolean },
): EventOf<"room-opened"> {
  const id = ++state.lastRoom;
  const room = { id, name, createdAt: at, permanent, rules: OPEN_RULES, ranks: [], bans: [] };
  state.addRoom(roomFrom(room));
  return { kind: "room-opened", at, room: { id, name }, permanent };
}

/** Somebody comes into a room; it is made if there is none of that name, and is theirs then. */
export function join(state: State, action: ActionOf<"join">): WorldEvent[] {
  const { at, session } = action;
  const by = actor(state, action.by);
  const known = state.roomsByKey.get(nameKey(action.room));
  if (action.intent === "create" && known) refuse("room-exists", { room: known.name });
  if (known?.members.has(by.id)) refuse("already-in-room", { room: known.name });
  if (by.rooms.size >= state.policy.roomsPerPerson) {
    refuse("too-many-rooms", { limit: state.policy.roomsPerPerson });
  }
  if (action.intent === "enter" && !known) refuse("no-such-room", { room: action.room });
  const isFree = known !== undefined && isUpForGrabs(known);
  if (known && !isFree) checkEntry(known, by);
  // What was said behind a closed door is not for whoever finds the room empty.
  const isForgotten = isFree && (known.rules.hidden || known.rules.inviteOnly);
  const isNew = !known || isForgotten;
  if (isNew) checkMayOpen(state, by, action.room);
  const events: WorldEvent[] = [];
  if (!known) events.push(...openFor(state, action));
  else if (isForgotten) events.push(...replaceRoom(state, known, action));

  const room = state.roomsByKey.get(nameKey(action.room))!;
  const rank = isNew || isFree ? "owner" : rankFor(room, by);
  room.members.set(by.id, rank);
  room.invited.delete(nameKey(by.person.name));
  by.rooms.add(room.id);
  events.push({ kind: "joined", at, session, room: room.label, person: by.person, rank });
  if (by.user && rank === "owner" && room.ranks.get(by.user.id) !== "owner") {
    room.ranks.set(by.user.id, rank);
    events.push({
      kind: "rank-changed",
      at,
      session,
      room: room.label,
      person: by.person,
      rank,
      by: undefined,
    });
  }
  return events;
}

/** An empty room that nobody owns belongs to the next who comes in, whatever its rules say. */
export function isUpForGrabs(room: RoomState): boolean {
  return !room.permanent && room.members.size === 0 && !hasLastingOwner(room);
}

function hasLastingOwner(room: RoomState): boolean {
  for (const rank of room.ranks.values()) if (rank === "owner") return true;
  return false;
}

function rankFor(room: RoomState, by: PresenceState): Rank {
  return (by.user && room.ranks.get(by.user.id)) ?? "member";
}

function checkMayOpen(state: State, by: PresenceState, name: string): void {
  checkRoomName(name);
  const limit = state.policy.roomsPerPerson;
  if (by.user && roomsOwnedBy(state, by.user.id) >= limit) refuse("too-many-rooms", { limit });
}

function openFor(state: State, { at, room }: ActionOf<"join">): WorldEvent[] {
  const events: WorldEvent[] = [];
  if (state.rooms.size >= state.policy.rooms) events.push(closeUnused(state, at));
  events.push(makeRoom(state, room, { at, permanent: false }));
  return events;
}

/** Makes place in a full house: the oldest empty room that is nobody's is forgotten. */
function closeUnused(state: State, at: number): WorldEvent {
  for (const room of state.rooms.values()) {
    if (isUpForGrabs(room)) return closeRoom(state, room, at);
  }
  return refuse("house-full-of-rooms", { limit: state.policy.rooms });
}

/** Takes no more place than there was, so a full house is no reason against it. */
function replaceRoom(state: State, old: RoomState, { at, room }: ActionOf<"join">): WorldEvent[] {
  return [closeRoom(state, old, at), makeRoom(state, room, { at, permanent: false })];
}

function closeRoom(state: State, room: RoomState, at: number): WorldEvent {
  state.removeRoom(room);
  return { kind: "room-closed", at, room: room.label };
}

function roomsOwnedBy(state: State, user: UserId): number {
  let count = 0;
  for (const room of state.rooms.values()) if (room.ranks.get(user) === "owner") count++;
  return count;
}

function checkEntry(room: RoomState, by: PresenceState): void {
  const key = nameKey(by.person.name);
  const ban = room.bans.get(key);
  // A moderator of the house goes everywhere, but a rank in a room does not outlast a ban from it.
  const roaming = reachesRank(powerOfRole(roleOf(by)), "operator");
  if (ban && !roaming) refuse("banned", { room: room.name, reason: ban.reason });
  if (room.invited.has(key) || reachesRank(powerIn(room, by), "operator")) return;
  if (room.rules.inviteOnly) refuse("invite-only", { room: room.name });
  const { limit } = room.rules;
  if (limit > 0 && room.members.size >= limit) refuse("room-full", { room: room.name, limit });
}

/** Somebody leaves a room. */
export function part(state: State, action: ActionOf<"part">): WorldEvent[] {
  const { at, session, reason = "" } = action;
  const by = actor(state, action.by);
  const room = roomOf(state, by, action.room);
  checkOptionalText(reason, state.policy.topicBytes);
  removeFrom(room, by);
  return [{ kind: "left", at, session, room: room.label, person: by.person, reason }];
}

/** Takes a person out of a room's members. */
export function removeFrom(room: RoomState, presence: PresenceState): void {
  room.members.delete(presence.id);
  presence.rooms.delete(room.id);
}

/** An operator says what the room is about; an empty text takes the topic away. */
export function setTopic(state: State, action: ActionOf<"set-topic">): WorldEvent[] {
  const { at, session, text } = action;
  const by = actor(state, action.by);
  const room = roomOf(state, by, action.room);
  needRank(room, by, "operator");
  checkOptionalText(text, state.policy.topicBytes);
  const topic = { text, by: by.person.name, at };
  if (text === "") delete room.topic;
  else room.topic = topic;
  return [{ kind: "topic-changed", at, session, room: room.label, topic }];
}

/** The owner says who may come in. */
export function setRules(state: State, action: ActionOf<"set-rules">): WorldEvent[] {
  const { at, session } = action;
  const by = actor(state, action.by);
  const room = roomOf(state, by, action.room);
  needRank(room, by, "owner");
  const { hidden, inviteOnly, limit } = room.rules;
  const rules: RoomRules = {
    hidden: action.rules.hidden ?? hidden,
    inviteOnly: action.rules.inviteOnly ?? inviteOnly,
    limit: limitFrom(action.rules.limit ?? limit),
  };
  room.rules = rules;
  return [{ kind: "rules-changed", at, session, room: room.label, rules, by: by.person }];
}

/** Anything but a number of people means no limit. */
function limitFrom(limit: number): number {
  return Number.isSafeInteger(limit) && limit > 0 ? limit : 0;
}
