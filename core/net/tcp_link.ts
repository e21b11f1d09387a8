/**
 * A link over a connection of bytes: of TCP, of TLS, or of a WebSocket that looks like one.
 *
 * @module
 */

import type { Broadcast, Follower, Frame } from "./outbox/broadcast.ts";
import type { Cancel, Clock } from "./clock.ts";
import type {
  ClientCertificate,
  CloseOptions,
  Endpoint,
  Link,
  LinkEnd,
  LinkEndReason,
  LinkReader,
} from "./link.ts";
import { plainAddress } from "./networks.ts";
import { Outbox } from "./outbox/outbox.ts";

/** The part of `Deno.TcpConn` and `Deno.TlsConn` that a link uses. */
export type ByteConn = Pick<
  Deno.Conn,
  "close" | "closeWrite" | "localAddr" | "read" | "remoteAddr" | "write"
>;

/** What a handshake has told of a connection. */
export interface Handshake {
  /** Whether the connection is inside TLS. */
  readonly isSecure: boolean;
  /** What the peer has shown of itself. */
  readonly certificate?: ClientCertificate;
}

/** Sizes and clock of a {@linkcode TcpLink}. */
export interface TcpLinkOptions {
  /** What the handshake has told; without one, nothing is secure. */
  readonly handshake?: Handshake;
  /** For the time of opening, and the deadlines of waiting and closing. */
  readonly clock: Clock;
  /** Bytes that may wait for a slow reader before it is dropped. */
  readonly outboxLimitBytes: number;
  /** The most that the one buffer that reads share grows to, 4096 by default. */
  readonly readBufferBytes?: number;
  /** Told once that the link is wholly closed. */
  readonly onClosed?: (link: TcpLink) => void;
}

/** A link begins with a buffer of so many bytes: most of those that wait have said no more at a time. */
const FIRST_BUFFER_BYTES = 1024;

/** A {@linkcode Link} over a connection that the runtime made. It owns the connection. */
export class TcpLink implements Link {
  readonly remote: Endpoint;
  readonly openedAt: number;
  readonly isSecure: boolean;
  readonly certificate?: ClientCertificate;
  readonly outbox: Outbox;

  readonly #conn: ByteConn;
  readonly #clock: Clock;
  readonly #mostBufferBytes: number;
  #buffer: Uint8Array<ArrayBuffer>;
  readonly #onClosed: TcpLinkOptions["onClosed"];
  /** There once someone waits for the end. */
  #closed: PromiseWithResolvers<LinkEnd> | undefined;
  /** What `read` gives before it asks the connection. */
  #front: Uint8Array[] = [];
  /** There while someone reads once and has to wait. */
  #asked: PromiseWithResolvers<Uint8Array | null> | undefined;
  /** Who takes all that comes. */
  #reader: LinkReader | undefined;
  /** Whether the reader takes nothing just now. */
  #isHeld = false;
  /** Resolved when `#front` or `#inputOver` changes; there while someone waits for that alone. */
  #input: PromiseWithResolvers<void> | undefined;
  #inputOver = false;
  #peerEnded = false;
  #filling = false;
  #closing = false;
  /** Whether our side is ended: what is left is that the peer ends its own. */
  #ended = false;
  #gone = false;
  #reason: LinkEndReason | undefined;
  #cancelDeadline: Cancel | undefined;
  #bytesReceived = 0;

  /**
   * Makes a link of a connection.
   *
   * @param conn An open connection; the link closes it.
   * @param options Sizes and clock.
   */
  constructor(conn: ByteConn, options: TcpLinkOptions) {
    this.#conn = conn;
    this.#clock = options.clock;
    this.#mostBufferBytes = options.readBufferBytes ?? 4096;
    this.#buffer = new Uint8Array(Math.min(FIRST_BUFFER_BYTES, this.#mostBufferBytes));
    this.remote = endpointOf(conn.remoteAddr);
    this.openedAt = options.clock.now();
    const { isSecure = false, certificate } = options.handshake ?? {};
    this.isSecure = isSecure;
    if (certificate) this.certificate = certificate;
    this.#onClosed = options.onClosed;
    this.outbox = new Outbox({
      to: conn,
      limitBytes: options.outboxLimitBytes,
      onDrop: (reason) => this.#cut(reason),
    });
  }

