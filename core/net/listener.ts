/**
 * A port that callers dial: accepts connections and hands each to a gateway as a link.
 *
 * @module
 */

import { setImmediate } from "node:timers/promises";
import { type Log, logFor } from "../logging/log.ts";
import type { Clock } from "./clock.ts";
import type { Doorkeeper, Release } from "./guard/connection_limits.ts";
import type { CloseOptions, Link } from "./link.ts";
import { listenError } from "./listen_error.ts";
import type { AcceptedConn, ListeningSocket } from "./listening_socket.ts";
import type { Networks } from "./networks.ts";
import { ProxySocket } from "./proxy/proxy_socket.ts";
import { endpointOf, type Handshake, TcpLink } from "./tcp_link.ts";
import { CertificateError, type TlsFiles } from "./tls/tls_certificate.ts";
import { openTls } from "./tls/tls_socket.ts";
import type { WebSocketOptions } from "./websocket/websocket_conn.ts";
import { WebSocketSocket } from "./websocket/websocket_socket.ts";

/** What a {@linkcode Listener} does with its connections. */
export interface ListenerOptions {
  /** Serves one caller. The link is closed when the promise resolves, and if this fails. */
  readonly serve: (link: Link) => Promise<void> | void;
  /** For deadlines. */
  readonly clock: Clock;
  /** Bytes that may wait for a slow reader before it is dropped. */
  readonly outboxLimitBytes: number;
  /** The most that the read buffer of a link grows to, 4096 by default. */
  readonly readBufferBytes?: number;
  /** Judges who may come in; everybody may when left out. */
  readonly limits?: Doorkeeper;
  /** Where failures are reported. */
  readonly log?: Pick<Log, "error" | "warn">;
}

/** Where to listen, and what to do with the connections. */
export interface ListenOptions extends ListenerOptions {
  /** An address of this machine or a name for one; `0.0.0.0` and `::` are all of them. */
  readonly hostname: string;
  /** 1 to 65535, or 0 to let the system choose. */
  readonly port: number;
  /** The certificate, for a port that speaks TLS. */
  readonly tls?: TlsFiles;
  /** Where the proxies are that tell whose connections they hand on, if there are any. */
  readonly proxies?: Networks;
  /** For a port that speaks WebSocket, in TLS if that is there too. */
  readonly webSocket?: WebSocketOptions;
}

/** Connections that the system holds for us until they are accepted. It may round this down. */
const BACKLOG = 4096;

/**
 * How many are accepted in one turn of the event loop, about a millisecond's worth: those who are in already are read
 * and served between them. The others wait in the backlog.
 */
const ACCEPTED_AT_ONCE = 32;

/** The wait after a failed accept: too many open files, say, and others must hang up first. */
const ACCEPT_RETRY_MS = 200;

/** How long a caller may take over a handshake: enough for a slow line, and no seat for the idle. */
const HANDSHAKE_MS = 10_000;

/** How many may be shaking hands at once; who has taken longest makes room. */
const MOST_HANDSHAKES = 512;

/** How long a caller over the limit has to read why. */
const REFUSAL_MS = 1000;

const TOO_MANY = new TextEncoder().encode("Too many connections from your address.\r\n");

/**
 * Listens on a TCP port.
 *
 * @throws {ListenError} If the port is in use, not allowed, or not on this machine.
 * @throws {CertificateError} If the port speaks TLS and its certificate can't be used.
 */
export function listen(options: ListenOptions): Listener {
  const { hostname, port, tls, webSocket, proxies } = options;
  const openProxied = proxies &&
    ((where: Deno.TcpListenOptions) => new ProxySocket(Deno.listen(where), proxies));
  try {
    const where = { hostname, port, tcpBacklog: BACKLOG };
    const socket = tls ? openTls(tls, where, openProxied) : (openProxied ?? Deno.listen)(where);
    return new Listener(webSocket ? new WebSocketSocket(socket, webSocket) : socket, options);
  } catch (cause) {
    if (cause instanceof CertificateError) throw cause;
    throw listenError({ hostname, port }, cause);
  }
}

/** How a connection comes in. */
interface Admission {
  readonly handshake?: Handshake;
  /** Whether it is one too many. */
  readonly isRefused?: boolean;
  readonly release: Release | undefined;
}

/** Accepts connections from one socket until it is closed. Made by {@linkcode listen}. */
export class Listener {
  /** Where it listens; the port that the system chose if it was to choose. */
  readonly address: { readonly hostname: string; readonly port: number };

  readonly #socket: ListeningSocket;
  readonly #options: ListenerOptions;
  readonly #log: Pick<Log, "error" | "warn">;
  /** Those that are open, and what gives back the place of each. */
  readonly #links = new Map<Link, Release | undefined>();
  readonly #shakingHands = new Set<AcceptedConn>();
  readonly #stopped = Promise.withResolvers<void>();
  readonly #accepting: Promise<void>;
  #stopping = false;

  /**
   * Starts accepting.
   *
   * @param socket Where connections come from; the listener closes it.
   * @param options What to do with them.
   */
  constructor(socket: ListeningSocket, options: ListenerOptions) {
    this.#socket = socket;
    this.#options = options;
    this.#log = options.log ?? logFor("net");
    this.address = { hostname: socket.addr.hostname, port: socket.addr.port };
    this.#accepting = this.#acceptAll();
  }

