/**
 * Events: all that can happen in the world, as plain data, with who hears of it and whether it lasts.
 *
 * @module
 */

import type { Person, PresenceId, SessionId } from "./person.ts";
import type { Rank, Role } from "./role.ts";
import type { HouseBan } from "./house_ban.ts";
import type {
  Doer,
  MaskEntry,
  MaskList,
  RoomId,
  RoomName,
  RoomRules,
  Standing,
  Topic,
} from "./room.ts";
import type { UserId } from "./user.ts";

/** A message's number in the order of all messages of the house, from 1. */
export type MessageId = number;

/**
 * How a message is meant: said, done (`/me`), or a notice that nobody answers automatically. tags: it has no
 * text, only what clients make of its tags (IRCv3's TAGMSG).
 */
export type MessageStyle = "say" | "action" | "notice" | "tags";

/** A line of a message of several lines. */
export interface MessageLine {
  /** Without line ends; may be empty. */
  readonly text: string;
  /** Whether it goes on where the line before it ended, without a line break. */
  readonly joined: boolean;
}

/** What IRC clients send with a message, for clients that know what to do with it. */
export interface MessageExtras {
  /** Client-only tags by their names, which begin with `+`; empty values for none. */
  readonly tags?: Readonly<Record<string, string>>;
  /** The lines of a message of several; the text then is all of them with line feeds between. */
  readonly lines?: readonly MessageLine[];
}

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
  "arrived": {
    person: Person & { presence: PresenceId };
    via: string;
    /** Whether it is a program of the house itself. */
    isBot?: boolean;
  };
  /** A guest here is a user now. */
  "identified": { was: Person; person: Person & { user: UserId }; session: SessionId };
  /** Somebody has another name. */
  "renamed": { was: Person; person: Person & { presence: PresenceId }; session?: SessionId };
  /** Somebody has said what they are called, which is told if they did, or whether they are a program. */
  "described": { person: Person; session?: SessionId; realName?: string; isBot: boolean };
  /** Somebody has, by the operator's password, this role until they leave; `guest` when they gave it back. */
  "role-granted": { person: Person; session?: SessionId; role: Role };
  /** A session has become a person, who is in these rooms. */
  "attached": { presence: PresenceId; session: SessionId; rooms: readonly RoomId[] };
  /** A session is no longer a person. */
  "detached": { presence: PresenceId; session: SessionId };
  /** Somebody's last session has ended; these are the rooms they were in. */
  "departed": {
    person: Person & { presence: PresenceId };
    /** What they said they were called, if they did. */
    realName?: string;
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
  /** A room has another topic; an empty text means none. Its number is of those of messages. */
  "topic-changed": InRoom & { id: MessageId; topic: Topic; by: Person };
  /** A room has these rules now, the unchanged ones among them. */
  "rules-changed": InRoom & { was: RoomRules; rules: RoomRules; by: Doer };
  /** A room has another name; `room` is as it was. */
  "room-renamed": InRoom & { to: RoomName; by: Doer; reason: string };
  /** Somebody was asked into a room; not told to those who ignore the one who asks. */
  "invited": InRoom & { person: Person; by: Doer };
  /** Somebody was put out of a room; the reason may be empty. `banned`: the ban was told just before. */
  "kicked": InRoom & { person: Person; by: Doer; reason: string; banned: boolean };
  /** A mask is on a list of a room; `key` is the form in which masks compare. */
  "mask-set": InRoom & { list: MaskList; key: string; entry: MaskEntry; by: Doer };
  /** A mask is no longer on a list of a room; `key` is the form in which masks compare. */
  "mask-lifted": InRoom & { list: MaskList; key: string; entry: MaskEntry; by: Doer };
  /** Somebody has another standing in a room; without `by`, the house gave it, or the room was nobody's. */
  "rank-changed": InRoom & { person: Person; was: Standing; rank: Rank; voice: boolean; by: Doer };

  /** Somebody has said something in a room. */
  "said": InRoom & {
    id: MessageId;
    person: Person;
    text: string;
    style: MessageStyle;
    /** Who says it says it to those of this rank and above alone. */
    atLeast?: Rank;
    /** Only these hear it, and it is not kept; undefined for everyone in the room. */
    hearers?: readonly PresenceId[];
    extras?: MessageExtras;
  };
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
    extras?: MessageExtras;
  };
  /** Something that was said in a room is taken back. */
  "redacted": InRoom & { id: MessageId; by: Person; reason: string };
  /** Something that was told is taken back. */
  "told-redacted": {
    id: MessageId;
    session?: SessionId;
    from: Person;
    to: Person;
    fate: "here" | "kept" | "unheard";
    reason: string;
  };
  /** Somebody has said something to everyone here; `official` if in the name of the house. */
  "shouted": {
    person: Doer;
    session?: SessionId;
    text: string;
    official: boolean;
    /** Only those of this role in the house and above hear it. */
    atLeast?: Role;
    /** Only for those who listen to operators (IRC's WALLOPS). */
    wallops?: boolean;
  };
  /** Somebody has gone away, leaving a text, or is back and has none. */
  "away-changed": { person: Person; session?: SessionId; away?: string };
  /** Somebody no longer hears a name, or hears it again; `key` is the form in which names compare. */
  "ignoring-changed": { person: Person; key: string; on: boolean };
  /** A user was shown all that was kept for them. */
  "mail-read": { user: UserId };
  /** A user has read up to a moment; `key` is that of the room with a `#` before it, or of the other's name. */
  "read-marked": { person: Person; user: UserId; key: string; readTo: number; session?: SessionId };
  /** Somebody wants the house to be so with them, or has no preference any more; a user's lasts. */
  "preferred": { person: Person; session?: SessionId; key: string; value?: string };
  /** Somebody has noted something about themself, or taken it back. */
  "person-noted": { person: Person; session?: SessionId; key: string; value?: string };
  /** Somebody has noted something about a room, or taken it back. */
  "room-noted": InRoom & { by: Person; key: string; value?: string };

  /** Somebody is put out of the house: their sessions end. */
  "killed": { person: Person; by: Doer; reason: string };
  /** A mask is banned from the house. */
  "banned-from-house": { key: string; ban: HouseBan };
  /** A mask is no longer banned from the house. */
  "unbanned-from-house": { key: string; ban: HouseBan };
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
 * Who hears of an event. room: everyone in the room. rooms: the person, and everyone in their rooms.
 * person: the sessions of the person. parties: those who tell and are told. all: everyone here.
 * none: nobody.
 */
