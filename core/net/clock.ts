/**
 * The time, and work that waits for it: one runtime timer stands behind all deadlines.
 *
 * @module
 */

import { type Log, logFor } from "../logging/log.ts";

/** Calls off what was scheduled. Calling it again, or too late, does nothing. */
export type Cancel = () => void;

/**
 * Tells the time and runs work when it comes. Whoever needs either is handed a clock, so that a
 * test can hold it.
 */
export interface Clock {
  /** The time of day in milliseconds since the epoch. It jumps when the machine's clock is set. */
  now(): number;
  /** Milliseconds since some fixed moment, by a clock that nobody sets: tells how long ago something was. */
  steady(): number;
  /**
   * Runs `run` once, `ms` milliseconds from now or a little later, never sooner. Setting the
   * machine's clock moves no deadline.
   *
   * @throws {RangeError} If `ms` is negative or not finite.
   */
  after(ms: number, run: () => void): Cancel;
  /**
   * Runs `run` again and again, `ms` milliseconds apart. Turns that were missed, as the process
   * was busy or asleep, are left out, not caught up with.
   *
   * @throws {RangeError} If `ms` is not above 0, or not finite.
   */
  every(ms: number, run: () => void): Cancel;
}

/** Where a {@linkcode TimerWheel} gets its time from. The defaults are the runtime's own. */
export interface TimerWheelOptions {
  /** The time of day in milliseconds since the epoch. */
  readonly wallMs?: () => number;
  /** Milliseconds since any fixed moment, by a clock that nobody sets. */
  readonly steadyMs?: () => number;
  /** Runs `run` once after `ms`: the one timer that all deadlines share. */
  readonly startTimer?: (ms: number, run: () => void) => Cancel;
  /** How finely deadlines are told apart, in milliseconds. They are rounded up to it. */
  readonly resolutionMs?: number;
  /** Where a callback that throws is reported. */
  readonly log?: Pick<Log, "error">;
}

interface Deadline {
  readonly run: () => void;
  readonly everyMs: number | undefined;
  dueMs: number;
  dueTick: number;
  live: boolean;
}

/**
 * Slots of the wheel, a power of two. At 50 ms each the wheel turns once in 26 seconds; a deadline
 * further away is passed over until its turn.
 */
const SLOTS = 512;

/**
 * A {@linkcode Clock} that keeps all deadlines on a wheel of slots and one runtime timer for the
 * next slot in use. Adding and cancelling take constant time, so that each connection can have
 * its own. While nothing is scheduled there is no runtime timer.
 *
 * @example Deadlines run in order, and a cancelled one does not
 * ```ts
 * import { deepStrictEqual } from "node:assert/strict";
 * const clock = new TimerWheel({ resolutionMs: 1 });
 * const seen: string[] = [];
 * const cancel = clock.after(1, () => seen.push("cancelled"));
 * await new Promise<void>((done) => {
 *   clock.after(2, () => seen.push("first"));
 *   clock.after(3, done);
 *   cancel();
 * });
 * deepStrictEqual(seen, ["first"]);
 * ```
 */
export class TimerWheel implements Clock {
  /** {@inheritDoc Clock.now} */
  readonly now: () => number;
  /** {@inheritDoc Clock.steady} */
  readonly steady: () => number;
  readonly #startTimer: (ms: number, run: () => void) => Cancel;
  readonly #resolutionMs: number;
  readonly #log: Pick<Log, "error">;
  readonly #slots = Array.from({ length: SLOTS }, () => new Set<Deadline>());
  #scheduled = 0;
  #visitedTick = 0;
  #wakeTick = Infinity;
  #stopTimer: Cancel | undefined;

  /**
   * Makes a wheel with nothing on it.
   *
   * @param options Time source and timer; the runtime's when left out.
   */
  constructor(options: TimerWheelOptions = {}) {
    this.now = options.wallMs ?? Date.now;
    this.steady = options.steadyMs ?? (() => performance.now());
    this.#startTimer = options.startTimer ?? startRuntimeTimer;
    this.#resolutionMs = options.resolutionMs ?? 50;
    this.#log = options.log ?? logFor("net");
  }

