/**
 * A link without a socket: the server's own over a wire in memory, and the peer at its other end.
 *
 * @module
 */

import { type ByteConn, TcpLink, type TcpLinkOptions } from "../core/net/tcp_link.ts";
import { FakeClock } from "./fake_clock.ts";

/** What a test may choose about a {@linkcode memoryLink}. */
export interface MemoryLinkOptions extends Partial<TcpLinkOptions> {
  /** Address of the peer, 192.0.2.1 by default. */
  readonly address?: string;
  /** Most bytes that one write takes; all by default. */
  readonly writeBytes?: number;
}

/** A link for the code under test, and its peer for the test. */
export interface MemoryLink {
  /** What the code under test is handed. */
  readonly link: TcpLink;
  /** The caller. */
  readonly peer: MemoryPeer;
}

/**
 * Makes a link whose other end is in the test's hands. The outbox takes 64 KiB and the clock is
 * a {@linkcode FakeClock} unless said otherwise.
 */
export function memoryLink(options: MemoryLinkOptions = {}): MemoryLink {
  const peer = new MemoryPeer(options);
  const link = new TcpLink(peer.conn, {
    clock: new FakeClock(),
    outboxLimitBytes: 65536,
    ...options,
  });
  return { link, peer };
}

/** The far end of a wire in memory: what a caller can do, and what the caller has got. */
export class MemoryPeer {
  /** The near end, as the runtime would hand it out. */
  readonly conn: ByteConn;
  /** What each write of the link carried, in order. */
  readonly writes: Uint8Array[] = [];
  /** Resolves once the link has ended its side, or closed. */
  readonly linkEnded: Promise<void>;
  /** Called with what each write carried. */
  heard: (bytes: Uint8Array) => void = () => {};

  readonly #linkEnded = Promise.withResolvers<void>();
  readonly #writeBytes: number;
  #input: Uint8Array[] = [];
  #inputEnd: "open" | "ended" | "reset" | "closed" = "open";
  #stalled = false;
  #heardLength = 0;
  #changed = Promise.withResolvers<void>();

  /** @param options Address of the peer, and bytes that one write takes. */
  constructor(options: Pick<MemoryLinkOptions, "address" | "writeBytes"> = {}) {
    this.#writeBytes = options.writeBytes ?? Infinity;
    this.linkEnded = this.#linkEnded.promise;
    this.conn = {
      localAddr: { transport: "tcp", hostname: "192.0.2.254", port: 2023 },
      remoteAddr: { transport: "tcp", hostname: options.address ?? "192.0.2.1", port: 50000 },
      read: (buffer) => this.#read(buffer),
      write: (bytes) => this.#write(bytes),
      closeWrite: () => Promise.resolve(this.#linkEnded.resolve()),
      close: () => {
        this.#linkEnded.resolve();
        this.#endInput("closed");
      },
    };
  }

  /** Sends bytes, or text as UTF-8. */
  send(data: Uint8Array | string): void {
    this.#input.push(typeof data === "string" ? new TextEncoder().encode(data) : data);
    this.#change();
  }

  /** Ends the peer's side; the link can still write. */
  end(): void {
    this.#endInput("ended");
  }

  /** Breaks the connection: reading and writing fail. */
  reset(): void {
    this.#endInput("reset");
  }

  /** Takes no more bytes until {@linkcode resume}: writes of the link stay under way. */
  stall(): void {
    this.#stalled = true;
  }

  /** Takes bytes again. */
  resume(): void {
    this.#stalled = false;
    this.#change();
  }

  /** Bytes that were sent and that the link has not read. */
  get unreadBytes(): number {
    return this.#input.reduce((sum, chunk) => sum + chunk.length, 0);
  }

  /** All that the link has written so far, as UTF-8. */
  get text(): string {
    const decoder = new TextDecoder();
    return this.writes.map((bytes) => decoder.decode(bytes, { stream: true })).join("");
  }

  /**
   * What the link writes, from the end of the last `hear` up to and with `ending`, as soon as
   * that is there.
   *
   * @throws {Error} If the link ends first.
   */
  async hear(ending: string | RegExp): Promise<string> {
    for (;;) {
      const fresh = this.text.slice(this.#heardLength);
      const end = endOf(ending, fresh);
      if (end >= 0) {
        this.#heardLength += end;
        return fresh.slice(0, end);
      }
      if (await Promise.race([this.#changed.promise, this.linkEnded.then(() => true)])) {
        throw new Error(`wanted ${ending}, and the link ended after: ${JSON.stringify(fresh)}`);
      }
    }
  }

  /** What the link has written since the last `hear`, once it has ended its side. */
  async hearOut(): Promise<string> {
    await this.linkEnded;
    return this.text.slice(this.#heardLength);
  }

  async #read(buffer: Uint8Array): Promise<number | null> {
    while (this.#input.length === 0 && this.#inputEnd === "open") await this.#changed.promise;
    if (this.#inputEnd === "closed") throw new Deno.errors.Interrupted("closed here");
    if (this.#inputEnd === "reset") throw new Deno.errors.ConnectionReset("reset by peer");
    const chunk = this.#input.shift();
    if (chunk === undefined) return null;
    const taken = chunk.subarray(0, buffer.length);
    buffer.set(taken);
    if (taken.length < chunk.length) this.#input.unshift(chunk.subarray(taken.length));
    return taken.length;
  }

  async #write(bytes: Uint8Array): Promise<number> {
    while (this.#stalled && !this.#isBroken()) await this.#changed.promise;
    if (this.#isBroken()) throw new Deno.errors.BrokenPipe("gone");
    const taken = bytes.subarray(0, this.#writeBytes);
    this.writes.push(taken);
    this.heard(taken);
    this.#change();
    return taken.length;
  }

  #isBroken(): boolean {
    return this.#inputEnd === "reset" || this.#inputEnd === "closed";
  }

  #endInput(end: "ended" | "reset" | "closed"): void {
    if (!this.#isBroken()) this.#inputEnd = end;
    this.#change();
  }

  #change(): void {
    this.#changed.resolve();
    this.#changed = Promise.withResolvers();
  }
}

/** Where in a text the first match has ended; below 0 where there is none. */
function endOf(wanted: string | RegExp, text: string): number {
  if (typeof wanted === "string") {
    const at = text.indexOf(wanted);
    return at < 0 ? at : at + wanted.length;
  }
  const match = wanted.exec(text);
  return match ? match.index + match[0].length : -1;
}