  /**
   * Reads anew what comes from files: the certificate of a port that speaks TLS. Connections that
   * are open keep the old one.
   *
   * @throws {CertificateError} If the new one can't be used; the old one stays.
   */
  reload(): void {
    this.#socket.reload?.();
  }

  /**
   * Accepts no more connections, gives those that are open time to end, and cuts the rest.
   *
   * @param options Time to end, 0 by default.
   * @returns Resolves once every link is closed.
   */
  async close(options: CloseOptions = {}): Promise<void> {
    if (!this.#stopping) {
      this.#stopping = true;
      this.#socket.close();
      this.#stopped.resolve();
      for (const conn of this.#shakingHands) conn.close();
    }
    await this.#accepting;
    const { withinMs = 0 } = options;
    const cancel = withinMs > 0 && this.#options.clock.after(withinMs, () => this.#cutAll());
    if (!cancel) this.#cutAll();
    await Promise.all(Array.from(this.#links.keys(), (link) => link.closed));
    if (cancel) cancel();
  }

  #cutAll(): void {
    for (const link of this.#links.keys()) link.abort();
  }

  async #acceptAll(): Promise<void> {
    let failing = false;
    let accepted = 0;
    while (!this.#stopping) {
      try {
        this.#open(await this.#socket.accept());
        // So that those who are in already are read and served between those who come.
        if (++accepted % ACCEPTED_AT_ONCE === 0) await setImmediate();
        failing = false;
      } catch (error) {
        if (this.#stopping) return;
        // Whoever resets before they are accepted is gone: no reason to let the others wait.
        if (isGoneCaller(error)) continue;
        if (!failing) this.#log.warn("Cannot accept connections", { ...this.address, error });
        failing = true;
        await this.#pause(ACCEPT_RETRY_MS);
      }
    }
  }

  async #pause(ms: number): Promise<void> {
    const over = Promise.withResolvers<void>();
    const cancel = this.#options.clock.after(ms, over.resolve);
    await Promise.race([over.promise, this.#stopped.promise]);
    cancel();
  }

  async #open(conn: AcceptedConn): Promise<void> {
    try {
      conn.setNoDelay(true);
      conn.setKeepAlive(true);
    } catch {
      return conn.close(); // some systems refuse that once the caller is gone again
    }
    if (conn.introduce) {
      const isKnown = await this.#inTime(conn, async () => (await conn.introduce?.(), true));
      if (!isKnown || this.#stopping) return conn.close();
    }
    const { limits } = this.#options;
    const release = limits?.admit(endpointOf(conn.remoteAddr).address);
    if (release === "banned") return conn.close();
    const isRefused = limits !== undefined && release === undefined;
    if (!conn.handshake) return this.#welcome(conn, { isRefused, release });
    // Without a word, as no word comes before a handshake, and that costs more than it is worth.
    if (isRefused) return conn.close();
    const handshake = await this.#inTime(conn, async () => await conn.handshake?.());
    if (handshake && !this.#stopping) return this.#welcome(conn, { handshake, release });
    conn.close();
    release?.();
  }

  /** What comes before the first byte of a protocol; nothing if it has failed or taken too long. */
  async #inTime<Told>(conn: AcceptedConn, ask: () => Promise<Told>): Promise<Told | undefined> {
    for (const longest of this.#shakingHands) {
      if (this.#shakingHands.size < MOST_HANDSHAKES) break;
      this.#shakingHands.delete(longest);
      longest.close();
    }
    this.#shakingHands.add(conn);
    const cancel = this.#options.clock.after(HANDSHAKE_MS, () => conn.close());
    try {
      return await ask();
    } catch {
      return undefined; // whoever hangs up, or speaks another protocol, is nobody's concern
    } finally {
      cancel();
      this.#shakingHands.delete(conn);
    }
  }

  #welcome(conn: AcceptedConn, { handshake, isRefused, release }: Admission): void {
    const { clock, outboxLimitBytes, readBufferBytes } = this.#options;
    const link = new TcpLink(conn, {
      clock,
      outboxLimitBytes,
      ...(readBufferBytes !== undefined && { readBufferBytes }),
      ...(handshake && { handshake }),
      onClosed: this.#closed,
    });
    this.#links.set(link, release);
    if (isRefused) {
      link.write(TOO_MANY);
      link.close({ withinMs: REFUSAL_MS });
    } else {
      this.#serve(link);
    }
  }

  // Made once for all links.
  readonly #closed = (link: Link): void => {
    this.#links.get(link)?.();
    this.#links.delete(link);
  };

  #serve(link: Link): void {
    try {
      this.#options.serve(link)?.then(() => void link.close(), (error) => this.#fail(link, error));
    } catch (error) {
      this.#fail(link, error);
    }
  }

  #fail(link: Link, error: unknown): void {
    this.#log.error("Serving a connection failed", { address: link.remote.address, error });
    link.close();
  }
}

function isGoneCaller(error: unknown): boolean {
  const { ConnectionAborted, ConnectionReset, NotConnected } = Deno.errors;
  return [ConnectionAborted, ConnectionReset, NotConnected].some((kind) => error instanceof kind);
}
