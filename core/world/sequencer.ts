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
   *
   * @param told Called with the same just after the action's own events have been delivered, and
   *   before those of later ones are. Must not throw.
   */
  submit(draft: Draft, told?: (outcome: Outcome) => void): Promise<Outcome>;
  /**
   * Resolves when all that has been handed in so far has been delivered.
   *
   * @param told As of {@linkcode submit}.
   */
  settled(told?: () => void): Promise<void>;
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

/** What waits for the end of the turn, in the order it came. */
interface Waiting {
  readonly events: readonly WorldEvent[];
  /** Called once the events are delivered. */
  readonly settle: () => void;
}

/** The sequencer of one machine: applies at once, commits and delivers at the end of the turn. */
export class LocalSequencer implements Sequencer {
  readonly #parts: LocalSequencerParts;
  #waiting: Waiting[] = [];
  #lastAt = 0;
  #isClosed = false;

  constructor(parts: LocalSequencerParts) {
    this.#parts = parts;
  }

  submit(draft: Draft, told?: (outcome: Outcome) => void): Promise<Outcome> {
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
    return this.#atEndOfTurn(outcome, told);
  }

  async settled(told?: () => void): Promise<void> {
    await this.#atEndOfTurn({ events: [] }, told);
  }

  /** Finishes what has been submitted and takes nothing more. */
  close(): void {
    // First, as whoever hears of the last events may have something to submit.
    this.#isClosed = true;
    this.#endTurn();
  }

  #atEndOfTurn(outcome: Outcome, told?: (outcome: Outcome) => void): Promise<Outcome> {
    const { events = [] } = outcome;
    return new Promise((resolve) => {
      const settle = () => (told?.(outcome), resolve(outcome));
      if (this.#waiting.push({ events, settle }) > 1) return;
      this.#parts.atEndOfTurn(() => this.#endTurn());
    });
  }

  #endTurn(): void {
    const waiting = this.#waiting;
    this.#waiting = [];
    try {
      const lasting = lastingOf(waiting);
      if (lasting.length > 0) this.#parts.journal.commit(lasting);
    } catch (error) {
      this.#isClosed = true;
      this.#parts.failed(error);
      return;
    }
    for (const { events, settle } of waiting) {
      for (const event of events) this.#parts.deliver(event);
      settle();
    }
  }
}

/** The events of a turn that have to be written. */
function lastingOf(waiting: readonly Waiting[]): WorldEvent[] {
  return waiting.flatMap(({ events }) => events.filter(({ kind }) => EVENTS[kind].lasts));
}
