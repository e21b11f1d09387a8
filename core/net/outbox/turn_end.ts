/**
 * The end of a turn of the event loop: what happens then, and after it what is written.
 *
 * @module
 */

import { setImmediate } from "node:timers";

/**
 * Runs functions at the end of a turn of the event loop: first those that do something, then, once
 * everybody has heard what came of it, those that write. Two timers of their own would not keep that
 * order, and what is done would be written a turn later, in a write of its own.
 */
export class TurnEnd {
  /** That of the program. */
  static readonly shared: TurnEnd = new TurnEnd();

  #work: (() => void)[] = [];
  #writes: (() => void)[] = [];
  /** Whether an end is scheduled that has not begun. */
  #isAhead = false;
  /** How many ends are scheduled that have not written. */
  #unwritten = 0;

  /** Does something at the end of the turn. */
  work(run: () => void): void {
    this.#work.push(run);
    this.#schedule();
  }

  /** Writes something after all that is done at the end of the turn. */
  write(run: () => void): void {
    this.#writes.push(run);
    if (this.#unwritten === 0) this.#schedule();
  }

  #schedule(): void {
    if (this.#isAhead) return;
    this.#isAhead = true;
    this.#unwritten++;
    setImmediate(() => {
      this.#isAhead = false;
      const work = this.#work;
      this.#work = [];
      for (const run of work) run();
    });
    // Promises that are resolved in the first are heard before the second.
    setImmediate(() => {
      this.#unwritten--;
      const writes = this.#writes;
      this.#writes = [];
      for (const run of writes) run();
    });
  }
}
