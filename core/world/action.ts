/**
 * Actions: all that can be asked of the world, as plain data.
 *
 * @module
 */

import type { MessageStyle } from "./event.ts";
import type { PresenceId, SessionId } from "./person.ts";
import type { Rank, Role } from "./role.ts";
import type { RoomRules } from "./room.ts";
import type { UserId } from "./user.ts";

/** What somebody here does: `by` is their presence, `session` the one they did it on. */
export interface ByPerson {
  /** The presence that does it. */
  readonly by: PresenceId;
  /** The session it is done on, which sees what follows from `here`. */
  readonly session?: SessionId;
}

/** What somebody here does, or the house itself. */
export interface ByPersonOrHouse {
  /** The presence that does it; without one, the house does. */
  readonly by?: PresenceId;
  /** The session it is done on, which sees what follows from `here`. */
  readonly session?: SessionId;
}

/** Every action by its kind, without the time, which the sequencer gives. */
export interface Actions {
  /** A session becomes a person: a guest of that name, or the user. */
  "arrive": {
    session: SessionId;
    /** The presence to make, if the person is not here yet. */
    presence: PresenceId;
    name: string;
    user?: UserId;
    via: string;
  };
  /** A session ends. */
  "depart": { session: SessionId; reason: string };
  /** An account is made: of the guest `by`, or of somebody not here yet. */
  "register": { name: string; passwordHash: string; by?: PresenceId };
  /** A user gets another password; whoever submits this has seen the old one. */
  "set-password": { user: UserId; passwordHash: string };
  /** A sysop gives another user a role, from `member` up. */
  "set-role": ByPerson & { name: string; role: Role };
  /** The house makes the code that its first sysop must know. */
  "open-claim": { code: string };
  /** A user becomes the first sysop, by the code. */
  "claim": ByPerson & { code: string };

  /** The house makes a room; a permanent one is always there. */
  "open-room": { name: string; permanent: boolean };
  /** Somebody goes into a room, or makes it. `only`: enter makes none, create enters none that there is. */
  "join": ByPerson & { room: string; intent?: "enter" | "create" };
  /** Somebody leaves a room; the reason may be empty. */
  "part": ByPerson & { room: string; reason?: string };
  /** An operator sets a room's topic; an empty text takes it away. */
  "set-topic": ByPerson & { room: string; text: string };
  /** An owner changes the rules that are given and leaves the others. */
  "set-rules": ByPerson & { room: string; rules: Partial<RoomRules> };
  /** Somebody asks a person who is here into a room. */
  "invite": ByPerson & { room: string; name: string };
  /** An operator puts somebody out of a room; the reason may be empty. */
  "kick": ByPerson & { room: string; name: string; reason: string };
  /** An operator keeps a name out of a room, and puts out whoever has it. */
  "ban": ByPersonOrHouse & { room: string; name: string; reason: string };
  /** An operator lets a banned name in again. */
  "unban": ByPerson & { room: string; name: string };
  /** An owner gives a rank: to a user for good, to a guest for as long as they are in the room. */
  "set-rank": ByPersonOrHouse & { room: string; name: string; rank: Rank };

  /** Somebody says something in a room they are in. */
  "say": ByPerson & { room: string; text: string; style: MessageStyle };
  /** Something for one person; without `by`, from somebody who has no name. */
  "tell": ByPersonOrHouse & { to: string; text: string; style: MessageStyle };
  /** Something for everyone here; official when the house says it. */
  "shout": ByPersonOrHouse & { text: string; official: boolean };
  /** Somebody goes away, leaving a text for those who tell them something, or comes back without one. */
  "set-away": ByPerson & { text?: string };
  /** Somebody no longer wants to hear a name, or wants to again. */
  "ignore": ByPerson & { name: string; on: boolean };
  /** A user has been shown the messages kept for them. */
  "read-mail": ByPerson;
}

/** The kinds of action. */
export type ActionKind = keyof Actions;

/** An action as it is submitted: all but its time. */
export type Draft = {
  [Kind in ActionKind]: { readonly kind: Kind } & Readonly<Actions[Kind]>;
}[ActionKind];

/** An action as the world applies it. `at` is in milliseconds since the epoch and never goes back. */
export type Action = Draft & { readonly at: number };

/** The action of one kind. */
export type ActionOf<Kind extends ActionKind> = Extract<Action, { kind: Kind }>;
