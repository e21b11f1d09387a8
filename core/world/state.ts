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
import type { Ban, Room, RoomId, RoomName } from "./room.ts";
import type { RoomRecord, Snapshot, UserRecord } from "./snapshot.ts";
import type { User, UserId } from "./user.ts";

type Mutable<T> = { -readonly [Key in keyof T]: T[Key] };

/** A user as the rules change it. */
export type UserState = Mutable<Omit<User, "ignored">> & { ignored: Set<string> };

/** A presence as the rules change it. */
export type PresenceState = Mutable<Omit<Presence, "user" | "sessions" | "rooms" | "ignored">> & {
  user?: UserState;
  sessions: Set<SessionId>;
  rooms: Set<RoomId>;
  ignored: Set<string>;
};

/** A room as the rules change it. */
export type RoomState =
  & Mutable<Omit<Room, "members" | "ranks" | "bans" | "invited">>
  & {
    members: Map<PresenceId, Rank>;
    ranks: Map<UserId, Rank>;
    bans: Map<string, Ban>;
    invited: Set<string>;
  };

/** Everything that people share, in memory. */
export class State {
  readonly policy: WorldPolicy;
  readonly users: Map<UserId, UserState> = new Map();
  readonly usersByKey: Map<string, UserState> = new Map();
  readonly usersByLook: Map<string, UserState> = new Map();
  readonly usersByShape: Map<string, UserState> = new Map();
  readonly presences: Map<PresenceId, PresenceState> = new Map();
  readonly presencesByKey: Map<string, PresenceState> = new Map();
  readonly sessions: Map<SessionId, PresenceState> = new Map();
  readonly rooms: Map<RoomId, RoomState> = new Map();
  readonly roomsByKey: Map<string, RoomState> = new Map();
  /** How many messages wait for each user who is not here. */
  readonly mail: Map<UserId, number> = new Map();
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
    for (const user of snapshot.users) this.addUser({ ...user, ignored: new Set(user.ignored) });
    for (const room of snapshot.rooms) this.addRoom(roomFrom(room));
    for (const [user, count] of snapshot.mail) this.mail.set(user, count);
  }

  addUser(user: UserState): void {
    this.users.set(user.id, user);
    this.usersByKey.set(nameKey(user.name), user);
    this.usersByLook.set(nameLook(user.name), user);
    this.usersByShape.set(nameShape(user.name), user);
  }

  addRoom(room: RoomState): void {
    this.rooms.set(room.id, room);
    this.roomsByKey.set(nameKey(room.name), room);
  }

  removeRoom(room: RoomState): void {
    this.rooms.delete(room.id);
    this.roomsByKey.delete(nameKey(room.name));
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
      ...(this.claimCode !== undefined && { claimCode: this.claimCode }),
    };
  }
}

/** A room that has just been made, or has just been read. */
export function roomFrom(record: RoomRecord): RoomState {
  const label: RoomName = { id: record.id, name: record.name };
  return {
    ...record,
    label,
    members: new Map(),
    ranks: new Map(record.ranks),
    bans: new Map(record.bans),
    invited: new Set(),
  };
}

function userRecord(user: UserState): UserRecord {
  const { id, name, role, passwordHash, createdAt, lastSeenAt } = user;
  const ignored = [...user.ignored].sort();
  return { id, name, role, passwordHash, createdAt, lastSeenAt, ignored };
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
    bans: sorted(room.bans, ([key]) => key),
  };
}

function sorted<T>(items: Iterable<T>, by: (item: T) => number | string): T[] {
  return [...items].sort((a, b) => (by(a) < by(b) ? -1 : 1));
}