export type Audience = "room" | "rooms" | "person" | "parties" | "all" | "none";

/** What the house must know of each kind of event. */
export const EVENTS: { readonly [Kind in EventKind]: { audience: Audience; lasts: boolean } } = {
  "arrived": { audience: "none", lasts: true },
  "attached": { audience: "none", lasts: false },
  "away-changed": { audience: "rooms", lasts: false },
  "banned-from-house": { audience: "none", lasts: true },
  "claim-closed": { audience: "none", lasts: true },
  "claim-opened": { audience: "none", lasts: true },
  "departed": { audience: "rooms", lasts: true },
  "described": { audience: "rooms", lasts: false },
  "detached": { audience: "none", lasts: false },
  "identified": { audience: "rooms", lasts: true },
  "ignoring-changed": { audience: "none", lasts: true },
  "invited": { audience: "person", lasts: false },
  "joined": { audience: "room", lasts: false },
  "kicked": { audience: "room", lasts: false },
  "killed": { audience: "person", lasts: false },
  "left": { audience: "room", lasts: false },
  "mail-read": { audience: "none", lasts: true },
  "mask-lifted": { audience: "room", lasts: true },
  "mask-set": { audience: "room", lasts: true },
  "password-changed": { audience: "none", lasts: true },
  "person-noted": { audience: "rooms", lasts: true },
  "preferred": { audience: "none", lasts: true },
  "rank-changed": { audience: "room", lasts: true },
  "read-marked": { audience: "person", lasts: true },
  "redacted": { audience: "room", lasts: true },
  "registered": { audience: "rooms", lasts: true },
  "renamed": { audience: "rooms", lasts: false },
  "role-changed": { audience: "person", lasts: true },
  "role-granted": { audience: "person", lasts: false },
  "room-closed": { audience: "none", lasts: true },
  "room-noted": { audience: "room", lasts: true },
  "room-opened": { audience: "none", lasts: true },
  "room-renamed": { audience: "room", lasts: true },
  "rules-changed": { audience: "room", lasts: true },
  "said": { audience: "room", lasts: true },
  "shouted": { audience: "all", lasts: false },
  "told": { audience: "parties", lasts: true },
  "told-redacted": { audience: "parties", lasts: true },
  "topic-changed": { audience: "room", lasts: true },
  "unbanned-from-house": { audience: "none", lasts: true },
};
