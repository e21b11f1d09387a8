/**
 * A room: people, a topic, and the rules of who may come in.
 *
 * @module
 */

import type { Person, PresenceId } from "./person.ts";
import type { Rank } from "./role.ts";
import type { UserId } from "./user.ts";

/** A room's number, from 1, never used again. */
export type RoomId = number;

/** A room as an event names it. */
export interface RoomName {
  /** The same for as long as the room is kept. */
  readonly id: RoomId;
  /** As its creator spelt it. */
  readonly name: string;
}

/** What a room is about. */
export interface Topic {
  /** One line; empty only in the event that takes the topic away. */
  readonly text: string;
  /** The name of who set it, as it was then. */
  readonly by: string;
  /** When it was set, in milliseconds since the epoch. */
  readonly at: number;
}

/** Somebody who may not come in. */
export interface Ban {
  /** As its owner spells it, or as it was typed where nobody had it. */
  readonly name: string;
  /** The name of who banned it, as it was then; `the house` where the house did. */
  readonly by: string;
  /** When it was banned, in milliseconds since the epoch. */
  readonly at: number;
  /** May be empty. */
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
  /** The same for as long as the room is kept. */
  readonly id: RoomId;
  /** Its id and its name, as events hold them. */
  readonly label: RoomName;
  /** As its creator spelt it. Rooms whose names differ only in case are one room. */
  readonly name: string;
  /** In milliseconds since the epoch. */
  readonly createdAt: number;
  /** Kept by the house itself: nobody becomes its owner by coming in first. */
  readonly permanent: boolean;
  /** What it is about, if anybody has said so. */
  readonly topic?: Topic;
  /** Who may come in, and who sees it in a list. */
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
