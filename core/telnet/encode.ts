/**
 * Builds the bytes that go to a telnet peer.
 * @module
 */

import { BYTES, type Verb } from "./protocol.ts";

/**
 * Doubles every 255 of plain data, so that the peer takes none for a command (RFC 854).
 *
 * @example Only data that needs it is copied
 * ```ts
 * import { deepStrictEqual, strictEqual } from "node:assert/strict";
 * deepStrictEqual(escapeIac(Uint8Array.of(1, 255, 2)), Uint8Array.of(1, 255, 255, 2));
 * const plain = Uint8Array.of(1, 2);
 * strictEqual(escapeIac(plain), plain);
 * ```
 * @param bytes Data of any length.
 * @returns The same array when there is no 255 in it, else a longer one.
 */
export function escapeIac(bytes: Uint8Array): Uint8Array {
  const first = bytes.indexOf(BYTES.IAC);
  if (first < 0) return bytes;
  let count = 0;
  for (let at = first; at >= 0; at = bytes.indexOf(BYTES.IAC, at + 1)) count++;
  // Filled with 255 beforehand: after each one that is copied, a step over its double is enough.
  const escaped = new Uint8Array(bytes.length + count).fill(BYTES.IAC);
  let to = 0;
  for (const byte of bytes) {
    escaped[to] = byte;
    to += byte === BYTES.IAC ? 2 : 1;
  }
  return escaped;
}

/**
 * Builds `IAC <verb> <option>` (RFC 854).
 *
 * @example
 * ```ts
 * import { deepStrictEqual } from "node:assert/strict";
 * deepStrictEqual(negotiation("WILL", 3), Uint8Array.of(255, 251, 3));
 * ```
 * @param option The option's code, 0 to 255. A 255 here is not doubled (RFC 861).
 */
export function negotiation(verb: Verb, option: number): Uint8Array {
  return Uint8Array.of(BYTES.IAC, BYTES[verb], option);
}

/**
 * Builds `IAC SB <option> <payload> IAC SE` (RFC 855), with each 255 of the payload doubled.
 *
 * @example Asking for the terminal type
 * ```ts
 * import { deepStrictEqual } from "node:assert/strict";
 * deepStrictEqual(subnegotiation(24, Uint8Array.of(1)), Uint8Array.of(255, 250, 24, 1, 255, 240));
 * ```
 * @param option The option's code, 0 to 254.
 * @param payload What the option's specification puts between the code and `IAC SE`.
 */
export function subnegotiation(option: number, payload: Uint8Array): Uint8Array {
  return concatenate([
    Uint8Array.of(BYTES.IAC, BYTES.SB, option),
    escapeIac(payload),
    Uint8Array.of(BYTES.IAC, BYTES.SE),
  ]);
}

/**
 * Joins byte arrays into a new one, in order.
 *
 * @example
 * ```ts
 * import { deepStrictEqual } from "node:assert/strict";
 * deepStrictEqual(concatenate([Uint8Array.of(1), Uint8Array.of(2, 3)]), Uint8Array.of(1, 2, 3));
 * ```
 */
export function concatenate(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
