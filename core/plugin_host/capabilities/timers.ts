/**
 * The "timers" capability: work that waits for its time, on the clock of the house.
 *
 * @module
 */

import type { Cancel, Clock } from "../../net/clock.ts";
import type { FailureCount } from "../failures.ts";

/** What a timer runs. What it throws goes to the log. */
export type TimedWork = () => unknown;

/** What the "timers" capability adds to the host. All of it is called off when the plugin goes. */
export interface TimerHost {
  /** The time of day on the clock of the house, in milliseconds since the epoch. */
  now(): number;
  /**
   * Runs something once, `ms` milliseconds from now or a little later.
   *
   * @throws {RangeError} If `ms` is negative or not finite.
   */
  after(ms: number, run: TimedWork): Cancel;
  /**
   * Runs something again and again, `ms` milliseconds apart. While it is still at work, a turn is left out.
   *
   * @throws {RangeError} If `ms` is not above 0, or not finite.
   */
  every(ms: number, run: TimedWork): Cancel;
  /**
   * Runs something each day at a time, by the clock on the wall of the machine: `"07:30"`.
   *
   * @throws {RangeError} If that is no time from 00:00 to 23:59.
   */
  at(time: string, run: TimedWork): Cancel;
}

/** The wall clock may be set while a day's work waits, so it is looked at this often. */
const LOOK_MS = 600_000;

/** The timers of one plugin. */
export class PluginTimers implements TimerHost {
  readonly #clock: Clock;
  readonly #failures: FailureCount;
  readonly #pending = new Set<Cancel>();
  #hasEnded = false;

  constructor({ clock, failures }: { readonly clock: Clock; readonly failures: FailureCount }) {
    this.#clock = clock;
    this.#failures = failures;
  }

  now(): number {
    return this.#clock.now();
  }

  after(ms: number, run: TimedWork): Cancel {
    return this.#keep((done) =>
      this.#clock.after(ms, () => {
        done();
        void this.#failures.guard("a timer", run);
      })
    );
  }

  every(ms: number, run: TimedWork): Cancel {
    let isBusy = false;
    return this.#keep(() =>
      this.#clock.every(ms, async () => {
        if (isBusy) return;
        isBusy = true;
        await this.#failures.guard("a timer", run);
        isBusy = false;
      })
    );
  }

  at(time: string, run: TimedWork): Cancel {
    const [, hours, minutes] = /^([01]\d|2[0-3]):([0-5]\d)$/.exec(time) ?? [];
    if (hours === undefined || minutes === undefined) {
      throw new RangeError(`Cannot wait for "${time}" as it is no time from 00:00 to 23:59`);
    }
    const wallTime = { hours: Number(hours), minutes: Number(minutes) };
    return this.#keep(() => {
      let due = nextMoment(this.#clock.now(), wallTime);
      let cancel: Cancel;
      const look = () => {
        const now = this.#clock.now();
        const isDue = now >= due;
        if (isDue) due = nextMoment(now, wallTime);
        // Before the work, which may call itself off.
        cancel = this.#clock.after(Math.min(due - now, LOOK_MS), look);
        if (isDue) void this.#failures.guard(`the work of ${time}`, run);
      };
      look();
      return () => cancel();
    });
  }

  /** Calls all of them off for good. */
  end(): void {
    this.#hasEnded = true;
    for (const cancel of [...this.#pending]) cancel();
  }

  /** Starts a timer unless the plugin is gone; `done` forgets it. */
  #keep(start: (done: () => void) => Cancel): Cancel {
    if (this.#hasEnded) return () => {};
    const stop = start(() => this.#pending.delete(cancel));
    const cancel = () => {
      this.#pending.delete(cancel);
      stop();
    };
    this.#pending.add(cancel);
    return cancel;
  }
}

/** The next moment after `now` at which the wall shows this time. */
function nextMoment(now: number, { hours, minutes }: { hours: number; minutes: number }): number {
  const moment = new Date(now);
  moment.setHours(hours, minutes, 0, 0);
  if (moment.getTime() <= now) {
    moment.setDate(moment.getDate() + 1);
    moment.setHours(hours, minutes, 0, 0);
  }
  return moment.getTime();
}
