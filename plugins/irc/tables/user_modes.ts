/**
 * The modes of a person: letters of what they are and of what they want.
 *
 * @module
 */

import { type Presence, type Role, ROLES } from "partyline";

/** Whose modes they are. */
export interface UserModeBearer {
  /** What one connection alone has: `T`, `i` and `w`. */
  readonly state: { readonly modes: string };
  /** Undefined for nobody yet. */
  readonly presence?: Pick<Presence, "hearsUsersOnly" | "isBot" | "user"> | undefined;
  /** The role in the house. */
  readonly role: Role;
  /** Whether nobody can listen in on the connection. */
  readonly isSecure: boolean;
}

/** One mode of a person. */
export interface UserMode {
  /** In a few words. */
  readonly summary: string;
  /** Where it comes from. */
  readonly spec: string;
  /** Which ways the person may change it themself; the server tells the others. */
  readonly may: "both" | "drop" | "neither";
  /** Whether somebody has it. */
  has(bearer: UserModeBearer): boolean;
}

/** A mode to set or to take away. */
export interface UserModeChange {
  readonly on: boolean;
  readonly letter: UserModeLetter;
}

/** A letter of the modes. */
export type UserModeLetter = keyof typeof USER_MODES;

/** Every mode by its letter. */
export const USER_MODES = {
  B: {
    summary: "is a bot",
    spec: "IRCv3 bot-mode",
    may: "both",
    has: ({ presence }) => presence?.isBot ?? false,
  },
  R: {
    summary: "is told nothing by those who are not logged in, but for those they ACCEPT",
    spec: "customary",
    may: "both",
    has: ({ presence }) => presence?.hearsUsersOnly ?? false,
  },
  T: {
    summary: "is told no CTCP but ACTION",
    spec: "customary",
    may: "both",
    has: ({ state }) => state.modes.includes("T"),
  },
  Z: {
    summary: "is connected by TLS",
    spec: "customary",
    may: "neither",
    has: ({ isSecure }) => isSecure,
  },
  i: {
    summary: "is not listed to those who share no channel with them",
    spec: "RFC 2812 3.1.5",
    may: "both",
    has: ({ state }) => state.modes.includes("i"),
  },
  o: {
    summary: "is an operator of the server",
    spec: "RFC 2812 3.1.5",
    may: "drop",
    has: ({ role }) => ROLES.indexOf(role) >= ROLES.indexOf("moderator"),
  },
  r: {
    summary: "is logged in to an account",
    spec: "Modern IRC, registered user mode",
    may: "neither",
    has: ({ presence }) => presence?.user !== undefined,
  },
  w: {
    summary: "reads WALLOPS",
    spec: "RFC 2812 3.1.5",
    may: "both",
    has: ({ state }) => state.modes.includes("w"),
  },
} as const satisfies Readonly<Record<string, UserMode>>;

/** The letters of all modes, as 004 tells them. */
export const USER_MODE_LETTERS = Object.keys(USER_MODES).sort().join("");

/** The letters of somebody's modes, sorted; without a `+`. */
export function userModesOf(bearer: UserModeBearer): string {
  return [...USER_MODE_LETTERS].filter((letter) => modeOf(letter)!.has(bearer)).join("");
}

/**
 * Reads what a person wants of their own modes (RFC 2812, section 3.1.5): `-o` but not `+o`, and what
 * only the server tells is left out in silence.
 *
 * @example
 * ```ts
 * import { deepStrictEqual } from "node:assert/strict";
 * deepStrictEqual(parseUserModes("+io-w!"), {
 *   changes: [{ on: true, letter: "i" }, { on: false, letter: "w" }],
 *   hasUnknown: true,
 * });
 * ```
 * @returns The last change of each letter; and whether there was a letter that is none (501).
 */
export function parseUserModes(typed: string): {
  readonly changes: readonly UserModeChange[];
  readonly hasUnknown: boolean;
} {
  const wanted = new Map<UserModeLetter, boolean>();
  let [on, hasUnknown] = [true, false];
  for (const letter of typed) {
    const mode = modeOf(letter);
    if (letter === "+" || letter === "-") on = letter === "+";
    else if (!mode) hasUnknown = true;
    else if (mode.may === "both" || (mode.may === "drop" && !on)) {
      wanted.set(letter as UserModeLetter, on);
    }
  }
  return { changes: Array.from(wanted, ([letter, on]) => ({ on, letter })), hasUnknown };
}

function modeOf(letter: string): UserMode | undefined {
  return Object.hasOwn(USER_MODES, letter) ? USER_MODES[letter as UserModeLetter] : undefined;
}
