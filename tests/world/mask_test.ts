/**
 * Which masks are masks, which are the same, and whom they fit.
 *
 * @module
 */

import { ok, strictEqual } from "node:assert/strict";
import fc from "fast-check";
import {
  completeMask,
  faultOfMask,
  MASK_LENGTH,
  type Masked,
  maskedOf,
  maskKey,
  matchesMask,
  nameOfMask,
} from "../../core/world/mask.ts";

const SOME_TEXT = fc.string({ unit: fc.constantFrom(..."aB1.:!@*?/ é＊＠\0"), maxLength: 12 });

const ANN = maskedOf({
  person: { name: "Lark", user: 1, ident: "~Ann", host: "Den.Example" },
  user: { name: "Ann" } as Parameters<typeof maskedOf>[0]["user"],
});
const BOB = maskedOf({ person: { name: "Bob" } });
const CALLER: Masked = { ...ANN, address: "192.0.2.7" };

Deno.test("what is left out of a mask stands for anything", () => {
  const wholes = {
    "ann": "ann!*@*",
    "Ann*": "Ann*!*@*",
    "ann!a": "ann!a@*",
    "ann!a@h": "ann!a@h",
    "ann!@": "ann!*@*",
    "!a@h": "*!a@h",
    "a@h": "*!a@h",
    "@h": "*!*@h",
    "*@h": "*!*@h",
    "*.example": "*!*@*.example",
    "192.0.2.*": "*!*@192.0.2.*",
    "192.0.2.7": "192.0.2.7",
    "2001:db8::/32": "2001:db8::/32",
    "account:Ann": "account:Ann",
    "ACCOUNT:Ann": "account:Ann",
  };
  for (const [text, whole] of Object.entries(wholes)) {
    strictEqual(faultOfMask(text), undefined, text);
    strictEqual(completeMask(text), whole);
    strictEqual(completeMask(whole), whole, "a whole mask stays as it is");
  }
});

Deno.test("what is no mask is told with the reason", () => {
  strictEqual(faultOfMask(""), "a mask needs at least one character");
  strictEqual(faultOfMask("account:"), "a mask needs at least one character");
  strictEqual(faultOfMask("a".repeat(MASK_LENGTH)), undefined);
  strictEqual(faultOfMask("a".repeat(MASK_LENGTH + 1)), "a mask has at most 200 characters");
  for (const text of ["a b", "a\u00a0b", "a\nb", "a\0", "a\x1b[1m", "a\u202eb", "a\ud800"]) {
    strictEqual(faultOfMask(text), "a mask has no spaces and no control characters");
  }
  strictEqual(faultOfMask(":ann"), "a mask does not begin with a colon");
  strictEqual(faultOfMask("::1"), undefined, "which is an address");
  for (const text of ["a!b!c", "a@b@c", "a@b!c"]) {
    strictEqual(faultOfMask(text), "a mask is name!ident@host");
  }
});

Deno.test("masks are the same in any case, whole or not", () => {
  strictEqual(maskKey("ANN"), maskKey("ann!*@*"));
  strictEqual(maskKey("Zoë@H.Example"), maskKey("*!zoe\u0308@h.example"));
  strictEqual(maskKey("Account:ANN"), "account:ann");
  strictEqual(maskKey("2001:DB8::/32"), "2001:db8::/32");
});

Deno.test("a mask fits by the name that is worn, and by that of the account", () => {
  for (const mask of ["lark", "LARK!*@*", "ann", "a*", "?nn", "*"]) {
    ok(matchesMask(mask, ANN), mask);
  }
  for (const mask of ["bob", "lar", "ark", "????", "a*x"]) {
    strictEqual(matchesMask(mask, ANN), mask === "????", mask);
  }
  ok(!matchesMask("ann", BOB));
});

