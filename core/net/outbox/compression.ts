/**
 * Compression of what is sent: one zlib stream for the whole of a connection.
 *
 * @module
 */

import { Deflate, Z_FINISH, Z_SYNC_FLUSH } from "pako";
import type { Coding } from "./outbox.ts";
import { joinChunks } from "./outbox_flusher.ts";

/**
 * Looking back 4 KiB finds the words of a chat again. The whole state takes some 100 KB, where zlib's
 * usual sizes take nearly three times as much.
 */
const SIZES = { windowBits: 12, memLevel: 5, chunkSize: 4096 } as const;

/**
 * One zlib stream (RFC 1950). What is encoded at one time can be read at one time: each ends with a
 * sync flush.
 *
 * @example
 * ```ts
 * import { deepStrictEqual } from "node:assert/strict";
 * import { inflateSync } from "node:zlib";
 * const compression = new Compression();
 * const bytes = [...compression.encode(Uint8Array.of(1, 2)), ...compression.finish(Uint8Array.of(3))];
 * deepStrictEqual([...inflateSync(Uint8Array.from(bytes))], [1, 2, 3]);
 * ```
 */
export class Compression implements Coding {
  readonly #deflate = new Deflate(SIZES);
  #out: Uint8Array[] = [];

  /** Starts a stream; nothing is sent by that. */
  constructor() {
    this.#deflate.onData = (chunk) => void this.#out.push(chunk);
  }

  /** {@inheritDoc Coding.encode} */
  encode(bytes: Uint8Array): Uint8Array {
    return this.#push(bytes, Z_SYNC_FLUSH);
  }

  /** {@inheritDoc Coding.finish} */
  finish(bytes: Uint8Array): Uint8Array {
    return this.#push(bytes, Z_FINISH);
  }

  #push(bytes: Uint8Array, flush: typeof Z_SYNC_FLUSH | typeof Z_FINISH): Uint8Array {
    this.#deflate.push(bytes, flush);
    const chunks = this.#out;
    this.#out = [];
    return joinChunks(chunks);
  }
}
