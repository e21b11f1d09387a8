/**
 * What the world needs of whoever remembers: interfaces that storage implements.
 *
 * @module
 */

import type { MessageId, MessageStyle, WorldEvent } from "./event.ts";
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
}

/** A private message as it is kept. */
export interface PrivateMessage extends RoomMessage {
  /** The name of whom it was told to, as it was then. */
  readonly to: string;
}

/** Answers what was said. Reads are synchronous and see every event committed. */
export interface History {
  /** The newest messages of a room, oldest first; `before` leaves out that id and those after it. */
  recent(room: RoomId, options: { limit: number; before?: MessageId }): RoomMessage[];
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
