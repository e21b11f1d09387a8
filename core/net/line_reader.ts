/**
 * Cuts a byte stream into lines, for protocols that are made of them.
 *
 * @module
 */

const LF = 0x0a;
const CR = 0x0d;

const NOTHING: Uint8Array = new Uint8Array();

/** What a reader found: a line without its end, or that one is over the limit and skipped. */
export type ReadLine = { readonly bytes: Uint8Array } | "too-long";

/**
 * Cuts a byte stream into lines that end in CR LF or in LF alone. A line over the limit is reported once,
 * as soon as that is known, and the rest of it is skipped.
 *
 * @example
 * ```ts
 * import { deepStrictEqual } from "node:assert/strict";
 * const reader = new LineReader({ limitBytes: 4 });
 * const read = (text: string) =>
 *   reader.read(new TextEncoder().encode(text)).map((line) =>
 *     line === "too-long" ? line : new TextDecoder().decode(line.bytes)
 *   );
 * deepStrictEqual(read("ab\r\nc"), ["ab"]);
 * deepStrictEqual(read("d\n123456"), ["cd", "too-long"]);
 * deepStrictEqual(read("7\nok\n"), ["ok"]);
 * ```
 */
export class LineReader {
  readonly #limitBytes: number;
  #unfinished: Uint8Array = NOTHING;
  #skipping = false;

  /**
   * Makes a reader that is at the beginning of a line.
   *
   * @param limitBytes The most bytes a line may have, without its end.
   */
  constructor({ limitBytes }: { readonly limitBytes: number }) {
    this.#limitBytes = limitBytes;
  }

  /** Takes the next bytes and gives the lines they complete, which may lie in them: not for keeping. */
  read(chunk: Uint8Array): ReadLine[] {
    const lines: ReadLine[] = [];
    let start = 0;
    for (let end; (end = chunk.indexOf(LF, start)) >= 0; start = end + 1) {
      const line = this.#finish(chunk.subarray(start, end));
      if (line) lines.push(line);
    }
    if (start < chunk.length && this.#keep(chunk.subarray(start))) lines.push("too-long");
    return lines;
  }

  #finish(rest: Uint8Array): ReadLine | undefined {
    const wasSkipping = this.#skipping;
    const line = this.#unfinished.length === 0 ? rest : join(this.#unfinished, rest);
    this.#unfinished = NOTHING;
    this.#skipping = false;
    if (wasSkipping) return undefined;
    const length = line.at(-1) === CR ? line.length - 1 : line.length;
    return length > this.#limitBytes ? "too-long" : { bytes: line.subarray(0, length) };
  }

  /** Whether the unfinished line has just become too long. A CR may be the beginning of its end. */
  #keep(rest: Uint8Array): boolean {
    if (this.#skipping) return false;
    this.#unfinished = join(this.#unfinished, rest);
    if (this.#unfinished.length <= this.#limitBytes + 1) return false;
    this.#unfinished = NOTHING;
    this.#skipping = true;
    return true;
  }
}

function join(a: Uint8Array, b: Uint8Array): Uint8Array {
  const joined = new Uint8Array(a.length + b.length);
  joined.set(a);
  joined.set(b, a.length);
  return joined;
}
