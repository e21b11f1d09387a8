/**
 * What a server keeps of a password to log its user in by SCRAM-SHA-256 (RFC 5802, RFC 7677).
 *
 * @module
 */

import { Buffer } from "node:buffer";
import { createHash, createHmac, pbkdf2 } from "node:crypto";

/** What a server keeps of a password for SCRAM-SHA-256: enough to check a proof, too little to make one. */
export interface ScramVerifier {
  /** How often the client hashes; RFC 7677, section 4, asks for 4096 and more. */
  readonly iterations: number;
  /** As it is sent to the client, at least eight bytes. */
  readonly salt: Uint8Array;
  /** 32 bytes; the hash of the key by which the client proves itself. */
  readonly storedKey: Uint8Array;
  /** 32 bytes; by it the server proves itself. */
  readonly serverKey: Uint8Array;
}

const HASH = "sha256";
const KEY_BYTES = 32;

/** `scram-sha-256$iterations$salt$storedKey$serverKey`; 44 characters of base64 are 32 bytes. */
const VERIFIER =
  /^scram-sha-256\$(?<iterations>[1-9]\d{0,8})\$(?<salt>[A-Za-z\d+/]{11,}=*)\$(?<storedKey>[A-Za-z\d+/]{43}=)\$(?<serverKey>[A-Za-z\d+/]{43}=)$/;

/**
 * Makes the verifier of a password, off the event loop (RFC 5802, section 3: SaltedPassword, StoredKey
 * and ServerKey).
 *
 * @param password As the client hashes it; preparing it is the caller's business.
 */
export async function deriveScramVerifier(
  password: string,
  { salt, iterations }: { salt: Uint8Array; iterations: number },
): Promise<ScramVerifier> {
  const salted = await new Promise<Buffer>((resolve, reject) => {
    pbkdf2(password, salt, iterations, KEY_BYTES, HASH, (error, key) => {
      if (error) reject(error);
      else resolve(key);
    });
  });
  const clientKey = createHmac(HASH, salted).update("Client Key").digest();
  return {
    iterations,
    salt,
    storedKey: new Uint8Array(createHash(HASH).update(clientKey).digest()),
    serverKey: new Uint8Array(createHmac(HASH, salted).update("Server Key").digest()),
  };
}

/** A verifier as one word: `scram-sha-256$iterations$salt$storedKey$serverKey`, bytes in base64. */
export function formatScramVerifier(verifier: ScramVerifier): string {
  const { iterations, salt, storedKey, serverKey } = verifier;
  const bytes = [salt, storedKey, serverKey].map((part) => Buffer.from(part).toString("base64"));
  return ["scram-sha-256", iterations, ...bytes].join("$");
}

/** Reads what {@linkcode formatScramVerifier} wrote; undefined for anything else. */
export function parseScramVerifier(text: string): ScramVerifier | undefined {
  const parts = VERIFIER.exec(text)?.groups;
  if (!parts) return undefined;
  return {
    iterations: Number(parts.iterations),
    salt: bytesOf(parts.salt!),
    storedKey: bytesOf(parts.storedKey!),
    serverKey: bytesOf(parts.serverKey!),
  };
}

function bytesOf(base64: string): Uint8Array {
  return new Uint8Array(Buffer.from(base64, "base64"));
}