  /** {@inheritDoc Clock.after} */
  after(ms: number, run: () => void): Cancel {
    if (!(ms >= 0 && ms < Infinity)) {
      throw new RangeError(`Cannot wait as the time is not a number from 0 up: ${ms}`);
    }
    return this.#schedule(ms, run, undefined);
  }

  /** {@inheritDoc Clock.every} */
  every(ms: number, run: () => void): Cancel {
    if (!(ms > 0 && ms < Infinity)) {
      throw new RangeError(`Cannot repeat as the time is not a number above 0: ${ms}`);
    }
    return this.#schedule(ms, run, ms);
  }

  #schedule(ms: number, run: () => void, everyMs: number | undefined): Cancel {
    const deadline = { run, everyMs, dueMs: this.steady() + ms, dueTick: 0, live: true };
    this.#scheduled++;
    this.#place(deadline);
    if (deadline.dueTick < this.#wakeTick) this.#wakeAt(deadline.dueTick);
    return () => this.#cancel(deadline);
  }

  #place(deadline: Deadline): void {
    deadline.dueTick = Math.max(
      Math.ceil(deadline.dueMs / this.#resolutionMs),
      this.#visitedTick + 1,
    );
    this.#slot(deadline.dueTick).add(deadline);
  }

  #cancel(deadline: Deadline): void {
    if (!deadline.live) return;
    this.#slot(deadline.dueTick).delete(deadline);
    this.#retire(deadline);
    if (this.#scheduled === 0) this.#sleep();
  }

  #retire(deadline: Deadline): void {
    deadline.live = false;
    this.#scheduled--;
  }

  #slot(tick: number): Set<Deadline> {
    return this.#slots[tick % SLOTS]!;
  }

  #wakeAt(tick: number): void {
    this.#sleep();
    this.#wakeTick = tick;
    const ms = Math.max(0, tick * this.#resolutionMs - this.steady());
    this.#stopTimer = this.#startTimer(ms, () => this.#turn());
  }

  #sleep(): void {
    this.#stopTimer?.();
    this.#stopTimer = undefined;
    this.#wakeTick = Infinity;
  }

  #turn(): void {
    this.#sleep();
    const nowMs = this.steady();
    for (const deadline of this.#takeDue(Math.floor(nowMs / this.#resolutionMs))) {
      if (!deadline.live) continue; // cancelled by one that ran just before it
      if (deadline.everyMs === undefined) {
        this.#retire(deadline);
      } else {
        const missed = Math.floor((nowMs - deadline.dueMs) / deadline.everyMs);
        deadline.dueMs += deadline.everyMs * (1 + missed);
        this.#place(deadline);
      }
      try {
        deadline.run();
      } catch (error) {
        this.#log.error("A timed callback failed", { error });
      }
    }
    this.#wakeForNextSlot();
  }

  #takeDue(tick: number): Deadline[] {
    const due: Deadline[] = [];
    // After a long sleep each slot needs one visit only.
    for (let t = Math.max(this.#visitedTick + 1, tick - SLOTS + 1); t <= tick; t++) {
      for (const deadline of this.#slot(t)) {
        if (deadline.dueTick > tick) continue;
        this.#slot(t).delete(deadline);
        due.push(deadline);
      }
    }
    this.#visitedTick = Math.max(this.#visitedTick, tick);
    return due.sort((a, b) => a.dueTick - b.dueTick);
  }

  #wakeForNextSlot(): void {
    if (this.#scheduled === 0) return;
    const first = this.#visitedTick + 1;
    const last = Math.min(this.#visitedTick + SLOTS, this.#wakeTick - 1);
    for (let tick = first; tick <= last; tick++) {
      if (this.#slot(tick).size > 0) return this.#wakeAt(tick);
    }
  }
}

function startRuntimeTimer(ms: number, run: () => void): Cancel {
  const timer = setTimeout(run, ms);
  return () => clearTimeout(timer);
}
