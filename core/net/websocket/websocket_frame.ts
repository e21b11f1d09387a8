/**
 * The frames of WebSocket (RFC 6455, section 5): bytes to events and back. No I/O.
 *
 * @module
 */

import { isUtf8 } from "node:buffer";

/** Kinds of frames (RFC 6455, section 5.2). */
export const OPCODES = {
  CONTINUATION: 0,
  TEXT: 1,
  BINARY: 2,
  CLOSE: 8,
  PING: 9,
  PONG: 10,
} as const;

/** Why a WebSocket is closed (RFC 6455, section 7.4.1). */
export const CLOSE_CODES = {
  NORMAL: 1000,
  PROTOCOL_ERROR: 1002,
  INVALID_TEXT: 1007,
  TOO_BIG: 1009,
} as const;

/** What a peer has sent: a whole message, a sign of life to be answered, its end, or nonsense. */
export type FrameEvent =
  | { readonly kind: "message" | "ping"; readonly bytes: Uint8Array }
  | { readonly kind: "close"; readonly code: number | undefined }
  | { readonly kind: "fault"; readonly code: number };

const FIN = 0x80;
const RESERVED = 0x70;
const MASKED = 0x80;
const MASK_BYTES = 4;
/** A length in the second byte that says it follows in two bytes, or in eight. */
const LENGTH_16 = 126;
const LENGTH_64 = 127;
const MOST_CONTROL_BYTES = 125;
const FIRST_CONTROL = 8;

/** What the first bytes of a frame say. */
interface Head {
  readonly isLast: boolean;
  readonly opcode: number;
  readonly length: number;
  /** Where the mask begins, and the payload behind it. */
  readonly maskAt: number;
}

/** What ends a connection: thrown and caught within the decoder. */
class Fault {
  constructor(readonly code: number) {}
}

/**
 * Reads what a client sends. Messages in several frames are put together. After a close or a
 * fault it gives nothing more.
 *
 * @example A masked "Hello" (RFC 6455, section 5.7)
 * ```ts
 * import { deepStrictEqual } from "node:assert/strict";
 * const frame = Uint8Array.of(129, 133, 55, 250, 33, 61, 127, 159, 77, 81, 88);
 * const [event] = new FrameDecoder({ limitBytes: 100 }).decode(frame);
 * deepStrictEqual(event, { kind: "message", bytes: new TextEncoder().encode("Hello") });
 * ```
 */
export class FrameDecoder {
  readonly #limitBytes: number;
  #pending: Uint8Array = new Uint8Array();
  /** The frames of a message so far, and what its first one was. */
  #parts: Uint8Array[] = [];
  #partBytes = 0;
  #opcode: number | undefined;
  #isOver = false;

  /** @param limitBytes The most bytes of a message. */
  constructor({ limitBytes }: { readonly limitBytes: number }) {
    this.#limitBytes = limitBytes;
  }

