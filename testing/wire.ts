/**
 * A caller's end of a connection, over memory or over a socket.
 *
 * @module
 */

/** A caller's end of a connection; a `MemoryPeer` is one. */
export interface Wire {
  /** Called with the bytes that come from the server. */
  heard: (bytes: Uint8Array) => void;
  /** Resolves once the server has ended its side, or the connection is gone. */
  readonly linkEnded: Promise<void>;
  /** Sends bytes. */
  send(bytes: Uint8Array): void;
  /** Ends the caller's side; the server can still write. */
  end(): void;
  /** Breaks the connection. */
  reset(): void;
}

/** The caller's own certificate and its key, in PEM; both or neither. */
export interface TlsKey {
  readonly cert?: string;
  readonly key?: string;
}

/** A wire over a TCP connection, in TLS where the test wants it. */
export class TcpWire implements Wire {
  heard: (bytes: Uint8Array) => void = () => {};
  readonly linkEnded: Promise<void>;
  readonly #conn: Deno.TcpConn | Deno.TlsConn;
  #sending: Promise<unknown> = Promise.resolve();

  private constructor(conn: Deno.TcpConn | Deno.TlsConn) {
    this.#conn = conn;
    this.linkEnded = this.#read();
  }

  /** Dials a port. */
  static async dial(address: { hostname: string; port: number }): Promise<TcpWire> {
    return new TcpWire(await Deno.connect(address));
  }

  /** Dials a port that speaks TLS, and shakes hands. */
  static async dialTls(options: Deno.ConnectTlsOptions & TlsKey): Promise<TcpWire> {
    const conn = await Deno.connectTls(options);
    try {
      await conn.handshake();
      return new TcpWire(conn);
    } catch (error) {
      conn.close();
      throw error;
    }
  }

  send(bytes: Uint8Array): void {
    this.#then(() => this.#writeAll(bytes));
  }

  end(): void {
    this.#then(() => this.#conn.closeWrite());
  }

  reset(): void {
    try {
      this.#conn.close();
    } catch (error) {
      if (!(error instanceof Deno.errors.BadResource)) throw error;
    }
  }

  /** Does one thing after the other; when the server is gone, nothing more. */
  #then(run: () => Promise<void>): void {
    this.#sending = this.#sending.then(run).catch(() => {});
  }

  async #writeAll(bytes: Uint8Array): Promise<void> {
    for (let rest = bytes; rest.length > 0;) rest = rest.subarray(await this.#conn.write(rest));
  }

  async #read(): Promise<void> {
    const buffer = new Uint8Array(16_384);
    try {
      for (let count; (count = await this.#conn.read(buffer)) !== null;) {
        this.heard(buffer.slice(0, count));
      }
    } catch {
      // Reset by the server, or closed here: the end either way.
    }
  }
}
