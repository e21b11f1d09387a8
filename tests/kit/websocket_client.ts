/**
 * A WebSocket client whose every byte is the test's own.
 *
 * @module
 */

import { CLOSE_CODES, OPCODES } from "../../core/net/websocket/websocket_frame.ts";
import { MemoryPeer } from "../../testing/memory_link.ts";
import { TcpWire, type Wire } from "../../testing/wire.ts";

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

/** A frame of a server's. */
export interface Frame {
  readonly opcode: number;
  readonly payload: Uint8Array;
}

/**
 * A wire inside a WebSocket: what is sent goes out as a message for each line, and messages are heard
 * as lines. A close is answered, as it should be.
 */
export class WebSocketWire implements Wire {
  heard: (bytes: Uint8Array) => void = () => {};
  /** All frames that have come, in their order. */
  readonly frames: Frame[] = [];
  /** The subprotocol that the server has chosen. */
  readonly protocol: string | undefined;
  readonly #wire: TcpWire;
  readonly #opcode: number;
  #rest: Uint8Array;

  private constructor(wire: TcpWire, answer: string, rest: Uint8Array) {
    this.#wire = wire;
    this.protocol = /^Sec-WebSocket-Protocol: (.*?)\r?$/im.exec(answer)?.[1];
    this.#opcode = this.protocol?.startsWith("binary.") ? OPCODES.BINARY : OPCODES.TEXT;
    this.#rest = rest;
    wire.heard = (bytes) => this.#take(bytes);
    // It is for the server to end the connection, and for the client to follow (RFC 6455, 7.1.1).
    wire.linkEnded.then(() => wire.reset());
  }

  /** Dials a port, and opens a WebSocket. */
  static async dial(
    address: { hostname: string; port: number },
    protocols: readonly string[] = [],
  ): Promise<WebSocketWire> {
    const wire = await TcpWire.dial(address);
    const offered = protocols.length > 0 ? protocols.join(", ") : undefined;
    const opened = Promise.withResolvers<{ answer: string; rest: Uint8Array }>();
    let all = new Uint8Array();
    wire.heard = (bytes) => {
      all = Uint8Array.from([...all, ...bytes]);
      const end = new TextDecoder("latin1").decode(all).indexOf("\r\n\r\n");
      if (end < 0) return;
      const answer = new TextDecoder("latin1").decode(all.subarray(0, end));
      opened.resolve({ answer, rest: all.slice(end + 4) });
    };
    wire.linkEnded.then(() => opened.reject(new Error("The server has hung up")));
    wire.send(new TextEncoder().encode(request({ "Sec-WebSocket-Protocol": offered })));
    const { answer, rest } = await opened.promise;
    if (!answer.startsWith("HTTP/1.1 101 ")) throw new Error(answer);
    return new WebSocketWire(wire, answer, rest);
  }

  get linkEnded(): Promise<void> {
    return this.#wire.linkEnded;
  }

  send(bytes: Uint8Array): void {
    let start = 0;
    for (let end; (end = bytes.indexOf(0x0a, start)) >= 0; start = end + 1) {
      const to = bytes[end - 1] === 0x0d ? end - 1 : end;
      this.sendFrame(this.#opcode, bytes.subarray(start, to));
    }
  }

  sendFrame(opcode: number, payload: Uint8Array, options: { isLast?: boolean } = {}): void {
    this.#wire.send(clientFrame(opcode, payload, options));
  }

  end(): void {
    this.sendFrame(OPCODES.CLOSE, Uint8Array.of(CLOSE_CODES.NORMAL >> 8, CLOSE_CODES.NORMAL & 255));
  }

  reset(): void {
    this.#wire.reset();
  }

  #take(bytes: Uint8Array): void {
    this.#rest = Uint8Array.from([...this.#rest, ...bytes]);
    for (let frame; (frame = this.#nextFrame());) {
      this.frames.push(frame);
      if (frame.opcode === OPCODES.CLOSE) this.sendFrame(OPCODES.CLOSE, frame.payload);
      if (frame.opcode >= OPCODES.CLOSE) continue;
      this.heard(Uint8Array.from([...frame.payload, 0x0d, 0x0a]));
    }
  }

  /** Takes the next frame off what has come, if it is whole. */
  #nextFrame(): Frame | undefined {
    const [first, short] = this.#rest;
    if (first === undefined || short === undefined) return undefined;
    const start = short === 126 ? 4 : 2;
    if (this.#rest.length < start) return undefined;
    const length = short === 126 ? this.#rest[2]! * 256 + this.#rest[3]! : short;
    if (this.#rest.length < start + length) return undefined;
    const payload = this.#rest.slice(start, start + length);
    this.#rest = this.#rest.slice(start + length);
    return { opcode: first & 15, payload };
  }
}
