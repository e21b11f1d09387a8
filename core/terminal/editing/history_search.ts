/**
 * Looking for a line among those sent, letter by letter.
 *
 * @module
 */

import { graphemes } from "../style/display_width.ts";
import { safeText } from "../charset/safe_text.ts";

/** A line that was found. */
export interface FoundLine {
  readonly text: string;
  /** Where in it what was looked for begins, in UTF-16 units. */
  readonly at: number;
}

/**
 * A search through lines, from the newest back, in any mix of capitals. What has been found stays
 * when nothing else is.
 *
 * @example
 * ```ts
 * import { deepStrictEqual } from "node:assert/strict";
 * const search = new HistorySearch(["/join lobby", "hello", "/join attic"]);
 * search.type("JO");
 * deepStrictEqual(search.found, { text: "/join attic", at: 1 });
 * search.older();
 * deepStrictEqual(search.found, { text: "/join lobby", at: 1 });
 * ```
 */
export class HistorySearch {
  readonly #lines: readonly string[];
  readonly #last: string;
  #wanted = "";
  #place: number;
  #found: FoundLine | undefined;
  #isLost = false;

  /**
   * Begins a search that looks for nothing yet.
   *
   * @param lines Oldest first.
   * @param last What was looked for the last time, to be looked for again.
   */
  constructor(lines: readonly string[], last = "") {
    this.#lines = lines;
    this.#last = last;
    this.#place = lines.length;
  }

  /** What is looked for. */
  get wanted(): string {
    return this.#wanted;
  }

  /** What was found last. */
  get found(): FoundLine | undefined {
    return this.#found;
  }

  /** Whether there is nothing, or nothing more, that holds what is looked for. */
  get isLost(): boolean {
    return this.#isLost;
  }

  /**
   * Looks for more, character by character: what holds the most of it stays, whether it comes at once or not.
   * What holds it already stays anyway.
   */
  type(text: string): void {
    let isLost = false;
    for (const character of safeText(text)) {
      this.#wanted += character;
      // Nothing holds more of it then.
      if (isLost) continue;
      this.#look(Math.min(this.#place, this.#lines.length - 1), -1);
      isLost = this.#isLost;
    }
  }

  /** Takes the last character of what is looked for back, and begins at the newest line again. */
  erase(): void {
    this.#wanted = graphemes(this.#wanted).slice(0, -1).join("");
    this.#found = undefined;
    this.#place = this.#lines.length;
    this.#isLost = false;
    if (this.#wanted !== "") this.#look(this.#place - 1, -1);
  }

  /** Goes on to an older line; at the beginning, with what was looked for the last time. */
  older(): void {
    if (this.#wanted === "") this.#wanted = this.#last;
    if (this.#wanted !== "") this.#look(this.#place - 1, -1);
  }

  /** Comes back to a newer line. */
  newer(): void {
    if (this.#wanted !== "") this.#look(this.#place + 1, 1);
  }

  /** The same line twice is shown once. */
  #look(from: number, step: number): void {
    const wanted = this.#wanted.toLowerCase();
    for (let place = from; place >= 0 && place < this.#lines.length; place += step) {
      const text = this.#lines[place]!;
      const at = text.toLowerCase().indexOf(wanted);
      const isNew = place === this.#place || text !== this.#found?.text;
      if (at < 0 || !isNew) continue;
      this.#place = place;
      this.#found = { text, at };
      this.#isLost = false;
      return;
    }
    this.#isLost = true;
  }
}
