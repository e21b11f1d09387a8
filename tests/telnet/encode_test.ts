import { deepStrictEqual, strictEqual } from "node:assert/strict";
import fc from "fast-check";
import { concatenate, escapeIac, negotiation, subnegotiation } from "../../core/telnet/encode.ts";
import { hear } from "./heard.ts";

Deno.test("escapeIac returns the very array when there is no 255 in it", () => {
  const bytes = Uint8Array.of(0, 13, 10, 254);
  strictEqual(escapeIac(bytes), bytes);
});

Deno.test("escapeIac doubles each 255, first, last and side by side", () => {
  deepStrictEqual(
    escapeIac(Uint8Array.of(255, 1, 255, 255, 2, 255)),
    Uint8Array.of(255, 255, 1, 255, 255, 255, 255, 2, 255, 255),
  );
});

Deno.test("escapeIac leaves its argument as it was", () => {
  const bytes = Uint8Array.of(1, 255);
  escapeIac(bytes);
  deepStrictEqual(bytes, Uint8Array.of(1, 255));
});

Deno.test("subnegotiation is read back as it was meant", () => {
  fc.assert(
    fc.property(fc.nat(254), fc.uint8Array({ maxLength: 50 }), (option, payload) => {
      // MCCP version 1 is the one option whose payload cannot begin with WILL SE.
      fc.pre(option !== 85);
      deepStrictEqual(hear([subnegotiation(option, payload)]), [
        { option, payload: [...payload] },
      ]);
    }),
    { numRuns: 200 },
  );
});

Deno.test("negotiation is read back as it was meant, for every verb and option", () => {
  for (const verb of ["WILL", "WONT", "DO", "DONT"] as const) {
    for (let option = 0; option < 256; option++) {
      deepStrictEqual(hear([negotiation(verb, option)]), [{ verb, option }]);
    }
  }
});

Deno.test("concatenate of nothing is empty", () => {
  strictEqual(concatenate([]).length, 0);
});
