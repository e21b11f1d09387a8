/**
 * One flush for all connections that were written to in a turn of the event loop.
 *
 * @module
 */

import { TurnEnd } from "./turn_end.ts";

/** Makes one array of a list of one or more; `byteLength` is their length in all. */
export type Join = (chunks: readonly Uint8Array[], byteLength: number) => Uint8Array;

/** What an {@linkcode OutboxFlusher} flushes: an outbox. */
export interface Flushable {
  /** Starts writing what waits, joined by `join`. */
  flush(join: Join): void;
}

/**
 * Flushes, at the end of a turn of the event loop, all outboxes that were pushed to in that turn.
 * Outboxes that wait with the same list of chunks, as the members of a room do, get one joined
 * array between them.
 */
export class OutboxFlusher {
  /** The flusher of every outbox that names no other. */
  static readonly shared: OutboxFlusher = new OutboxFlusher();

  readonly #schedule: (flush: () => void) => void;
  #waiting: Flushable[] = [];

  /**
   * Makes a flusher with turns of its own.
   *
   * @param schedule Runs a function when the turn is over; that of the program by default.
   */
  constructor(schedule: (flush: () => void) => void = (flush) => TurnEnd.shared.write(flush)) {
    this.#schedule = schedule;
  }

  /** Puts an outbox on the list of this turn. The outbox sees to it that it is there once. */
  add(outbox: Flushable): void {
    if (this.#waiting.push(outbox) === 1) this.#schedule(() => this.#flush());
  }

  #flush(): void {
    const outboxes = this.#waiting;
    this.#waiting = [];
    const join = sharedJoin();
    for (const outbox of outboxes) outbox.flush(join);
  }
}

/** A join that remembers, by their first chunk, the lists it has joined. */
function sharedJoin(): Join {
  const known = new Map<Uint8Array, { chunks: readonly Uint8Array[]; joined: Uint8Array }>();
  return (chunks, byteLength) => {
    const first = chunks[0]!;
    if (chunks.length === 1) return first;
    const earlier = known.get(first);
    if (earlier && sameChunks(earlier.chunks, chunks)) return earlier.joined;
    const joined = joinChunks(chunks, byteLength);
    known.set(first, { chunks, joined });
    return joined;
  };
}

function sameChunks(a: readonly Uint8Array[], b: readonly Uint8Array[]): boolean {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
}

/** Joins chunks into a new array; `byteLength` is their length in all. */
export function joinChunks(
  chunks: readonly Uint8Array[],
  byteLength: number = lengthOf(chunks),
): Uint8Array {
  const joined = new Uint8Array(byteLength);
  let offset = 0;
  for (const chunk of chunks) {
    joined.set(chunk, offset);
    offset += chunk.length;
  }
  return joined;
}

/** The length of chunks in all. */
export function lengthOf(chunks: readonly Uint8Array[]): number {
  return chunks.reduce((length, chunk) => length + chunk.length, 0);
}
