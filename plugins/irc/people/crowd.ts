/**
 * How many people there are, and how many there have been.
 *
 * @module
 */

import type { EventKind, GatewayHouse, Presence, PresenceId, RoomId, WorldEvent } from "partyline";
import { isOperator } from "./person_facts.ts";
import { clientsOf } from "./visibility.ts";

/** After these somebody may be an operator who was none, or none any more. */
const ROLE_CHANGES: ReadonlySet<EventKind> = new Set([
  "arrived",
  "departed",
  "identified",
  "registered",
  "role-changed",
  "role-granted",
]);

/** The parts of the house that are counted. */
type CountedHouse = Pick<GatewayHouse, "directory" | "waiting" | "world">;

/** How many people there are of each sort. It learns that from events, as each who comes in reads it. */
export class Crowd {
  readonly #house: CountedHouse;
  readonly #invisible = new Set<PresenceId>();
  readonly #operators = new Set<PresenceId>();
  readonly #rooms = new Set<RoomId>();
  #most = 0;

  /** Counts those who are here. */
  constructor(house: CountedHouse) {
    this.#house = house;
    const { world } = house;
    this.#most = world.presenceCount;
    for (const { id } of world.rooms()) this.#lookAtRoom(id);
    for (const presence of world.presences()) {
      this.#lookAtRole(presence.id);
      this.lookAtModes(presence);
    }
  }

  /** The most people that have been here at once. */
  get most(): number {
    return this.#most;
  }

  /** How many people do not want to be found by others. */
  get invisible(): number {
    return this.#invisible.size;
  }

  /** Whether somebody does not want to be found by others: a client of theirs has `+i`. */
  isInvisible({ id }: Pick<Presence, "id">): boolean {
    return this.#invisible.has(id);
  }

  /** How many people moderate the house. */
  get operators(): number {
    return this.#operators.size;
  }

  /** How many rooms there are that everybody may know of. */
  get rooms(): number {
    return this.#rooms.size;
  }

  /** How many connections have no name yet. */
  get unknown(): number {
    return this.#house.waiting.count;
  }

  /** Takes note of what has happened. */
  heard(event: WorldEvent): void {
    const { world } = this.#house;
    switch (event.kind) {
      case "arrived":
        this.#most = Math.max(this.#most, world.presenceCount);
        break;
      case "attached":
      case "detached":
        this.lookAtModes({ id: event.presence });
        break;
      case "room-closed":
      case "room-opened":
      case "rules-changed":
        this.#lookAtRoom(event.room.id);
        break;
    }
    if (!ROLE_CHANGES.has(event.kind) || !("person" in event) || !event.person) return;
    const { presence, user } = event.person;
    const id = presence ?? (user === undefined ? undefined : world.presenceOfUser(user)?.id);
    if (id !== undefined) this.#lookAtRole(id);
  }

  /** To be called when a client of somebody's has other modes than before. */
  lookAtModes({ id }: Pick<Presence, "id">): void {
    const clients = clientsOf({ house: this.#house }, { id });
    put(this.#invisible, id, clients.some(({ state }) => state.modes.includes("i")));
  }

  #lookAtRole(id: PresenceId): void {
    const presence = this.#house.world.presence(id);
    put(this.#operators, id, presence !== undefined && isOperator(presence));
  }

  #lookAtRoom(id: RoomId): void {
    put(this.#rooms, id, this.#house.world.room(id)?.rules.hidden === false);
  }
}

function put<Item>(set: Set<Item>, item: Item, isIn: boolean): void {
  if (isIn) set.add(item);
  else set.delete(item);
}
