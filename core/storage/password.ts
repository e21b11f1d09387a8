/**
 * Passwords as they are kept: hashed by scrypt, off the event loop, with the parameters beside the hash.
 *
 * @module
 */

import { Buffer } from "node:buffer";
import { randomBytes, scrypt, timingSafeEqual } from "node:crypto";

/** The cost of one hash: 2^15 blocks of 8 * 128 bytes, so 32 MiB of memory and some 80 ms (RFC 7914, section 2). */
export interface ScryptCost {
  readonly N: number;
  readonly r: number;
  readonly p: number;
}

const COST: ScryptCost = { N: 2 ** 15, r: 8, p: 1 };
const SALT_BYTES = 16;
const KEY_BYTES = 32;

/** `scrypt$N$r$p$salt$key`; a salt and a key of at least eight bytes. */
const HASH =
  /^scrypt\$(?<N>[1-9]\d*)\$(?<r>[1-9]\d*)\$(?<p>[1-9]\d*)\$(?<salt>[A-Za-z\d+/]{11,}=*)\$(?<key>[A-Za-z\d+/]{11,}=*)$/;

/** The most memory that a hash may ask for. */
const MOST_BYTES = 2 ** 30;

/** How many hashes are made at once: each takes a thread and its memory. */
const AT_ONCE = 2;

/** The longest password looked at, in UTF-16 units. */
export const PASSWORD_LENGTH = 256;

let running = 0;
const queue: (() => void)[] = [];

/**
 * Hashes a password.
 *
 * @example
 * ```ts
 * import { ok } from "node:assert/strict";
 * const hash = await hashPassword("correct horse", { N: 16, r: 1, p: 1 });
 * ok(hash.startsWith("scrypt$16$1$1$"));
 * ok(await verifyPassword("correct horse", hash));
 * ok(!await verifyPassword("battery staple", hash));
 * ```
 * @returns `scrypt$N$r$p$salt$key`, salt and key in base64.
 */
export async function hashPassword(password: string, cost: ScryptCost = COST): Promise<string> {
  const salt = randomBytes(SALT_BYTES);
  const key = await derive(password, { salt, cost, bytes: KEY_BYTES });
  const { N, r, p } = cost;
  return ["scrypt", N, r, p, salt.toString("base64"), key.toString("base64")].join("$");
}

/**
 * Whether a password is the one of a hash, whatever cost that hash was made with. No password is the
 * one of a string that is not such a hash.
 */
export async function verifyPassword(password: string, hash: string): Promise<boolean> {
  const parts = HASH.exec(hash)?.groups;
  if (!parts) return false;
  const cost = { N: Number(parts.N), r: Number(parts.r), p: Number(parts.p) };
  if (!isPossible(cost)) return false;
  const wanted = Buffer.from(parts.key!, "base64");
  const options = { salt: Buffer.from(parts.salt!, "base64"), cost, bytes: wanted.length };
  return timingSafeEqual(await derive(password, options), wanted);
}

/** Whether scrypt takes these parameters (RFC 7914, section 2), and the machine can be asked for it. */
function isPossible(cost: ScryptCost): boolean {
  const doublings = Math.log2(cost.N);
  return Number.isInteger(doublings) && doublings > 0 && doublings < 16 * cost.r &&
    bytesFor(cost) <= MOST_BYTES;
}

/** The memory that a hash takes. */
function bytesFor({ N, r, p }: ScryptCost): number {
  return 128 * r * (N + p + 2);
}

async function derive(
  password: string,
  { salt, cost, bytes }: { salt: Uint8Array; cost: ScryptCost; bytes: number },
): Promise<Buffer> {
  if (running >= AT_ONCE) await new Promise<void>((resolve) => queue.push(resolve));
  else running++;
  try {
    const options = { ...cost, maxmem: bytesFor(cost) };
    const text = password.normalize("NFC").slice(0, PASSWORD_LENGTH);
    return await new Promise((resolve, reject) => {
      scrypt(text, salt, bytes, options, (error, key) => error ? reject(error) : resolve(key));
    });
  } finally {
    // A waiting hash takes over this one's place, so the count stays.
    const next = queue.shift();
    if (next) next();
    else running--;
  }
}
