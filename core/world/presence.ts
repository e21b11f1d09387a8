/**
 * A presence: a person here now, guest or user, on one session or several.
 *
 * @module
 */

import { reachesRole, type Role } from "./role.ts";
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
  /** Whether guests may tell them nothing, but for those whom they have accepted. */
  readonly hearsUsersOnly: boolean;
  /** Whom they hear even while they hear users only. */
  readonly accepted: ReadonlySet<PresenceId>;
  /** What they say they are called, in any words. */
  readonly realName?: string;
  /** Whether they say that they are a program. */
  readonly isBot: boolean;
  /** A role that they have by the operator's password, beside that of their account. */
  readonly grantedRole?: Role;
  /** How they want the house to be with them, by key; a user's last. */
  readonly preferences: ReadonlyMap<string, string>;
  /** What clients have noted about them, by key; a user's last. */
  readonly notes: ReadonlyMap<string, string>;
}

/** The role of a person here now. */
export function roleOf(presence: Pick<Presence, "user" | "grantedRole"> | undefined): Role {
  const role = presence?.user?.role ?? "guest";
  const granted = presence?.grantedRole;
  return granted !== undefined && reachesRole(granted, role) ? granted : role;
}
