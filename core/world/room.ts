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

/**
 * The lists of masks that a room has. ban: who may neither come in nor speak. mute: who may not speak.
 * exempt: to whom bans and mutes do not apply. invite: who needs no invitation.
 */
export const MASK_LISTS = ["ban", "exempt", "invite", "mute"] as const;

/** One of the lists of masks that a room has. */
export type MaskList = typeof MASK_LISTS[number];

/** An entry of a room's list of masks. */
export interface MaskEntry {
  /** As it was written, made whole: `ann!*@*`, or `account:ann`. */
  readonly mask: string;
  /** The name of who set it, as it was then; `the house` where the house did. */
  readonly by: string;
  /** When it was set, in milliseconds since the epoch. */
  readonly at: number;
  /** May be empty. */
  readonly reason: string;
}

/** Somebody's standing in a room. */
export interface Standing {
  /** The highest of their ranks. */
  readonly rank: Rank;
  /** Whether they have been given a voice, whatever rank they have beside it. */
  readonly voice: boolean;
}

/** What the owner of a room may set. */
export interface RoomRules {
  /** Not in the lists that others see. */
  readonly hidden: boolean;
  /** Only those whom an operator has invited may come in. */
  readonly inviteOnly: boolean;
  /** How many people fit; 0 means no limit. */
  readonly limit: number;
  /** The word that one must know to come in; empty for none. */
  readonly key: string;
  /** Only those with a voice, and those above, may speak. */
  readonly moderated: boolean;
  /** People who are not in the room may speak there. */
  readonly outsiders: boolean;
  /** Everyone in the room may set its topic, not just operators. */
  readonly openTopic: boolean;
  /** Nothing that a client answers by itself may be sent there (CTCP, but for actions). */
  readonly noCtcp: boolean;
  /** Only people with an account may come in. */
  readonly registeredOnly: boolean;
  /** Of those without an account only who has a voice, or stands above that, may speak. */
  readonly registeredSpeak: boolean;
  /** What people without a voice say is heard by halfops and above alone, and is not kept. */
  readonly opModerated: boolean;
}

/** The rules of a new room. */
export const OPEN_RULES: RoomRules = {
  hidden: false,
  inviteOnly: false,
  limit: 0,
  key: "",
  moderated: false,
  outsiders: false,
  openTopic: false,
  noCtcp: false,
  registeredOnly: false,
  registeredSpeak: false,
  opModerated: false,
};

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
  /** Who is in the room, and the highest of their ranks while they are. */
  readonly members: ReadonlyMap<PresenceId, Rank>;
  /** Who of them has been given a voice, whatever their rank. */
  readonly voiced: ReadonlySet<PresenceId>;
  /** Ranks of users that last. */
  readonly ranks: ReadonlyMap<UserId, Rank>;
  /** The masks of each list, by their keys. */
  readonly masks: Readonly<Record<MaskList, ReadonlyMap<string, MaskEntry>>>;
  /** Keys of the names that operators have invited; each may come in once. */
  readonly invited: ReadonlySet<string>;
  /** What clients have noted about it, by key. */
  readonly notes: ReadonlyMap<string, string>;
}

/** The person who did something to a room or in it: a presence, or the house itself. */
export type Doer = Person | undefined;
