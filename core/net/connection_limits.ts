/**
 * How many connections one caller may hold at a time.
 *
 * @module
 */

import { callerNetwork, type Networks } from "./networks.ts";

/** Gives back the place of one connection. Calling it again does nothing. */
export type Release = () => void;

/** What {@linkcode ConnectionLimits} allows. */
export interface ConnectionLimitsOptions {
  /** Connections of one address at a time; `Infinity` for any number. */
  readonly perAddress: number;
  /** Networks that are not counted. */
  readonly exempt: Networks;
}

/**
 * Counts connections by address. The ports of one server share it. An IPv6 address is counted
 * with all of its network of 64 bits ({@linkcode callerNetwork}).
 *
 * @example
 * ```ts
 * import { ok, strictEqual } from "node:assert/strict";
 * import { parseNetworks } from "./networks.ts";
 * const limits = new ConnectionLimits({ perAddress: 1, exempt: parseNetworks([]) });
 * const release = limits.admit("192.0.2.7");
 * strictEqual(limits.admit("192.0.2.7"), undefined);
 * release?.();
 * ok(limits.admit("192.0.2.7"));
 * ```
 */
export class ConnectionLimits {
  readonly #perAddress: number;
  readonly #exempt: Networks;
  readonly #counts = new Map<string, number>();

  /**
   * Makes a count of nobody.
   *
   * @param options The limit, and who is free of it.
   */
  constructor(options: ConnectionLimitsOptions) {
    this.#perAddress = options.perAddress;
    this.#exempt = options.exempt;
  }

  /** Takes a place for a connection, or undefined when its address holds all it may. */
  admit(address: string): Release | undefined {
    if (this.#exempt.contains(address)) return () => {};
    const caller = callerNetwork(address);
    const count = this.#counts.get(caller) ?? 0;
    if (count >= this.#perAddress) return undefined;
    this.#counts.set(caller, count + 1);
    let held = true;
    return () => {
      if (held) this.#release(caller);
      held = false;
    };
  }

  #release(caller: string): void {
    const count = this.#counts.get(caller)! - 1;
    if (count > 0) this.#counts.set(caller, count);
    else this.#counts.delete(caller);
  }
}
