/**
 * The world's state and its indexes. Only the rules change it.
 *
 * @module
 */

import { nameKey, nameLook, nameShape } from "./name.ts";
import type { WorldPolicy } from "./policy.ts";
import type { PresenceId, SessionId } from "./person.ts";
import type { Presence } from "./presence.ts";
import type { Rank } from "./role.ts";
import type { HouseBan } from "./house_ban.ts";
import { MASK_LISTS, type MaskEntry, type MaskList, type Room, type RoomId } from "./room.ts";
import type { RoomRecord, Snapshot, UserRecord } from "./snapshot.ts";
import type { User, UserId } from "./user.ts";

type Mutable<T> = { -readonly [Key in keyof T]: T[Key] };

/** A user as the rules change it. */
export type UserState =
  & Mutable<Omit<User, "ignored" | "notes" | "preferences" | "readMarkers">>
  & {
    ignored: Set<string>;
    notes: Map<string, string>;
    preferences: Map<string, string>;
    readMarkers: Map<string, number>;
  };

/**
 * A presence as the rules change it. A user's shares with the user the names that it ignores, the notes and the
 * preferences.
 */
export type PresenceState =
  & Mutable<
    Omit<
      Presence,
      "user" | "sessions" | "rooms" | "ignored" | "accepted" | "notes" | "preferences"
    >
  >
  & {
    user?: UserState;
    sessions: Set<SessionId>;
    rooms: Set<RoomId>;
    /** These four are changed by {@linkcode setOf} and {@linkcode mapOf} alone. */
    ignored: ReadonlySet<string>;
    accepted: ReadonlySet<PresenceId>;
    notes: ReadonlyMap<string, string>;
    preferences: ReadonlyMap<string, string>;
    /** The last message before they took the name that they wear: older ones of that name are not theirs. */
    namedAfter: number;
    /** Where they call from: only bans from the house look at it. */
    address?: string;
  };

/** A room as the rules change it. */
export type RoomState =
  & Mutable<Omit<Room, "members" | "voiced" | "ranks" | "masks" | "invited" | "notes">>
  & {
    members: Map<PresenceId, Rank>;
    voiced: Set<PresenceId>;
    ranks: Map<UserId, Rank>;
    masks: Record<MaskList, Map<string, MaskEntry>>;
    invited: Set<string>;
    notes: Map<string, string>;
  };

/** Everything that people share, in memory. */
export class State {
  readonly policy: WorldPolicy;
  readonly users: Map<UserId, UserState> = new Map();
  readonly usersByKey: Map<string, UserState> = new Map();
  readonly usersByLook: Map<string, UserState> = new Map();
  readonly usersByShape: Map<string, UserState> = new Map();
  readonly presences: Map<PresenceId, PresenceState> = new Map();
  /** By the names that they wear. */
  readonly presencesByKey: Map<string, PresenceState> = new Map();
  readonly presencesByUser: Map<UserId, PresenceState> = new Map();
  readonly sessions: Map<SessionId, PresenceState> = new Map();
  readonly rooms: Map<RoomId, RoomState> = new Map();
  readonly roomsByKey: Map<string, RoomState> = new Map();
  /** How many messages wait for each user who is not here. */
  readonly mail: Map<UserId, number> = new Map();
  /** By the keys of their masks. */
  readonly houseBans: Map<string, HouseBan> = new Map();
  lastUser: number;
  lastRoom: number;
  lastMessage: number;
  claimCode?: string;

  constructor(snapshot: Snapshot, policy: WorldPolicy) {
    this.policy = policy;
    this.lastUser = snapshot.lastUser;
    this.lastRoom = snapshot.lastRoom;
    this.lastMessage = snapshot.lastMessage;
    this.claimCode = snapshot.claimCode;
    for (const user of snapshot.users) this.addUser(userFrom(user));
    for (const room of snapshot.rooms) this.addRoom(roomFrom(room));
    for (const [user, count] of snapshot.mail) this.mail.set(user, count);
    for (const [key, ban] of snapshot.houseBans) this.houseBans.set(key, ban);
  }

  addUser(user: UserState): void {
    this.users.set(user.id, user);
    this.usersByKey.set(nameKey(user.name), user);
    this.usersByLook.set(nameLook(user.name), user);
    this.usersByShape.set(nameShape(user.name), user);
  }

  addPresence(presence: PresenceState): void {
    this.presences.set(presence.id, presence);
    this.presencesByKey.set(nameKey(presence.person.name), presence);
    if (presence.user) this.presencesByUser.set(presence.user.id, presence);
  }

  removePresence(presence: PresenceState): void {
    this.presences.delete(presence.id);
    this.presencesByKey.delete(nameKey(presence.person.name));
    if (presence.user) this.presencesByUser.delete(presence.user.id);
  }

