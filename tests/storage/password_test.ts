/**
 * Passwords: who gets in, who does not, and that nobody else waits for it.
 *
 * @module
 */

import { Buffer } from "node:buffer";
import { deepStrictEqual, notStrictEqual, ok, strictEqual } from "node:assert/strict";
import fc from "fast-check";
import {
  hashPassword,
  PASSWORD_LENGTH,
  type PasswordCost,
  SCRAM_ITERATIONS,
  scramVerifierOf,
  verifyPassword,
} from "../../core/storage/password.ts";
import { deriveScramVerifier } from "../../core/storage/scram_verifier.ts";

const CHEAP: PasswordCost = { N: 16, r: 1, p: 1, iterations: 1 };

Deno.test("a password opens its own hash, and another one does not", async () => {
  const hash = await hashPassword("correct horse", CHEAP);
  ok(await verifyPassword("correct horse", hash));
  for (const wrong of ["", "correct hors", "Correct horse", "correct horse ", hash]) {
    strictEqual(await verifyPassword(wrong, hash), false, `"${wrong}" opened it`);
  }
});

Deno.test("the same password has another hash each time", async () => {
  notStrictEqual(await hashPassword("same", CHEAP), await hashPassword("same", CHEAP));
});

Deno.test("a hash is verified by the cost it was made with", async () => {
  const costs: PasswordCost[] = [
    ...[{ N: 2, r: 1, p: 1 }, { N: 2, r: 1, p: 64 }, { N: 16, r: 8, p: 16 }],
    ...[{ N: 4096, r: 8, p: 1 }, { N: 1024, r: 32, p: 3 }, { N: 2 ** 15, r: 1, p: 1 }],
  ];
  for (const cost of costs) {
    const hash = await hashPassword("word", { ...cost, iterations: 1 });
    ok(await verifyPassword("word", hash), JSON.stringify(cost));
    strictEqual(await verifyPassword("ward", hash), false, JSON.stringify(cost));
  }
});

Deno.test("a hash says that it was made with 32 MiB and the RFC's block size", async () => {
  const hash = await hashPassword("word");
  deepStrictEqual(hash.split("$").slice(0, 4), ["scrypt", "32768", "8", "1"]);
  ok(await verifyPassword("word", hash));
});

Deno.test("any password opens its hash: empty, of any script, broken in the middle", async () => {
  await fc.assert(
    fc.asyncProperty(fc.string({ unit: "binary" }), async (password) => {
      ok(await verifyPassword(password, await hashPassword(password, CHEAP)));
    }),
    { numRuns: 30 },
  );
  ok(await verifyPassword("\ud800", await hashPassword("\ud800", CHEAP)));
});

Deno.test("an accent counts as the same however the keyboard composes it", async () => {
  const hash = await hashPassword("cafe\u0301", CHEAP);
  ok(await verifyPassword("caf\u00e9", hash));
});

Deno.test("of a password as long as a book only the beginning is looked at", async () => {
  const hash = await hashPassword("x".repeat(PASSWORD_LENGTH), CHEAP);
  ok(await verifyPassword("x".repeat(1_000_000), hash));
  strictEqual(await verifyPassword("x".repeat(PASSWORD_LENGTH - 1), hash), false);
});

Deno.test("nothing opens a string that is not a hash", async () => {
  const hash = await hashPassword("word", CHEAP);
  const [own = "", scram = ""] = hash.split(" ");
  const [, , , , salt, key] = own.split("$");
  const broken = [
    ...["", "word", "scrypt", "$$$$$", `${hash}$`, ` ${hash}`, `${hash}\n`],
    ...[
      scram,
      `${own} `,
      `${own}  ${scram}`,
      `${own} ${own}`,
      `${hash} ${scram}`,
      `${scram} ${own}`,
    ],
    ...[`${own} word`, `${own} scram-sha-1$1$${salt}$${key}$${key}`, `${hash}!`],
    hash.replace("scrypt", "bcrypt"),
    ...["0", "1", "-16", "15", "1e3", "0x10", "NaN", "16.0", "65536", "9".repeat(400)]
      .map((N) => `scrypt$${N}$1$1$${salt}$${key}`),
    ...["0", "-1", "1.5", "", "4294967296"].map((r) => `scrypt$16$${r}$1$${salt}$${key}`),
    ...["0", "-1", "1.5", "", "4294967296"].map((p) => `scrypt$16$1$${p}$${salt}$${key}`),
    // A key or a salt that decodes to nothing would otherwise fit every password.
    ...["", "!!!", "====", "AA==", "%%%%%%%%%%%%"].map((bad) => `scrypt$16$1$1$${salt}$${bad}`),
    ...["", "!!!", "===="].map((bad) => `scrypt$16$1$1$${bad}$${key}`),
  ];
  for (const string of broken) {
    for (const password of ["word", ""]) {
      strictEqual(await verifyPassword(password, string), false, `"${string}" was opened`);
    }
  }
});

