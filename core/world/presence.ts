/**
 * A presence: a person here now, guest or user, on one session or several.
 *
 * @module
 */

import type { Role } from "./role.ts";
import type { RoomId } from "./room.ts";
import type { Person, PresenceId, SessionId } from "./person.ts";
import type { User } from "./user.ts";

/** A person here now. Times are in milliseconds since the epoch. */
export interface Presence {
  /** Theirs until their last session ends. */
  readonly id: PresenceId;
  /** Who they are, as events name them. */
  readonly person: Person;
  /** Their account; undefined for a guest. */
  readonly user?: User;
  /** The gateway of the first session. */
  readonly via: string;
  /** When the first session came in. */
  readonly since: number;
  /** Their sessions in the order they came, at least one. */
  readonly sessions: ReadonlySet<SessionId>;
  /** The rooms they are in, in the order they joined. */
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
