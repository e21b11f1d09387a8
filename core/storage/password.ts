/**
 * Passwords as they are kept: hashed by scrypt and, for those who log in by SCRAM, as its verifier, off
 * the event loop, with the parameters beside the hashes.
 *
 * @module
 */

import { Buffer } from "node:buffer";
import { randomBytes, scrypt, timingSafeEqual } from "node:crypto";
import {
  deriveScramVerifier,
  formatScramVerifier,
  parseScramVerifier,
  type ScramVerifier,
} from "./scram_verifier.ts";

/** The cost of one hash: 2^15 blocks of 8 * 128 bytes, so 32 MiB of memory and some 80 ms (RFC 7914, section 2). */
export interface ScryptCost {
  /** Blocks: a power of 2. */
  readonly N: number;
  /** The size of a block, in 128 bytes. */
  readonly r: number;
  /** How often it is all done. */
  readonly p: number;
}

/** The cost of one password. */
export interface PasswordCost extends ScryptCost {
  /** As of {@linkcode ScramVerifier}; {@linkcode SCRAM_ITERATIONS} if it is left out. */
  readonly iterations?: number;
}

const COST: ScryptCost = { N: 2 ** 15, r: 8, p: 1 };
const SALT_BYTES = 16;
const KEY_BYTES = 32;

/**
 * How often PBKDF2 hashes for SCRAM: some 50 ms. Whoever steals the database tries passwords on the
 * verifier, as PBKDF2 needs no memory and so is cheaper to guess by than scrypt. That is the price of
 * logging in without sending the password. More iterations raise it for the thief, and for every client
 * at every login, who may be a phone or a script; RFC 7677, section 4, has 15000 as a rule of thumb.
 */
export const SCRAM_ITERATIONS = 2 ** 16;

/** `scrypt$N$r$p$salt$key`; a salt and a key of at least eight bytes. Behind a space, a verifier. */
const HASH =
  /^scrypt\$(?<N>[1-9]\d*)\$(?<r>[1-9]\d*)\$(?<p>[1-9]\d*)\$(?<salt>[A-Za-z\d+/]{11,}=*)\$(?<key>[A-Za-z\d+/]{11,}=*)(?: (?<scram>\S+))?$/;

/** The most memory that a hash may ask for. */
const MOST_BYTES = 2 ** 30;

/**
 * How many hashes are made at once: each takes a thread and its memory. One core is left to the house where there are
 * several; where there is one, two hashes at once made everybody wait two to five times as long as one does.
 */
const AT_ONCE = Math.max(1, Math.min(2, navigator.hardwareConcurrency - 1));

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
 * @returns `scrypt$N$r$p$salt$key scram-sha-256$iterations$salt$storedKey$serverKey`, all but the numbers
 * in base64.
 */
export function hashPassword(password: string, cost: PasswordCost = COST): Promise<string> {
  const { N, r, p, iterations = SCRAM_ITERATIONS } = cost;
  const text = prepared(password);
  return inTurn(async () => {
    const salt = randomBytes(SALT_BYTES);
    const key = await derive(text, { salt, cost: { N, r, p }, bytes: KEY_BYTES });
    const hash = ["scrypt", N, r, p, salt.toString("base64"), key.toString("base64")].join("$");
    const verifier = await deriveScramVerifier(text, { salt: randomBytes(SALT_BYTES), iterations });
    return `${hash} ${formatScramVerifier(verifier)}`;
  });
}

/**
 * Whether a password is the one of a hash, whatever cost that hash was made with, and whether it has a
 * verifier for SCRAM or not. No password is the one of a string that is not such a hash.
 */
export async function verifyPassword(password: string, hash: string): Promise<boolean> {
  const parts = HASH.exec(hash)?.groups;
  if (!parts) return false;
  if (parts.scram !== undefined && !parseScramVerifier(parts.scram)) return false;
  const cost = { N: Number(parts.N), r: Number(parts.r), p: Number(parts.p) };
  if (!isPossible(cost)) return false;
  const wanted = Buffer.from(parts.key!, "base64");
  const options = { salt: Buffer.from(parts.salt!, "base64"), cost, bytes: wanted.length };
  return timingSafeEqual(await inTurn(() => derive(prepared(password), options)), wanted);
}

/**
 * The verifier for SCRAM-SHA-256 in a hash; undefined for hashes that were made before there were any.
 *
 * @example
 * ```ts
 * import { strictEqual } from "node:assert/strict";
 * const hash = await hashPassword("correct horse", { N: 16, r: 1, p: 1, iterations: 4096 });
 * strictEqual(scramVerifierOf(hash)?.iterations, 4096);
 * strictEqual(scramVerifierOf(hash.split(" ")[0]!), undefined);
 * ```
 */
export function scramVerifierOf(hash: string): ScramVerifier | undefined {
  const scram = HASH.exec(hash)?.groups?.scram;
  return scram === undefined ? undefined : parseScramVerifier(scram);
}

/** A password as it is hashed: the accents composed, and not longer than one looks at. */
function prepared(password: string): string {
  return password.normalize("NFC").slice(0, PASSWORD_LENGTH);
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

function derive(
  text: string,
  { salt, cost, bytes }: { salt: Uint8Array; cost: ScryptCost; bytes: number },
): Promise<Buffer> {
  const options = { ...cost, maxmem: bytesFor(cost) };
  return new Promise((resolve, reject) => {
    scrypt(text, salt, bytes, options, (error, key) => error ? reject(error) : resolve(key));
  });
}

async function inTurn<Result>(run: () => Promise<Result>): Promise<Result> {
  if (running >= AT_ONCE) await new Promise<void>((resolve) => queue.push(resolve));
  else running++;
  try {
    return await run();
  } finally {
    // A waiting hash takes over this one's place, so the count stays.
    const next = queue.shift();
    if (next) next();
    else running--;
  }
}
