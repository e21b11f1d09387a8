/**
 * A caller's end of a TCP connection from an address of their own, of those that are this machine.
 *
 * @module
 */

import { connect, type Socket } from "node:net";
import { once } from "node:events";
import type { Wire } from "../../testing/wire.ts";

/**
 * Whether this system lets a program call from any address of 127.0.0.0/8. On others the call is
 * introduced by the PROXY protocol, for which the house must have {@linkcode LOCAL_PROXY}.
 */
const HAS_LOCAL_ADDRESSES = Deno.build.os === "linux";

/** Where introduced calls come from; no call has this address of its own. */
export const LOCAL_PROXY = "127.0.0.1";

/** Where to dial, and where from. */
export interface LocalCall {
  readonly port: number;
  /** An address of 127.0.0.0/8, but {@linkcode LOCAL_PROXY}. */
  readonly from: string;
}

/** A wire over a TCP connection that comes from a chosen address. */
export class LocalWire implements Wire {
  heard: (bytes: Uint8Array) => void = () => {};
  readonly linkEnded: Promise<void>;
  /** Resolves once the connection is wholly closed. */
  readonly closed: Promise<void>;
  readonly #socket: Socket;

  private constructor(socket: Socket) {
    this.#socket = socket;
    const closed = Promise.withResolvers<void>();
    const ended = Promise.withResolvers<void>();
    socket.on("data", (bytes: Uint8Array) => this.heard(new Uint8Array(bytes)));
    socket.on("error", () => {}); // reset by the server, or by ourselves: closed either way
    socket.on("end", () => ended.resolve());
    socket.on("close", () => {
      ended.resolve();
      closed.resolve();
    });
    this.linkEnded = ended.promise;
    this.closed = closed.promise;
  }

  /** Dials a port of this machine. */
  static async dial({ port, from }: LocalCall): Promise<LocalWire> {
    const where = HAS_LOCAL_ADDRESSES ? { localAddress: from } : {};
    const socket = connect({ host: "127.0.0.1", port, allowHalfOpen: true, ...where });
    await once(socket, "connect");
    if (!HAS_LOCAL_ADDRESSES) socket.write(`PROXY TCP4 ${from} ${LOCAL_PROXY} 1024 ${port}\r\n`);
    return new LocalWire(socket);
  }

  send(bytes: Uint8Array): void {
    this.#socket.write(bytes);
  }

  /** Sends bytes, and waits until the system has them. */
  async sendNow(bytes: Uint8Array): Promise<void> {
    await new Promise<void>((resolve) => this.#socket.write(bytes, () => resolve()));
  }

  end(): void {
    this.#socket.end();
  }

  reset(): void {
    this.#socket.destroy();
  }
}
