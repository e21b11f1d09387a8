/**
 * The directory of all sessions: brings each event to those who hear of it.
 *
 * @module
 */

import type { Log } from "../logging/log.ts";
import {
  type EventKind,
  type EventOf,
  EVENTS,
  type MessageId,
  type WorldEvent,
} from "../world/event.ts";
import { nameKey } from "../world/name.ts";
import type { PresenceId, SessionId } from "../world/person.ts";
import { type Presence, roleOf } from "../world/presence.ts";
import { reachesRole } from "../world/role.ts";
import type { RoomId } from "../world/room.ts";
import type { User, UserId } from "../world/user.ts";
import { DayWatch } from "./texts/day_line.ts";
import { Hearers } from "./hearers.ts";
import { Mentions } from "./mentions.ts";
import { type Seat, Seating } from "./seating.ts";
import { bytesOfEvent, type Perspective, type RenderingProfile, type Session } from "./session.ts";

/** What may change what somebody is called. */
const RENAMING: ReadonlySet<EventKind> = new Set(["identified", "registered", "renamed"]);

/** What changes nothing about who hears what. */
const TALK: ReadonlySet<EventKind> = new Set(["said", "told"]);

const NOBODY: ReadonlySet<PresenceId> = new Set();

/** What the directory works with. */
export interface DirectoryParts {
  /** The last message before the house opened. */
  readonly lastMessage: MessageId;
  /** The person with that id, if they are still here. */
  presence(id: PresenceId): Presence | undefined;
  /** The user with that id, if there is one. */
  user(id: UserId): Pick<User, "name"> | undefined;
  readonly log: Pick<Log, "error">;
}

/**
 * The directory of all sessions of this machine. It learns who is where from the events themselves,
 * so that each is heard by those who were there when it happened.
 */
export class SessionDirectory {
  readonly #parts: DirectoryParts;
  readonly #sessions = new Map<SessionId, Session>();
  readonly #seating = new Seating();
  /** Those in a room as they were with the last message; made anew when anything about them changes. */
  readonly #hearers = new Map<RoomId, Hearers>();
  readonly #listeners = new Set<(event: WorldEvent) => void>();
  readonly #days = new DayWatch();
  /** The names of those at terminals that mark it when somebody says them. */
  readonly #mentions = new Mentions();
  /** The last message of a room that was delivered. */
  #lastSaid: MessageId;
  #closedAs: string | undefined;

  constructor(parts: DirectoryParts) {
    this.#parts = parts;
    this.#lastSaid = parts.lastMessage;
  }

  /** Every session, in the order they came, whether it has become a person or not. */
  sessions(): IterableIterator<Session> {
    return this.#sessions.values();
  }

  session(id: SessionId): Session | undefined {
    return this.#sessions.get(id);
  }

  get size(): number {
    return this.#sessions.size;
  }

  /** The midnight with which the day of the last event began, in milliseconds since the epoch. */
  get day(): number {
    return this.#days.day;
  }

