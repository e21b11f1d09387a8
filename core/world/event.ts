/**
 * Events: all that can happen in the world, as plain data, with who hears of it and whether it lasts.
 *
 * @module
 */

import type { Person, PresenceId, SessionId } from "./person.ts";
import type { Rank, Role } from "./role.ts";
import type { Ban, Doer, RoomId, RoomName, RoomRules, Topic } from "./room.ts";
import type { UserId } from "./user.ts";

/** A message's number in the order of all messages of the house, from 1. */
export type MessageId = number;

/** How a message is meant: said, done (`/me`), or a notice that nobody answers automatically. */
export type MessageStyle = "say" | "action" | "notice";

/** Something that somebody did in a room; `session` is the one it was done on. */
export interface InRoom {
  /** The room as it was then. */
  room: RoomName;
  /** Undefined where it was done on no session, as by the house. */
  session?: SessionId;
}

/** Every event by its kind. */
export interface Events {
  /** Somebody is here who was not; `via` is the gateway they came by. */
  "arrived": { person: Person & { presence: PresenceId }; via: string };
  /** A session has become a person, who is in these rooms. */
  "attached": { presence: PresenceId; session: SessionId; rooms: readonly RoomId[] };
  /** A session is no longer a person. */
  "detached": { presence: PresenceId; session: SessionId };
  /** Somebody's last session has ended; these are the rooms they were in. */
  "departed": {
    person: Person & { presence: PresenceId };
    rooms: readonly RoomId[];
    reason: string;
  };
  /** An account was made; `ignored` has the keys of the names that its user does not hear. */
  "registered": {
    person: Person & { user: UserId };
    role: Role;
    passwordHash: string;
    ignored: readonly string[];
  };
  /** A user has another password. */
  "password-changed": { user: UserId; passwordHash: string };
  /** A user has another role in the house. */
  "role-changed": { person: Person & { user: UserId }; role: Role; by: Doer };
  /** The house has made the code that its first sysop must know. */
  "claim-opened": { code: string };
  /** The code has been used, and means nothing any more. */
  "claim-closed": Record<never, never>;

  /** A room was made, or one that there was is permanent now. */
  "room-opened": { room: RoomName; permanent: boolean };
  /** A room is forgotten, and with it all that was said and set there. */
  "room-closed": { room: RoomName };
  /** Somebody has come into a room, where they have this rank. */
  "joined": InRoom & { person: Person; rank: Rank };
  /** Somebody has gone out of a room; the reason may be empty. */
  "left": InRoom & { person: Person; reason: string };
  /** A room has another topic; an empty text means none. */
  "topic-changed": InRoom & { topic: Topic };
  /** A room has these rules now, the unchanged ones among them. */
  "rules-changed": InRoom & { rules: RoomRules; by: Doer };
  /** Somebody was asked into a room; not told to those who ignore the one who asks. */
  "invited": InRoom & { person: Person; by: Doer };
  /** Somebody was put out of a room; the reason may be empty. `banned`: the ban was told just before. */
  "kicked": InRoom & { person: Person; by: Doer; reason: string; banned: boolean };
  /** A name may not come into a room any more; `key` is the form in which names compare. */
  "banned": InRoom & { key: string; ban: Ban };
  /** A name may come into a room again; `key` is the form in which names compare. */
  "unbanned": InRoom & { key: string; name: string; by: Doer };
  /** Somebody has another rank in a room; without `by`, the house gave it, or the room was nobody's. */
  "rank-changed": InRoom & { person: Person; rank: Rank; by: Doer };

  /** Somebody has said something in a room. */
  "said": InRoom & { id: MessageId; person: Person; text: string; style: MessageStyle };
  /** Somebody has said something to one person. */
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
  /** Somebody has said something to everyone here; `official` if in the name of the house. */
  "shouted": { person: Doer; session?: SessionId; text: string; official: boolean };
  /** Somebody has gone away, leaving a text, or is back and has none. */
  "away-changed": { person: Person; session?: SessionId; away?: string };
  /** Somebody no longer hears a name, or hears it again; `key` is the form in which names compare. */
  "ignoring-changed": { person: Person; key: string; on: boolean };
  /** A user was shown all that was kept for them. */
  "mail-read": { user: UserId };
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
