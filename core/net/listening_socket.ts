/**
 * Where connections come from: an open socket, whatever is spoken on it before a protocol begins.
 *
 * @module
 */

import type { ByteConn, Handshake } from "./tcp_link.ts";

/** An open socket that connections come from; `Deno.TcpListener` is one. */
export interface ListeningSocket {
  /** Where it listens. */
  readonly addr: Deno.NetAddr;
  /** Resolves to the next connection; rejects when there is none to be had, and when closed. */
  accept(): Promise<AcceptedConn>;
  /** Stops listening. */
  close(): void;
  /**
   * Reads its certificate again, for the connections to come.
   *
   * @throws {CertificateError} If the new one can't be used; the old one stays.
   */
  reload?(): void;
}

/** A connection with the TCP switches of `Deno.TcpConn`. */
export interface AcceptedConn extends ByteConn, Pick<Deno.TcpConn, "setKeepAlive" | "setNoDelay"> {
  /**
   * Finds out who the caller is, where a proxy tells that; `remoteAddr` is theirs from then on.
   * Comes before all else, and rejects where what is told can't be understood.
   */
  introduce?(): Promise<void>;
  /**
   * Does what comes before the first byte of a protocol. Resolves to nothing for a caller who
   * has been turned away, and rejects when the connection is gone.
   */
  handshake?(): Promise<Handshake | undefined>;
}