  add(session: Session): void {
    this.#sessions.set(session.id, session);
    if (this.#closedAs !== undefined) session.end(this.#closedAs);
  }

  /** Ends every session, and those that are yet to come. */
  close(reason: string): void {
    this.#closedAs = reason;
    for (const session of [...this.#sessions.values()]) session.end(reason);
  }

  remove(session: Session): void {
    this.#sessions.delete(session.id);
  }

  /** A session has another profile now. */
  profileChanged(): void {
    this.#forgetHearers();
  }

  /** As somebody comes, goes or changes. A map that is cleared is made anew, even if there was nothing in it. */
  #forgetHearers(): void {
    if (this.#hearers.size > 0) this.#hearers.clear();
  }

  /** The sessions of a person, in the order they came. */
  sessionsOf(presence: PresenceId): Session[] {
    return this.#seating.of(presence).map(({ session }) => session);
  }

  /** The first message that a session could hear as it was said in a room; undefined where it does not hear it. */
  heardFrom(
    presence: PresenceId,
    { session, room }: { readonly session: SessionId; readonly room: RoomId },
  ): MessageId | undefined {
    const seat = this.#seating.of(presence).find((seat) => seat.session.id === session);
    return seat?.rooms.get(room);
  }

  /**
   * Tells a listener of each event, once it has been sent to those who hear of it.
   *
   * @returns What ends the telling.
   */
  listen(listener: (event: WorldEvent) => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  /** Brings an event to everyone who hears of it. Never throws. */
  deliver(event: WorldEvent): void {
    try {
      if (this.#days.note(event.at) || !TALK.has(event.kind)) this.#forgetHearers();
      if (event.kind === "said") this.#lastSaid = event.id;
      if (event.kind === "attached") this.#attach(event);
      if (event.kind === "joined") this.#enter(event);
      if (event.kind === "joined" || event.kind === "left" || event.kind === "kicked") {
        for (const session of this.sessionsOf(event.person.presence!)) session.roomsChanged?.();
      }
      if ("person" in event && RENAMING.has(event.kind)) this.#watchNames(event.person?.presence);
      if (event.kind === "preferred" || event.kind === "identified") this.#tellOfPreferences(event);
      this.#send(event);
      if (event.kind === "left" || event.kind === "kicked") this.#leave(event);
      if (event.kind === "detached") this.#detach(event);
      for (const listener of this.#listeners) listener(event);
      if (event.kind === "killed") this.#end(event);
    } catch (error) {
      this.#parts.log.error("Event could not be delivered", { kind: event.kind, error });
    }
  }

  #attach({ presence: id, session: sessionId, rooms }: EventOf<"attached">): void {
    const session = this.#sessions.get(sessionId);
    const presence = this.#parts.presence(id);
    // Gone again within the same turn.
    if (!session || !presence) return;
    const seat = this.#seating.add(session, presence);
    for (const room of rooms) this.#take(seat, room);
    session.roomsChanged?.();
    this.#watchNames(id);
    session.preferencesChanged?.();
  }

  #detach({ presence, session }: EventOf<"detached">): void {
    this.#seating.remove(session, presence);
    this.#watchNames(presence);
  }

  /** Learns what somebody is called, if it is marked on a session of theirs when somebody says it. */
  #watchNames(id: PresenceId | undefined): void {
    if (id === undefined) return;
    const seats = this.#seating.of(id);
    if (!seats.some(({ session }) => session.profile.marksMentions)) {
      return this.#mentions.forget(id);
    }
    const { person, user } = seats[0]!.presence;
    this.#mentions.watch(id, [person.name, user?.name ?? person.name]);
  }

  #enter({ room, person }: EventOf<"joined">): void {
    for (const seat of this.#seating.of(person.presence!)) this.#take(seat, room.id);
  }

  #leave({ room, person }: EventOf<"left"> | EventOf<"kicked">): void {
    for (const seat of this.#seating.of(person.presence!)) this.#seating.free(seat, room.id);
  }

  #take(seat: Seat, room: RoomId): void {
    this.#seating.take(seat, { room, heardFrom: this.#lastSaid + 1 });
  }

  #tellOfPreferences({ person }: EventOf<"preferred"> | EventOf<"identified">): void {
    for (const session of this.sessionsOf(person.presence!)) session.preferencesChanged?.();
  }

  #end({ person, by, reason }: EventOf<"killed">): void {
    const because = `Killed by ${by?.name ?? "the house"}${reason && `: ${reason}`}`;
    for (const session of this.sessionsOf(person.presence!)) session.end(because);
  }

