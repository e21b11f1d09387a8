/**
 * The lines a caller has sent, to be called back while editing the next.
 *
 * @module
 */

/**
 * The last lines that were sent, the oldest forgotten first, and a place among them. The line that
 * is being typed, the draft, is kept while the caller looks at older ones.
 *
 * @example
 * ```ts
 * import { strictEqual } from "node:assert/strict";
 * const history = new LineHistory(100);
 * history.add("who");
 * strictEqual(history.older("tell An"), "who");
 * strictEqual(history.newer(), "tell An");
 * ```
 */
export class LineHistory {
  readonly #limit: number;
  readonly #lines: string[] = [];
  #place = 0;
  #draft = "";

  /** The lines, oldest first. */
  get lines(): readonly string[] {
    return this.#lines;
  }

  /** Makes an empty history of at most so many lines. */
  constructor(limit: number) {
    this.#limit = limit;
  }

  /**
   * Adds a line that was sent, unless it is the one before it again, and goes back to the draft.
   */
  add(line: string): void {
    if (line !== this.#lines.at(-1)) this.#lines.push(line);
    if (this.#lines.length > this.#limit) this.#lines.shift();
    this.leave();
  }

  /** Goes back to the draft, and forgets it. */
  leave(): void {
    this.#place = this.#lines.length;
    this.#draft = "";
  }

  /**
   * Goes to the line before and gives it; undefined if there is none.
   *
   * @param current What is being typed, kept if it is the draft.
   */
  older(current: string): string | undefined {
    if (this.#place === 0) return undefined;
    if (this.#place === this.#lines.length) this.#draft = current;
    return this.#lines[--this.#place];
  }

  /** Goes to the line after, or the draft, and gives it; undefined if that is where we are. */
  newer(): string | undefined {
    if (this.#place === this.#lines.length) return undefined;
    return this.#lines[++this.#place] ?? this.#draft;
  }
}
