/**
 * Telling a scanner by what it sends to a terminal before it has a name.
 *
 * @module
 */

import type { Offence } from "./offence.ts";

/** How much of a chunk is looked at. */
const LOOKED_AT = 512;

/** Control codes that keys send one at a time, and line ends: NUL, BS, HT, LF, CR, ESC. */
const OF_KEYS: ReadonlySet<number> = new Set([0, 8, 9, 10, 13, 27]);

/** So many different control codes in one chunk have not been typed. */
const MOST_CONTROLS = 3;

/** So many NULs in one chunk have not been typed: telnet sends one behind a CR (RFC 854). */
const MOST_NULS = 3;

const CR = 13;

/** What requests and banners look like. */
const WORDS: readonly {
  readonly offence: Offence;
  readonly looks: RegExp;
  readonly spec: string;
}[] = [
  {
    offence: "http",
    looks: /^[A-Z]{3,10} \S+ (?:HTTP|RTSP|SIP)\//,
    spec: "RFC 9112 3; RFC 7826 20.1; RFC 3261 7.1",
  },
  { offence: "ssh", looks: /^SSH-\d+\.\d+-/, spec: "RFC 4253 4.2" },
  // deno-lint-ignore no-control-regex
  { offence: "tls", looks: /^\x16\x03[\x00-\x04][^]{2}\x01/, spec: "RFC 8446 5.1, 4" },
];

/**
 * What a chunk of a stranger's input shows them to be, or nothing where a person may have sent it. What
 * people type in any charset is nothing, however odd, and so is one odd key or two.
 *
 * @example
 * ```ts
 * import { strictEqual } from "node:assert/strict";
 * const bytes = (text: string) => new TextEncoder().encode(text);
 * strictEqual(offenceIn(bytes("SSH-2.0-Go\r\n")), "ssh");
 * strictEqual(offenceIn(bytes("\r\n\r\nGET / HTTP/1.0\r\n\r\n")), "http");
 * strictEqual(offenceIn(bytes("\x01\x02\x0e\x11\x00")), "noise");
 * strictEqual(offenceIn(bytes("get home\r\n")), undefined);
 * ```
 * @param chunk Without telnet commands.
 */
export function offenceIn(chunk: Uint8Array): Offence | undefined {
  const bytes = chunk.subarray(0, LOOKED_AT);
  const text = String.fromCharCode(...bytes).trimStart();
  const row = WORDS.find(({ looks }) => looks.test(text));
  if (row) return row.offence;
  return isNoise(bytes) ? "noise" : undefined;
}

function isNoise(bytes: Uint8Array): boolean {
  const controls = new Set(bytes.filter((byte) => byte < 32 && !OF_KEYS.has(byte)));
  if (controls.size > MOST_CONTROLS) return true;
  const nuls = bytes.filter((byte, index) => byte === 0 && bytes[index - 1] !== CR);
  return nuls.length > MOST_NULS;
}
