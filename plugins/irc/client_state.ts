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

/**
 * What a client of IRC has asked for, and what it is in the middle of. Lists are made when something comes into
 * them: most clients that are only there would keep empty ones.
 */
export class ClientState {
  /** The version of CAP that it knows: 301, or 302 and above. */
  capVersion = 301;
  /** The letters of its modes that are this connection's alone: `T`, `i` and `w`. */
  modes = "";
  /** The exchange of SASL that it is in the middle of. */
  sasl: SaslExchange | undefined;
  /** How often it has failed to log in. */
  failedLogins = 0;

  /** The message of several lines that it is sending. */
  multiline: MultilineBatch | undefined;
  #capabilities: Set<CapabilityName> | undefined;
  #metadataKeys: Set<string> | undefined;
  #readMarkers: Map<string, number> | undefined;

  /** The capabilities that it has asked for and been given. */
  get capabilities(): Set<CapabilityName> {
    return this.#capabilities ??= new Set();
  }

  /** The keys of metadata that it wants to hear of. */
  get metadataKeys(): Set<string> {
    return this.#metadataKeys ??= new Set();
  }

  /** Up to when a guest has read, by the keys that a user's read markers have. */
  get readMarkers(): Map<string, number> {
    return this.#readMarkers ??= new Map();
  }

  /** Whether it has a capability. */
  has(capability: CapabilityName): boolean {
    return this.#capabilities?.has(capability) ?? false;
  }

  /** Whether it wants to hear of a key of metadata. */
  wantsKey(key: string): boolean {
    return this.#metadataKeys?.has(key) ?? false;
  }

  /** Gives it a mode that is this connection's alone, or takes it away. */
  setMode(letter: "T" | "i" | "w", on: boolean): void {
    this.modes = this.modes.replace(letter, "") + (on ? letter : "");
  }
}
