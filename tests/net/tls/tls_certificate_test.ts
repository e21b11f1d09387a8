/**
 * What a sysop reads whose certificate can't be used.
 *
 * @module
 */

import { strictEqual, throws } from "node:assert/strict";
import { fileURLToPath } from "node:url";
import { listen } from "../../../core/net/listener.ts";
import { CertificateError, readCertificate } from "../../../core/net/tls/tls_certificate.ts";
import { FakeClock } from "../../../testing/fake_clock.ts";

const FOLDER = fileURLToPath(new URL("../../kit/certificates/", import.meta.url));
const CERT = `${FOLDER}localhost.crt`;
const KEY = `${FOLDER}localhost.key`;
const OTHER_KEY = `${FOLDER}renewed.key`;
const NOWHERE = `${FOLDER}no_such_file`;
const NOT_PEM = fileURLToPath(import.meta.url);

/** Files of a certificate and a key, and what is wrong with them. */
const MISTAKES: Readonly<Record<string, readonly [cert: string, key: string, message: string]>> = {
  "no certificate is set": [
    "",
    KEY,
    "Cannot speak TLS as no file of a certificate or of its key is set.",
  ],
  "no key is set": [
    CERT,
    "",
    "Cannot speak TLS as no file of a certificate or of its key is set.",
  ],
  "the certificate is missing": [
    NOWHERE,
    KEY,
    `Cannot use the certificate "${NOWHERE}" as the file does not exist.`,
  ],
  "the key is missing": [
    CERT,
    NOWHERE,
    `Cannot use the key "${NOWHERE}" as the file does not exist.`,
  ],
  "the certificate is not PEM": [
    NOT_PEM,
    KEY,
    `Cannot use the certificate "${NOT_PEM}" as it holds no certificate in PEM.`,
  ],
  "the key is not PEM": [
    CERT,
    NOT_PEM,
    `Cannot use the key "${NOT_PEM}" as it holds no private key in PEM without a password.`,
  ],
  "the files are swapped": [
    KEY,
    CERT,
    `Cannot use the certificate "${KEY}" as it holds no certificate in PEM.`,
  ],
  "the key is of another certificate": [
    CERT,
    OTHER_KEY,
    `Cannot use the key "${OTHER_KEY}" as it is not the key of "${CERT}".`,
  ],
};

for (const [mistake, [certFile, keyFile, message]] of Object.entries(MISTAKES)) {
  Deno.test(`no port is opened when ${mistake}`, () => {
    const open = () =>
      listen({
        hostname: "127.0.0.1",
        port: 0,
        tls: { certFile, keyFile },
        clock: new FakeClock(),
        outboxLimitBytes: 1000,
        serve: () => Promise.resolve(),
      });
    throws(open, (error) => error instanceof CertificateError && error.message === message);
  });
}

Deno.test("a certificate and its key are read as they stand", () => {
  const { cert, key } = readCertificate({ certFile: CERT, keyFile: KEY });
  strictEqual(cert, Deno.readTextFileSync(CERT));
  strictEqual(key, Deno.readTextFileSync(KEY));
});
