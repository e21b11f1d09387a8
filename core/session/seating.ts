/**
 * Who sits where: the sessions of each person, and those that hear what is said in each room.
 *
 * @module
 */

import type { MessageId } from "../world/event.ts";
import type { PresenceId, SessionId } from "../world/person.ts";
import type { Presence } from "../world/presence.ts";
import type { RoomId } from "../world/room.ts";
import type { Session } from "./session.ts";

/** A session that has become a person. */
export interface Seat {
  readonly session: Session;
  readonly presence: Presence;
  /** Where what is said is heard on it, and the first message that could be. */
  readonly rooms: Map<RoomId, MessageId>;
}

const NOBODY: readonly Seat[] = [];

/** The seats of people, and of rooms. */
export class Seating {
  readonly #people = new Map<PresenceId, Seat[]>();
  readonly #rooms = new Map<RoomId, Seat[]>();

  /** The seats of a person, in the order they came. */
  of(person: PresenceId): readonly Seat[] {
    return this.#people.get(person) ?? NOBODY;
  }

  /** The seats in a room. */
  in(room: RoomId): readonly Seat[] {
    return this.#rooms.get(room) ?? NOBODY;
  }

  /** All seats. */
  all(): readonly Seat[] {
    return [...this.#people.values()].flat();
  }

  /** The seats of others in any of some rooms, each once. */
  besides(person: PresenceId, rooms: Iterable<RoomId>): readonly Seat[] {
    const others = new Set<Seat>();
    for (const room of rooms) {
      for (const seat of this.in(room)) if (seat.presence.id !== person) others.add(seat);
    }
    return [...others];
  }

  /** A session has become a person, and sits in no room yet. */
  add(session: Session, presence: Presence): Seat {
    const seat: Seat = { session, presence, rooms: new Map() };
    addTo(this.#people, presence.id, seat);
    return seat;
  }

  /** A session is that person no more. */
  remove(session: SessionId, person: PresenceId): void {
    const seats = this.of(person);
    const seat = seats.find((seat) => seat.session.id === session);
    if (seat) { for (const room of seat.rooms.keys()) this.free(seat, room); }
    const others = seats.filter((other) => other !== seat);
    if (others.length > 0) this.#people.set(person, others);
    else this.#people.delete(person);
  }

  /** A seat is in a room from now on, and hears what is said there from a message on. */
  take(
    seat: Seat,
    { room, heardFrom }: { readonly room: RoomId; readonly heardFrom: MessageId },
  ): void {
    addTo(this.#rooms, room, seat);
    seat.rooms.set(room, heardFrom);
  }

  /** A seat is in a room no more. The last of those there takes its place, so that a mass leaves quickly. */
  free(seat: Seat, room: RoomId): void {
    const seats = this.#rooms.get(room);
    if (!seats || !seat.rooms.delete(room)) return;
    const last = seats.pop()!;
    if (last !== seat) seats[seats.indexOf(seat)] = last;
    if (seats.length === 0) this.#rooms.delete(room);
  }
}

function addTo<Key>(map: Map<Key, Seat[]>, key: Key, seat: Seat): void {
  const seats = map.get(key);
  if (seats) seats.push(seat);
  else map.set(key, [seat]);
}