Deno.test("a mask fits by ident and host, which not everybody has", () => {
  for (const mask of ["~ann@*", "*@den.example", "*.EXAMPLE", "lark!~a*@d?n.*"]) {
    ok(matchesMask(mask, ANN), mask);
    ok(!matchesMask(mask, BOB), mask);
  }
  ok(!matchesMask("lark!bob@*", ANN));
  ok(!matchesMask("lark!*@other", ANN));
});

Deno.test("a mask of accounts fits no guest", () => {
  for (const mask of ["account:ann", "ACCOUNT:A*", "account:*"]) {
    ok(matchesMask(mask, ANN), mask);
    ok(!matchesMask(mask, BOB), mask);
  }
  ok(!matchesMask("account:lark", ANN), "which is the name worn");
  ok(!matchesMask("account:bob", BOB));
});

Deno.test("an address is in its network, alone or as a host", () => {
  const fitting = ["192.0.2.7", "192.0.2.0/24", "*@192.0.2.0/24", "*!*@192.0.2.7", "192.0.*"];
  for (const mask of fitting) ok(matchesMask(mask, CALLER), mask);
  const others = ["192.0.2.8", "192.0.3.0/24", "*@198.51.100.0/24", "::/0", "x!*@192.0.2.0/24"];
  for (const mask of others) ok(!matchesMask(mask, CALLER), mask);
  ok(matchesMask("::ffff:192.0.2.0/120", CALLER));
  ok(matchesMask("2001:db8::/32", { name: "x", address: "2001:db8::5" }));
  ok(matchesMask("FE80::1", { name: "x", address: "fe80::1%eth0" }));
  ok(!matchesMask("0.0.0.0/0", { name: "x", address: "2001:db8::5" }));
});

Deno.test("no mask tells an address that is not given to it", () => {
  for (const mask of ["192.0.2.7", "0.0.0.0/0", "*@192.0.2.0/24", "192.*"]) {
    ok(!matchesMask(mask, ANN), mask);
  }
});

Deno.test("a wrong network is a mask of a host, which nobody has", () => {
  for (const mask of ["192.0.2.0/33", "1.2.3", "2001:db8::/129", "192.0.2.0/"]) {
    strictEqual(completeMask(mask), `*!*@${mask}`);
    ok(!matchesMask(mask, CALLER), mask);
  }
});

Deno.test("a question mark stands for one character, of any plane", () => {
  ok(matchesMask("?b", { name: "𐐨b" }));
  ok(!matchesMask("??b", { name: "𐐨b" }));
});

Deno.test("a plain name is told from any other mask", () => {
  strictEqual(nameOfMask("Zoë_2!*@*"), "Zoë_2");
  for (const mask of ["a*!*@*", "ann!a@*", "*!*@h", "account:ann", "192.0.2.7", "a?!*@*"]) {
    strictEqual(nameOfMask(mask), undefined, mask);
  }
});

Deno.test("masks fit as patterns of the same meaning do", () => {
  const letters = (signs: string): fc.Arbitrary<string> =>
    fc.string({ unit: fc.constantFrom(...signs), maxLength: 8 });
  fc.assert(
    fc.property(letters("ab*?"), letters("ab"), (mask, name) => {
      fc.pre(mask !== "");
      const pattern = mask.replaceAll("*", ".*").replaceAll("?", ".");
      strictEqual(matchesMask(mask, { name }), new RegExp(`^${pattern}$`).test(name));
    }),
    { numRuns: 200 },
  );
});

Deno.test("whatever somebody types is refused, or is a mask with a key of its own", () => {
  fc.assert(
    fc.property(SOME_TEXT, (text) => {
      if (faultOfMask(text)) return;
      const whole = completeMask(text);
      strictEqual(faultOfMask(whole), undefined);
      strictEqual(maskKey(whole), maskKey(text));
      strictEqual(matchesMask(whole, CALLER), matchesMask(text, CALLER));
    }),
    { numRuns: 200 },
  );
});

Deno.test("no number of stars makes anybody wait for the answer", () => {
  const mask = "*a".repeat(MASK_LENGTH / 2 - 1) + "b";
  ok(!matchesMask(mask, { name: "a".repeat(5000) }));
});
