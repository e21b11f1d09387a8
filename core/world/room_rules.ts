/**
 * Rules of rooms: making, entering and leaving them, whose they are, their name, topic and rules.
 *
 * @module
 */

import type { ActionOf } from "./action.ts";
import type { EventOf, WorldEvent } from "./event.ts";
import {
  actor,
  checkOptionalText,
  needRank,
  needRole,
  powerIn,
  powerOfRole,
  roomNamed,
  roomOf,
  roomRuledBy,
  type Somebody,
  standingIn,
} from "./lookups.ts";
import { maskedOf, matchesMask } from "./mask.ts";
import { faultOfRoomName, nameKey } from "./name.ts";
import { refuse } from "./outcome.ts";
import { roleOf } from "./presence.ts";
import { type Rank, reachesRank } from "./role.ts";
import {
  type Doer,
  type MaskEntry,
  type MaskList,
  OPEN_RULES,
  type RoomRules,
  type Standing,
} from "./room.ts";
import { type PresenceState, roomFrom, type RoomState, type State } from "./state.ts";
import type { UserId } from "./user.ts";

/** A key as a client can send it: not empty, no spaces, and no comma, which stands between keys. */
const KEY = /^[^\p{C}\p{Z},]{1,50}$/u;

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
  const empty = { rules: OPEN_RULES, ranks: [], masks: [], notes: [] };
  state.addRoom(roomFrom({ id, name, createdAt: at, permanent, ...empty }));
  return { kind: "room-opened", at, room: { id, name }, permanent };
}

/** Somebody comes into a room; it is made if there is none of that name, and theirs to rule then. */
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
  if (known && !isFree) checkEntry(known, by, action.key);
  const isForgotten = isFree && !isWideOpen(known);
  const isNew = !known || isForgotten;
  if (isNew) checkMayOpen(state, by, action.room);
  const events: WorldEvent[] = [];
  if (!known) events.push(...openFor(state, action));
  else if (isForgotten) events.push(...replaceRoom(state, known, action));

  const room = state.roomsByKey.get(nameKey(action.room))!;
  const lasting = standingIn(room, by).rank;
  const rank = isNew || isFree ? rankOfMaker(by) : lasting;
  const standing = { rank, voice: false };
  // It only makes last what those in the room read of by the joining itself.
  const gain: WorldEvent[] = by.user && rank !== lasting
    ? [{ ...changeStanding(room, by, { to: standing, action, by: undefined }), was: standing }]
    : [];
  enter(room, by, rank);
  return [
    ...events,
    { kind: "joined", at, session, room: room.label, person: by.person, rank },
    ...gain,
  ];
}

/** Who has an account owns what they make; a guest only rules it, as nobody could be known as its owner. */
function rankOfMaker(by: PresenceState): Rank {
  return by.user ? "owner" : "operator";
}

function enter(room: RoomState, by: PresenceState, rank: Rank): void {
  room.members.set(by.id, rank);
  if (rank === "voice") room.voiced.add(by.id);
  room.invited.delete(invitationKey(by));
  by.rooms.add(room.id);
}

/** An empty room that nobody owns belongs to the next who comes in, whatever its rules say. */
function isUpForGrabs(room: RoomState): boolean {
  return !room.permanent && room.members.size === 0 && !hasLastingOwner(room);
}

function hasLastingOwner(room: RoomState): boolean {
  for (const rank of room.ranks.values()) if (rank === "owner") return true;
  return false;
}

/** What was said where not everyone could come in is not for whoever finds the room empty. */
function isWideOpen(room: RoomState): boolean {
  return isSame(room.rules, OPEN_RULES) &&
    Object.values(room.masks).every((list) => list.size === 0);
}

function isSame(one: RoomRules, other: RoomRules): boolean {
  const rules = Object.keys(OPEN_RULES) as (keyof RoomRules)[];
  return rules.every((rule) => one[rule] === other[rule]);
}

function checkMayOpen(state: State, by: PresenceState, name: string): void {
  checkRoomName(name);
  if (by.user) checkMayOwn(state, by.user.id);
}