  #send(event: WorldEvent): void {
    switch (EVENTS[event.kind].audience) {
      case "all":
        return this.#toAll(event as EventOf<"shouted">);
      case "none":
        return;
      case "parties":
        return this.#toParties(event as EventOf<"told">);
      case "person":
        return this.#toPerson(event as EventOf<"invited">);
      case "room":
        return this.#toRoom(event as EventOf<"said">);
      case "rooms":
        return this.#toNeighbours(event as EventOf<"renamed"> | EventOf<"departed">);
    }
  }

  /**
   * What every message goes through: one rendering and one push for all who share a profile, and a look
   * at those alone who are sent something else.
   */
  #toHearers(event: EventOf<"said">, hearers: Hearers): void {
    const speaking = this.#sessions.get(event.session ?? "");
    const own = speaking && hearers.groupOf(speaking);
    // Looked for once, however many kinds of terminals there are.
    let allNamed: readonly Session[] | undefined;
    for (const group of hearers.groups) {
      const { profile } = group;
      const named = profile.marksMentions
        ? (allNamed ??= this.#sessionsNamedIn(event)).filter((session) =>
          hearers.groupOf(session) === group
        )
        : [];
      const said = this.#render(event, profile, "other");
      const isApart = group === own && !profile.echoesTalk;
      if (said) group.send(said, isApart ? [...named, speaking!] : named);
      if (isApart) this.#sendOwn(speaking!, event);
      if (named.length === 0) continue;
      const forNamed = this.#bytes(event, profile, "mentioned");
      for (const session of named) sendTo(session, forNamed);
    }
    if (hearers.choosy.length > 0) this.#toSeats(event, hearers.choosy);
  }

  /** The sessions, but for the speaking one, whose people a message names. */
  #sessionsNamedIn(event: EventOf<"said">): Session[] {
    return [...this.#namedIn(event)].flatMap((id) => this.sessionsOf(id))
      .filter((session) => session.id !== event.session);
  }

  /** A loop over receivers for what is rare: one rendering per profile, one push per receiver. */
  #toSeats(event: WorldEvent, seats: readonly Seat[]): void {
    const origin = "session" in event ? this.#sessions.get(event.session ?? "") : undefined;
    const rendered = new Map<RenderingProfile, Uint8Array | undefined>();
    const forNamed = new Map<RenderingProfile, Uint8Array | undefined>();
    let named: ReadonlySet<PresenceId> | undefined;
    let last: RenderingProfile | undefined;
    let bytes: Uint8Array | undefined;
    for (const { session, presence } of seats) {
      if (session === origin) {
        this.#sendOwn(session, event);
        continue;
      }
      if (presence.ignored.size > 0 && this.#isIgnored(event, presence)) continue;
      const { profile } = session;
      if (profile !== last) {
        if (!rendered.has(profile)) rendered.set(profile, this.#bytes(event, profile, "other"));
        bytes = rendered.get(profile);
        last = profile;
        if (profile.marksMentions) named ??= this.#namedIn(event);
      }
      if (named?.has(presence.id) && profile.marksMentions) {
        if (!forNamed.has(profile)) {
          forNamed.set(profile, this.#bytes(event, profile, "mentioned"));
        }
        sendTo(session, forNamed.get(profile));
      } else if (bytes) session.send(bytes);
    }
  }

  /** Whether somebody ignores whose words an event carries, by the name they wear or by that of their account. */
  #isIgnored(event: WorldEvent, { ignored }: Presence): boolean {
    if (event.kind !== "said") return false;
    const { name, user } = event.person;
    if (ignored.has(nameKey(name))) return true;
    const account = user === undefined ? undefined : this.#parts.user(user)?.name;
    return account !== undefined && ignored.has(nameKey(account));
  }

  /** Whom a message names; not who says it. */
  #namedIn(event: WorldEvent): ReadonlySet<PresenceId> {
    if (event.kind !== "said") return NOBODY;
    const named = this.#mentions.in(event.text);
    const { presence } = event.person;
    if (presence === undefined || !named.has(presence)) return named;
    return new Set([...named].filter((id) => id !== presence));
  }

  #toAll(event: EventOf<"shouted">): void {
    const seats = this.#seating.all();
    const { atLeast } = event;
    if (!atLeast) return this.#toSeats(event, seats);
    this.#toSeats(event, seats.filter(({ presence }) => reachesRole(roleOf(presence), atLeast)));
  }

  #toParties(event: EventOf<"told">): void {
    const { from, to, fate } = event;
    this.#toPersonsOwn(event, from.presence!);
    if (fate !== "here" || to.presence === from.presence) return;
    this.#toSeats(event, this.#seating.of(to.presence!));
  }

  #render(
    event: WorldEvent,
    profile: RenderingProfile,
    perspective: Perspective,
  ): string | Uint8Array | undefined {
    try {
      return profile.render(event, perspective);
    } catch (error) {
      return this.#notRendered(event, error);
    }
  }

  #bytes(
    event: WorldEvent,
    profile: RenderingProfile,
    perspective: Perspective,
  ): Uint8Array | undefined {
    try {
      return bytesOfEvent(event, { profile, perspective });
    } catch (error) {
      return this.#notRendered(event, error);
    }
  }

  /** A gateway's bug costs only those who see through its eyes. */
  #notRendered({ kind }: WorldEvent, error: unknown): undefined {
    this.#parts.log.error("Event could not be rendered", { kind, error });
  }

  #toPerson(event: EventOf<"invited">): void {
    const presence = event.person.presence;
    if (presence !== undefined) this.#toSeats(event, this.#seating.of(presence));
  }

  #toRoom(event: EventOf<"said">): void {
    const seats = this.#seating.in(event.room.id);
    const { hearers } = event;
    if (!hearers) {
      if (event.kind !== "said") return this.#toSeats(event, seats);
      return this.#toHearers(event, this.#hearersIn(event.room.id, seats));
    }
    this.#toSeats(event, seats.filter(({ presence }) => hearers.includes(presence.id)));
  }

  #hearersIn(room: RoomId, seats: readonly Seat[]): Hearers {
    const known = this.#hearers.get(room);
    if (known) return known;
    const made = new Hearers(seats);
    this.#hearers.set(room, made);
    return made;
  }

  /** Somebody who has departed sits nowhere any more, so they are not among those who hear of it. */
  #toNeighbours(event: EventOf<"renamed"> | EventOf<"departed">): void {
    const id = event.person.presence!;
    const rooms = "rooms" in event ? event.rooms : this.#seating.of(id)[0]?.presence.rooms ?? [];
    const neighbours = this.#seating.besides(id, rooms);
    this.#toPersonsOwn(event, id);
    this.#toSeats(event, neighbours);
  }

  /** To the person who has done it, on all of their sessions. */
  #toPersonsOwn(event: WorldEvent & { readonly session?: SessionId }, id: PresenceId): void {
    for (const { session } of this.#seating.of(id)) {
      if (session.id === event.session) this.#sendOwn(session, event);
      else sendTo(session, this.#bytes(event, session.profile, "own"));
    }
  }

  #sendOwn(session: Session, event: WorldEvent): void {
    const bytes = this.#bytes(event, session.profile, "here");
    if (bytes) session.sendOwn(bytes);
  }
}

function sendTo(session: Session, bytes: Uint8Array | undefined): void {
  if (bytes) session.send(bytes);
}
