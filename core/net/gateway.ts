/**
 * A protocol's way in.
 *
 * @module
 */

import type { Link } from "./link.ts";

/** What a gateway makes of first bytes: they are for it, are not, or are too few to tell. */
export type Detection = "yes" | "no" | "more";

/** Turns links into sessions of one protocol. */
export interface Gateway {
  /** One lower-case word, as in the settings and the log. */
  readonly name: string;
  /** One line that says which clients it is for. */
  readonly summary: string;
  /**
   * Tells from the first bytes of a caller, one or more, whether they are this protocol. A gateway
   * without it is not found at the front door, only at a port of its own.
   */
  detect?(bytes: Uint8Array): Detection;
  /** Serves one caller. The link is closed when the promise resolves; without one, it is the gateway's to close. */
  serve(link: Link): Promise<void> | void;
  /**
   * Reads again what it keeps of files. Called on SIGHUP; what it throws is logged, and the server
   * goes on with the old.
   */
  reload?(): Promise<void> | void;
}
