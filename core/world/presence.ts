/**
 * A presence: a person here now, guest or user, on one session or several.
 *
 * @module
 */

import type { Role } from "./role.ts";
import type { RoomId } from "./room.ts";
import type { User, UserId } from "./user.ts";

/** A presence's id, never used again. */
export type PresenceId = string;

/** A session's id, never used again. */
export type SessionId = string;

/** A person as an event names them: plain data that stays as it was when the event happened. */
export interface Person {
  readonly presence?: PresenceId;
  readonly name: string;
  readonly user?: UserId;
}

/** A person here now. Times are in milliseconds since the epoch. */
export interface Presence {
  readonly id: PresenceId;
  readonly person: Person;
  readonly user?: User;
  /** The gateway of the first session. */
  readonly via: string;
  readonly since: number;
  readonly sessions: ReadonlySet<SessionId>;
  readonly rooms: ReadonlySet<RoomId>;
  /** What to tell those who tell this person something, while they are away. */
  readonly away?: string;
  /** Who told this person something last. */
  readonly toldBy?: string;
  /** Keys of the names this person does not want to hear. */
  readonly ignored: ReadonlySet<string>;
}

/** The role of a person here now. */
export function roleOf(presence: Presence | undefined): Role {
  return presence?.user?.role ?? "guest";
}
