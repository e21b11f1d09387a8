/**
 * Masks: patterns that stand for people, by name, ident and host, by account, or by address.
 *
 * @module
 */

import ipaddr from "ipaddr.js";
import { nameKey } from "./name.ts";
import type { Presence } from "./presence.ts";

/** The longest mask, in UTF-16 code units. */
export const MASK_LENGTH = 200;

/** Before the pattern of a mask that is of accounts. */
const ACCOUNT = "account:";

/** Bits of an IPv6 address before the IPv4 address inside it (RFC 4291, section 2.5.5.2). */
const MAPPED_PREFIX_BITS = 96;

/** Somebody as masks see them, every part but the address in the form in which names compare. */
export interface Masked {
  /** The name they wear. */
  readonly name: string;
  /** The name of their account; undefined for a guest. */
  readonly account?: string;
  /** As of `Person`. */
  readonly ident?: string;
  /** As of `Person`. */
  readonly host?: string;
  /** Where they call from; undefined where a mask must not tell anybody's address. */
  readonly address?: string;
}

interface Parts {
  readonly name: string;
  readonly ident: string;
  readonly host: string;
}

/** Somebody as the masks of a room see them, which know no addresses. */
export function maskedOf({ person, user }: Pick<Presence, "person" | "user">): Masked {
  return {
    name: fold(person.name),
    ...(user && { account: fold(user.name) }),
    ...(person.ident !== undefined && { ident: fold(person.ident) }),
    ...(person.host !== undefined && { host: fold(person.host) }),
  };
}

/**
 * What is wrong with a mask as somebody writes it.
 *
 * @example
 * ```ts
 * import { strictEqual } from "node:assert/strict";
 * strictEqual(faultOfMask("ann!*@*.example"), undefined);
 * strictEqual(faultOfMask("ann bob"), "a mask has no spaces and no control characters");
 * ```
 * @returns The reason as a clause, or undefined when the mask is fine.
 */
export function faultOfMask(text: string): string | undefined {
  if (text === "" || text.toLowerCase() === ACCOUNT) return "a mask needs at least one character";
  if (text.length > MASK_LENGTH) return `a mask has at most ${MASK_LENGTH} characters`;
  if (/[\p{C}\p{Z}]/u.test(text)) return "a mask has no spaces and no control characters";
  if (isAccountMask(text) || networkOf(text)) return undefined;
  // In front of a parameter a colon means something else to IRC (RFC 2812, section 2.3.1).
  if (text.startsWith(":")) return "a mask does not begin with a colon";
  if (!/^[^!@]*(![^!@]*)?(@[^!@]*)?$/.test(text)) return "a mask is name!ident@host";
  return undefined;
}

/**
 * A mask with all its parts: those that were left out stand for anything. One with a dot or a colon and
 * nothing else is of a host, as no name has them; `account:NAME` and addresses are whole.
 *
 * @example
 * ```ts
 * import { strictEqual } from "node:assert/strict";
 * strictEqual(completeMask("ann"), "ann!*@*");
 * strictEqual(completeMask("*@host.example"), "*!*@host.example");
 * strictEqual(completeMask("192.0.2.0/24"), "192.0.2.0/24");
 * ```
 */
export function completeMask(text: string): string {
  if (isAccountMask(text)) return ACCOUNT + text.slice(ACCOUNT.length);
  if (networkOf(text)) return text;
  const { name, ident, host } = partsOf(text);
  return `${name}!${ident}@${host}`;
}

/**
 * The form of a mask that says which masks are the same: that of {@linkcode completeMask}, in which case
 * does not count.
 *
 * @example
 * ```ts
 * import { strictEqual } from "node:assert/strict";
 * strictEqual(maskKey("ANN"), maskKey("ann!*@*"));
 * ```
 */
export function maskKey(mask: string): string {
  if (isAccountMask(mask) || networkOf(mask)) return fold(mask);
  const { name, ident, host } = partsOf(mask);
  return `${fold(name)}!${fold(ident)}@${fold(host)}`;
}

/**
 * Whether somebody fits a mask: `*` stands for any characters, `?` for one. The first part is of the name
 * they wear, or of their account's; the last is of their host, or of their address where that is known.
 * Takes at most as many steps as the mask and what is compared with it are long, multiplied.
 */
export function matchesMask(mask: string, who: Masked): boolean {
  if (isAccountMask(mask)) {
    return who.account !== undefined && fits(fold(mask.slice(ACCOUNT.length)), who.account);
  }
  if (networkOf(mask)) return isAt(mask, who.address);
  const parts = partsOf(mask);
  const [name, host] = [fold(parts.name), fold(parts.host)];
  return (fits(name, who.name) || (who.account !== undefined && fits(name, who.account))) &&
    fits(fold(parts.ident), who.ident ?? "") &&
    (fits(host, who.host ?? "") || isAt(host, who.address));
}

