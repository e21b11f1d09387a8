/**
 * The rate limit of a caller's lines.
 *
 * @module
 */

import { deepStrictEqual, ok, strictEqual, throws } from "node:assert/strict";
import fc from "fast-check";
import { TokenBucket } from "../../core/net/token_bucket.ts";

Deno.test("a burst passes at once and the rest is spaced out", () => {
  const bucket = new TokenBucket({ perSecond: 4, burst: 3, now: () => 0 });
  deepStrictEqual(Array.from({ length: 6 }, () => bucket.take()), [0, 0, 0, 250, 500, 750]);
});

Deno.test("a whole burst may pass again after a quiet time, and no more", () => {
  let nowMs = 0;
  const bucket = new TokenBucket({ perSecond: 1, burst: 2, now: () => nowMs });
  bucket.take();
  bucket.take();
  nowMs = 1_000_000;
  deepStrictEqual([bucket.take(), bucket.take(), bucket.take()], [0, 0, 1000]);
});

Deno.test("a clock that is set back makes nobody wait for it", () => {
  let nowMs = 10_000_000;
  const bucket = new TokenBucket({ perSecond: 1, burst: 1, now: () => nowMs });
  strictEqual(bucket.take(), 0);
  nowMs -= 3_600_000;
  strictEqual(bucket.take(), 1000);
});

Deno.test("no stretch of time lets through more than the burst and its share of the rate", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 50 }),
      fc.integer({ min: 1, max: 20 }),
      fc.array(fc.nat(500), { minLength: 1, maxLength: 60 }),
      (perSecond, burst, gaps) => {
        let nowMs = 0;
        const bucket = new TokenBucket({ perSecond, burst, now: () => nowMs });
        const turns = gaps.map((gap) => {
          nowMs += gap;
          return nowMs + bucket.take();
        });
        turns.forEach((from, i) =>
          turns.slice(i).forEach((to, more) =>
            // Waits are rounded to whole milliseconds, so two turns may lie one closer.
            ok(more + 1 <= burst + (to - from + 1) * perSecond / 1000 + 1e-6, `${turns}`)
          )
        );
      },
    ),
    { numRuns: 200 },
  );
});

Deno.test("a caller below the rate never waits", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 50 }), fc.array(fc.nat(300)), (perSecond, extras) => {
      let nowMs = 0;
      const bucket = new TokenBucket({ perSecond, burst: 1, now: () => nowMs });
      for (const extra of extras) {
        strictEqual(bucket.take(), 0);
        nowMs += Math.ceil(1000 / perSecond) + extra;
      }
    }),
    { numRuns: 200 },
  );
});

Deno.test("a rate or burst that lets nothing through is refused", () => {
  const now = () => 0;
  throws(() => new TokenBucket({ perSecond: 0, burst: 1, now }), RangeError);
  throws(() => new TokenBucket({ perSecond: 1, burst: 0.5, now }), RangeError);
});
