/**
 * Passwords that stand in the settings, as they are or as a hash.
 *
 * @module
 */

import { timingSafeEqual } from "node:crypto";
import { Buffer } from "node:buffer";
import { createHash } from "node:crypto";
import { verifyPassword } from "partyline";

/** Whether a password is the one of a setting: a scrypt string, or the password itself. */
export async function verifySecret(password: string, setting: string): Promise<boolean> {
  if (setting.startsWith("scrypt$")) return await verifyPassword(password, setting);
  return timingSafeEqual(digest(password), digest(setting));
}

/** Digests have one length, whatever the passwords have. */
function digest(text: string): Buffer {
  return createHash("sha256").update(text).digest();
}