/**
 * Whether a text fits a pattern, in any case: `*` stands for any characters, `?` for one.
 *
 * @example
 * ```ts
 * import { ok } from "node:assert/strict";
 * ok(matchesPattern("*.example", "Host.example"));
 * ```
 */
export function matchesPattern(pattern: string, text: string): boolean {
  return fits(fold(pattern), fold(text));
}

/**
 * The name of a mask that is of a name and nothing else.
 *
 * @example
 * ```ts
 * import { strictEqual } from "node:assert/strict";
 * strictEqual(nameOfMask("ann!*@*"), "ann");
 * strictEqual(nameOfMask("ann*!*@*"), undefined);
 * ```
 */
export function nameOfMask(mask: string): string | undefined {
  return /^([^!@*?]+)!\*@\*$/.exec(mask)?.[1];
}

function isAccountMask(mask: string): boolean {
  return mask.slice(0, ACCOUNT.length).toLowerCase() === ACCOUNT;
}

function partsOf(mask: string): Parts {
  const [, before, ident, host] = /^([^!@]*)(?:!([^@]*))?(?:@(.*))?$/s.exec(mask) ?? [];
  if (host === undefined && ident === undefined && /[.:]/.test(mask)) {
    return { name: "*", ident: "*", host: mask };
  }
  // Without a !, what stands before the @ is the ident.
  if (host !== undefined && ident === undefined) {
    return { name: "*", ident: before || "*", host: host || "*" };
  }
  return { name: before || "*", ident: ident || "*", host: host || "*" };
}

/** As {@linkcode nameKey}, which is slower for what is ASCII, as most masks are. */
function fold(text: string): string {
  return /^[\x20-\x7e]*$/.test(text) ? text.toLowerCase() : nameKey(text);
}

/**
 * Whether a name fits a pattern: `*` stands for any characters, `?` for one, and case does not count.
 *
 * @example
 * ```ts
 * import { ok } from "node:assert/strict";
 * ok(fitsPattern("gr*?1", "Group 1"));
 * ok(!fitsPattern("group", "Group 1"));
 * ```
 */
export function fitsPattern(pattern: string, name: string): boolean {
  return fits(fold(pattern), fold(name));
}

/** Whether a text fits a pattern; a star takes more only where the rest after it does not fit. */
function fits(pattern: string, text: string): boolean {
  if (pattern === "*") return true;
  if (!/[*?]/.test(pattern)) return pattern === text;
  const [wanted, found] = [[...pattern], [...text]];
  let [w, f] = [0, 0];
  let star: { after: number; taken: number } | undefined;
  while (f < found.length) {
    if (wanted[w] === "*") {
      star = { after: ++w, taken: f };
    } else if (wanted[w] === "?" || wanted[w] === found[f]) {
      w++;
      f++;
    } else if (star) {
      w = star.after;
      f = ++star.taken;
    } else {
      return false;
    }
  }
  while (wanted[w] === "*") w++;
  return w === wanted.length;
}

/** Whether an address is in the network that a mask is, or fits it as text. */
function isAt(mask: string, address: string | undefined): boolean {
  if (address === undefined) return false;
  const network = networkOf(mask);
  if (!network) return fits(mask, address);
  const found = addressOf(address);
  // Two kinds of address can't be compared: the library throws.
  return found !== undefined && found.kind() === network.base.kind() &&
    (found as ipaddr.IPv4).match(network.base as ipaddr.IPv4, network.bits);
}

/** Reads an address or a network in CIDR notation (RFC 4632, section 3.1; RFC 4291, section 2.3). */
function networkOf(text: string): { base: ipaddr.IPv4 | ipaddr.IPv6; bits: number } | undefined {
  const [, bare = "", bitsText] = /^([\da-f.:]+)(?:\/(\d{1,3}))?$/i.exec(text) ?? [];
  const base = addressOf(bare);
  if (!base) return undefined;
  const most = base.toByteArray().length * 8;
  const wasMapped = base.kind() === "ipv4" && bare.includes(":");
  const bits = bitsText === undefined
    ? most
    : Number(bitsText) - (wasMapped ? MAPPED_PREFIX_BITS : 0);
  return bits >= 0 && bits <= most ? { base, bits } : undefined;
}

function addressOf(text: string): ipaddr.IPv4 | ipaddr.IPv6 | undefined {
  const [bare = ""] = text.split("%", 1);
  // The library alone would read "10" and "0x7f.1" as addresses too.
  if (ipaddr.IPv4.isValidFourPartDecimal(bare)) return ipaddr.IPv4.parse(bare);
  return bare.includes(":") && ipaddr.IPv6.isValid(bare) ? ipaddr.process(bare) : undefined;
}
