/**
 * What fails in a plugin: written to the log, and counted, so that what fails again and again ends.
 *
 * @module
 */

import { atOnce, type Awaitable } from "../commands/at_once.ts";
import { CallerGone, Cancelled, UserError } from "../commands/errors.ts";
import type { Log } from "../logging/log.ts";
import type { Clock } from "../net/clock.ts";

/** So many failures within {@linkcode WITHIN_MS} are too many. */
export const TOO_MANY = 10;

/** The time in which failures are counted, in milliseconds. */
export const WITHIN_MS = 60_000;

/** What a {@linkcode FailureCount} works with. */
export interface FailureParts {
  readonly clock: Clock;
  /** The log of the plugin. */
  readonly log: Pick<Log, "error">;
  /** Does some work of the plugin, so that a reload can wait for it. */
  run(work: () => unknown): unknown;
  /** Called once, when there were too many, with the last of them. */
  giveUp(error: unknown): void;
}

/** Counts the failures of one plugin. */
export class FailureCount {
  readonly #parts: FailureParts;
  /** When the newest failures were, oldest first. */
  #times: number[] = [];
  #hasGivenUp = false;

  constructor(parts: FailureParts) {
    this.#parts = parts;
  }

  /**
   * Counts what was thrown, if it is a bug. What people did wrong, what the world refused and who hung
   * up are none.
   */
  count(error: unknown): void {
    if (error instanceof UserError) return;
    if (error instanceof CallerGone || error instanceof Cancelled) return;
    const now = this.#parts.clock.now();
    this.#times = [...this.#times.filter((at) => at > now - WITHIN_MS), now];
    if (this.#times.length < TOO_MANY || this.#hasGivenUp) return;
    this.#hasGivenUp = true;
    this.#parts.giveUp(error);
  }

  /** Runs something of the plugin whose caller is told what it throws. */
  counted<Result>(run: () => Awaitable<Result>): Awaitable<Result> {
    return atOnce(run, {
      done: (result) => result,
      failed: (error) => {
        this.count(error);
        throw error;
      },
    });
  }

  /** Runs something of the plugin that nobody waits for; what it throws goes to the log. */
  async guard(where: string, run: () => unknown): Promise<void> {
    try {
      await this.#parts.run(run);
    } catch (error) {
      this.note(where, error);
    }
  }

  /** Writes to the log what was thrown where nobody reads it, and counts it. */
  note(where: string, error: unknown): void {
    if (error instanceof CallerGone || error instanceof Cancelled) return;
    this.#parts.log.error("Plugin failed", { where, error });
    this.count(error);
  }
}
