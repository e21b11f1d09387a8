/**
 * What a text was before it was changed, to be had back.
 *
 * @module
 */

/**
 * The last states of something that is edited, oldest first; more than a limit are forgotten.
 * Changes of one group that follow each other, like the letters of a word, are one step.
 *
 * @example
 * ```ts
 * import { strictEqual } from "node:assert/strict";
 * const undo = new UndoHistory<string>(100);
 * undo.note("", "typing");
 * undo.note("w", "typing");
 * strictEqual(undo.back(), "");
 * strictEqual(undo.back(), undefined);
 * ```
 */
export class UndoHistory<State> {
  readonly #limit: number;
  #states: State[] = [];
  #group: string | undefined;

  /** Makes an empty history of at most so many steps. */
  constructor(limit: number) {
    this.#limit = limit;
  }

  /** Notes what it was before a change; without a group the change is a step of its own. */
  note(before: State, group?: string): void {
    if (group === undefined || group !== this.#group) this.#states.push(before);
    if (this.#states.length > this.#limit) this.#states.shift();
    this.#group = group;
  }

  /** Ends the group: the next change is another step. */
  endGroup(): void {
    this.#group = undefined;
  }

  /** Gives what it was before the last step, and forgets that; nothing if there was none. */
  back(): State | undefined {
    this.#group = undefined;
    return this.#states.pop();
  }

  /** Forgets everything. */
  clear(): void {
    this.#states = [];
    this.#group = undefined;
  }
}
