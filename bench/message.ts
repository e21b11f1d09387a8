/**
 * The messages of the load generator, each of which says who sent it and as the how manyeth.
 *
 * @module
 */

/** Length of a message in bytes of UTF-8, without the line end. */
export const MESSAGE_BYTES = 64;

/**
 * What follows the numbers. It is checked to the last byte, too, and one letter of it differs in each charset.
 * So nobody is taken for served who reads somebody else's bytes.
 */
const FILLER = "the quick brown fox jumps over the lazy café ox";

/** Charsets of callers, by the bytes of the letter that tells them apart. */
const ACCENTED = { "utf-8": "\xc3\xa9", "cp437": "\x82", "latin-1": "\xe9" } as const;

/** A charset of callers. */
export type MessageCharset = keyof typeof ACCENTED;

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

/** How the messages of one kind of caller look. */
export interface MessageLook {
  /** UTF-8 unless given. */
  readonly charset?: MessageCharset;
  /** What follows the message on its line, and ends it: CR LF unless given. */
  readonly tail?: string;
}

/**
 * Writes and reads messages: `@`, a mark, the stamp in ten digits, and a filler. Texts here are bytes, one for
 * each character.
 *
 * @example
 * ```ts
 * import { strictEqual } from "node:assert/strict";
 * const format = new MessageFormat("abcde");
 * const message = format.write(stampOf(3, 12));
 * strictEqual(message.length, MESSAGE_BYTES);
 * const line = Uint8Array.from(`ann: ${message}\r\n`, (letter) => letter.charCodeAt(0));
 * strictEqual(format.read(line, line.length), stampOf(3, 12));
 * strictEqual(format.read(line, line.length - 1), undefined);
 * ```
 */
export class MessageFormat {
  readonly #head: string;
  readonly #filler: string;
  readonly #headBytes: Uint8Array;
  /** The filler, and what ends the line. */
  readonly #endBytes: Uint8Array;

  /** @param mark Five ASCII characters that no other run has, as a room may remember its past. */
  constructor(mark: string, { charset = "utf-8", tail = "\r\n" }: MessageLook = {}) {
    this.#head = `@${mark}`;
    this.#filler = FILLER.replace("é", ACCENTED[charset]);
    this.#headBytes = bytesOf(this.#head);
    this.#endBytes = bytesOf(this.#filler + tail);
  }

  write(stamp: Stamp): string {
    return this.#head + String(stamp).padStart(STAMP_BYTES, "0") + this.#filler;
  }

  /**
   * Reads the message that ends a line.
   *
   * @param end Where the line has ended in `bytes`, with all that ends it.
   * @returns Nothing if no message of this mark stands there, whole.
   */
  read(bytes: Uint8Array, end: number): Stamp | undefined {
    const start = end - HEAD_BYTES - STAMP_BYTES - this.#endBytes.length;
    if (start < 0 || !standsAt(bytes, start, this.#headBytes)) return undefined;
    if (!standsAt(bytes, start + HEAD_BYTES + STAMP_BYTES, this.#endBytes)) return undefined;
    let stamp = 0;
    for (let at = start + HEAD_BYTES; at < start + HEAD_BYTES + STAMP_BYTES; at++) {
      stamp = stamp * 10 + bytes[at]! - ZERO;
    }
    return stamp;
  }
}

function bytesOf(text: string): Uint8Array {
  return Uint8Array.from(text, (letter) => letter.charCodeAt(0));
}

function standsAt(bytes: Uint8Array, start: number, wanted: Uint8Array): boolean {
  for (let i = 0; i < wanted.length; i++) {
    if (bytes[start + i] !== wanted[i]) return false;
  }
  return true;
}
