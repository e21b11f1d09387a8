/**
 * Actions: all that can be asked of the world, as plain data.
 *
 * @module
 */

import type { MessageExtras, MessageId, MessageStyle } from "./event.ts";
import type { PresenceId, SessionId } from "./person.ts";
import type { Rank, Role } from "./role.ts";
import type { MaskList, RoomRules } from "./room.ts";
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
  /** A session becomes a person: a guest of that name, or the user, who may wear another free name. */
  "arrive": {
    session: SessionId;
    /** The presence to make, if the person is not here yet. */
    presence: PresenceId;
    name: string;
    user?: UserId;
    via: string;
    /** As of {@linkcode Person}. */
    ident?: string;
    /** As of {@linkcode Person}. */
    host?: string;
    /** Where they call from, for bans from the house. */
    address?: string;
    /** What they say they are called. */
    realName?: string;
    /** Whether it is a program of the house itself, which may come in even where guests may not. */
    isBot?: boolean;
  };
  /** A guest turns out to be a user, whose password has been seen; if the user is here, the session joins them. */
  "identify": ByPerson & { session: SessionId; user: UserId };
  /** Somebody takes another name. */
  "rename": ByPerson & { name: string };
  /**
   * Somebody says what they are called, whether they are a program, or whether guests may tell them
   * something; what is left out stays.
   */
  "describe": ByPerson & { realName?: string; isBot?: boolean; hearsUsersOnly?: boolean };
  /** Somebody knows the operator's password, which gives this role until they leave; `guest` gives it back. */
  "grant-role": ByPerson & { role: Role };
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
  /**
   * Somebody goes into a room, or makes it. `intent`: enter makes none, create enters none that there is.
   * `key`: the word that the room may ask for.
   */
  "join": ByPerson & { room: string; intent?: "enter" | "create"; key?: string };
  /** Somebody leaves a room; the reason may be empty. */
  "part": ByPerson & { room: string; reason?: string };
  /** An operator sets a room's topic; an empty text takes it away. */
  "set-topic": ByPerson & { room: string; text: string };
  /** An operator changes the rules that are given and leaves the others. */
  "set-rules": ByPerson & { room: string; rules: Partial<RoomRules> };
  /** Somebody asks a person who is here into a room. */
  "invite": ByPerson & { room: string; name: string };
  /** An operator puts somebody out of a room; the reason may be empty. */
  "kick": ByPerson & { room: string; name: string; reason: string };
  /** An operator keeps a name out of a room, and puts out whoever has it. */
  "ban": ByPersonOrHouse & { room: string; name: string; reason: string };
  /** An operator puts a mask on a list of the room; nobody is put out by it. */
  "set-mask": ByPerson & { room: string; list: MaskList; mask: string; reason?: string };
  /** An operator takes a mask off a list of the room; a plain name stands for the mask of that name. */
  "lift-mask": ByPerson & { room: string; list: MaskList; mask: string };
  /** Somebody gives a rank up to their own: to a user for good, to a guest for as long as they are in the room. */
  "set-rank": ByPersonOrHouse & { room: string; name: string; rank: Rank };
  /** A halfop gives a voice, or takes it; the rank above it stays. */
  "set-voice": ByPersonOrHouse & { room: string; name: string; on: boolean };
  /** An operator gives the room another name. */
  "rename-room": ByPerson & { room: string; name: string; reason: string };
  /** An operator who is a user makes an unowned room theirs for good. */
  "own-room": ByPerson & { room: string };
  /** An owner gives the room up: it is nobody's then. */
  "disown-room": ByPerson & { room: string };

  /** Somebody says something in a room they are in. */
  "say": ByPerson & {
    room: string;
    text: string;
    style: MessageStyle;
    /** Only those of this rank and above hear it, and it is not kept. */
    atLeast?: Rank;
    extras?: MessageExtras;
  };
  /** Something for one person; without `by`, from somebody who has no name. */
  "tell": ByPersonOrHouse & {
    to: string;
    text: string;
    style: MessageStyle;
    extras?: MessageExtras;
  };
  /** Somebody takes back what they said in a room, or an operator what anybody did; the reason may be empty. */
  "redact": ByPerson & { room: string; id: MessageId; from: RedactedMessage; reason: string };
  /** Somebody takes back what they told one person; the reason may be empty. */
  "redact-told": ByPerson & { to: string; id: MessageId; from: RedactedMessage; reason: string };
  /** Something for everyone here; official when the house says it. */
  "shout": ByPersonOrHouse & {
    text: string;
    official: boolean;
    /** Only those of this role in the house and above hear it. */
    atLeast?: Role;
    /** Only for those who listen to operators (IRC's WALLOPS). */
    wallops?: boolean;
  };
  /** Somebody goes away, leaving a text for those who tell them something, or comes back without one. */
  "set-away": ByPerson & { text?: string };
  /** Somebody wants to hear a person here even while they hear users only, or does no more. */
  "accept": ByPerson & { name: string; on: boolean };
  /** Somebody no longer wants to hear a name, or wants to again. */
  "ignore": ByPerson & { name: string; on: boolean };
  /** A user has been shown the messages kept for them. */
  "read-mail": ByPerson;
  /** A user has read up to a moment, in milliseconds since the epoch; an earlier one than is known changes nothing. */
  "mark-read": ByPerson & { target: ReadTarget; readTo: number };
  /** Somebody wants the house to be so with them, or has no preference any more without a value. */
  "prefer": ByPerson & { key: string; value?: string };
  /** Somebody notes something about themself, or takes it back without a value. */
  "note-person": ByPerson & { key: string; value?: string };
  /** An operator notes something about a room, or takes it back without a value. */
  "note-room": ByPerson & { room: string; key: string; value?: string };

  /** A moderator puts somebody out of the house. */
  "kill": ByPerson & { name: string; reason: string };
  /** A moderator keeps whoever fits a mask out of the house, and puts them out. */
  "ban-from-house": ByPersonOrHouse & {
    mask: string;
    reason: string;
    /** In milliseconds since the epoch; undefined for good. */
    until?: number;
  };
  /** A moderator lifts a ban from the house. */
  "unban-from-house": ByPersonOrHouse & { mask: string };
}

/** What the history says of a message that is to be taken back. */
export interface RedactedMessage {
  /** The name of who sent it, as it was then. */
  readonly name: string;
  /** Undefined if a guest did. */
  readonly user?: UserId;
}

/** What a read marker is of: a room, or the talk with one person. */
export type ReadTarget = { readonly room: string } | { readonly person: string };

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
