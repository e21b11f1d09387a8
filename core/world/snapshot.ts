/**
 * The lasting part of the world as plain data: what storage hands over at start.
 *
 * @module
 */

import type { Rank, Role } from "./role.ts";
import type { HouseBan } from "./house_ban.ts";
import type { MaskEntry, MaskList, RoomId, RoomRules, Topic } from "./room.ts";
import type { UserId } from "./user.ts";

/** A user as it is kept. */
export interface UserRecord {
  readonly id: UserId;
  readonly name: string;
  readonly role: Role;
  readonly passwordHash: string;
  readonly createdAt: number;
  readonly lastSeenAt: number;
  /** Keys of names, sorted. */
  readonly ignored: readonly string[];
  /** By key, sorted. */
  readonly notes: readonly (readonly [string, string])[];
  /** By key, sorted. */
  readonly preferences: readonly (readonly [string, string])[];
  /** By key of the target, sorted. */
  readonly readMarkers: readonly (readonly [string, number])[];
}

/** A room as it is kept. */
export interface RoomRecord {
  readonly id: RoomId;
  readonly name: string;
  readonly createdAt: number;
  readonly permanent: boolean;
  readonly topic?: Topic;
  readonly rules: RoomRules;
  /** By user, sorted. */
  readonly ranks: readonly (readonly [UserId, Rank])[];
  /** By list, then key of the mask, sorted. */
  readonly masks: readonly (readonly [MaskList, string, MaskEntry])[];
  /** By key, sorted. */
  readonly notes: readonly (readonly [string, string])[];
}

/** All that lasts, but the messages themselves. */
export interface Snapshot {
  /** By id. */
  readonly users: readonly UserRecord[];
  /** By id. */
  readonly rooms: readonly RoomRecord[];
  /** The highest ids given so far. */
  readonly lastUser: number;
  readonly lastRoom: number;
  readonly lastMessage: number;
  /** How many messages are kept for each user who has any waiting, by user. */
  readonly mail: readonly (readonly [UserId, number])[];
  /** By key of the mask, sorted. */
  readonly houseBans: readonly (readonly [string, HouseBan])[];
  /** The code that makes its first knower sysop, while there is none. */
  readonly claimCode?: string;
}

/** The world of a server that has never run. */
export const EMPTY_SNAPSHOT: Snapshot = {
  users: [],
  rooms: [],
  lastUser: 0,
  lastRoom: 0,
  lastMessage: 0,
  mail: [],
  houseBans: [],
};
