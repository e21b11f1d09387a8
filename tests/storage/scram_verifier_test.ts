/**
 * Verifiers for SCRAM-SHA-256: that they are those of the specification, and survive being kept.
 *
 * @module
 */

import { Buffer } from "node:buffer";
import { deepStrictEqual, strictEqual } from "node:assert/strict";
import { createHash, createHmac } from "node:crypto";
import fc from "fast-check";
import {
  deriveScramVerifier,
  formatScramVerifier,
  parseScramVerifier,
  type ScramVerifier,
} from "../../core/storage/scram_verifier.ts";

/** The exchange of RFC 7677, section 3, for the user "user" with the password "pencil". */
const EXAMPLE = {
  salt: "W22ZaJ0SNY7soEsUEjb6gQ==",
  iterations: 4096,
  authMessage: "n=user,r=rOprNGfwEbeRWgbNEkqO," +
    "r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096," +
    "c=biws,r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0",
  clientProof: "dHzbZapWIk4jUhN+Ute9ytag9zjfMHgsqmmiz7AndVQ=",
  serverSignature: "6rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4=",
};

function example(): Promise<ScramVerifier> {
  const salt = Buffer.from(EXAMPLE.salt, "base64");
  return deriveScramVerifier("pencil", { salt, iterations: EXAMPLE.iterations });
}

Deno.test("RFC 5802, 3: StoredKey := H(ClientKey), which the proof of RFC 7677, 3 gives back", async () => {
  const { storedKey } = await example();
  const signature = createHmac("sha256", storedKey).update(EXAMPLE.authMessage).digest();
  const proof = Buffer.from(EXAMPLE.clientProof, "base64");
  const clientKey = proof.map((byte, index) => byte ^ signature[index]!);
  const hash = createHash("sha256").update(clientKey).digest();
  deepStrictEqual(hash, Buffer.from(storedKey));
});

Deno.test("RFC 5802, 3: ServerSignature := HMAC(ServerKey, AuthMessage), that of RFC 7677, 3", async () => {
  const { serverKey } = await example();
  const signature = createHmac("sha256", serverKey).update(EXAMPLE.authMessage).digest("base64");
  strictEqual(signature, EXAMPLE.serverSignature);
});

Deno.test("a verifier comes back from its word as it was", () => {
  const key = fc.uint8Array({ minLength: 32, maxLength: 32 });
  const verifier = fc.record({
    iterations: fc.integer({ min: 1, max: 999_999_999 }),
    salt: fc.uint8Array({ minLength: 8, maxLength: 32 }),
    storedKey: key,
    serverKey: key,
  }, { noNullPrototype: true });
  fc.assert(fc.property(verifier, (verifier) => {
    deepStrictEqual(parseScramVerifier(formatScramVerifier(verifier)), verifier);
  }));
});

Deno.test("any other word is no verifier, and none throws", async () => {
  const word = formatScramVerifier(await example());
  const [, iterations, salt, stored, server] = word.split("$");
  const name = "scram-sha-256";
  const others = [
    ...["", name, `${word}$`, ` ${word}`, `${word}\n`, word.toUpperCase(), word.slice(0, -1)],
    ...["0", "-1", "1.5", "1e3", "9999999999", ""].map((count) =>
      [name, count, salt, stored, server].join("$")
    ),
    ...["", "AA==", "!".repeat(24)].map((bad) => [name, iterations, bad, stored, server].join("$")),
    [name, iterations, salt, "AAAA", server].join("$"),
    [name, iterations, salt, stored, "AAAA"].join("$"),
  ];
  for (const other of others) strictEqual(parseScramVerifier(other), undefined, other);
});
