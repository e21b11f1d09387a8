/**
 * The countdown to the end: tells everyone how long they have, then stops the server.
 *
 * @module
 */

import type { Cancel, Clock } from "../net/clock.ts";
import { countOf } from "../words/plural.ts";

/** When people are told how much time is left, in seconds. */
const REMINDERS = [3600, 1800, 900, 600, 300, 120, 60, 30, 10];

/** What a countdown does. */
export interface CountdownParts {
  readonly clock: Clock;
  /** Tells everyone here. */
  announce(text: string): void;
  /** Stops the server. */
  stop(): void;
}

/** A countdown that can be started, started anew with another time, and called off. */
export class Countdown {
  readonly #parts: CountdownParts;
  #pending: Cancel[] = [];

  constructor(parts: CountdownParts) {
    this.#parts = parts;
  }

  /** Whether one is under way. */
  get isRunning(): boolean {
    return this.#pending.length > 0;
  }

  /** Starts it; the server stops after so many minutes, at once with 0. */
  start(minutes: number): void {
    this.cancel();
    const total = minutes * 60;
    if (total > 0) this.#announce(total);
    const { clock } = this.#parts;
    this.#pending = REMINDERS.filter((seconds) => seconds < total).map((seconds) =>
      clock.after((total - seconds) * 1000, () => this.#announce(seconds))
    );
    this.#pending.push(clock.after(total * 1000, () => this.#parts.stop()));
  }

  /**
   * Calls it off.
   *
   * @returns Whether there was one.
   */
  cancel(): boolean {
    const wasRunning = this.isRunning;
    for (const cancel of this.#pending) cancel();
    this.#pending = [];
    return wasRunning;
  }

  #announce(seconds: number): void {
    const time = seconds % 60 === 0 ? countOf(seconds / 60, "minute") : countOf(seconds, "second");
    this.#parts.announce(`The server stops in ${time}.`);
  }
}
