/**
 * What a caller is to be shown later, as their screen is taken.
 *
 * @module
 */

/** How much is held back; of what is older it is known how many lines it had. */
const LIMITS = { pieces: 500, bytes: 65_536 } as const;

const LF = 0x0a;

/**
 * Rendered output in the order it came, no more than a limit: the oldest is dropped first. Whoever
 * leaves a view open in a busy room costs no more memory than that.
 *
 * @example
 * ```ts
 * import { deepStrictEqual } from "node:assert/strict";
 * const held = new HeldOutput();
 * for (let line = 0; line < 510; line++) held.push(new TextEncoder().encode(`${line}\r\n`));
 * deepStrictEqual([held.pieces.length, held.lostLines], [500, 10]);
 * ```
 */
export class HeldOutput {
  readonly #pieces: Uint8Array[] = [];
  #bytes = 0;
  #lostLines = 0;

  /** What has been kept, oldest first. */
  get pieces(): readonly Uint8Array[] {
    return this.#pieces;
  }

  /** How many lines have been dropped. */
  get lostLines(): number {
    return this.#lostLines;
  }

  /** Adds what was to be sent. It is kept as it is, and often shared: nobody may change it. */
  push(piece: Uint8Array): void {
    this.#pieces.push(piece);
    this.#bytes += piece.length;
    while (this.#pieces.length > LIMITS.pieces || this.#bytes > LIMITS.bytes) this.#drop();
  }

  #drop(): void {
    const piece = this.#pieces.shift()!;
    this.#bytes -= piece.length;
    for (const byte of piece) if (byte === LF) this.#lostLines++;
  }
}
