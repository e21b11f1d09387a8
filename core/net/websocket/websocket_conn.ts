/**
 * A WebSocket as a connection of bytes: what a protocol of lines reads and writes is the same as on TCP.
 *
 * @module
 */

import { isUtf8 } from "node:buffer";
import type { AcceptedConn } from "../listening_socket.ts";
import { type Handshake, writeAll } from "../tcp_link.ts";
import {
  CLOSE_CODES,
  encodeClose,
  encodeFrame,
  FrameDecoder,
  type FrameEvent,
  join,
  OPCODES,
} from "./websocket_frame.ts";
import { answerHead, type HeadAnswer, refusal } from "./websocket_head.ts";

/** How a port speaks WebSocket. */
export interface WebSocketOptions {
  /**
   * The subprotocols that are spoken. One whose name begins with `binary.` gets binary frames, any
   * other, and a client without one, gets text.
   */
  readonly protocols: readonly string[];
}

/** The most bytes of a request. */
const HEAD_LIMIT = 8192;

/** The most bytes of a message: twice what the longest line of any protocol here needs. */
const MESSAGE_LIMIT = 16_384;

const LF = 0x0a;
const CR = 0x0d;
const SPACE = 0x20;
const HEAD_END = Uint8Array.of(CR, LF, CR, LF);

const ENCODER = new TextEncoder();
const DECODER = new TextDecoder("utf-8", { ignoreBOM: true });

/**
 * A connection inside a WebSocket. Each message of the client is read as one line, with CR LF
 * behind it, and each line that is written is one message, without its line end (the IRCv3
 * specification "WebSocket", section "Encoding"). It owns the connection below.
 *
 * The frames are made here, and not by the runtime, whose WebSocket writes each message by itself,
 * reads on when nobody takes what comes, and can't be cut off when the client stops reading.
 */
export class WebSocketConn implements AcceptedConn {
  readonly localAddr: Deno.Addr;
  readonly #conn: AcceptedConn;
  readonly #protocols: readonly string[];
  readonly #decoder = new FrameDecoder({ limitBytes: MESSAGE_LIMIT });
  #opcode: number = OPCODES.TEXT;
  /** Lines that have come and that nobody has read. */
  #lines: Uint8Array[] = [];
  /** Written, and not yet a whole line. */
  #unfinished: Uint8Array = new Uint8Array();
  /** Settles when all frames so far are written, or can't be. */
  #written: Promise<void> = Promise.resolve();
  #pong: Uint8Array | undefined;
  #inputOver = false;
  #isBroken = false;
  #closeSent = false;
  #isOpen = true;

  /**
   * Takes a connection on which nothing has been said yet.
   *
   * @param conn Where frames go.
   * @param options What is spoken in them.
   */
  constructor(conn: AcceptedConn, { protocols }: WebSocketOptions) {
    this.#conn = conn;
    this.#protocols = protocols;
    this.localAddr = conn.localAddr;
  }

  get remoteAddr(): Deno.Addr {
    return this.#conn.remoteAddr;
  }

  async introduce(): Promise<void> {
    await this.#conn.introduce?.();
  }

  setKeepAlive(keepAlive?: boolean): void {
    this.#conn.setKeepAlive(keepAlive);
  }

  setNoDelay(noDelay?: boolean): void {
    this.#conn.setNoDelay(noDelay);
  }

