/**
 * Asks silent clients for a sign of life, and gives those up that show none.
 *
 * @module
 */

import type { Cancel, Clock } from "partyline";

/** How often silence is looked for, in milliseconds: settings are in seconds. */
const LOOK_MS = 1000;

/** A client that may fall silent. Times are the clock's steady ones. */
export interface WatchedClient {
  /** When something last came from it. */
  readonly heardAt: number;
  /** When it was last asked for a sign of life; before it was heard if not since. The watch's to set. */
  askedAt: number;
  /** Asks it. */
  ping(): void;
  /** Told once that it has not answered; `seconds` is how long it was silent. */
  pingTimeout(seconds: number): void;
}

/** What a {@linkcode LivenessWatch} works with. Times are in milliseconds. */
export interface LivenessWatchParts {
  readonly clock: Clock;
  /** How long a client may be silent before it is asked. */
  readonly pingMs: number;
  /** How long it has to answer. */
  readonly pongMs: number;
}

/**
 * Asks silent clients for a sign of life: one timer for all of them. Hearing from one costs nothing but taking down
 * the time.
 */
export class LivenessWatch {
  readonly #parts: LivenessWatchParts;
  readonly #clients = new Set<WatchedClient>();
  #stop: Cancel | undefined;

  constructor(parts: LivenessWatchParts) {
    this.#parts = parts;
  }

  /** Watches a client from now on. */
  watch(client: WatchedClient): void {
    this.#clients.add(client);
    this.#stop ??= this.#parts.clock.every(LOOK_MS, () => this.#look());
  }

  /** Watches it no more. */
  forget(client: WatchedClient): void {
    this.#clients.delete(client);
    if (this.#clients.size > 0) return;
    this.#stop?.();
    this.#stop = undefined;
  }

  #look(): void {
    const { clock, pingMs } = this.#parts;
    const now = clock.steady();
    for (const client of this.#clients) {
      if (now - client.heardAt >= pingMs) this.#doubt(client, now);
    }
  }

  #doubt(client: WatchedClient, now: number): void {
    const wasAsked = client.askedAt > client.heardAt;
    if (wasAsked && now - client.askedAt < this.#parts.pongMs) return;
    if (wasAsked) {
      this.forget(client);
      return client.pingTimeout(Math.round((now - client.heardAt) / 1000));
    }
    client.askedAt = now;
    client.ping();
  }
}
