/**
 * Actions: all that can be asked of the world, as plain data.
 *
 * @module
 */

import type { MessageStyle } from "./event.ts";
import type { PresenceId, SessionId } from "./presence.ts";
import type { Rank, Role } from "./role.ts";
import type { RoomRules } from "./room.ts";
import type { UserId } from "./user.ts";

/** What somebody here does: `by` is their presence, `session` the one they did it on. */
interface ByPerson {
  readonly by: PresenceId;
  readonly session?: SessionId;
}

/** Every action by its kind, without the time, which the sequencer gives. */
interface Actions {
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
  "set-password": { user: UserId; passwordHash: string };
  "set-role": ByPerson & { name: string; role: Role };
  /** The house makes the code that its first sysop must know. */
  "open-claim": { code: string };
  "claim": ByPerson & { code: string };

  /** The house makes a room that is always there. */
  "open-room": { name: string };
  "join": ByPerson & { room: string };
  "part": ByPerson & { room: string; reason?: string };
  "set-topic": ByPerson & { room: string; text: string };
  "set-rules": ByPerson & { room: string; rules: Partial<RoomRules> };
  "invite": ByPerson & { room: string; name: string };
  "kick": ByPerson & { room: string; name: string; reason: string };
  "ban": ByPerson & { room: string; name: string; reason: string };
  "unban": ByPerson & { room: string; name: string };
  "set-rank": ByPerson & { room: string; name: string; rank: Rank };

  "say": ByPerson & { room: string; text: string; style: MessageStyle };
  "tell": ByPerson & { to: string; text: string; style: MessageStyle };
  /** Something for everyone here; official when the house says it. */
  "shout": { by?: PresenceId; session?: SessionId; text: string; official: boolean };
  "set-away": ByPerson & { text?: string };
  "ignore": ByPerson & { name: string; on: boolean };
  /** A user has been shown the messages kept for them, up to this id. */
  "read-mail": ByPerson & { upTo: number };
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
