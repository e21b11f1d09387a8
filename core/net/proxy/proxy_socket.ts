/**
 * Ports whose callers may come by way of a proxy that tells who they are.
 *
 * @module
 */

import type { AcceptedConn, ListeningSocket } from "../listening_socket.ts";
import { endpointOf } from "../tcp_link.ts";
import type { Networks } from "../networks.ts";
import { readProxyHeader } from "./proxy_header.ts";

/** Bytes that are kept of a header: all that is looked at of either version, and no more. */
const KEPT_BYTES = 256;

/** A port that believes the proxies it has been told of, and nobody else. */
export class ProxySocket implements ListeningSocket {
  readonly addr: Deno.NetAddr;
  readonly #socket: ListeningSocket;
  readonly #proxies: Networks;

  /**
   * Makes a port of another.
   *
   * @param socket Where connections come from; it is closed with this one.
   * @param proxies Where the proxies are. What others send is theirs, whatever it looks like.
   */
  constructor(socket: ListeningSocket, proxies: Networks) {
    this.addr = socket.addr;
    this.#socket = socket;
    this.#proxies = proxies;
  }

  async accept(): Promise<AcceptedConn> {
    const conn = await this.#socket.accept();
    const isProxy = this.#proxies.contains(endpointOf(conn.remoteAddr).address);
    return isProxy ? new ProxiedConn(conn) : conn;
  }

  close(): void {
    this.#socket.close();
  }
}

/** A connection that a proxy hands on. Its remote address is the caller's, once they are introduced. */
class ProxiedConn implements AcceptedConn {
  readonly localAddr: Deno.Addr;
  readonly #conn: AcceptedConn;
  #remoteAddr: Deno.Addr;
  #isOpen = true;
  /** What came behind the header, and has not been read. */
  #rest: Uint8Array = new Uint8Array();

  constructor(conn: AcceptedConn) {
    this.localAddr = conn.localAddr;
    this.#remoteAddr = conn.remoteAddr;
    this.#conn = conn;
  }

  get remoteAddr(): Deno.Addr {
    return this.#remoteAddr;
  }

  setKeepAlive(keepAlive?: boolean): void {
    this.#conn.setKeepAlive(keepAlive);
  }

  setNoDelay(noDelay?: boolean): void {
    this.#conn.setNoDelay(noDelay);
  }

  async introduce(): Promise<void> {
    const seen = new Uint8Array(KEPT_BYTES);
    let length = 0;
    for (;;) {
      length += await this.#readInto(seen.subarray(length));
      const header = readProxyHeader(seen.subarray(0, length));
      if (header === "more" && length < seen.length) continue;
      if (typeof header === "string") throw new Deno.errors.InvalidData("no PROXY header");
      this.#rest = seen.slice(Math.min(header.bytes, length), length);
      await this.#skip(header.bytes - length);
      if (!header.caller) return;
      const { address: hostname, port } = header.caller;
      this.#remoteAddr = { transport: "tcp", hostname, port };
      return;
    }
  }

  async read(buffer: Uint8Array): Promise<number | null> {
    if (this.#rest.length === 0) return await this.#conn.read(buffer);
    const taken = this.#rest.subarray(0, buffer.length);
    buffer.set(taken);
    this.#rest = this.#rest.subarray(taken.length);
    return taken.length;
  }

  write(bytes: Uint8Array): Promise<number> {
    return this.#conn.write(bytes);
  }

  closeWrite(): Promise<void> {
    return this.#conn.closeWrite();
  }

  close(): void {
    if (this.#isOpen) this.#conn.close();
    this.#isOpen = false;
  }

  /** Reads what is left of a header that is longer than what is kept of it. */
  async #skip(bytes: number): Promise<void> {
    const buffer = new Uint8Array(KEPT_BYTES);
    for (let left = bytes; left > 0;) {
      left -= await this.#readInto(buffer.subarray(0, Math.min(left, buffer.length)));
    }
  }

  async #readInto(buffer: Uint8Array): Promise<number> {
    const count = await this.#conn.read(buffer);
    if (count === null) throw new Deno.errors.UnexpectedEof("no whole PROXY header");
    return count;
  }
}
