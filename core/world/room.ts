/**
 * A room: people, a topic, and the rules of who may come in.
 *
 * @module
 */

import type { Person, PresenceId } from "./presence.ts";
import type { Rank } from "./role.ts";
import type { UserId } from "./user.ts";

/** A room's number, from 1, never used again. */
export type RoomId = number;

/** A room as an event names it. */
export interface RoomName {
  readonly id: RoomId;
  readonly name: string;
}

/** What a room is about. */
export interface Topic {
  readonly text: string;
  readonly by: string;
  readonly at: number;
}

/** Somebody who may not come in. */
export interface Ban {
  readonly name: string;
  readonly by: string;
  readonly at: number;
  readonly reason: string;
}

/** What the owner of a room may set. */
export interface RoomRules {
  /** Not in the lists that others see. */
  readonly hidden: boolean;
  /** Only those whom an operator has invited may come in. */
  readonly inviteOnly: boolean;
  /** How many people fit; 0 means no limit. */
  readonly limit: number;
}

/** The rules of a new room. */
export const OPEN_RULES: RoomRules = { hidden: false, inviteOnly: false, limit: 0 };

/** A room as everyone may read it. */
export interface Room {
  readonly id: RoomId;
  readonly label: RoomName;
  readonly name: string;
  readonly createdAt: number;
  /** Kept by the house itself: nobody becomes its owner by coming in first. */
  readonly permanent: boolean;
  readonly topic?: Topic;
  readonly rules: RoomRules;
  /** Who is in the room, and their rank while they are. */
  readonly members: ReadonlyMap<PresenceId, Rank>;
  /** Ranks of users that last. */
  readonly ranks: ReadonlyMap<UserId, Rank>;
  /** By the key of the banned name. */
  readonly bans: ReadonlyMap<string, Ban>;
  /** Keys of the names that operators have invited; each may come in once. */
  readonly invited: ReadonlySet<string>;
}

/** The person who did something to a room or in it: a presence, or the house itself. */
export type Doer = Person | undefined;
