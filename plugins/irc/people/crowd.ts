/**
 * How many people there are, and how many there have been.
 *
 * @module
 */

import type { IrcHouse } from "../irc_house.ts";
import { isOperator } from "./person_facts.ts";
import { isInvisible } from "./visibility.ts";

/** In a crowd of so many a count may be a second old: each who comes in reads one, and counting walks past all. */
const MANY = 500;

const FRESH_MS = 1000;

/** How many there are of each sort. */
export interface Census {
  /** People who do not want to be found by others. */
  readonly invisible: number;
  /** People who moderate the house. */
  readonly operators: number;
  /** Rooms that everybody may know of. */
  readonly rooms: number;
  /** Sessions that are nobody yet. */
  readonly unknown: number;
}

/** How many people there are, and have been since the server started. */
export class Crowd {
  #most = 0;
  #census: Census | undefined;
  #countedAt = 0;

  /** So many are here now. */
  note(count: number): void {
    this.#most = Math.max(this.#most, count);
  }

  /** The most that have been here at once. */
  get most(): number {
    return this.#most;
  }

  /** How many there are of each sort now; where there are many, or a second ago. */
  count(irc: IrcHouse): Census {
    const { world, clock } = irc.house;
    const isFresh = clock.now() - this.#countedAt < FRESH_MS;
    if (this.#census && isFresh && world.presenceCount > MANY) return this.#census;
    this.#countedAt = clock.now();
    return this.#census = censusOf(irc);
  }
}

function censusOf(irc: IrcHouse): Census {
  const { world, directory } = irc.house;
  const presences = [...world.presences()];
  return {
    invisible: presences.filter((presence) => isInvisible(irc, presence)).length,
    operators: presences.filter(isOperator).length,
    rooms: [...world.rooms()].filter(({ rules }) => !rules.hidden).length,
    unknown: [...directory.sessions()].filter(({ id }) => !world.presenceOf(id)).length,
  };
}
