/**
 * Watches how long a caller has been quiet: warns them, hangs up, and keeps their connection alive.
 *
 * @module
 */

import type { Cancel, Clock } from "../net/clock.ts";

/** What happens when. Times are in milliseconds; one of 0 never comes. */
export interface QuietWatchParts {
  readonly clock: Clock;
  /** When the caller last did something, by the clock's steady time. */
  activeMs(): number;
  readonly steps: readonly {
    readonly afterMs: number;
    /** Whether it comes again and again while the quiet lasts. */
    readonly again?: boolean;
    run(): void;
  }[];
}

/**
 * Runs each step once the caller has been quiet for its time. What the caller does costs nothing:
 * only when a deadline comes is it seen whether there was anything.
 */
export class QuietWatch {
  readonly #parts: QuietWatchParts;
  readonly #cancels = new Map<number, Cancel>();
  /** When the quiet began that a step was last run in. */
  readonly #doneSince = new Map<number, number>();

  constructor(parts: QuietWatchParts) {
    this.#parts = parts;
    parts.steps.forEach((step, index) => {
      if (step.afterMs > 0) this.#wait(index, step.afterMs);
    });
  }

  stop(): void {
    for (const cancel of this.#cancels.values()) cancel();
    this.#cancels.clear();
  }

  #wait(index: number, ms: number): void {
    this.#cancels.set(index, this.#parts.clock.after(ms, () => this.#look(index)));
  }

  #look(index: number): void {
    const { clock, activeMs, steps } = this.#parts;
    const { afterMs, again, run } = steps[index]!;
    const since = activeMs();
    const quietMs = clock.steady() - since;
    if (quietMs < afterMs) return this.#wait(index, afterMs - quietMs);
    this.#wait(index, afterMs);
    if (!again && this.#doneSince.get(index) === since) return;
    this.#doneSince.set(index, since);
    run();
  }
}
