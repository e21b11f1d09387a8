/**
 * The waiting room: where callers are who have no name yet, apart from those who have come in.
 *
 * @module
 */

import type { Cancel, Clock } from "../net/clock.ts";
import type { Guard } from "../net/guard/guard.ts";
import type { WorldEvent } from "../world/event.ts";
import type { SessionId } from "../world/person.ts";
import { countOf } from "../words/plural.ts";

/**
 * What a caller has shown of themselves: not a byte; that their program answers; that somebody
 * types; that they have passed a challenge.
 */
export type SignOfLife = "silent" | "answering" | "typing" | "proven";

/** The signs, from that of a caller who has shown nothing. */
export const SIGNS_OF_LIFE: readonly SignOfLife[] = ["silent", "answering", "typing", "proven"];

/** A session in the waiting room. */
export interface Waiter {
  /** Of its session. */
  readonly id: SessionId;
  /** The gateway's name. */
  readonly gateway: string;
  /** The caller's address. */
  readonly address: string;
  /** What they have shown of themselves. It only ever grows. */
  readonly shown: SignOfLife;
  /** Whether limits of time do not apply to them, but that of logging in. */
  readonly isExempt: boolean;
  /** Takes on the small limits of who waits, or drops them. */
  confine(isWaiting: boolean): void;
  /** Ends the session, after a last line for the caller. */
  end(reason: string): void;
}

/** Somebody who waits, for those who run the house. */
export interface Waiting {
  readonly waiter: Waiter;
  /** Since when, in milliseconds since the epoch. */
  readonly since: number;
}

/** What a {@linkcode WaitingRoom} is made with. */
export interface WaitingRoomParts {
  readonly clock: Clock;
  /** How many may wait, 1 or more. */
  readonly size: number;
  /** How long one may wait without a sign of life, in milliseconds; 0 for as long as the login takes. */
  readonly silenceMs: number;
  /** How long one may wait at all, in milliseconds, above 0. */
  readonly loginMs: number;
  /** Knows who is always let in; told of who is shown out, and of who goes without having said a word. */
  readonly guard: Pick<Guard, "count" | "isAllowed" | "report">;
}

interface Guest extends Waiting {
  /** Since when, by the clock that nobody sets. */
  readonly sinceMs: number;
  readonly isAllowed: boolean;
}

/** How often it is seen whether somebody has waited too long, in milliseconds: settings are in seconds. */
const LOOK_MS = 1000;

/**
 * The waiting room, with one timer for all who are in it. Everyone who dials is let in: when it is full, room is made by who has shown least,
 * and of those by who has waited longest. So those who say nothing never keep out somebody who does.
 */
export class WaitingRoom {
  readonly size: number;
  readonly #parts: WaitingRoomParts;
  /** Every session that has come through here and is not over. */
  readonly #sessions = new Map<SessionId, Waiter>();
  /** Those who wait, the longest first. */
  readonly #waiting = new Map<SessionId, Guest>();
  /** Ends the looking; there while somebody waits. */
  #stop: Cancel | undefined;

  constructor(parts: WaitingRoomParts) {
    this.#parts = parts;
    this.size = parts.size;
  }

  /** How many wait. */
  get count(): number {
    return this.#waiting.size;
  }

  /** Those who wait, the longest first. */
  waiting(): IterableIterator<Waiting> {
    return this.#waiting.values();
  }

  /** Lets a session in, until it has a name; it is known here until it {@linkcode leave}s. */
  enter(waiter: Waiter): void {
    this.#sessions.set(waiter.id, waiter);
    this.#seat(waiter);
  }

  /** The session is over. */
  leave(id: SessionId): void {
    const waited = this.#unseat(id);
    this.#sessions.delete(id);
    if (waited) this.#note(waited);
  }

  /** Takes note of who gets a name, and who has none any more. */
  heard(event: WorldEvent): void {
    if (event.kind === "attached") this.#unseat(event.session)?.confine(false);
    if (event.kind !== "detached") return;
    const waiter = this.#sessions.get(event.session);
    if (waiter) this.#seat(waiter);
  }

  #seat(waiter: Waiter): void {
    while (this.#waiting.size >= this.size) this.#makeRoom();
    const { clock, guard } = this.#parts;
    const isAllowed = guard.isAllowed(waiter.address);
    const [since, sinceMs] = [clock.now(), clock.steady()];
    this.#waiting.set(waiter.id, { waiter, since, sinceMs, isAllowed });
    this.#stop ??= clock.every(LOOK_MS, () => this.#look());
    waiter.confine(true);
  }

  #unseat(id: SessionId): Waiter | undefined {
    const guest = this.#waiting.get(id);
    this.#waiting.delete(id);
    if (this.#waiting.size === 0) {
      this.#stop?.();
      this.#stop = undefined;
    }
    return guest?.waiter;
  }

  /** Shows out who has waited too long. */
  #look(): void {
    const { clock, silenceMs, loginMs } = this.#parts;
    const nowMs = clock.steady();
    const mayBeSilentMs = silenceMs > 0 ? silenceMs : loginMs;
    for (const { waiter, sinceMs } of this.#waiting.values()) {
      const waitedMs = nowMs - sinceMs;
      if (waitedMs < Math.min(mayBeSilentMs, loginMs)) return; // nor has anybody behind them
      if (waitedMs >= loginMs) this.#showOut(waiter, "Logging in took too long.");
      else if (waiter.shown === "silent" && !waiter.isExempt) this.#endSilence(waiter);
    }
  }

  #endSilence(waiter: Waiter): void {
    const seconds = countOf(Math.round(this.#parts.silenceMs / 1000), "second");
    this.#showOut(waiter, `You have said nothing for ${seconds}.`);
  }

  #makeRoom(): void {
    let least: Guest | undefined;
    for (const guest of this.#waiting.values()) {
      if (!least || rankOf(guest) < rankOf(least)) least = guest;
      if (rankOf(least) === 0) break;
    }
    if (!least) return;
    const { waiter } = least;
    this.#parts.guard.count("shown-out");
    this.#unseat(waiter.id); // who had no time to say something has done nothing wrong
    waiter.end("Too many callers are at the door. Please dial again.");
  }

  /** Whoever goes without having sent a byte was no person with a client, or not for long. */
  #note({ shown, address }: Waiter): void {
    if (shown === "silent") this.#parts.guard.report(address, "silence");
  }

  #showOut(waiter: Waiter, because: string): void {
    this.#unseat(waiter.id);
    this.#note(waiter);
    waiter.end(because);
  }
}

/** How much a caller is worth keeping: those who are always let in are shown out last. */
function rankOf({ waiter, isAllowed }: Guest): number {
  return SIGNS_OF_LIFE.indexOf(waiter.shown) + (isAllowed ? SIGNS_OF_LIFE.length : 0);
}
