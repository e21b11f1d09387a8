import { strictEqual } from "node:assert/strict";
import fc from "fast-check";
import { parseSpan } from "../../core/words/time_text.ts";

const MINUTE = 60_000;

const SPANS: readonly (readonly [typed: string, ms: number | undefined, why: string])[] = [
  ["10", 10 * MINUTE, "a bare number is of minutes"],
  ["10m", 10 * MINUTE, "m is minutes"],
  ["2h", 120 * MINUTE, "h is hours"],
  ["7D", 7 * 1440 * MINUTE, "case does not count"],
  ["1w2d3h4m5s", 10080 * MINUTE + 2 * 1440 * MINUTE + 184 * MINUTE + 5000, "units add up"],
  ["0", 0, "none at all is a span"],
  ["", undefined, "nothing is no span"],
  ["m", undefined, "a unit needs a number"],
  ["1h30", undefined, "among units each number has one"],
  ["1y", undefined, "years are not all of one length"],
  ["-5", undefined, "there is no time before now"],
  ["1.5h", undefined, "numbers are whole"],
  ["1h ", undefined, "spaces are no part of it"],
  ["1234567890", undefined, "ten digits are not meant"],
];

for (const [typed, ms, why] of SPANS) {
  Deno.test(`"${typed}" is ${ms} milliseconds: ${why}`, () => strictEqual(parseSpan(typed), ms));
}

Deno.test("the units of a span add up, in whatever order", () => {
  fc.assert(
    fc.property(fc.array(fc.stringMatching(/^\d{1,4}[smhdw]$/), { minLength: 1 }), (parts) => {
      const sum = parts.reduce((total, part) => total + parseSpan(part)!, 0);
      strictEqual(parseSpan(parts.join("")), sum);
    }),
    { numRuns: 200 },
  );
});