  /** A guest here has an account from now on. */
  giveUser(presence: PresenceState, user: UserState): void {
    presence.user = user;
    presence.person = { ...presence.person, user: user.id };
    presence.ignored = user.ignored;
    presence.notes = user.notes;
    presence.preferences = user.preferences;
    this.presencesByUser.set(user.id, presence);
  }

  renamePresence(presence: PresenceState, name: string): void {
    const [was, key] = [nameKey(presence.person.name), nameKey(name)];
    this.presencesByKey.delete(was);
    presence.person = { ...presence.person, name };
    if (key !== was) presence.namedAfter = this.lastMessage;
    this.presencesByKey.set(key, presence);
  }

  addRoom(room: RoomState): void {
    this.rooms.set(room.id, room);
    this.roomsByKey.set(nameKey(room.name), room);
  }

  removeRoom(room: RoomState): void {
    this.rooms.delete(room.id);
    this.roomsByKey.delete(nameKey(room.name));
  }

  renameRoom(room: RoomState, name: string): void {
    this.roomsByKey.delete(nameKey(room.name));
    room.name = name;
    room.label = { id: room.id, name };
    this.roomsByKey.set(nameKey(name), room);
  }

  /** The lasting part, in a form in which two equal worlds are equal. */
  snapshot(): Snapshot {
    return {
      users: sorted(this.users.values(), (user) => user.id).map(userRecord),
      rooms: sorted(this.rooms.values(), (room) => room.id).map(roomRecord),
      lastUser: this.lastUser,
      lastRoom: this.lastRoom,
      lastMessage: this.lastMessage,
      mail: sorted(this.mail, ([user]) => user),
      houseBans: sorted(this.houseBans, ([key]) => key),
      ...(this.claimCode !== undefined && { claimCode: this.claimCode }),
    };
  }
}

/** What most guests have: all share it, as four of their own were a twentieth of what a quiet connection keeps. */
export const NOTHING = {
  ignored: new Set<string>(),
  accepted: new Set<PresenceId>(),
  notes: new Map<string, string>(),
  preferences: new Map<string, string>(),
} as const;

/** A set of somebody's, to be changed: it is theirs alone from now on, or their user's. */
export function setOf(presence: PresenceState, name: "accepted" | "ignored"): Set<string> {
  if (presence[name] === NOTHING[name]) presence[name] = new Set();
  return presence[name] as Set<string>;
}

/** A map of somebody's, to be changed: it is theirs alone from now on, or their user's. */
export function mapOf(
  presence: PresenceState,
  name: "notes" | "preferences",
): Map<string, string> {
  if (presence[name] === NOTHING[name]) presence[name] = new Map();
  return presence[name] as Map<string, string>;
}

/** A user who has just registered, or has just been read. */
export function userFrom(record: UserRecord): UserState {
  return {
    ...record,
    ignored: new Set(record.ignored),
    notes: new Map(record.notes),
    preferences: new Map(record.preferences),
    readMarkers: new Map(record.readMarkers),
  };
}

/** A room that has just been made, or has just been read. */
export function roomFrom(record: RoomRecord): RoomState {
  const masks: RoomState["masks"] = {
    ban: new Map(),
    exempt: new Map(),
    invite: new Map(),
    mute: new Map(),
  };
  for (const [list, key, entry] of record.masks) masks[list].set(key, entry);
  return {
    ...record,
    label: { id: record.id, name: record.name },
    members: new Map(),
    voiced: new Set(),
    ranks: new Map(record.ranks),
    masks,
    invited: new Set(),
    notes: new Map(record.notes),
  };
}

function userRecord(user: UserState): UserRecord {
  const { id, name, role, passwordHash, createdAt, lastSeenAt } = user;
  return {
    id,
    name,
    role,
    passwordHash,
    createdAt,
    lastSeenAt,
    ignored: [...user.ignored].sort(),
    notes: sorted(user.notes, ([key]) => key),
    preferences: sorted(user.preferences, ([key]) => key),
    readMarkers: sorted(user.readMarkers, ([key]) => key),
  };
}

function roomRecord(room: RoomState): RoomRecord {
  const { id, name, createdAt, permanent, topic, rules } = room;
  return {
    id,
    name,
    createdAt,
    permanent,
    ...(topic && { topic }),
    rules,
    ranks: sorted(room.ranks, ([user]) => user),
    masks: MASK_LISTS.flatMap((list) =>
      sorted(room.masks[list], ([key]) => key).map(([key, entry]) => [list, key, entry] as const)
    ),
    notes: sorted(room.notes, ([key]) => key),
  };
}

function sorted<T>(items: Iterable<T>, by: (item: T) => number | string): T[] {
  return [...items].sort((a, b) => (by(a) < by(b) ? -1 : 1));
}