  /** Takes the next bytes and gives what they complete. What it gives are copies. */
  decode(chunk: Uint8Array): FrameEvent[] {
    const events: FrameEvent[] = [];
    if (this.#isOver) return events;
    this.#pending = join([this.#pending, chunk]);
    try {
      while (!this.#isOver) {
        const frame = this.#nextFrame();
        if (!frame) break;
        const event = this.#take(frame);
        if (!event) continue;
        events.push(event);
        this.#isOver = event.kind === "close";
      }
    } catch (fault) {
      if (!(fault instanceof Fault)) throw fault;
      this.#isOver = true;
      events.push({ kind: "fault", code: fault.code });
    }
    return events;
  }

  /** Cuts a whole frame off what waits, if there is one. */
  #nextFrame(): { head: Head; payload: Uint8Array } | undefined {
    const head = headOf(this.#pending);
    if (!head) return undefined;
    const isControl = head.opcode >= FIRST_CONTROL;
    const before = isControl ? 0 : this.#partBytes;
    if (before + head.length > this.#limitBytes) throw new Fault(CLOSE_CODES.TOO_BIG);
    const start = head.maskAt + MASK_BYTES;
    const end = start + head.length;
    if (this.#pending.length < end) return undefined;
    const mask = this.#pending.subarray(head.maskAt, start);
    const payload = this.#pending.slice(start, end);
    for (let i = 0; i < payload.length; i++) payload[i]! ^= mask[i % MASK_BYTES]!;
    this.#pending = this.#pending.subarray(end);
    return { head, payload };
  }

  #take({ head, payload }: { head: Head; payload: Uint8Array }): FrameEvent | undefined {
    switch (head.opcode) {
      case OPCODES.PING:
        return { kind: "ping", bytes: payload };
      case OPCODES.PONG:
        return undefined;
      case OPCODES.CLOSE:
        return { kind: "close", code: closeCodeOf(payload) };
      case OPCODES.CONTINUATION:
        if (this.#opcode === undefined) throw new Fault(CLOSE_CODES.PROTOCOL_ERROR);
        break;
      default:
        if (this.#opcode !== undefined) throw new Fault(CLOSE_CODES.PROTOCOL_ERROR);
        this.#opcode = head.opcode;
    }
    if (payload.length > 0) this.#parts.push(payload);
    this.#partBytes += payload.length;
    return head.isLast ? this.#finish() : undefined;
  }

  #finish(): FrameEvent {
    const bytes = join(this.#parts);
    const isText = this.#opcode === OPCODES.TEXT;
    this.#parts = [];
    this.#partBytes = 0;
    this.#opcode = undefined;
    if (isText && !isUtf8(bytes)) throw new Fault(CLOSE_CODES.INVALID_TEXT);
    return { kind: "message", bytes };
  }
}

const KNOWN_OPCODES: ReadonlySet<number> = new Set(Object.values(OPCODES));

/** Reads the head of a frame, if all of it is there (RFC 6455, section 5.2). */
function headOf(bytes: Uint8Array): Head | undefined {
  const [first, second] = bytes;
  if (first === undefined || second === undefined) return undefined;
  const opcode = first & 0x0f;
  const isLast = (first & FIN) !== 0;
  const short = second & 0x7f;
  const isBadControl = opcode >= FIRST_CONTROL && (!isLast || short > MOST_CONTROL_BYTES);
  // "A server MUST close the connection upon receiving a frame that is not masked" (section 5.1).
  const isBad = (first & RESERVED) !== 0 || (second & MASKED) === 0 || isBadControl;
  if (isBad || !KNOWN_OPCODES.has(opcode)) throw new Fault(CLOSE_CODES.PROTOCOL_ERROR);
  const maskAt = 2 + (short === LENGTH_16 ? 2 : short === LENGTH_64 ? 8 : 0);
  if (bytes.length < maskAt) return undefined;
  const extended = bytes.subarray(2, maskAt).reduce((sum, byte) => sum * 256 + byte, 0);
  return { isLast, opcode, maskAt, length: maskAt === 2 ? short : extended };
}

/** The codes that may stand in a close (RFC 6455, section 7.4, and its registry at IANA). */
const SENDABLE_CODES = [[1000, 1003], [1007, 1014], [3000, 4999]] as const;

/** The code in the payload of a close, if it has one (RFC 6455, section 5.5.1). */
function closeCodeOf(payload: Uint8Array): number | undefined {
  if (payload.length === 0) return undefined;
  const [high = 0, low = 0] = payload;
  const code = high * 256 + low;
  if (SENDABLE_CODES.some(([first, last]) => code >= first && code <= last)) return code;
  throw new Fault(CLOSE_CODES.PROTOCOL_ERROR);
}

/**
 * Makes a frame of the server's, which has no mask (RFC 6455, section 5.1).
 *
 * @example
 * ```ts
 * import { deepStrictEqual } from "node:assert/strict";
 * deepStrictEqual([...encodeFrame(OPCODES.BINARY, Uint8Array.of(7, 8))], [130, 2, 7, 8]);
 * ```
 */
export function encodeFrame(opcode: number, payload: Uint8Array): Uint8Array {
  const { length } = payload;
  const lengthBytes = length <= MOST_CONTROL_BYTES ? 0 : length < 1 << 16 ? 2 : 8;
  const frame = new Uint8Array(2 + lengthBytes + length);
  const view = new DataView(frame.buffer);
  frame[0] = FIN | opcode;
  frame[1] = lengthBytes === 0 ? length : lengthBytes === 2 ? LENGTH_16 : LENGTH_64;
  if (lengthBytes === 2) view.setUint16(2, length);
  if (lengthBytes === 8) view.setBigUint64(2, BigInt(length));
  frame.set(payload, 2 + lengthBytes);
  return frame;
}

/** Makes the last frame, with a code or without. */
export function encodeClose(code: number | undefined): Uint8Array {
  const payload = code === undefined ? [] : [code >> 8, code & 0xff];
  return encodeFrame(OPCODES.CLOSE, Uint8Array.from(payload));
}

/** Makes one array of many. */
export function join(chunks: readonly Uint8Array[]): Uint8Array {
  const joined = new Uint8Array(chunks.reduce((sum, chunk) => sum + chunk.length, 0));
  let offset = 0;
  for (const chunk of chunks) {
    joined.set(chunk, offset);
    offset += chunk.length;
  }
  return joined;
}
