/**
 * Who is named in what people say.
 *
 * @module
 */

import { nameKey } from "../world/name.ts";
import type { PresenceId } from "../world/person.ts";

/** Signs that may be a part of a name, but as often stand around it. */
const SIGNS = "_[]{}^|\\`-";

/** What names are made of, in the form in which they compare. */
const WORD = /[\p{L}\p{M}\p{N}_[\]{}^|\\`-]+/gu;

/** What a character of Latin-1 may be to a word. */
const [LETTER, SIGN, UNCLEAR] = [1, 2, 3];

/**
 * What each character of Latin-1 is to a word: one of those, or nothing. A letter is what names compare by in its
 * small form; what is unclear becomes something else then, or may.
 */
const ROLES = Uint8Array.from({ length: 0x100 }, (_, unit) => {
  const character = String.fromCharCode(unit);
  if (SIGNS.includes(character)) return SIGN;
  if (!/[\p{L}\p{M}\p{N}]/u.test(character)) return unit < 0x80 ? 0 : UNCLEAR;
  return nameKey(character) === character.toLowerCase() ? LETTER : UNCLEAR;
});

const NOBODY: ReadonlySet<PresenceId> = new Set();

/** Finds in a text the names of those who want to know of it, in whatever case, as whole words. */
export class Mentions {
  readonly #people = new Map<string, readonly PresenceId[]>();
  readonly #keys = new Map<PresenceId, readonly string[]>();
  /** How many keys have each shape: most words of a text have another, and are looked up no further. */
  readonly #shapes = new Map<number, number>();

  /**
   * Somebody wants to know of it, or is called something else now.
   *
   * @param names All that they are called.
   */
  watch(id: PresenceId, names: readonly string[]): void {
    this.forget(id);
    const keys = [...new Set(names.map(nameKey))];
    this.#keys.set(id, keys);
    for (const key of keys) {
      this.#people.set(key, [...this.#people.get(key) ?? [], id]);
      this.#count(key, 1);
    }
  }

  /** Somebody does not want to know of it any more. */
  forget(id: PresenceId): void {
    for (const key of this.#keys.get(id) ?? []) {
      const others = this.#people.get(key)!.filter((other) => other !== id);
      if (others.length > 0) this.#people.set(key, others);
      else this.#people.delete(key);
      this.#count(key, -1);
    }
    this.#keys.delete(id);
  }

  /** Whether somebody wants to know of it. */
  watches(id: PresenceId): boolean {
    return this.#keys.has(id);
  }

  /** Whoever is named in a text. Each message is looked through: letter by letter, without a copy of its words. */
  in(text: string): ReadonlySet<PresenceId> {
    if (this.#people.size === 0) return NOBODY;
    const found: PresenceId[] = [];
    for (let at = 0; at < text.length; at++) {
      const start = at;
      let isClear = true;
      for (; at < text.length; at++) {
        const unit = text.charCodeAt(at);
        const role = unit < ROLES.length ? ROLES[unit] : UNCLEAR;
        if (role === 0) break;
        if (role === UNCLEAR) isClear = false;
      }
      if (at === start) continue;
      if (isClear) this.#findWord(text, { start, end: at }, found);
      else this.#findWords(text.slice(start, at), found);
    }
    return found.length === 0 ? NOBODY : new Set(found);
  }

  /** The same for what is unclear, and is one word or several. */
  #findWords(rough: string, found: PresenceId[]): void {
    for (const word of nameKey(rough).match(WORD) ?? []) {
      this.#findWord(word, { start: 0, end: word.length }, found);
    }
  }

  #findWord(text: string, word: Stretch, found: PresenceId[]): void {
    const people = this.#lookUp(text, word) ?? this.#lookUp(text, withoutSigns(text, word));
    if (people) found.push(...people);
  }

  #lookUp(text: string, word: Stretch): readonly PresenceId[] | undefined {
    if (!this.#shapes.has(shapeOf(text, word))) return undefined;
    return this.#people.get(text.slice(word.start, word.end).toLowerCase());
  }

  #count(key: string, more: number): void {
    const shape = shapeOf(key, { start: 0, end: key.length });
    const count = (this.#shapes.get(shape) ?? 0) + more;
    if (count > 0) this.#shapes.set(shape, count);
    else this.#shapes.delete(shape);
  }
}

/** A part of a text, in UTF-16 units. */
interface Stretch {
  readonly start: number;
  readonly end: number;
}

/** The first letter and the length, as a number: cheaper to look up than the word itself. */
function shapeOf(text: string, { start, end }: Stretch): number {
  const first = text.charCodeAt(start);
  // In Latin-1, as in ASCII, a small letter stands so far behind its capital.
  const isCapital = (first >= 0x41 && first <= 0x5a) || (first >= 0xc0 && first <= 0xde);
  return (isCapital ? first + 0x20 : first) * 64 + Math.min(end - start, 63);
}

function withoutSigns(text: string, { start, end }: Stretch): Stretch {
  while (start < end && ROLES[text.charCodeAt(start)] === SIGN) start++;
  while (end > start && ROLES[text.charCodeAt(end - 1)] === SIGN) end--;
  return { start, end };
}
