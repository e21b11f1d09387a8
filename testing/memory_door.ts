/**
 * A port without a socket: callers in memory dial it.
 *
 * @module
 */

import type { AcceptedConn, ListeningSocket } from "../core/net/listening_socket.ts";
import { MemoryPeer } from "./memory_link.ts";

/** An open port in memory, for a real listener to accept from. */
export class MemoryDoor implements ListeningSocket {
  readonly addr: Deno.NetAddr;
  readonly #arrivals: AcceptedConn[] = [];
  #waiting: PromiseWithResolvers<AcceptedConn> | undefined;

  constructor(port: number) {
    this.addr = { transport: "tcp", hostname: "192.0.2.254", port };
  }

  /** Connects a caller from an address, 192.0.2.1 unless told. */
  dial(address?: string): MemoryPeer {
    const peer = new MemoryPeer({ address });
    const conn = { ...peer.conn, setKeepAlive() {}, setNoDelay() {} };
    if (this.#waiting) this.#waiting.resolve(conn);
    else this.#arrivals.push(conn);
    this.#waiting = undefined;
    return peer;
  }

  accept(): Promise<AcceptedConn> {
    const conn = this.#arrivals.shift();
    if (conn) return Promise.resolve(conn);
    this.#waiting = Promise.withResolvers();
    return this.#waiting.promise;
  }

  close(): void {
    this.#waiting?.reject(new Deno.errors.Interrupted("closed here"));
  }
}
