/**
 * Cloaks: what others see instead of a caller's address.
 *
 * @module
 */

import { createHmac } from "node:crypto";
import { callerNetwork, siteNetwork } from "./networks.ts";

/** Hexadecimal digits of each part: enough that a house has no two alike. */
const DIGITS = 10;

/** So many parts are remembered: callers come again, and from the networks of others. */
const MOST_REMEMBERED = 1000;

/**
 * Makes the cloaks of one house. Calls from one address have one cloak, those from one network end
 * alike (of IPv4 its first 24 bits, of IPv6 its first 48), and nobody can tell the address without the secret.
 *
 * @example
 * ```ts
 * import { match, strictEqual } from "node:assert/strict";
 * const cloak = cloaksOf("a secret");
 * match(cloak("192.0.2.7"), /^[0-9a-f]{10}\.[0-9a-f]{10}\.cloak$/);
 * strictEqual(cloak("192.0.2.7").split(".")[1], cloak("192.0.2.8").split(".")[1]);
 * ```
 * @param secret The same for as long as bans of cloaks are to hold.
 */
export function cloaksOf(secret: string): (address: string) => string {
  const known = new Map<string, string>();
  const digest = (text: string) => {
    let digits = known.get(text);
    if (digits === undefined) {
      if (known.size === MOST_REMEMBERED) known.clear();
      digits = createHmac("sha256", secret).update(text).digest("hex").slice(0, DIGITS);
      known.set(text, digits);
    }
    return digits;
  };
  return (address) => `${digest(callerNetwork(address))}.${digest(siteNetwork(address))}.cloak`;
}
