/**
 * The messages of the load generator, each of which says who sent it and as the how manyeth.
 *
 * @module
 */

/** Length of a message in bytes, without the line end. */
export const MESSAGE_BYTES = 64;

/** What follows the numbers. It is checked to the last byte, too. */
const FILLER = "the quick brown fox jumps over the lazy old dog.";

/** Numbers of one sender. */
const SEQUENCES = 1e8;

const HEAD_BYTES = 6;
const STAMP_BYTES = 10;
const ZERO = 0x30;

/** A sender and a sequence number, both from 0, as one number. */
export type Stamp = number;

/** The stamp of a sender's message. */
export function stampOf(sender: number, sequence: number): Stamp {
  return sender * SEQUENCES + sequence;
}

/** Who sent a message, and as the how manyeth. */
export function readStamp(stamp: Stamp): { sender: number; sequence: number } {
  return { sender: Math.trunc(stamp / SEQUENCES), sequence: stamp % SEQUENCES };
}

/**
 * Writes and reads messages: `@`, a mark, the stamp in ten digits, and a filler.
 *
 * @example
 * ```ts
 * import { strictEqual } from "node:assert/strict";
 * const format = new MessageFormat("abcde");
 * const line = new TextEncoder().encode(`ann: ${format.write(stampOf(3, 12))}`);
 * strictEqual(format.read(line, line.length), stampOf(3, 12));
 * strictEqual(format.read(line, line.length - 1), undefined);
 * ```
 */
export class MessageFormat {
  readonly #mark: string;
  readonly #head: Uint8Array;
  readonly #filler = new TextEncoder().encode(FILLER);

  /** @param mark Five ASCII characters that no other run has, as a room may remember its past. */
  constructor(mark: string) {
    this.#mark = mark;
    this.#head = new TextEncoder().encode(`@${mark}`);
  }

  write(stamp: Stamp): string {
    return `@${this.#mark}${String(stamp).padStart(STAMP_BYTES, "0")}${FILLER}`;
  }

  /**
   * Reads the message that ends a line.
   *
   * @param end Where the line has ended in `bytes`.
   * @returns Nothing if no message of this mark stands there, whole.
   */
  read(bytes: Uint8Array, end: number): Stamp | undefined {
    const start = end - MESSAGE_BYTES;
    if (start < 0 || !standsAt(bytes, start, this.#head)) return undefined;
    if (!standsAt(bytes, start + HEAD_BYTES + STAMP_BYTES, this.#filler)) return undefined;
    let stamp = 0;
    for (let at = start + HEAD_BYTES; at < start + HEAD_BYTES + STAMP_BYTES; at++) {
      stamp = stamp * 10 + bytes[at]! - ZERO;
    }
    return stamp;
  }
}

function standsAt(bytes: Uint8Array, start: number, wanted: Uint8Array): boolean {
  for (let i = 0; i < wanted.length; i++) {
    if (bytes[start + i] !== wanted[i]) return false;
  }
  return true;
}
