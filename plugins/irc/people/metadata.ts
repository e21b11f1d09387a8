/**
 * What is noted about people and rooms, as IRC clients read it (IRCv3 draft/metadata-2).
 *
 * @module
 */

import { type EventOf, nameKey, type Presence, RefusedError, type Room } from "partyline";
import { channelRoom, roomChannel } from "../channels/channel_name.ts";
import { FailReply } from "../wire/irc_error.ts";
import { CERTIFICATES_NOTE, publicNotes } from "../identity/certificates.ts";
import type { IrcHouse } from "../irc_house.ts";
import type { IrcSession } from "../irc_session.ts";
import { NUMERICS } from "../tables/numerics.ts";
import { clientsOf, maySeeRoom } from "./visibility.ts";

/** The longest value, in bytes: with its key and all that stands before them it is one line. */
export const METADATA_VALUE_BYTES = 300;

/** Somebody or something that notes are about. */
export type MetadataTarget =
  & {
    /** As clients read it: a nick or a channel; `*` for who has no nick yet. */
    readonly name: string;
    /** What the client may read of it. */
    readonly notes: ReadonlyMap<string, string>;
  }
  & (
    /** The client itself, which has not come in yet. */
    | { readonly kind: "newcomer" }
    | { readonly kind: "person"; readonly presence: Presence }
    | { readonly kind: "room"; readonly room: Room }
  );

/** One note; without a value, that there is none. */
export interface Note {
  /** A nick or a channel. */
  readonly target: string;
  readonly key: string;
  readonly value?: string;
}

/**
 * Whom or what a client means.
 *
 * @throws {FailReply} INVALID_TARGET if there is none of that name that it may know of.
 */
export function metadataTarget(session: IrcSession, typed: string): MetadataTarget {
  const { world } = session.irc.house;
  if (typed === "*") return ownTarget(session);
  const roomName = session.presence && channelRoom(typed);
  const room = roomName === undefined ? undefined : world.roomNamed(roomName);
  if (room && maySeeRoom(session, room)) return roomTarget(session, room);
  const presence = session.presence && world.presenceNamed(typed);
  if (presence) return personTarget(presence);
  throw new FailReply("METADATA", {
    code: "INVALID_TARGET",
    context: [typed],
    text: "There is no such nick or channel",
  });
}

/** The client itself, whether it has come in or not. */
function ownTarget({ presence, registration }: IrcSession): MetadataTarget {
  if (presence) return personTarget(presence);
  return { kind: "newcomer", name: "*", notes: registration.notes };
}

/** Somebody here. */
export function personTarget(presence: Presence): MetadataTarget {
  return {
    kind: "person",
    name: presence.person.name,
    notes: publicNotes(presence.notes),
    presence,
  };
}

/** Whoever is not in a room that not everybody may come into does not read what is noted about it. */
function roomTarget(session: IrcSession, room: Room): MetadataTarget {
  const { inviteOnly, key, registeredOnly } = room.rules;
  const isClosed = inviteOnly || key !== "" || (registeredOnly && !session.presence?.user);
  const mayRead = !isClosed || session.isIn(room.id) || session.hasRole("moderator");
  return {
    kind: "room",
    name: roomChannel(room.name),
    notes: mayRead ? room.notes : new Map(),
    room,
  };
}

/** Adds a note to the answer: 761, or 766. */
export function answerNote(
  session: IrcSession,
  { target, key, value }: Note,
  batch?: string,
): void {
  const { code } = value === undefined ? NUMERICS.KEYNOTSET : NUMERICS.KEYVALUE;
  const told = value === undefined ? [NUMERICS.KEYNOTSET.text] : ["*", value];
  const tags = batch === undefined ? undefined : new Map([["batch", batch]]);
  session.fromServer(code, [session.nick, target, key, ...told], tags);
}

/** Adds a batch to the answer: of what is noted about targets, the keys that the client wants to hear of. */
export function answerSync(
  session: IrcSession,
  name: string,
  targets: readonly MetadataTarget[],
): void {
  session.batch("metadata", [name], (batch) => {
    for (const { name: target, notes } of targets) {
      for (const [key, value] of notes) {
        if (session.state.wantsKey(key)) answerNote(session, { target, key, value }, batch);
      }
    }
  });
}

