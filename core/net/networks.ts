/**
 * Lists of addresses and networks, as a setting holds them.
 *
 * @module
 */

import ipaddr from "ipaddr.js";
import { BoundedMap } from "./bounded_map.ts";

type Address = ipaddr.IPv4 | ipaddr.IPv6;

interface Network {
  readonly base: Address;
  readonly prefixBits: number;
}

/** Bits of an IPv6 address before the IPv4 address inside it (RFC 4291, section 2.5.5.2). */
const MAPPED_PREFIX_BITS = 96;

/** Bits of an IPv6 address that name the network of its host (RFC 4291, section 2.5.4). */
const IPV6_NETWORK_BITS = 64;

/** An IPv4 address as the runtime writes it: most of those that come, and there is nothing to change in it. */
const PLAIN_IPV4 = /^(?:(?:\d|[1-9]\d|1\d\d|2[0-4]\d|25[0-5])(?:\.(?!$)|$)){4}$/;

/** So many addresses are remembered; the oldest are forgotten first. */
const REMEMBERED = 1000;

/** A set of networks, asked whether an address is in it. Made by {@linkcode parseNetworks}. */
export class Networks {
  readonly #networks: readonly Network[];
  /** What was found of addresses: callers come again, and each is asked for at several doors. */
  readonly #known = new BoundedMap<string, boolean>(REMEMBERED);

  /**
   * Makes a set.
   *
   * @param networks An address in each, and the bits that its members have in common with it.
   */
  constructor(networks: readonly Network[]) {
    this.#networks = networks;
  }

  /** Whether an address is in one of the networks; false for text that is no address. */
  contains(address: string): boolean {
    let isAmong = this.#known.get(address);
    if (isAmong === undefined) {
      const found = parseAddress(address);
      isAmong = found !== undefined && this.#networks.some((network) => isIn(network, found));
      this.#known.set(address, isAmong);
    }
    return isAmong;
  }
}

/**
 * Reads a list of addresses and networks in CIDR notation (RFC 4632, section 3.1; RFC 4291,
 * section 2.3). An IPv4 address inside an IPv6 one counts as IPv4, and a zone (`%eth0`,
 * RFC 4007, section 11) counts for nothing.
 *
 * @example
 * ```ts
 * import { ok } from "node:assert/strict";
 * const networks = parseNetworks(["127.0.0.0/8", "2001:db8::/32", "192.0.2.7"]);
 * ok(networks.contains("::ffff:127.0.0.1"));
 * ok(networks.contains("2001:db8::5"));
 * ok(!networks.contains("192.0.2.8"));
 * ```
 * @throws {Error} If an entry is neither an address nor a network.
 */
export function parseNetworks(list: readonly string[]): Networks {
  return new Networks(list.map(parseNetwork));
}

/**
 * The usual way to write an address: without a zone, and IPv4 where it is an IPv4 address inside
 * an IPv6 one, as callers on IPv4 have it at a listener on `::`. Other text comes back as it is.
 *
 * @example
 * ```ts
 * import { strictEqual } from "node:assert/strict";
 * strictEqual(plainAddress("::ffff:192.0.2.7"), "192.0.2.7");
 * strictEqual(plainAddress("FE80::1%eth0"), "fe80::1");
 * ```
 */
export function plainAddress(address: string): string {
  return PLAIN_IPV4.test(address) ? address : parseAddress(address)?.toString() ?? address;
}

/**
 * The network of one caller: an IPv4 address itself, of an IPv6 address its first 64 bits, as
 * whoever has one IPv6 address commonly has the rest of that network too.
 *
 * @example
 * ```ts
 * import { strictEqual } from "node:assert/strict";
 * strictEqual(callerNetwork("192.0.2.7"), "192.0.2.7");
 * strictEqual(callerNetwork("2001:db8::5"), "2001:db8::/64");
 * ```
 */
export function callerNetwork(address: string): string {
  if (PLAIN_IPV4.test(address)) return address;
  const found = parseAddress(address);
  if (!(found instanceof ipaddr.IPv6)) return found?.toString() ?? address;
  return networkOf(found, IPV6_NETWORK_BITS);
}

/**
 * The network that a caller's is a part of, as providers give them out: of IPv4 the first 24 bits, of
 * IPv6 the first 48.
 *
 * @example
 * ```ts
 * import { strictEqual } from "node:assert/strict";
 * strictEqual(siteNetwork("192.0.2.7"), "192.0.2.0/24");
 * strictEqual(siteNetwork("2001:db8:0:1::5"), "2001:db8::/48");
 * ```
 */
export function siteNetwork(address: string): string {
  if (PLAIN_IPV4.test(address)) return `${address.slice(0, address.lastIndexOf("."))}.0/24`;
  const found = parseAddress(address);
  if (!found) return address;
  return networkOf(found, found instanceof ipaddr.IPv6 ? 48 : 24);
}

function networkOf(address: Address, bits: number): string {
  const bytes = address.toByteArray().fill(0, bits / 8);
  return `${ipaddr.fromByteArray(bytes)}/${bits}`;
}

function parseAddress(text: string): Address | undefined {
  const [bare = ""] = text.split("%", 1);
  // The library alone would read "10" and "0x7f.1" as addresses too.
  if (ipaddr.IPv4.isValidFourPartDecimal(bare)) return ipaddr.IPv4.parse(bare);
  return ipaddr.IPv6.isValid(bare) ? ipaddr.process(bare) : undefined;
}

function parseNetwork(text: string): Network {
  const [, addressText = "", bitsText] = /^([^/]*)(?:\/(\d{1,3}))?$/.exec(text.trim()) ?? [];
  const base = parseAddress(addressText);
  if (base === undefined) throw notANetwork(text);
  const addressBits = base.toByteArray().length * 8;
  if (bitsText === undefined) return { base, prefixBits: addressBits };
  const wasMapped = base instanceof ipaddr.IPv4 && addressText.includes(":");
  const prefixBits = Number(bitsText) - (wasMapped ? MAPPED_PREFIX_BITS : 0);
  if (prefixBits < 0 || prefixBits > addressBits) throw notANetwork(text);
  return { base, prefixBits };
}

function notANetwork(text: string): Error {
  return new Error(`Cannot read "${text}" as a network as it is neither ADDRESS nor ADDRESS/BITS`);
}

function isIn({ base, prefixBits }: Network, address: Address): boolean {
  if (base instanceof ipaddr.IPv4) {
    return address instanceof ipaddr.IPv4 && address.match(base, prefixBits);
  }
  return address instanceof ipaddr.IPv6 && address.match(base, prefixBits);
}