  /** {@inheritDoc Link.local} */
  get local(): Endpoint {
    return endpointOf(this.#conn.localAddr);
  }

  /** {@inheritDoc Link.bytesReceived} */
  get bytesReceived(): number {
    return this.#bytesReceived;
  }

  /** {@inheritDoc Link.bytesSent} */
  get bytesSent(): number {
    return this.outbox.writtenBytes;
  }

  /** {@inheritDoc Link.closed} */
  get closed(): Promise<LinkEnd> {
    if (!this.#closed) {
      this.#closed = Promise.withResolvers();
      if (this.#gone) this.#closed.resolve(this.#end);
    }
    return this.#closed.promise;
  }

  get #end(): LinkEnd {
    return { reason: this.#reason! };
  }

  /** {@inheritDoc Link.read} */
  read(): Promise<Uint8Array | null> {
    if (this.hasInput) return Promise.resolve(this.#front.shift() ?? null);
    this.#asked ??= Promise.withResolvers();
    this.#fill();
    return this.#asked.promise;
  }

  /** {@inheritDoc Link.readTo} */
  readTo(reader: LinkReader): void {
    this.#reader = reader;
    if (this.#gone) queueMicrotask(() => reader.linkClosed());
    this.#handOn(reader);
  }

  /** {@inheritDoc Link.awaitBytes} */
  async awaitBytes(withinMs: number): Promise<boolean> {
    if (this.hasInput) return true;
    const late = Promise.withResolvers<void>();
    const cancel = this.#clock.after(withinMs, late.resolve);
    await Promise.race([this.#nextInput(), late.promise]);
    cancel();
    return this.hasInput;
  }

  /** {@inheritDoc Link.hasInput} */
  get hasInput(): boolean {
    return this.#front.length > 0 || this.#inputOver;
  }

  /** {@inheritDoc Link.unread} */
  unread(bytes: Uint8Array): void {
    if (this.#closing || bytes.length === 0) return;
    this.#front.unshift(bytes.slice());
    this.#wakeReader();
  }

  /** {@inheritDoc Link.write} */
  write(bytes: Uint8Array): void {
    if (!this.#closing) this.outbox.push(bytes);
  }

  /** {@inheritDoc Link.follow} */
  follow(broadcast: Broadcast, follower: Follower, frame?: Frame): void {
    if (!this.#closing) this.outbox.follow(broadcast, follower, frame);
  }

  /** {@inheritDoc Link.close} */
  close(options: CloseOptions = {}): Promise<LinkEnd> {
    if (!this.#closing) {
      this.#cancelDeadline = this.#clock.after(options.withinMs ?? 5000, () => this.abort());
      this.#reason ??= "closed-here";
      this.#closing = true;
      this.outbox.endCoding();
      this.#endInput();
      this.#closeGently();
    }
    return this.closed;
  }

  /** {@inheritDoc Link.abort} */
  abort(): void {
    this.#cut("closed-here");
  }

  async #closeGently(): Promise<void> {
    this.#fill();
    await this.outbox.drained();
    // Fails when the connection is gone, and then there is nothing left to end.
    await this.#conn.closeWrite().catch(() => {});
    this.#ended = true;
    if (this.#peerEnded) this.abort();
  }

  #cut(reason: LinkEndReason): void {
    if (this.#gone) return;
    this.#gone = true;
    this.#closing = true;
    this.#reason ??= reason;
    this.#cancelDeadline?.();
    this.outbox.abandon();
    // With a write under way, older runtimes keep the socket until that ends (denoland/deno#36369).
    this.#conn.close();
    this.#endInput();
    this.#closed?.resolve(this.#end);
    const reader = this.#reader;
    // Later, as this may be in the middle of a delivery to everyone.
    queueMicrotask(() => {
      reader?.linkClosed();
      this.#onClosed?.(this);
    });
  }

  #nextInput(): Promise<void> {
    this.#input ??= Promise.withResolvers();
    this.#fill();
    return this.#input.promise;
  }

  /** Asks the connection for bytes, unless that is under way or there is no more to come. */
  #fill(): void {
    if (this.#filling || this.#peerEnded || this.#gone) return;
    this.#filling = true;
    this.#conn.read(this.#buffer).then(this.#filled, this.#broke);
  }

  // Made once for each link, and not for each read.
  readonly #filled = (count: number | null): void => {
    this.#filling = false;
    if (count === null) {
      this.#peerEnded = true;
      this.#reason ??= "peer-ended";
      if (this.#ended) return this.abort();
      return this.#endInput();
    }
    this.#bytesReceived += count;
    if (this.#closing) return this.#fill(); // thrown away until the peer has seen our end
    const bytes = this.#buffer.subarray(0, count);
    if (count === this.#buffer.length) this.#growBuffer();
    if (this.#reader && this.#front.length === 0) return this.#hand(bytes, this.#reader);
    this.#front.push(bytes);
    this.#wakeReader();
  };

  readonly #broke = (): void => this.#cut("peer-reset");

  /** Hands on what is there, or the end, or asks for more. */
  #handOn(reader: LinkReader): void {
    const bytes = this.#front.shift();
    if (bytes) return this.#hand(bytes, reader);
    this.#isHeld = this.#inputOver; // what is over is told once
    if (this.#inputOver) reader.inputEnded();
    else this.#fill();
  }

  #hand(bytes: Uint8Array, reader: LinkReader): void {
    this.#isHeld = true; // it may close the link meanwhile
    const held = reader.take(bytes);
    if (held) held.then(() => this.#handOn(reader));
    else this.#handOn(reader);
  }

  /** Whoever has filled the buffer has more to say. What was read stays in the old one. */
  #growBuffer(): void {
    if (this.#buffer.length < this.#mostBufferBytes) {
      this.#buffer = new Uint8Array(this.#mostBufferBytes);
    }
  }

  #endInput(): void {
    this.#inputOver = true;
    if (this.#closing) this.#front = [];
    this.#wakeReader();
  }

  #wakeReader(): void {
    this.#input?.resolve();
    this.#input = undefined;
    if (this.#reader) {
      if (!this.#isHeld) this.#handOn(this.#reader);
    } else if (this.#asked && this.hasInput) {
      this.#asked.resolve(this.#front.shift() ?? null);
      this.#asked = undefined;
    }
  }
}

/** An address of the runtime as the house names it. */
export function endpointOf(address: Deno.Addr): Endpoint {
  if (!("hostname" in address)) return { address: "local", port: 0 };
  return { address: plainAddress(address.hostname), port: address.port };
}

/** Writes all of the bytes, in as many writes as that takes. */
export async function writeAll(conn: ByteConn, bytes: Uint8Array): Promise<void> {
  for (let rest = bytes; rest.length > 0;) rest = rest.subarray(await conn.write(rest));
}
