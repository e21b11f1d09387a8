/**
 * The NAWS option: how many columns and rows the caller's window has.
 * @module
 */

import type { OptionHandler, OptionPort, TelnetOption } from "./option.ts";

/** The size of a window in characters. What the peer leaves unsaid is not there. */
export interface WindowSize {
  /** 1 to 1000. */
  readonly columns?: number;
  /** 1 to 1000. */
  readonly rows?: number;
}

/** What NAWS finds out. */
export interface WindowSizeFacts {
  /** The latest size told; undefined before the first. */
  readonly windowSize?: WindowSize;
}

/** Two 16-bit numbers. */
const PAYLOAD_BYTES = 4;

/** Twice what a big screen shows in a tiny font. More would only serve to make us pad lines. */
const MOST_CHARACTERS = 1000;

/**
 * NAWS (RFC 1073): the peer tells the size when the option is agreed, and again at each resize.
 * A payload that is not 4 bytes long is ignored.
 */
export const WINDOW_SIZE: TelnetOption<"NAWS", WindowSizeFacts> = {
  name: "NAWS",
  code: 31,
  spec: "RFC 1073, 2",
  summary: "The client tells the size of its window, and tells it again when that changes.",
  agree: ["remote"],
  opening: { order: 3, side: "remote" },
  start(port: OptionPort<WindowSizeFacts>): OptionHandler {
    return {
      subnegotiation(payload) {
        if (payload.length !== PAYLOAD_BYTES) return;
        port.learn({ windowSize: decodeWindowSize(payload) });
      },
    };
  },
};

/**
 * Reads a NAWS payload: the bytes between `IAC SB NAWS` and `IAC SE`, doubled IACs already undone
 * (RFC 1073, section 2).
 *
 * @example A terminal 80 wide and 24 high, and one that tells its width only
 * ```ts
 * import { deepStrictEqual } from "node:assert/strict";
 * deepStrictEqual(decodeWindowSize(Uint8Array.of(0, 80, 0, 24)), { columns: 80, rows: 24 });
 * deepStrictEqual(decodeWindowSize(Uint8Array.of(0, 80, 0, 0)), { columns: 80 });
 * ```
 * @param payload 4 bytes: columns then rows, 16-bit big-endian; 0 means unsaid.
 * @returns No number above 1000: a larger one is cut down to that.
 * @throws {RangeError} If the payload is not 4 bytes long.
 */
export function decodeWindowSize(payload: Uint8Array): WindowSize {
  if (payload.length !== PAYLOAD_BYTES) {
    throw new RangeError(
      `Cannot read the window size as it takes ${PAYLOAD_BYTES} bytes: ${payload.length} found`,
    );
  }
  const view = new DataView(payload.buffer, payload.byteOffset, payload.byteLength);
  const columns = Math.min(view.getUint16(0), MOST_CHARACTERS);
  const rows = Math.min(view.getUint16(2), MOST_CHARACTERS);
  return { ...(columns > 0 && { columns }), ...(rows > 0 && { rows }) };
}
