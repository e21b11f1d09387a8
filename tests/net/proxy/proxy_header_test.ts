/**
 * The header of the PROXY protocol: both versions, every split, and what is none.
 *
 * @module
 */

import { deepStrictEqual, strictEqual } from "node:assert/strict";
import fc from "fast-check";
import { readProxyHeader } from "../../../core/net/proxy/proxy_header.ts";

const ENCODER = new TextEncoder();
const SIGNATURE = [13, 10, 13, 10, 0, 13, 10, 81, 85, 73, 84, 10];
const IPV4 = [192, 0, 2, 7, 192, 0, 2, 1, 220, 4, 7, 231];
const IPV6 = [
  ...[32, 1, 13, 184, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 5],
  ...[32, 1, 13, 184, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1],
  ...[220, 4, 7, 231],
];

/** A header of version 2. */
function binary(command: number, family: number, payload: readonly number[]): Uint8Array {
  return Uint8Array.of(
    ...SIGNATURE,
    command,
    family,
    payload.length >> 8,
    payload.length & 255,
    ...payload,
  );
}

/** Headers, and whose connection they tell of. */
const HEADERS: Record<string, [Uint8Array | string, string | undefined]> = {
  "TCP4": ["PROXY TCP4 192.0.2.7 192.0.2.1 56324 2023\r\n", "192.0.2.7"],
  "TCP6": ["PROXY TCP6 2001:db8::5 2001:db8::1 56324 2023\r\n", "2001:db8::5"],
  "UNKNOWN": ["PROXY UNKNOWN\r\n", undefined],
  "UNKNOWN with what is to be ignored": ["PROXY UNKNOWN ffff:: ::1 1 2 and more\r\n", undefined],
  "version 2, IPv4": [binary(0x21, 0x11, IPV4), "192.0.2.7"],
  "version 2, IPv6": [binary(0x21, 0x21, IPV6), "2001:db8::5"],
  "version 2 with more behind the address": [
    binary(0x21, 0x11, [...IPV4, 3, 0, 4, 1, 2, 3, 4]),
    "192.0.2.7",
  ],
  "version 2, LOCAL": [binary(0x20, 0x00, []), undefined],
  "version 2, LOCAL with an address": [binary(0x20, 0x11, IPV4), undefined],
  "version 2, UNSPEC": [binary(0x21, 0x00, [1, 2, 3]), undefined],
  "version 2, UDP": [binary(0x21, 0x12, IPV4), undefined],
  "version 2, UNIX": [binary(0x21, 0x31, new Array(216).fill(0)), undefined],
};

for (const [what, [sent, address]] of Object.entries(HEADERS)) {
  Deno.test(`${what} is read, whatever stands behind it and wherever it is split`, () => {
    const header = typeof sent === "string" ? ENCODER.encode(sent) : sent;
    const caller = address === undefined ? undefined : { address, port: 56324 };
    const whole = Uint8Array.of(...header, ...ENCODER.encode("hello"));
    deepStrictEqual(readProxyHeader(whole), { bytes: header.length, caller });
    for (let length = 0; length < header.length; length++) {
      const read = readProxyHeader(header.subarray(0, length));
      // A header of version 2 may be known before what stands behind its addresses has come.
      if (typeof read === "string") strictEqual(read, "more");
      else deepStrictEqual(read, { bytes: header.length, caller });
    }
  });
}

/** What is no header. */
const MALFORMED: Record<string, Uint8Array | string> = {
  "a request": "GET / HTTP/1.1\r\n\r\n",
  "telnet": Uint8Array.of(255, 251, 24),
  "another word": "PROXYTCP4 1.2.3.4",
  "small letters": "proxy TCP4 192.0.2.7 192.0.2.1 1 2\r\n",
  "another family": "PROXY TCP5 192.0.2.7 192.0.2.1 1 2\r\n",
  "an address of the other family": "PROXY TCP4 2001:db8::5 192.0.2.1 1 2\r\n",
  "half an address": "PROXY TCP4 192.0.2 192.0.2.1 1 2\r\n",
  "an address with a zone": "PROXY TCP6 fe80::1%eth0 ::1 1 2\r\n",
  "a port too high": "PROXY TCP4 192.0.2.7 192.0.2.1 65536 2\r\n",
  "a port with a zero before it": "PROXY TCP4 192.0.2.7 192.0.2.1 01 2\r\n",
  "no ports": "PROXY TCP4 192.0.2.7 192.0.2.1\r\n",
  "too many words": "PROXY TCP4 192.0.2.7 192.0.2.1 1 2 3\r\n",
  "two spaces": "PROXY TCP4  192.0.2.7 192.0.2.1 1 2\r\n",
  "a line that has no end": `PROXY UNKNOWN ${"x".repeat(100)}`,
  "another signature": Uint8Array.of(...SIGNATURE.slice(0, 11), 11, 0x21, 0x11, 0, 12, ...IPV4),
  "version 1 in binary": binary(0x11, 0x11, IPV4),
  "another command": binary(0x22, 0x11, IPV4),
  "another family in binary": binary(0x21, 0x41, IPV4),
  "another transport": binary(0x21, 0x13, IPV4),
  "an address that is cut off": binary(0x21, 0x11, IPV4.slice(0, 11)),
};

for (const [what, sent] of Object.entries(MALFORMED)) {
  Deno.test(`${what} is no PROXY header`, () => {
    const bytes = typeof sent === "string" ? ENCODER.encode(sent) : sent;
    strictEqual(readProxyHeader(bytes), "malformed");
  });
}

Deno.test("random bytes never make it throw, and are soon known", () => {
  const beginning = fc.constantFrom([], SIGNATURE, [...ENCODER.encode("PROXY ")]);
  fc.assert(
    fc.property(beginning, fc.uint8Array({ maxLength: 300 }), (head, rest) => {
      const bytes = Uint8Array.of(...head, ...rest);
      const read = readProxyHeader(bytes);
      if (bytes.length >= 256) strictEqual(read === "more", false);
    }),
    { numRuns: 200 },
  );
});
