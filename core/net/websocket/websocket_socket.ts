/**
 * Ports whose callers begin with the opening of a WebSocket.
 *
 * @module
 */

import type { AcceptedConn, ListeningSocket } from "../listening_socket.ts";
import { WebSocketConn, type WebSocketOptions } from "./websocket_conn.ts";

/** Puts a WebSocket around the connections of a port. */
export class WebSocketSocket implements ListeningSocket {
  readonly addr: Deno.NetAddr;
  readonly #socket: ListeningSocket;
  readonly #options: WebSocketOptions;

  /**
   * Makes a port of another.
   *
   * @param socket Where connections come from; it is closed with this one.
   * @param options What is spoken.
   */
  constructor(socket: ListeningSocket, options: WebSocketOptions) {
    this.addr = socket.addr;
    this.#socket = socket;
    this.#options = options;
  }

  async accept(): Promise<AcceptedConn> {
    return new WebSocketConn(await this.#socket.accept(), this.#options);
  }

  reload(): void {
    this.#socket.reload?.();
  }

  close(): void {
    this.#socket.close();
  }
}
