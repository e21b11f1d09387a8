/**
 * Events: all that can happen in the world, as plain data, with who hears of it and whether it lasts.
 *
 * @module
 */

import type { Person, PresenceId, SessionId } from "./presence.ts";
import type { Rank, Role } from "./role.ts";
import type { Ban, Doer, RoomId, RoomName, RoomRules, Topic } from "./room.ts";
import type { UserId } from "./user.ts";

/** A message's number in the order of all messages of the house, from 1. */
export type MessageId = number;

/** How a message is meant: said, done (`/me`), or a notice that nobody answers automatically. */
export type MessageStyle = "say" | "action" | "notice";

/** Something that somebody did in a room; `session` is the one it was done on. */
interface InRoom {
  room: RoomName;
  session?: SessionId;
}

/** Every event by its kind. */
interface Events {
  "arrived": { person: Person & { presence: PresenceId }; via: string };
  "attached": { presence: PresenceId; session: SessionId; rooms: readonly RoomId[] };
  "detached": { presence: PresenceId; session: SessionId };
  "departed": {
    person: Person & { presence: PresenceId };
    rooms: readonly RoomId[];
    reason: string;
  };
  "registered": {
    person: Person & { user: UserId };
    role: Role;
    passwordHash: string;
    ignored: readonly string[];
  };
  "password-changed": { user: UserId; passwordHash: string };
  "role-changed": { person: Person & { user: UserId }; role: Role; by: Doer };
  "claim-opened": { code: string };
  "claim-closed": Record<never, never>;

  "room-opened": { room: RoomName; permanent: boolean };
  "room-closed": { room: RoomName };
  "joined": InRoom & { person: Person; rank: Rank };
  "left": InRoom & { person: Person; reason: string };
  "topic-changed": InRoom & { topic: Topic };
  "rules-changed": InRoom & { rules: RoomRules; by: Doer };
  "invited": InRoom & { person: Person; by: Doer };
  "kicked": InRoom & { person: Person; by: Doer; reason: string };
  "banned": InRoom & { key: string; ban: Ban };
  "unbanned": InRoom & { key: string; name: string; by: Doer };
  "rank-changed": InRoom & { person: Person; rank: Rank; by: Doer };

  "said": InRoom & { id: MessageId; person: Person; text: string; style: MessageStyle };
  "told": {
    id: MessageId;
    session?: SessionId;
    from: Person;
    to: Person;
    text: string;
    style: MessageStyle;
    /** here: heard at once. kept: for the user's next login. unheard: they ignore the sender. */
    fate: "here" | "kept" | "unheard";
    /** What the other left for those who tell them something while they are away. */
    away?: string;
  };
  "shouted": { person: Doer; session?: SessionId; text: string; official: boolean };
  "away-changed": { person: Person; session?: SessionId; away?: string };
  "ignoring-changed": { person: Person; key: string; on: boolean };
  "mail-read": { user: UserId; upTo: MessageId };
}

/** The kinds of event. */
export type EventKind = keyof Events;

/** Something that happened. `at` is in milliseconds since the epoch. */
export type WorldEvent = {
  [Kind in EventKind]: { readonly kind: Kind; readonly at: number } & Readonly<Events[Kind]>;
}[EventKind];

/** The event of one kind. */
export type EventOf<Kind extends EventKind> = Extract<WorldEvent, { kind: Kind }>;

/**
 * Who hears of an event. room: everyone in the room. rooms: everyone in the rooms of the person.
 * person: the sessions of the person. parties: those who tell and are told. all: everyone here.
 * none: nobody.
 */
export type Audience = "room" | "rooms" | "person" | "parties" | "all" | "none";

/** What the house must know of each kind of event. */
export const EVENTS: { readonly [Kind in EventKind]: { audience: Audience; lasts: boolean } } = {
  "arrived": { audience: "none", lasts: true },
  "attached": { audience: "none", lasts: false },
  "away-changed": { audience: "person", lasts: false },
  "banned": { audience: "room", lasts: true },
  "claim-closed": { audience: "none", lasts: true },
  "claim-opened": { audience: "none", lasts: true },
  "departed": { audience: "rooms", lasts: true },
  "detached": { audience: "none", lasts: false },
  "ignoring-changed": { audience: "none", lasts: true },
  "invited": { audience: "person", lasts: false },
  "joined": { audience: "room", lasts: false },
  "kicked": { audience: "room", lasts: false },
  "left": { audience: "room", lasts: false },
  "mail-read": { audience: "none", lasts: true },
  "password-changed": { audience: "none", lasts: true },
  "rank-changed": { audience: "room", lasts: true },
  "registered": { audience: "person", lasts: true },
  "role-changed": { audience: "person", lasts: true },
  "room-closed": { audience: "none", lasts: true },
  "room-opened": { audience: "none", lasts: true },
  "rules-changed": { audience: "room", lasts: true },
  "said": { audience: "room", lasts: true },
  "shouted": { audience: "all", lasts: false },
  "told": { audience: "parties", lasts: true },
  "topic-changed": { audience: "room", lasts: true },
  "unbanned": { audience: "room", lasts: true },
};
