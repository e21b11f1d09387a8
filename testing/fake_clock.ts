/**
 * A clock that a test holds: the server's own timer wheel over a time that is moved by hand.
 *
 * @module
 */

import { type Cancel, type Clock, TimerWheel, type TimerWheelOptions } from "../core/net/clock.ts";

/** A {@linkcode Clock} whose time stands still until {@linkcode FakeClock.advance}. */
export class FakeClock implements Clock {
  readonly #wheel: TimerWheel;
  /** The steady time, which is that of day until that is set. */
  #nowMs: number;
  /** How far the time of day has been set forward. */
  #aheadMs = 0;
  #timer: { readonly atMs: number; readonly run: () => void } | undefined;

  /**
   * @param startMs The time at the start, in milliseconds since the epoch.
   * @param options Resolution, 1 ms by default, and log of the wheel.
   */
  constructor(
    startMs = Date.UTC(2024, 0, 1),
    options: Pick<TimerWheelOptions, "log" | "resolutionMs"> = {},
  ) {
    this.#nowMs = startMs;
    this.#wheel = new TimerWheel({
      resolutionMs: 1,
      ...options,
      wallMs: () => this.now(),
      steadyMs: () => this.#nowMs,
      startTimer: (ms, run) => this.#startTimer(ms, run),
    });
  }

  /** Whether anything is scheduled, and the runtime would thus hold a timer. */
  get waiting(): boolean {
    return this.#timer !== undefined;
  }

  /** The time that the test has set. */
  now(): number {
    return this.#nowMs + this.#aheadMs;
  }

  /** {@inheritDoc Clock.steady} */
  steady(): number {
    return this.#nowMs;
  }

  /** Sets the time of day forward, or back by less than 0, as somebody does who sets the machine's clock. */
  setForward(ms: number): void {
    this.#aheadMs += ms;
  }

  /** {@inheritDoc Clock.after} */
  after(ms: number, run: () => void): Cancel {
    return this.#wheel.after(ms, run);
  }

  /** {@inheritDoc Clock.every} */
  every(ms: number, run: () => void): Cancel {
    return this.#wheel.every(ms, run);
  }

  /** Lets `ms` pass, and runs what falls due on the way, each at its own time. */
  advance(ms: number): void {
    const endMs = this.#nowMs + ms;
    while (this.#timer !== undefined && this.#timer.atMs <= endMs) {
      const { atMs, run } = this.#timer;
      this.#timer = undefined;
      this.#nowMs = Math.max(this.#nowMs, atMs);
      run();
    }
    this.#nowMs = endMs;
  }

  /** Lets `ms` pass in one jump, as when the process was stopped: what fell due runs late. */
  skip(ms: number): void {
    this.#nowMs += ms;
    this.advance(0);
  }

  #startTimer(ms: number, run: () => void): Cancel {
    const timer = { atMs: this.#nowMs + ms, run };
    this.#timer = timer;
    return () => {
      if (this.#timer === timer) this.#timer = undefined;
    };
  }
}