function checkMayOwn(state: State, user: UserId): void {
  const limit = state.policy.roomsPerPerson;
  let owned = 0;
  for (const room of state.rooms.values()) if (room.ranks.get(user) === "owner") owned++;
  if (owned >= limit) refuse("too-many-rooms", { limit });
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

/**
 * Asks as IRC's servers do: for a ban first, then for the invitation, the account, the key and the place. An
 * operator's invitation opens all of them, once: a ban of the name takes back the one before it.
 */
function checkEntry(room: RoomState, by: PresenceState, key: string | undefined): void {
  const { rules, name } = room;
  if (room.invited.has(invitationKey(by))) return;
  const ban = entryAgainst(room, "ban", by);
  if (ban && !getsPastBans(room, by)) refuse("banned", { room: name, reason: ban.reason });
  if (reachesRank(powerIn(room, by), "operator")) return;
  if (rules.inviteOnly && !entryFor(room, "invite", by)) refuse("invite-only", { room: name });
  if (rules.registeredOnly && !by.user) refuse("members-only", {});
  if (rules.key !== "" && key !== rules.key) refuse("wrong-key", { room: name });
  const { limit } = rules;
  if (limit > 0 && room.members.size >= limit) refuse("room-full", { room: name, limit });
}

/**
 * A moderator of the house goes everywhere, and an owner into their own room, whatever masks its operators
 * have set. No other rank in a room outlasts a ban from it.
 */
function getsPastBans(room: RoomState, by: PresenceState): boolean {
  return reachesRank(powerOfRole(roleOf(by)), "operator") || standingIn(room, by).rank === "owner";
}

/** The entry of a list of the room that somebody fits. */
function entryFor(
  room: RoomState,
  list: MaskList,
  presence: PresenceState,
): MaskEntry | undefined {
  const entries = room.masks[list];
  if (entries.size === 0) return undefined;
  const who = maskedOf(presence);
  for (const entry of entries.values()) if (matchesMask(entry.mask, who)) return entry;
  return undefined;
}

/** The entry by which somebody is banned or muted, unless they are exempt. */
export function entryAgainst(
  room: RoomState,
  list: "ban" | "mute",
  presence: PresenceState,
): MaskEntry | undefined {
  const entry = entryFor(room, list, presence);
  return entry && !entryFor(room, "exempt", presence) ? entry : undefined;
}

/** Under which name somebody is invited: a user's is that of the account, whatever name they wear. */
export function invitationKey({ person, user }: Pick<PresenceState, "person" | "user">): string {
  return nameKey(user?.name ?? person.name);
}

/** Gives somebody another standing: to a user for good, to a guest for as long as they are in the room. */
export function changeStanding(
  room: RoomState,
  who: Somebody,
  { to, action, by }: { to: Standing; action: { at: number; session?: string }; by: Doer },
): EventOf<"rank-changed"> {
  const { at, session } = action;
  const { rank, voice } = to;
  const was = standingIn(room, who);
  if (who.user && rank === "member") room.ranks.delete(who.user.id);
  else if (who.user) room.ranks.set(who.user.id, rank);
  if (who.id !== undefined && room.members.has(who.id)) {
    room.members.set(who.id, rank);
    if (voice) room.voiced.add(who.id);
    else room.voiced.delete(who.id);
  }
  const { person } = who;
  return { kind: "rank-changed", at, session, room: room.label, person, was, rank, voice, by };
}

/** Somebody leaves a room. */
export function part(state: State, action: ActionOf<"part">): WorldEvent[] {
  const { at, session, reason = "" } = action;
  const by = actor(state, action.by);
  const room = roomOf(state, by, action.room);
  checkOptionalText(reason, state.policy.topicBytes);
  leaveRoom(room, by);
  return [{ kind: "left", at, session, room: room.label, person: by.person, reason }];
}

/** Takes a person out of a room, with what they were in it while they were there. */
export function leaveRoom(room: RoomState, presence: PresenceState): void {
  room.members.delete(presence.id);
  room.voiced.delete(presence.id);
  presence.rooms.delete(room.id);
}

/**
 * Says what the room is about, which takes a halfop where it is not for everyone; an empty text takes it away.
 * The topic that there is already stays as it is.
 */
export function setTopic(state: State, action: ActionOf<"set-topic">): WorldEvent[] {
  const { at, session, text } = action;
  const by = actor(state, action.by);
  const room = roomRuledBy(state, by, action.room);
  if (!room.rules.openTopic) needRank(room, by, "halfop");
  checkOptionalText(text, state.policy.topicBytes);
  if (text === (room.topic?.text ?? "")) return [];
  const topic = { text, by: by.person.name, at };
  if (text === "") delete room.topic;
  else room.topic = topic;
  const id = ++state.lastMessage;
  return [{ kind: "topic-changed", at, session, room: room.label, id, topic, by: by.person }];
}

/** An operator says who may come in, speak, and set the topic. */
export function setRules(state: State, action: ActionOf<"set-rules">): WorldEvent[] {
  const { at, session } = action;
  const by = actor(state, action.by);
  const room = roomRuledBy(state, by, action.room);
  needRank(room, by, "operator");
  const was = room.rules;
  const rules = changedRules(was, action.rules);
  if (isSame(was, rules)) return [];
  room.rules = rules;
  return [{ kind: "rules-changed", at, session, room: room.label, was, rules, by: by.person }];
}

function changedRules(was: RoomRules, given: Partial<RoomRules>): RoomRules {
  const key = given.key ?? was.key;
  if (key !== "" && !KEY.test(key)) {
    const reason = "a key has up to 50 characters, and no spaces and commas";
    refuse("text-not-allowed", { reason });
  }
  return {
    hidden: given.hidden ?? was.hidden,
    inviteOnly: given.inviteOnly ?? was.inviteOnly,
    limit: limitFrom(given.limit ?? was.limit),
    key,
    moderated: given.moderated ?? was.moderated,
    outsiders: given.outsiders ?? was.outsiders,
    openTopic: given.openTopic ?? was.openTopic,
    noCtcp: given.noCtcp ?? was.noCtcp,
    registeredOnly: given.registeredOnly ?? was.registeredOnly,
    registeredSpeak: given.registeredSpeak ?? was.registeredSpeak,
    opModerated: given.opModerated ?? was.opModerated,
  };
}

/** Anything but a number of people means no limit. */
function limitFrom(limit: number): number {
  return Number.isSafeInteger(limit) && limit > 0 ? limit : 0;
}

/** An operator gives the room another name, or the same in another case; an empty room of that name gives way. */
export function renameRoom(state: State, action: ActionOf<"rename-room">): WorldEvent[] {
  const { at, session, name, reason } = action;
  const by = actor(state, action.by);
  const room = roomRuledBy(state, by, action.room);
  needRank(room, by, "operator");
  // The house opens its rooms by name whenever it starts.
  if (room.permanent) needRole(by, "sysop");
  checkRoomName(name);
  checkOptionalText(reason, state.policy.topicBytes);
  if (name === room.name) return [];
  const other = state.roomsByKey.get(nameKey(name));
  if (other && other !== room && !isUpForGrabs(other)) refuse("room-exists", { room: other.name });
  const closed = other && other !== room ? [closeRoom(state, other, at)] : [];
  const was = room.label;
  state.renameRoom(room, name);
  return [
    ...closed,
    { kind: "room-renamed", at, session, room: was, to: room.label, by: by.person, reason },
  ];
}

/** An operator who is a user makes a room theirs for good that is nobody's. */
export function ownRoom(state: State, action: ActionOf<"own-room">): WorldEvent[] {
  const by = actor(state, action.by);
  const room = roomOf(state, by, action.room);
  const user = by.user ?? refuse("members-only", {});
  // A room of the house is nobody's but the house's.
  needRank(room, by, room.permanent ? "owner" : "operator");
  if (hasLastingOwner(room)) refuse("room-owned", { room: room.name });
  checkMayOwn(state, user.id);
  const { voice } = standingIn(room, by);
  return [changeStanding(room, by, { to: { rank: "owner", voice }, action, by: undefined })];
}

/** An owner gives the room up, from wherever they are, and is one of its operators then. */
export function disownRoom(state: State, action: ActionOf<"disown-room">): WorldEvent[] {
  const by = actor(state, action.by);
  const room = roomNamed(state, action.room);
  const { rank, voice } = standingIn(room, by);
  if (rank !== "owner" || !by.user) refuse("needs-rank", { room: room.name, rank: "owner" });
  return [changeStanding(room, by, { to: { rank: "operator", voice }, action, by: by.person })];
}
