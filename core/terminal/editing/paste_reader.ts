/**
 * What is pasted at a terminal, between the marks that terminals put around it.
 *
 * @module
 */

/** How much of one paste is kept, and after how much without an end it is none. */
export interface PasteLimits {
  /** The most bytes that are kept; more of them, and the paste is not whole. */
  readonly keptBytes: number;
  /** So many bytes without the mark of the end, and what comes then is typed again. */
  readonly endlessBytes: number;
}

/** Far more than any message may have; and more than anybody pastes by mistake. */
export const PASTE_LIMITS: PasteLimits = { keptBytes: 32_768, endlessBytes: 4_194_304 };

/** `CSI 201~` (xterm, "Bracketed Paste Mode"). */
const END = new TextEncoder().encode("\x1b[201~");

/**
 * Gathers the bytes of one paste up to the mark of its end. Nothing in it is a key. What is over
 * the limit is not kept, and a paste that never ends is over when it has gone on for too long.
 *
 * @example
 * ```ts
 * import { deepStrictEqual, strictEqual } from "node:assert/strict";
 * const paste = new PasteReader();
 * strictEqual(paste.read(new TextEncoder().encode("hi\x1b[201~!"), 0), 8);
 * deepStrictEqual([paste.isOver, paste.isWhole, paste.bytes], [true, true, Uint8Array.of(104, 105)]);
 * ```
 */
export class PasteReader {
  readonly #limits: PasteLimits;
  #kept: number[] = [];
  #count = 0;
  /** How many bytes of the mark have come. */
  #ofEnd = 0;
  #isOver = false;

  /** Makes the reader of a paste that has just begun. */
  constructor(limits: PasteLimits = PASTE_LIMITS) {
    this.#limits = limits;
  }

  /** Whether nothing more belongs to the paste. */
  get isOver(): boolean {
    return this.#isOver;
  }

  /** Whether all of it was kept. */
  get isWhole(): boolean {
    return this.#count === this.#kept.length;
  }

  /** What was kept. */
  get bytes(): Uint8Array {
    return Uint8Array.from(this.#kept);
  }

  /** Takes bytes from an offset on, and gives the offset behind what belongs to the paste. */
  read(bytes: Uint8Array, start: number): number {
    let offset = start;
    while (offset < bytes.length && !this.#isOver) this.#take(bytes[offset++]!);
    return offset;
  }

  #take(byte: number): void {
    if (byte === END[this.#ofEnd]) {
      this.#ofEnd++;
      this.#isOver = this.#ofEnd === END.length;
      return;
    }
    for (const held of END.subarray(0, this.#ofEnd)) this.#keep(held);
    this.#ofEnd = byte === END[0] ? 1 : 0;
    if (this.#ofEnd === 0) this.#keep(byte);
    this.#isOver = this.#count >= this.#limits.endlessBytes;
  }

  #keep(byte: number): void {
    this.#count++;
    if (this.#kept.length < this.#limits.keptBytes) this.#kept.push(byte);
  }
}