  async handshake(): Promise<Handshake | undefined> {
    const below = this.#conn.handshake ? await this.#conn.handshake() : { isSecure: false };
    const { bytes, isOpen, protocol } = await this.#answer();
    await writeAll(this.#conn, bytes);
    if (!isOpen) {
      await this.#conn.closeWrite();
      await this.#readOut();
      return undefined;
    }
    if (protocol?.startsWith("binary.")) this.#opcode = OPCODES.BINARY;
    return below;
  }

  async read(buffer: Uint8Array): Promise<number | null> {
    while (this.#lines.length === 0 && !this.#inputOver) {
      const count = await this.#conn.read(buffer);
      if (count === null) this.#inputOver = true;
      else this.#decode(buffer.subarray(0, count));
    }
    const line = this.#lines.shift();
    if (!line) return null;
    const taken = line.subarray(0, buffer.length);
    buffer.set(taken);
    if (taken.length < line.length) this.#lines.unshift(line.subarray(taken.length));
    return taken.length;
  }

  /** Sends each line as a message. After the close of either side they are thrown away. */
  async write(bytes: Uint8Array): Promise<number> {
    if (this.#closeSent) return bytes.length;
    const text = this.#unfinished.length > 0 ? join([this.#unfinished, bytes]) : bytes;
    const frames: Uint8Array[] = [];
    let start = 0;
    for (let end; (end = text.indexOf(LF, start)) >= 0; start = end + 1) {
      frames.push(...this.#frameOf(text.subarray(start, end)));
    }
    this.#unfinished = text.slice(start);
    await this.#send(frames);
    return bytes.length;
  }

  /** Sends what is unfinished, and the close. */
  async closeWrite(): Promise<void> {
    if (!this.#closeSent) this.#send(this.#frameOf(this.#unfinished)).catch(() => {});
    this.#sendClose(CLOSE_CODES.NORMAL);
    await this.#written;
    if (!this.#isBroken) return; // whoever closes reads on, up to the close of the client
    await this.#conn.closeWrite();
    await this.#readOut();
  }

  close(): void {
    if (this.#isOpen) this.#conn.close();
    this.#isOpen = false;
  }

  /** Reads the request and makes its answer. What comes behind it is kept. */
  async #answer(): Promise<HeadAnswer> {
    const buffer = new Uint8Array(HEAD_LIMIT);
    let length = 0;
    for (;;) {
      if (length === buffer.length) {
        return refusal("431 Request Header Fields Too Large", "The request is too long.");
      }
      const count = await this.#conn.read(buffer.subarray(length));
      if (count === null) throw new Deno.errors.UnexpectedEof("no whole request");
      const from = Math.max(0, length - HEAD_END.length + 1);
      length += count;
      const end = endOfHead(buffer.subarray(0, length), from);
      if (end === undefined) continue;
      const answer = answerHead(buffer.subarray(0, end), this.#protocols);
      if (answer.isOpen) this.#decode(buffer.subarray(end, length));
      return answer;
    }
  }

  #decode(bytes: Uint8Array): void {
    for (const event of this.#decoder.decode(bytes)) this.#take(event);
  }

  #take(event: FrameEvent): void {
    switch (event.kind) {
      case "message":
        this.#lines.push(lineOf(event.bytes));
        break;
      case "ping":
        this.#answerPing(event.bytes);
        break;
      case "close":
        this.#inputOver = true;
        this.#sendClose(event.code);
        break;
      case "fault":
        this.#inputOver = true;
        this.#isBroken = true;
        this.#sendClose(event.code);
    }
  }

  /** Answers the last ping only, when several have come since the last frame was written (section 5.5.3). */
  #answerPing(payload: Uint8Array): void {
    const isWaiting = this.#pong !== undefined;
    this.#pong = payload;
    if (isWaiting) return;
    this.#enqueue(() => {
      const pong = encodeFrame(OPCODES.PONG, this.#pong!);
      this.#pong = undefined;
      return pong;
    }).catch(() => {});
  }

  #sendClose(code: number | undefined): void {
    if (this.#closeSent) return;
    this.#closeSent = true;
    this.#send([encodeClose(code)]).catch(() => {}); // reading tells that the connection is gone
  }

  #send(frames: readonly Uint8Array[]): Promise<void> {
    return frames.length > 0 ? this.#enqueue(() => join(frames)) : Promise.resolve();
  }

  /** Writes one after the other: a frame must not stand in another. */
  #enqueue(bytes: () => Uint8Array): Promise<void> {
    const written = this.#written.then(() => writeAll(this.#conn, bytes()));
    this.#written = written.catch(() => {});
    return written;
  }

  /** The message of a line; none of an empty one. */
  #frameOf(line: Uint8Array): Uint8Array[] {
    const bare = line.at(-1) === CR ? line.subarray(0, -1) : line;
    if (bare.length === 0) return [];
    if (this.#opcode === OPCODES.BINARY || isUtf8(bare)) return [encodeFrame(this.#opcode, bare)];
    return [encodeFrame(this.#opcode, ENCODER.encode(DECODER.decode(bare)))];
  }

  /** Throws away what still comes, as closing with bytes unread could cost the client our last words. */
  async #readOut(): Promise<void> {
    const buffer = new Uint8Array(1024);
    while (await this.#conn.read(buffer).catch(() => null) !== null);
  }
}

/** A message as a line. What would end it early is a space: a message can't hold two lines. */
function lineOf(message: Uint8Array): Uint8Array {
  let length = message.length;
  while (message[length - 1] === LF || message[length - 1] === CR) length--;
  const line = message.subarray(0, length).map((byte) => byte === LF || byte === CR ? SPACE : byte);
  return join([line, Uint8Array.of(CR, LF)]);
}

/** Where the head of a request ends, if it does. */
function endOfHead(bytes: Uint8Array, from: number): number | undefined {
  for (let at = bytes.indexOf(CR, from); at >= 0; at = bytes.indexOf(CR, at + 1)) {
    if (HEAD_END.every((byte, i) => bytes[at + i] === byte)) return at + HEAD_END.length;
  }
  return undefined;
}
