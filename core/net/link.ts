/**
 * One connection as a byte stream both ways: what every gateway is handed, whatever carries it.
 *
 * @module
 */

import type { Broadcast, Follower, Frame } from "./outbox/broadcast.ts";
import type { Outbox } from "./outbox/outbox.ts";

/** One end of a connection. */
export interface Endpoint {
  /** An IP address as text; never an IPv4 address inside an IPv6 one. */
  readonly address: string;
  /** 1 to 65535. */
  readonly port: number;
}

/**
 * The first thing that led to the end of a link: the peer ended its side, the connection broke,
 * the peer read too slowly, or this side closed it.
 */
export type LinkEndReason = "peer-ended" | "peer-reset" | "too-slow" | "closed-here";

/** How a link ended. */
export interface LinkEnd {
  /** What came first. */
  readonly reason: LinkEndReason;
}

/** A certificate whose key the peer has shown to hold. Nobody has vouched for what stands in it. */
export interface ClientCertificate {
  /** SHA-256 of the certificate in DER: 64 lower-case hexadecimal digits. */
  readonly fingerprint: string;
}

/** Who takes all that comes over a link, and is told of its end. Nothing here may throw. */
export interface LinkReader {
  /**
   * Takes bytes as they come. They lie in a buffer that each link has one of, and are valid until this returns.
   *
   * @returns A promise if nothing more is to be read until it resolves.
   */
  take(bytes: Uint8Array): Promise<void> | void;
  /** No more will come: the peer has ended its side, or this side has closed. */
  inputEnded(): void;
  /** The link is wholly closed. */
  linkClosed(): void;
}

/** How long a link may take to close. */
export interface CloseOptions {
  /** Milliseconds until the connection is cut; 5000 by default. */
  readonly withinMs?: number;
}

/**
 * One connection. A peer may end its side and still read: `read` then gives null, and writing goes
 * on working until this side closes.
 */
export interface Link {
  /** The caller's end. */
  readonly remote: Endpoint;
  /** Our end. */
  readonly local: Endpoint;
  /** When the link was made, in milliseconds since the epoch. */
  readonly openedAt: number;
  /** Whether nobody on the way can read along: it is inside TLS. */
  readonly isSecure: boolean;
  /** The certificate of the peer, where there is TLS and the peer has one. */
  readonly certificate?: ClientCertificate;
  /**
   * What waits to be written, and its `beforeFlush` hook.
   *
   * @internal
   */
  readonly outbox: Outbox;
  /** Bytes that came from the peer. */
  readonly bytesReceived: number;
  /** Bytes handed to the operating system. */
  readonly bytesSent: number;
  /** Resolves once the connection is wholly closed; never rejects. */
  readonly closed: Promise<LinkEnd>;

  /**
   * The next bytes, or null once the peer has ended its side or this side has closed. Never
   * rejects: a broken connection is an end. One read at a time.
   *
   * The bytes are valid until the next read: they lie in a buffer that each link has one of.
   */
  read(): Promise<Uint8Array | null>;
  /**
   * Hands all that comes to a reader, from now on: without the promises that a loop around `read` would make for
   * each caller and each line. Once for a link, and `read` is not to be called any more.
   */
  readTo(reader: LinkReader): void;
  /**
   * Whether `read` would answer at once, with bytes or the end, waiting up to `withinMs` for that.
   * Takes nothing, so a caller who says nothing can be handed on.
   */
  awaitBytes(withinMs: number): Promise<boolean>;
  /** Whether `read` would answer at once, with bytes or the end. */
  readonly hasInput: boolean;
  /** Puts a copy of bytes back in front of what `read` gives next. */
  unread(bytes: Uint8Array): void;
  /**
   * Queues bytes for the one write at the end of this turn. They are kept as they are, and often
   * shared with other links: never change them afterwards. Once the link is closed from here, they
   * are thrown away: the last line is the last.
   */
  write(bytes: Uint8Array): void;
  /**
   * Queues what many are sent, as of {@linkcode Outbox.follow}.
   *
   * @internal
   */
  follow(broadcast: Broadcast, follower: Follower, frame?: Frame): void;
  /**
   * Closes gently: reads no more, writes what is queued, ends our side, and waits for the peer to
   * end its own, as closing with bytes unread would make the system throw away what the peer
   * has not yet got (RFC 1122, section 4.2.2.13). Past `withinMs` the connection is cut.
   *
   * @returns The same promise as {@linkcode closed}.
   */
  close(options?: CloseOptions): Promise<LinkEnd>;
  /** Cuts the connection at once. What is queued is lost. */
  abort(): void;
}
