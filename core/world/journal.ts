/**
 * What the world needs of whoever remembers: interfaces that storage implements.
 *
 * @module
 */

import type { MessageExtras, MessageId, MessageStyle, WorldEvent } from "./event.ts";
import type { RoomId } from "./room.ts";
import type { Snapshot } from "./snapshot.ts";
import type { UserId } from "./user.ts";

/** Keeps the events that last. */
export interface Journal {
  /** The lasting part of the world as it was when the journal was last written. */
  load(): Snapshot;
  /**
   * Writes events in their order, all of them or none.
   *
   * @throws If they can't be written.
   */
  commit(events: readonly WorldEvent[]): void;
}

/** A message of a room as it is kept. `at` is in milliseconds since the epoch. */
export interface RoomMessage {
  /** Higher than that of every message said or told before it. */
  readonly id: MessageId;
  /** When it was said. */
  readonly at: number;
  /** The name of who said it, as it was then. */
  readonly name: string;
  /** One line, as it was sent. */
  readonly text: string;
  /** How it was meant. */
  readonly style: MessageStyle;
  /** Their account; undefined for a guest. */
  readonly user?: UserId;
  /** As of {@linkcode Person}, if it was known. */
  readonly ident?: string;
  /** As of {@linkcode Person}, if it was known. */
  readonly host?: string;
  /** What IRC clients sent with it. */
  readonly extras?: MessageExtras;
}

/** A private message as it is kept. */
export interface PrivateMessage extends RoomMessage {
  /** The name of whom it was told to, as it was then. */
  readonly to: string;
  /** Their account; undefined for a guest. */
  readonly toUser?: UserId;
}

/** A change of a room's topic as it is kept. */
export type TopicChange = Omit<RoomMessage, "extras" | "style">;

/** A place in the order of messages: just at a message, or a moment in milliseconds since the epoch. */
export type Bound = { readonly id: MessageId } | { readonly at: number };

/**
 * A part of a history, its bounds left out: messages are in the order of their moments, and of their ids
 * within one. newest: the last before `before` and after `after`. oldest: the first of them. Both give the
 * oldest first.
 */
export interface Span {
  /** Only what is later. */
  readonly after?: Bound;
  /** Only what is earlier. */
  readonly before?: Bound;
  /** Which end the limit leaves. */
  readonly take: "newest" | "oldest";
  /** The most messages. */
  readonly limit: number;
  /** Whether messages that are nothing but tags are among them; not so by default. */
  readonly withTags?: boolean;
}

/** Whose talk: a user's with another, who may be the same, or with guests by the name they wore then. */
export type Correspondence =
  | { readonly user: UserId; readonly other: UserId }
  /** In which case counts for other letters than those of ASCII. */
  | { readonly user: UserId; readonly guest: string };

/** Somebody with whom a user has talked, and when last, in milliseconds since the epoch. */
export interface Correspondent {
  /** Their account. */
  readonly user: UserId;
  /** In milliseconds since the epoch. */
  readonly lastAt: number;
}

/** Answers what was said. Reads are synchronous and see every event committed. */
export interface History {
  /**
   * The newest messages of a room, oldest first; `before` leaves out that id and those after it. None are
   * nothing but tags.
   */
  recent(room: RoomId, options: { limit: number; before?: MessageId }): RoomMessage[];
  /** A part of what was said in a room. */
  said(room: RoomId, span: Span): RoomMessage[];
  /** A part of what the topic of a room was set to; an empty text where it was taken away. */
  topics(room: RoomId, span: Omit<Span, "withTags">): TopicChange[];
  /** A part of what two told each other; what was taken back, or unheard, is not in it. */
  told(who: Correspondence, span: Span): PrivateMessage[];
  /** A message of a room by its number, if it is kept. */
  saidAs(room: RoomId, id: MessageId): RoomMessage | undefined;
  /** A private message by its number, if it is kept. */
  toldAs(id: MessageId): PrivateMessage | undefined;
  /** When something was last said in a room, that was not just tags; undefined for never. */
  lastSaidAt(room: RoomId): number | undefined;
  /**
   * Those users whom a user has told something or was told by, and last between two moments, which are left
   * out: the first of them, in the order of when they last talked.
   */
  correspondents(
    user: UserId,
    span: { after: number; before: number; limit: number },
  ): Correspondent[];
  /** The messages that wait for a user, oldest first. */
  waiting(user: UserId): PrivateMessage[];
}

/** One visit of a person, from arrival to departure. */
export interface Call {
  /** The name they came in with. */
  readonly name: string;
  /** The gateway of their first session. */
  readonly via: string;
  /** In milliseconds since the epoch. */
  readonly arrivedAt: number;
  /**
   * In milliseconds since the epoch; undefined while they are here, and when the server ended before
   * they did.
   */
  readonly leftAt?: number;
}

/** Answers who was here. */
export interface CallLog {
  /** The newest calls, newest first. */
  recentCalls(limit: number): Call[];
}
