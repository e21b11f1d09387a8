/**
 * A connection inside TLS, this side being the server.
 *
 * @module
 */

import type { Buffer } from "node:buffer";
import { Duplex } from "node:stream";
import { type SecureContext, TLSSocket } from "node:tls";
import type { AcceptedConn } from "../listening_socket.ts";
import { type ByteConn, type Handshake, writeAll } from "../tcp_link.ts";

/** Bytes that are read from the wire at a time. A waiting connection holds as many. */
const READ_BYTES = 4096;

/** What a caller sends and reads inside TLS. It owns the connection below. */
export class TlsConn implements AcceptedConn {
  readonly localAddr: Deno.Addr;
  readonly #conn: AcceptedConn;
  readonly #context: SecureContext;
  /** There once the handshake has begun. */
  #socket: TLSSocket | undefined;
  /** Read from TLS and not yet taken. */
  #rest: Uint8Array | null = null;
  #ended = false;
  #fault: Error | undefined;
  #event: PromiseWithResolvers<void> | undefined;
  readonly #secured = Promise.withResolvers<Handshake>();

  /**
   * Takes a connection on which nothing has been said yet.
   *
   * @param conn Where TLS goes.
   * @param context The certificate and key of this side.
   */
  constructor(conn: AcceptedConn, context: SecureContext) {
    this.localAddr = conn.localAddr;
    this.#conn = conn;
    this.#context = context;
    this.#secured.promise.catch(() => {}); // when nobody waits for it any more
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

  /** Shakes hands. The caller is asked for a certificate, and free to have none. */
  handshake(): Promise<Handshake> {
    void this.#secure;
    return this.#secured.promise;
  }

  #open(): TLSSocket {
    const wire = streamOf(this.#conn);
    const socket = new TLSSocket(wire, {
      isServer: true,
      secureContext: this.#context,
      requestCert: true,
      // Callers sign their certificates themselves: what counts is that they hold the key, which
      // the handshake proves (RFC 8446, section 4.4.3).
      rejectUnauthorized: false,
    });
    wire.on("error", (error: Error) => this.#fail(error));
    socket.on("error", (error: Error) => this.#fail(error));
    socket.on("close", () => this.#fail(new Deno.errors.ConnectionReset("TLS has ended")));
    socket.on("end", () => {
      this.#ended = true;
      this.#wake();
    });
    socket.on("readable", () => this.#wake());
    socket.on("secure", () => this.#secured.resolve(factsOf(socket)));
    return socket;
  }

  async read(buffer: Uint8Array): Promise<number | null> {
    for (;;) {
      this.#rest ??= this.#secure.read() as Buffer | null;
      if (this.#rest) return this.#take(this.#rest, buffer);
      if (this.#ended) return null;
      if (this.#fault) throw this.#fault;
      this.#event ??= Promise.withResolvers();
      await this.#event.promise;
    }
  }

  write(bytes: Uint8Array): Promise<number> {
    return new Promise((resolve, reject) => {
      this.#secure.write(bytes, (error) => error ? reject(error) : resolve(bytes.length));
    });
  }

  /** Says that no more will come (RFC 8446, section 6.1), and ends this side of the connection. */
  closeWrite(): Promise<void> {
    return new Promise((resolve) => {
      this.#secure.once("close", resolve);
      this.#secure.end(resolve);
    });
  }

  close(): void {
    if (this.#socket) this.#socket.destroy();
    else this.#conn.close();
  }

  /** TLS, which is there once hands have been shaken. */
  get #secure(): TLSSocket {
    this.#socket ??= this.#open();
    return this.#socket;
  }

  #take(chunk: Uint8Array, buffer: Uint8Array): number {
    const taken = chunk.subarray(0, buffer.length);
    buffer.set(taken);
    this.#rest = taken.length < chunk.length ? chunk.subarray(taken.length) : null;
    return taken.length;
  }

  #fail(error: Error): void {
    this.#fault ??= error;
    this.#secured.reject(error);
    this.#wake();
  }

  #wake(): void {
    this.#event?.resolve();
    this.#event = undefined;
  }
}

/** A connection as the stream that TLS runs on. */
function streamOf(conn: ByteConn): Duplex {
  return new Duplex({
    allowHalfOpen: true,
    read(): void {
      const buffer = new Uint8Array(READ_BYTES);
      conn.read(buffer).then(
        (count) => this.push(count === null ? null : buffer.subarray(0, count)),
        (error) => this.destroy(error),
      );
    },
    write(bytes: Uint8Array, _encoding, done): void {
      writeAll(conn, bytes).then(() => done(), done);
    },
    final(done): void {
      conn.closeWrite().then(() => done(), () => done());
    },
    destroy(error, done): void {
      conn.close();
      done(error);
    },
  });
}

function factsOf(socket: TLSSocket): Handshake {
  const certificate = socket.getPeerX509Certificate();
  if (!certificate) return { isSecure: true };
  const fingerprint = certificate.fingerprint256.replaceAll(":", "").toLowerCase();
  return { isSecure: true, certificate: { fingerprint } };
}
