/**
 * Asks a silent client for a sign of life, and gives it up when there is none.
 *
 * @module
 */

import type { Cancel, Clock } from "partyline";

/** What a {@linkcode LivenessWatch} works with. Times are in milliseconds. */
export interface LivenessWatchParts {
  readonly clock: Clock;
  /** How long a client may be silent before it is asked. */
  readonly pingMs: number;
  /** How long it has to answer. */
  readonly pongMs: number;
  /** Asks the client. */
  ping(): void;
  /** Told once that the client has not answered; `seconds` is how long it was silent. */
  isDead(seconds: number): void;
}

/** Asks a silent client for a sign of life. Hearing from it costs nothing but taking down the time. */
export class LivenessWatch {
  readonly #parts: LivenessWatchParts;
  #heardAt: number;
  #cancel: Cancel;

  constructor(parts: LivenessWatchParts) {
    this.#parts = parts;
    this.#heardAt = parts.clock.now();
    this.#cancel = parts.clock.after(parts.pingMs, () => this.#lookForSilence());
  }

  /** Something has come from the client. */
  heard(): void {
    this.#heardAt = this.#parts.clock.now();
  }

  stop(): void {
    this.#cancel();
  }

  get #silentMs(): number {
    return this.#parts.clock.now() - this.#heardAt;
  }

  #lookForSilence(): void {
    const { clock, pingMs, pongMs, ping } = this.#parts;
    const restMs = pingMs - this.#silentMs;
    if (restMs > 0) {
      this.#cancel = clock.after(restMs, () => this.#lookForSilence());
      return;
    }
    ping();
    this.#cancel = clock.after(pongMs, () => this.#lookForAnswer());
  }

  #lookForAnswer(): void {
    const { clock, pingMs, pongMs, isDead } = this.#parts;
    const silentMs = this.#silentMs;
    if (silentMs >= pingMs + pongMs) return isDead(Math.round(silentMs / 1000));
    this.#cancel = clock.after(Math.max(0, pingMs - silentMs), () => this.#lookForSilence());
  }
}