/** A target and what it is synchronized with: of a room also all who are in it. */
export function withMembers(session: IrcSession, target: MetadataTarget): MetadataTarget[] {
  if (target.kind !== "room" || !session.isIn(target.room.id)) return [target];
  return [target, ...membersOf(session, target.room).map(personTarget)];
}

function membersOf({ irc }: IrcSession, { members }: Room): Presence[] {
  return [...members.keys()].flatMap((id) => irc.house.world.presence(id) ?? []);
}

/** All that the client is told of without asking: its rooms and who is in them, whom it monitors, itself. */
export function allTargets(session: IrcSession): MetadataTarget[] {
  const { world } = session.irc.house;
  const rooms = [...session.presence?.rooms ?? []].flatMap((id) => world.room(id) ?? []);
  const monitored = session.irc.monitors.namesOf(session)
    .flatMap((name) => world.presenceNamed(name) ?? []);
  const people = new Set([
    ...rooms.flatMap((room) => membersOf(session, room)),
    ...monitored,
    ...session.presence ? [session.presence] : [],
  ]);
  return [...rooms.map((room) => roomTarget(session, room)), ...[...people].map(personTarget)];
}

/** A client that has come into a room reads what is noted about it, and about those who are there. */
export function syncRoom(session: IrcSession, room: Room): void {
  if (!session.state.has("draft/metadata-3")) return;
  const target = roomTarget(session, room);
  answerSync(session, target.name, withMembers(session, target));
}

/** A client that has come in keeps what it has noted before, and reads all that is noted about it. */
export async function takeUpNotes(session: IrcSession): Promise<void> {
  const notes = session.registration.takeNotes();
  if (notes.length > 0) {
    // What others say meanwhile comes after the greeting.
    session.flushAnswer();
    await Promise.all(notes.map(([key, value]) => keep(session, { key, value })));
  }
  if (!session.state.has("draft/metadata-3")) return;
  const { name: target, notes: all } = ownTarget(session);
  session.batch("metadata", [target], (batch) => {
    for (const [key, value] of all) answerNote(session, { target, key, value }, batch);
  });
}

/** What is too much for an account that has notes already is left out, as the list after it shows. */
async function keep(session: IrcSession, note: Omit<Note, "target">): Promise<void> {
  try {
    await session.act({ kind: "note-person", ...note });
  } catch (error) {
    if (!(error instanceof RefusedError)) throw error;
  }
}

/** Tells those who want to hear of a key what somebody has noted about themself. */
export function tellOfPerson(irc: IrcHouse, event: EventOf<"person-noted">): void {
  const { world } = irc.house;
  const presence = world.presence(event.person.presence!);
  if (!presence || event.key === CERTIFICATES_NOTE) return;
  const rooms = [...presence.rooms].flatMap((id) => world.room(id) ?? []);
  const neighbours = rooms.flatMap(({ members }) => [...members.keys()]);
  const listeners = new Set([
    ...[presence.id, ...neighbours].flatMap((id) => clientsOf(irc, { id })),
    ...irc.monitors.watchersOf(event.person.name),
  ]);
  tell(listeners, { ...event, target: event.person.name });
}

/** Tells those in a room who want to hear of a key what somebody has noted about it. */
export function tellOfRoom(irc: IrcHouse, event: EventOf<"room-noted">): void {
  const room = irc.house.world.room(event.room.id);
  const members = [...room?.members.keys() ?? []];
  const listeners = members.flatMap((id) => clientsOf(irc, { id }));
  tell(listeners, { ...event, target: roomChannel(event.room.name) });
}

/** All but the client that has done it, which has its answer. */
function tell(
  listeners: Iterable<IrcSession>,
  { session, ...note }: Note & { readonly session?: string },
): void {
  for (const listener of listeners) {
    if (listener.id === session || !listener.state.wantsKey(note.key)) continue;
    listener.aside(() => answerNote(listener, note));
  }
}

/** Whether a client means itself. */
export function meansSelf({ presence }: IrcSession, typed: string): boolean {
  return typed === "*" ||
    (presence !== undefined && nameKey(typed) === nameKey(presence.person.name));
}
