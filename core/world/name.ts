/**
 * Names of people and of rooms: which are allowed, when two are the same, when two look the same.
 *
 * @module
 */

import LOOK_ALIKES from "unhomoglyph/data.json" with { type: "json" };

/** The longest name of a person, in code points. */
export const NAME_LENGTH = 32;

/** The longest name of a room, in code points. */
export const ROOM_NAME_LENGTH = 50;

/** Characters that nobody sees, some of which Unicode counts as letters: the Hangul fillers. */
const INVISIBLE = /\p{Default_Ignorable_Code_Point}/u;
const ALL_INVISIBLE = new RegExp(INVISIBLE, "gu");

const PERSON = /^[\p{L}_[\]{}^|\\`][\p{L}\p{Nd}_[\]{}^|\\`-]*$/u;
/** As {@linkcode PERSON}, of ASCII alone: most names are like this, and three other questions need not be asked of them. */
const PLAIN_PERSON = /^[A-Za-z_[\]{}^|\\`][\w[\]{}^|\\`-]*$/;
const ROOM = /^[\p{L}\p{M}\p{N}\p{P}\p{S} ]+$/u;

/** What each character looks like, of those that look like others. */
const LOOKS: Readonly<Record<string, string>> = LOOK_ALIKES;

/** Words that the house and its protocols use for themselves, so nobody may wear them or their like. */
const RESERVED = new Set(
  ["chanserv", "everyone", "nickserv", "server", "somebody", "you"].map(nameLook),
);

/**
 * What is wrong with a person's name: letters, digits and ``_-[]{}^|\` `` are allowed, 1 to 32 of
 * them, not beginning with a digit or `-` (RFC 2812, section 2.3.1, with all of Unicode's letters).
 *
 * @example
 * ```ts
 * import { strictEqual } from "node:assert/strict";
 * strictEqual(faultOfName("Zoë_2"), undefined);
 * strictEqual(faultOfName("2pac"), "a name does not begin with a digit or a dash");
 * ```
 * @returns The reason as a clause, or undefined when the name is fine.
 */
export function faultOfName(name: string): string | undefined {
  if (name === "") return "a name needs at least one letter";
  if (name.length > NAME_LENGTH && [...name].length > NAME_LENGTH) {
    return `a name has at most ${NAME_LENGTH} characters`;
  }
  const fault = PLAIN_PERSON.test(name) ? undefined : faultOfLetters(name);
  if (fault !== undefined) return fault;
  if (RESERVED.has(nameLook(name))) return "that word means something else here";
  return undefined;
}

function faultOfLetters(name: string): string | undefined {
  if (/^[\p{Nd}-]/u.test(name)) return "a name does not begin with a digit or a dash";
  if (!PERSON.test(name) || INVISIBLE.test(name)) {
    return "a name has only letters, digits and _-[]{}^|\\`";
  }
  if (name !== name.normalize("NFC")) return "a name is written with composed letters";
  return undefined;
}

/**
 * What is wrong with a room's name: letters, digits, signs and single spaces inside, 1 to 50 of
 * them, no comma, not beginning with `#` or `/`.
 *
 * @example
 * ```ts
 * import { strictEqual } from "node:assert/strict";
 * strictEqual(faultOfRoomName("Group 1"), undefined);
 * strictEqual(faultOfRoomName("#den"), "a room's name does not begin with # or /");
 * ```
 * @returns The reason as a clause, or undefined when the name is fine.
 */
export function faultOfRoomName(name: string): string | undefined {
  if (nameKey(name) === "") return "a room needs a name";
  if ([...name].length > ROOM_NAME_LENGTH) {
    return `a room's name has at most ${ROOM_NAME_LENGTH} characters`;
  }
  if (/^[#/]/.test(name)) return "a room's name does not begin with # or /";
  if (name.includes(",")) return "a room's name has no comma";
  if (!ROOM.test(name)) return "a room's name has only letters, digits, signs and spaces";
  if (name.trim() !== name || name.includes("  ")) {
    return "a room's name has single spaces, and only inside";
  }
  return undefined;
}

/**
 * The form of a person's or a room's name that says which names are the same: case does not count,
 * nor does the way an accent is composed, nor what nobody sees (as NFKC_Casefold of the Unicode
 * Standard, section 3.13). A no-break space, as IRC shows a space, is a space.
 *
 * @example
 * ```ts
 * import { strictEqual } from "node:assert/strict";
 * strictEqual(nameKey("Bob"), nameKey("bOB"));
 * strictEqual(nameKey("Group\u00a01"), "group 1");
 * ```
 */
export function nameKey(name: string): string {
  // Most names are like this, and the rest of it would be a third of the cost of a message.
  if (/^[ -~]*$/.test(name)) return name.toLowerCase();
  const visible = name.replaceAll(ALL_INVISIBLE, "").normalize("NFKC");
  // Greek has two small sigmas, by their place in the word, for one capital.
  return visible.toLowerCase().replaceAll("ς", "σ");
}

/**
 * What a name looks like, whatever its case: names with the same look can be mistaken for each
 * other, as Latin `a` and Cyrillic `а` (Unicode Technical Standard 39, section 4).
 *
 * @example
 * ```ts
 * import { strictEqual } from "node:assert/strict";
 * strictEqual(nameLook("\u0430lice"), nameLook("Alice"));
 * ```
 */
export function nameLook(name: string): string {
  return withPlainLetters(nameKey(name)).toLowerCase();
}

/**
 * What a name looks like in the case it is written in, in which other letters can be mistaken for
 * each other: capital `I` and small `l`.
 *
 * @example
 * ```ts
 * import { notStrictEqual, strictEqual } from "node:assert/strict";
 * strictEqual(nameShape("AIice"), nameShape("Alice"));
 * notStrictEqual(nameShape("Ian"), nameShape("Lan"));
 * ```
 */
export function nameShape(name: string): string {
  return withPlainLetters(name.normalize("NFKC"));
}

/** With the letter of each that it looks like: the package's own function takes 30 ms to start, for a pattern of all of them. */
function withPlainLetters(name: string): string {
  let plain = "";
  for (const letter of name) plain += LOOKS[letter] ?? letter;
  return plain;
}