Deno.test("random strings are no hashes, and none throws", async () => {
  const part = fc.oneof(fc.string(), fc.nat().map(String), fc.base64String());
  const string = fc.array(part, { maxLength: 7 }).map((parts) => ["scrypt", ...parts].join("$"));
  await fc.assert(
    fc.asyncProperty(string, async (string) => {
      strictEqual(await verifyPassword("word", string), false);
    }),
    { numRuns: 200 },
  );
});

Deno.test("more hashes at once than are made at once all finish", async () => {
  const words = Array.from({ length: 20 }, (_, index) => `word ${index}`);
  const hashes = await Promise.all(words.map((word) => hashPassword(word, CHEAP)));
  const verified = await Promise.all(words.map((word, at) => verifyPassword(word, hashes[at]!)));
  deepStrictEqual(verified, words.map(() => true));
});

Deno.test("a hash that can't be made fails alone, and those that wait behind it are made", async () => {
  const impossible: PasswordCost = { ...CHEAP, N: 15 };
  const results = await Promise.allSettled([
    ...Array.from({ length: 5 }, () => hashPassword("word", impossible)),
    ...Array.from({ length: 5 }, () => hashPassword("word", CHEAP)),
  ]);
  deepStrictEqual(results.map(({ status }) => status), [
    ...Array(5).fill("rejected"),
    ...Array(5).fill("fulfilled"),
  ]);
});

Deno.test("the event loop turns while hashes are made", async () => {
  const order: string[] = [];
  // More than are made at once, so that the last ones need a turn of the loop to begin at all.
  const cost: PasswordCost = { N: 2 ** 14, r: 8, p: 1 };
  const made = Array.from({ length: 6 }, async () => {
    await hashPassword("word", cost);
    order.push("hash");
  });
  await new Promise((resolve) => setTimeout(resolve, 0));
  order.push("turn");
  await Promise.all(made);
  strictEqual(order.length, 7);
  notStrictEqual(order.at(-1), "turn");
});

Deno.test("a hash without a verifier, as they were made before, opens as well", async () => {
  const hash = await hashPassword("word", CHEAP);
  const [own = ""] = hash.split(" ");
  ok(await verifyPassword("word", own));
  strictEqual(await verifyPassword("ward", own), false);
  strictEqual(scramVerifierOf(own), undefined);
});

Deno.test("a hash has the verifier of its own password, with a salt of its own", async () => {
  for (const password of ["pencil", "", "café", "\u{1f600}", "x".repeat(PASSWORD_LENGTH)]) {
    const hash = await hashPassword(password, { ...CHEAP, iterations: 3 });
    const verifier = scramVerifierOf(hash)!;
    const { salt, iterations } = verifier;
    strictEqual(iterations, 3);
    strictEqual(salt.length, 16);
    ok(!hash.split(" ")[0]!.includes(Buffer.from(salt).toString("base64")));
    deepStrictEqual(await deriveScramVerifier(password, { salt, iterations }), verifier);
  }
});

Deno.test("a verifier is of the password as it is hashed: composed, and cut to its length", async () => {
  const pairs = [
    ["cafe\u0301", "caf\u00e9"],
    ["y".repeat(1000), "y".repeat(PASSWORD_LENGTH)],
  ] as const;
  for (const [typed, hashed] of pairs) {
    const verifier = scramVerifierOf(await hashPassword(typed, CHEAP))!;
    deepStrictEqual(await deriveScramVerifier(hashed, verifier), verifier);
  }
});

Deno.test("RFC 7677, 4: the rule of thumb gives around 15,000 iterations required", async () => {
  ok(SCRAM_ITERATIONS >= 15_000);
  const { N, r, p } = CHEAP;
  strictEqual(
    scramVerifierOf(await hashPassword("word", { N, r, p }))?.iterations,
    SCRAM_ITERATIONS,
  );
});

Deno.test("a string that is not a hash has no verifier", async () => {
  const hash = await hashPassword("word", CHEAP);
  const [own = "", scram = ""] = hash.split(" ");
  for (const string of ["", scram, `${own} x`, ` ${hash}`, `${hash} `, `${hash}\n`, `x ${scram}`]) {
    strictEqual(scramVerifierOf(string), undefined, `"${string}" had one`);
  }
});
