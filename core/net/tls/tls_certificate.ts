/**
 * The certificate and key of a port that speaks TLS, read from files.
 *
 * @module
 */

import { createPrivateKey, createPublicKey, X509Certificate } from "node:crypto";

/** Where the certificate of a port lies. */
export interface TlsFiles {
  /** A file of certificates in PEM (RFC 7468, section 5): our own first, then those that vouch for it. */
  readonly certFile: string;
  /** A file with the private key of the first certificate, in PEM and without a password. */
  readonly keyFile: string;
}

/** A certificate and the key that belongs to it, as text in PEM. */
export interface TlsCertificate {
  readonly cert: string;
  readonly key: string;
}

/** A certificate that can't be used. The message is a whole sentence that names the file. */
export class CertificateError extends Error {
  /** @ignore */
  override readonly name = "CertificateError";
}

/**
 * Reads a certificate and its key, and sees that they belong together.
 *
 * @throws {CertificateError} If a file can't be read, is not PEM, or is of another pair.
 */
export function readCertificate({ certFile, keyFile }: TlsFiles): TlsCertificate {
  if (certFile === "" || keyFile === "") {
    throw new CertificateError(
      "Cannot speak TLS as no file of a certificate or of its key is set.",
    );
  }
  const what = `the certificate "${certFile}"`;
  const cert = readText(what, certFile);
  const ofCert = tryTo(
    () => new X509Certificate(cert).publicKey,
    `Cannot use ${what} as it holds no certificate in PEM.`,
  );
  const whatKey = `the key "${keyFile}"`;
  const key = readText(whatKey, keyFile);
  const ofKey = tryTo(
    () => createPublicKey(createPrivateKey(key)),
    `Cannot use ${whatKey} as it holds no private key in PEM without a password.`,
  );
  if (inPem(ofCert) !== inPem(ofKey)) {
    throw new CertificateError(`Cannot use ${whatKey} as it is not the key of "${certFile}".`);
  }
  return { cert, key };
}

function inPem(key: ReturnType<typeof createPublicKey>): string {
  return key.export({ type: "spki", format: "pem" }).toString();
}

function readText(what: string, file: string): string {
  try {
    return Deno.readTextFileSync(file);
  } catch (cause) {
    const reason = cause instanceof Deno.errors.NotFound
      ? "the file does not exist"
      : `the file can't be read: ${(cause as Error).message}`;
    throw new CertificateError(`Cannot use ${what} as ${reason}.`, { cause });
  }
}

function tryTo<Value>(run: () => Value, fault: string): Value {
  try {
    return run();
  } catch (cause) {
    throw new CertificateError(fault, { cause });
  }
}
