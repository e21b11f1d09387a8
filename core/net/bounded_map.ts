/**
 * A map that holds so many entries and no more, for what is remembered of callers.
 *
 * @module
 */

/**
 * A map whose oldest entry goes when there would be too many, so that callers from a million
 * addresses cost no more than those from a few.
 *
 * @example
 * ```ts
 * import { deepStrictEqual } from "node:assert/strict";
 * const map = new BoundedMap<string, number>(2);
 * map.set("a", 1);
 * map.set("b", 2);
 * map.set("a", 3);
 * map.set("c", 4);
 * deepStrictEqual([...map.entries()], [["a", 3], ["c", 4]]);
 * ```
 */
export class BoundedMap<Key, Value> {
  readonly #limit: number;
  readonly #map = new Map<Key, Value>();

  /** @param limit The most entries, 1 or more. */
  constructor(limit: number) {
    this.#limit = limit;
  }

  get size(): number {
    return this.#map.size;
  }

  get(key: Key): Value | undefined {
    return this.#map.get(key);
  }

  /** Sets an entry, which is the newest now. */
  set(key: Key, value: Value): void {
    this.#map.delete(key);
    if (this.#map.size >= this.#limit) {
      const [oldest] = this.#map.keys();
      this.#map.delete(oldest!);
    }
    this.#map.set(key, value);
  }

  delete(key: Key): boolean {
    return this.#map.delete(key);
  }

  /** The entries, the oldest first. */
  entries(): IterableIterator<[Key, Value]> {
    return this.#map.entries();
  }
}
