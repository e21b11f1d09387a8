/**
 * Who is named in what people say.
 *
 * @module
 */

import { isAscii } from "../terminal/charset/charset.ts";
import { nameKey } from "../world/name.ts";
import type { PresenceId } from "../world/person.ts";

/** What names are made of, in the form in which they compare, and what joins with that to longer words. */
const ASCII_WORD = /[a-z0-9_[\]{}^|\\`-]+/gi;
/** The same with all that is not ASCII: words that need a closer look. */
const ROUGH_WORD = /[a-z0-9_[\]{}^|\\`\u0080-\uffff-]+/gi;
const WORD = /[\p{L}\p{M}\p{N}_[\]{}^|\\`-]+/gu;

/** Signs that may be a part of a name, but as often stand around it. */
const SIGNS = new Set("_[]{}^|\\`-");

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

  /** Whoever is named in a text. */
  in(text: string): ReadonlySet<PresenceId> {
    if (this.#people.size === 0) return NOBODY;
    let found: Set<PresenceId> | undefined;
    for (const rough of text.match(isAscii(text) ? ASCII_WORD : ROUGH_WORD) ?? []) {
      for (const word of wordsOf(rough)) {
        for (const id of this.#named(word)) (found ??= new Set()).add(id);
      }
    }
    return found ?? NOBODY;
  }

  #named(word: string): readonly PresenceId[] {
    const bare = withoutSigns(word);
    return this.#lookUp(word) ?? (bare === word ? undefined : this.#lookUp(bare)) ?? [];
  }

  #lookUp(key: string): readonly PresenceId[] | undefined {
    return this.#shapes.has(shapeOf(key)) ? this.#people.get(key) : undefined;
  }

  #count(key: string, more: number): void {
    const shape = shapeOf(key);
    const count = (this.#shapes.get(shape) ?? 0) + more;
    if (count > 0) this.#shapes.set(shape, count);
    else this.#shapes.delete(shape);
  }
}

/** The words in what may be one, in the form in which they compare: cheap where it is ASCII, as most are. */
function wordsOf(rough: string): readonly string[] {
  return isAscii(rough) ? [rough.toLowerCase()] : nameKey(rough).match(WORD) ?? [];
}

/** The first letter and the length, as a number: cheaper to look up than the word itself. */
function shapeOf(word: string): number {
  return word.charCodeAt(0) * 64 + Math.min(word.length, 63);
}

function withoutSigns(word: string): string {
  let [start, end] = [0, word.length];
  while (start < end && SIGNS.has(word[start]!)) start++;
  while (end > start && SIGNS.has(word[end - 1]!)) end--;
  return word.slice(start, end);
}
