/**
 * Telling scanners from people by what they send.
 *
 * @module
 */

import { strictEqual } from "node:assert/strict";
import { offenceIn } from "../../../core/net/guard/scanner_opening.ts";

const ENCODER = new TextEncoder();

/** What scanners send, by what it is. */
const SCANNERS: Record<string, [Uint8Array | string, string]> = {
  "a request of HTTP": ["GET / HTTP/1.1\r\nHost: x\r\n\r\n", "http"],
  "a request of HTTP behind empty lines": ["\r\n\r\nGET / HTTP/1.0\r\n\r\n", "http"],
  "a request of SIP": ["OPTIONS sip:nm SIP/2.0\r\nVia: SIP/2.0/TCP nm\r\n", "http"],
  "a request of RTSP": ["OPTIONS / RTSP/1.0\r\n\r\n", "http"],
  "the banner of SSH": ["SSH-2.0-OpenSSH_9.6\r\n", "ssh"],
  "a hello of TLS": [Uint8Array.of(22, 3, 1, 2, 0, 1, 0, 1, 252, 3, 3), "tls"],
  "a connection request of RDP": [
    Uint8Array.of(3, 0, 0, 19, 14, 224, 0, 0, 0, 0, 0, 1, 0, 8, 0, 3, 0, 0, 0),
    "noise",
  ],
  "a negotiation of SMB": [
    Uint8Array.of(0, 0, 0, 164, 83, 77, 66, 114, 0, 0, 0, 0, 8, 1, 64, 0, 0, 0),
    "noise",
  ],
};

for (const [what, [sent, offence]] of Object.entries(SCANNERS)) {
  Deno.test(`${what} is no person`, () => {
    strictEqual(offenceIn(typeof sent === "string" ? ENCODER.encode(sent) : sent), offence);
  });
}

/** What people send. */
const PEOPLE: Record<string, Uint8Array | string> = {
  "a name": "ann\r\n",
  "a name in Greek, of UTF-8": "Ελένη\r\n",
  "a name in CP437 or Latin-1": Uint8Array.of(0x81, 0xe9, 0x94, 0x84, 13, 10),
  "words that look like a request": "get / and a half\r\n",
  "talk of SSH": "is there ssh-2 here?\r\n",
  "an arrow": "\x1b[A",
  "a single odd key": "\x16",
  "a few odd keys at once": "\x01\x05\x15",
  "lines of telnet": "ann\r\0hello\r\0again\r\0once\r\0more\r\0",
  "a keep-alive": "\0",
  "a paste of many lines": "one\ntwo\tthree\n".repeat(200),
};

for (const [what, sent] of Object.entries(PEOPLE)) {
  Deno.test(`${what} may be of a person`, () => {
    strictEqual(offenceIn(typeof sent === "string" ? ENCODER.encode(sent) : sent), undefined);
  });
}
