/**
 * A user: an account, kept for ever.
 *
 * @module
 */

import type { Role } from "./role.ts";

/** A user's number, from 1, never used again. */
export type UserId = number;

/** An account as everyone may read it. Times are in milliseconds since the epoch. */
export interface User {
  /** Theirs for ever. */
  readonly id: UserId;
  /** As they spelt it when they registered. */
  readonly name: string;
  /** At least `member`. */
  readonly role: Role;
  /** The password as a scrypt string; what it says is storage's business. */
  readonly passwordHash: string;
  /** When the account was made. */
  readonly createdAt: number;
  /** When they last came in, or their last session ended. */
  readonly lastSeenAt: number;
  /** Keys of the names this user does not want to hear. */
  readonly ignored: ReadonlySet<string>;
  /** What clients have noted about this user, by key. */
  readonly notes: ReadonlyMap<string, string>;
  /** How this user wants the house to be with them, by key. */
  readonly preferences: ReadonlyMap<string, string>;
  /** Up to when this user has read, by the key of the room or of the person; in milliseconds since the epoch. */
  readonly readMarkers: ReadonlyMap<string, number>;
}
