/**
 * How many connections one caller may hold at a time.
 *
 * @module
 */

import { callerNetwork, siteNetwork } from "../networks.ts";

/** Gives back the place of one connection. Calling it again does nothing. */
export type Release = () => void;

/** Judges callers who have just connected. */
export interface Doorkeeper {
  /**
   * Whether somebody may come in from an address.
   *
   * @returns What gives back their place; "banned" for who is to be closed without a word; nothing
   * for one too many.
   */
  admit(address: string): Release | "banned" | undefined;
}

/** What {@linkcode ConnectionLimits} allows. */
export interface ConnectionLimitsOptions {
  /** Connections of one address at a time; `Infinity` for any number. */
  readonly perAddress: number;
  /** Connections of one network at a time; any number unless given. */
  readonly perNetwork?: number;
}

/**
 * Counts connections by address. The ports of one server share it. An IPv6 address is counted
 * with all of its network of 64 bits ({@linkcode callerNetwork}). Networks are what
 * {@linkcode siteNetwork} makes of addresses.
 *
 * @example
 * ```ts
 * import { ok, strictEqual } from "node:assert/strict";
 * const limits = new ConnectionLimits({ perAddress: 1 });
 * const release = limits.admit("192.0.2.7");
 * strictEqual(limits.admit("192.0.2.7"), undefined);
 * release?.();
 * ok(limits.admit("192.0.2.7"));
 * ```
 */
export class ConnectionLimits implements Doorkeeper {
  readonly #perAddress: number;
  readonly #perNetwork: number;
  /** By address, and by network. */
  readonly #counts = new Map<string, number>();

  /**
   * Makes a count of nobody.
   *
   * @param options The limits.
   */
  constructor({ perAddress, perNetwork = Infinity }: ConnectionLimitsOptions) {
    this.#perAddress = perAddress;
    this.#perNetwork = perNetwork;
  }

  /** Takes a place for a connection, or undefined when its address or network holds all it may. */
  admit(address: string): Release | undefined {
    const caller = callerNetwork(address);
    const site = `network ${siteNetwork(address)}`;
    if (this.#count(caller) >= this.#perAddress || this.#count(site) >= this.#perNetwork) {
      return undefined;
    }
    this.#change(caller, 1);
    this.#change(site, 1);
    let held = true;
    return () => {
      if (!held) return;
      held = false;
      this.#change(caller, -1);
      this.#change(site, -1);
    };
  }

  #count(key: string): number {
    return this.#counts.get(key) ?? 0;
  }

  #change(key: string, by: 1 | -1): void {
    const count = this.#count(key) + by;
    if (count > 0) this.#counts.set(key, count);
    else this.#counts.delete(key);
  }
}
