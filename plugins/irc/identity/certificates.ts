/**
 * The certificates by which a user may log in (SASL EXTERNAL): fingerprints in a note of the account.
 *
 * @module
 */

import type { User } from "partyline";

/** The key of the note. A fingerprint is no secret: what counts is to hold the key of the certificate. */
export const CERTIFICATES_NOTE = "certfp";

/** How many certificates of a user are kept. */
export const CERTIFICATES_PER_USER = 10;

/** SHA-256 in hexadecimal digits. */
const FINGERPRINT = /^[\da-f]{64}$/;

/** A fingerprint as it is compared: without colons, in small letters; undefined for what is none. */
export function parseFingerprint(typed: string): string | undefined {
  const digits = typed.replaceAll(":", "").toLowerCase();
  return FINGERPRINT.test(digits) ? digits : undefined;
}

/** What a user has noted without the certificates: 276 shows those to few (Modern IRC, RPL_WHOISCERTFP). */
export function publicNotes(notes: User["notes"]): User["notes"] {
  return new Map([...notes].filter(([key]) => key !== CERTIFICATES_NOTE));
}

/** The fingerprints of a user's certificates. */
export function certificatesOf({ notes }: Pick<User, "notes">): readonly string[] {
  return notes.get(CERTIFICATES_NOTE)?.split(" ") ?? [];
}

/** Whether a certificate is one of a user's. */
export function holdsCertificate(user: Pick<User, "notes">, fingerprint: string): boolean {
  return certificatesOf(user).includes(fingerprint);
}
