/**
 * Puts actions in one order, and their events into storage before anybody hears of them.
 *
 * @module
 */

import type { Action, Draft } from "./action.ts";
import { EVENTS, type WorldEvent } from "./event.ts";
import type { Journal } from "./journal.ts";
import type { Outcome } from "./outcome.ts";
import type { World } from "./world.ts";

/** Puts actions in one order. */
export interface Sequencer {
  /**
   * Hands in an action. The promise resolves when its events last and have been delivered, or when
   * it has been refused.
   */
  submit(draft: Draft): Promise<Outcome>;
  /** Resolves when all that is handed in within this turn of the event loop has been delivered. */
  settled(): Promise<void>;
}

/** What the sequencer of one machine works with. */
export interface LocalSequencerParts {
  readonly world: World;
  readonly journal: Journal;
  /** Brings an event to those who hear of it. Must not throw. */
  deliver(event: WorldEvent): void;
  /** Milliseconds since the epoch. */
  now(): number;
  /** Runs a function at the end of the current turn of the event loop. */
  atEndOfTurn(run: () => void): void;
  /** Told when events could not be written: the world is then ahead of storage, and must end. */
  failed(error: unknown): void;
}

/** The sequencer of one machine: applies at once, commits and delivers at the end of the turn. */
export class LocalSequencer implements Sequencer {
  readonly #parts: LocalSequencerParts;
  #events: WorldEvent[] = [];
  #settled: (() => void)[] = [];
  #lastAt = 0;
  #isClosed = false;

  constructor(parts: LocalSequencerParts) {
    this.#parts = parts;
  }

  submit(draft: Draft): Promise<Outcome> {
    // Nothing may be promised any more; the caller waits for the end of the process.
    if (this.#isClosed) return new Promise(() => {});
    this.#lastAt = Math.max(this.#lastAt, this.#parts.now());
    const action: Action = { ...draft, at: this.#lastAt };
    let outcome: Outcome;
    try {
      outcome = this.#parts.world.apply(action);
    } catch (error) {
      return Promise.reject(error);
    }
    if (outcome.events) this.#events.push(...outcome.events);
    return this.#atEndOfTurn(outcome);
  }

  settled(): Promise<void> {
    return this.#atEndOfTurn(undefined);
  }

  /** Finishes what has been submitted and takes nothing more. */
  close(): void {
    // First, as whoever hears of the last events may have something to submit.
    this.#isClosed = true;
    this.#endTurn();
  }

  #atEndOfTurn<Value>(value: Value): Promise<Value> {
    if (this.#settled.length === 0) this.#parts.atEndOfTurn(() => this.#endTurn());
    return new Promise((resolve) => this.#settled.push(() => resolve(value)));
  }

  #endTurn(): void {
    const [events, settled] = [this.#events, this.#settled];
    [this.#events, this.#settled] = [[], []];
    try {
      const lasting = events.filter((event) => EVENTS[event.kind].lasts);
      if (lasting.length > 0) this.#parts.journal.commit(lasting);
    } catch (error) {
      this.#isClosed = true;
      this.#parts.failed(error);
      return;
    }
    for (const event of events) this.#parts.deliver(event);
    for (const settle of settled) settle();
  }
}
