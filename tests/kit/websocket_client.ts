/**
 * A WebSocket client whose every byte is the test's own.
 *
 * @module
 */

import { MemoryPeer } from "./memory_link.ts";

/** Makes a frame of a client's, which is masked (RFC 6455, section 5.3). */
export function clientFrame(
  opcode: number,
  payload: Uint8Array,
  { isLast = true }: { readonly isLast?: boolean } = {},
): Uint8Array {
  const { length } = payload;
  const lengthBytes = length < 126
    ? [length]
    : length < 65536
    ? [126, length >> 8, length & 255]
    : [127, 0, 0, 0, 0, length >>> 24, (length >> 16) & 255, (length >> 8) & 255, length & 255];
  const mask = [0x37, 0xfa, 0x21, 0x3d] as const;
  return Uint8Array.from([
    (isLast ? 0x80 : 0) | opcode,
    lengthBytes[0]! | 0x80,
    ...lengthBytes.slice(1),
    ...mask,
    ...payload.map((byte, i) => byte ^ mask[i % 4]!),
  ]);
}

/** The example of RFC 6455, section 1.3: a key, and what it is answered by. */
export const KEY = "dGhlIHNhbXBsZSBub25jZQ==";
export const ACCEPT = "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=";

/** The request that opens a WebSocket, with fields that are replaced, added, or left out. */
export function request(fields: Readonly<Record<string, string | undefined>> = {}): string {
  const all = {
    Host: "chat.example.org",
    Upgrade: "websocket",
    Connection: "Upgrade",
    "Sec-WebSocket-Key": KEY,
    "Sec-WebSocket-Version": "13",
    ...fields,
  };
  const lines = Object.entries(all).flatMap(([name, value]) =>
    value === undefined ? [] : [`${name}: ${value}`]
  );
  return ["GET /irc HTTP/1.1", ...lines, "", ""].join("\r\n");
}

/** The frames of a server's that a peer has got behind the answer to its request. */
export function framesTo(peer: MemoryPeer): { opcode: number; text: string }[] {
  const bytes = Uint8Array.from(peer.writes.flatMap((write) => [...write]));
  const frames = [];
  let at = new TextDecoder("latin1").decode(bytes).indexOf("\r\n\r\n") + 4;
  while (at < bytes.length) {
    const opcode = bytes[at]! & 15;
    const short = bytes[at + 1]!;
    const length = short === 126 ? bytes[at + 2]! * 256 + bytes[at + 3]! : short;
    const start = at + (short === 126 ? 4 : 2);
    const payload = bytes.subarray(start, start + length);
    frames.push({ opcode, text: new TextDecoder("latin1").decode(payload) });
    at = start + length;
  }
  return frames;
}
