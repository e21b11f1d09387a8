/**
 * Dice, and the words that they pick from: what random actions hold.
 *
 * @module
 */

/** What an action may hold: what is allowed mostly, and seldom what is not. */
export interface Pool {
  readonly good: readonly string[];
  readonly bad: readonly string[];
}

/** Some are the same but for case, some alike; of two the order differs between UTF-8 and UTF-16. */
export const NAMES: Pool = {
  good: [
    ...["Ann", "ANN", "bob", "Bob", "Zoë", "Cy", "Dee", "Ed", "Ian", "lan", "\u0391\u03a3"],
    ...["\ufa0e", "\u{20000}"],
  ],
  bad: ["", "2pac", "a b", "server", "\u0410nn", "n".repeat(33), "Bob\u3164"],
};

export const ROOMS: Pool = {
  good: ["lobby", "Lobby", "Group 1", "group 1", "den", "DEN", "attic", "cellar", "roof"],
  bad: ["", "#den", "a,b", " den", "Group\u00a01", "r".repeat(51)],
};

export const TEXTS: Pool = {
  good: ["hello", "hi \u{1f600}", "{red}", "\x1b[2J", "'; DROP TABLE users", "x".repeat(30)],
  bad: ["", " ", "two\nlines", "\ud800", "x".repeat(41)],
};

export const MASKS: Pool = {
  good: ["ann", "*b*", "*!*@*.example", "account:bob", "account:*", "?y!*@*"],
  bad: ["", "a b", ":x", "a!b!c"],
};

export const HOUSE_MASKS: Pool = {
  good: ["cy", "*!*@bad.example", "192.0.2.0/24"],
  bad: MASKS.bad,
};

export const KEYS: Pool = {
  good: ["", "sesame", "Sesame", "\u{1f511}"],
  bad: [" ", "a,b", "a b", "k".repeat(51)],
};

export const NOTE_KEYS: Pool = { good: ["url", "color", "ns/avatar"], bad: ["", "URL", "a b"] };

export const PREFERENCE_KEYS: Pool = {
  good: ["theme", "terminal.charset", "terminal.keep-alive"],
  bad: ["", "Theme", "a b", "k".repeat(51)],
};

/** Picks by the numbers it was given, so that the same numbers give the same list. */
export class Dice {
  #next = 0;

  constructor(readonly numbers: readonly number[]) {}

  below(limit: number): number {
    return this.numbers[this.#next++ % this.numbers.length]! % limit;
  }

  /** True once in so many times. */
  rarely(times: number): boolean {
    return this.below(times) === 0;
  }

  /** One of the items; undefined when there are none. */
  of<T>(items: readonly T[]): T {
    return items[this.below(items.length)]!;
  }

  from({ good, bad }: Pool): string {
    return this.of(this.rarely(8) ? bad : good);
  }
}
