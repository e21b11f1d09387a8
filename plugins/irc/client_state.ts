/**
 * What a client of IRC has asked for, and what it is in the middle of.
 *
 * @module
 */

import type { CapabilityName } from "./tables/capabilities.ts";
import type { MultilineBatch } from "./talk/multiline_batch.ts";
import type { SaslExchange } from "./identity/sasl_exchange.ts";

/** The most keys of metadata that one client may want to hear of. */
export const METADATA_SUBSCRIPTIONS = 50;

/** What a client of IRC has asked for, and what it is in the middle of. */
export class ClientState {
  /** The capabilities that it has asked for and been given. */
  readonly capabilities: Set<CapabilityName> = new Set();
  /** The version of CAP that it knows: 301, or 302 and above. */
  capVersion = 301;
  /** The letters of its modes that are this connection's alone: `T`, `i` and `w`. */
  readonly modes: Set<string> = new Set();
  /** The keys of metadata that it wants to hear of. */
  readonly metadataKeys: Set<string> = new Set();
  /** The exchange of SASL that it is in the middle of. */
  sasl: SaslExchange | undefined;
  /** How often it has failed to log in. */
  failedLogins = 0;

  /** The message of several lines that it is sending. */
  multiline: MultilineBatch | undefined;
  /** Up to when a guest has read, by the keys that a user's read markers have. */
  readonly readMarkers: Map<string, number> = new Map();

  /** Whether it has a capability. */
  has(capability: CapabilityName): boolean {
    return this.capabilities.has(capability);
  }
}
