/**
 * The certificates by which a user may log in (SASL EXTERNAL): fingerprints in a note of the account.
 *
 * @module
 */

import type { User } from "partyline";

/** The key of the note. A fingerprint is no secret: what counts is to hold the key of the certificate. */
export const CERTIFICATES_NOTE = "certfp";

/** SHA-256 in hexadecimal digits. */
const FINGERPRINT = /^[\da-f]{64}$/;

/** A fingerprint as it is compared: without colons, in small letters; undefined for what is none. */
export function parseFingerprint(typed: string): string | undefined {
  const digits = typed.replaceAll(":", "").toLowerCase();
  return FINGERPRINT.test(digits) ? digits : undefined;
}

/** The fingerprints of a user's certificates. */
export function certificatesOf({ notes }: Pick<User, "notes">): readonly string[] {
  return notes.get(CERTIFICATES_NOTE)?.split(" ") ?? [];
}

/** Whether a certificate is one of a user's. */
export function holdsCertificate(user: Pick<User, "notes">, fingerprint: string): boolean {
  return certificatesOf(user).includes(fingerprint);
}
