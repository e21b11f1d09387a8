/**
 * Who was here: what WHOWAS tells (RFC 2812, section 3.6.3).
 *
 * @module
 */

import { nameKey, type Person } from "partyline";

/** So many departures are remembered. */
const REMEMBERED = 500;

/** Somebody who had a name and has it no more. */
export interface Departure {
  readonly person: Person;
  readonly realName: string;
  /** The name of their account, if they had one. */
  readonly account?: string;
  /** In milliseconds since the epoch. */
  readonly at: number;
}

/** The newest departures. */
export class Whowas {
  #departures: Departure[] = [];

  /** Remembers that somebody has left, or taken another name. */
  add(departure: Departure): void {
    this.#departures.push(departure);
    if (this.#departures.length > 2 * REMEMBERED) {
      this.#departures = this.#departures.slice(-REMEMBERED);
    }
  }

  /**
   * The departures of some names, newest first.
   *
   * @param most So many of each name, at the most.
   */
  of(names: readonly string[], most: number): Departure[] {
    const left = new Map(names.map((name) => [nameKey(name), most]));
    const found: Departure[] = [];
    for (const departure of this.#departures.toReversed()) {
      const key = nameKey(departure.person.name);
      const more = left.get(key) ?? 0;
      if (more > 0) found.push(departure);
      left.set(key, more - 1);
    }
    return found;
  }
}
