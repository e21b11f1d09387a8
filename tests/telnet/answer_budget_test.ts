import { deepStrictEqual, ok } from "node:assert/strict";
import fc from "fast-check";
import { AnswerBudget } from "../../core/telnet/answer_budget.ts";

Deno.test("a budget gives so many answers at once and no more", () => {
  const budget = new AnswerBudget({ now: () => 5, burst: 3 });
  deepStrictEqual([1, 2, 3, 4, 5].map(() => budget.take()), [true, true, true, false, false]);
});

Deno.test("a clock that jumps back costs nothing and gives nothing", () => {
  let now = 10_000;
  const budget = new AnswerBudget({ now: () => now, burst: 2, perSecond: 1 });
  budget.take();
  now = 0;
  deepStrictEqual([budget.take(), budget.take()], [true, false]);
  now = 1000;
  deepStrictEqual([budget.take(), budget.take()], [true, false]);
});

Deno.test("a budget never gives more than its burst and what comes back with time", () => {
  fc.assert(
    fc.property(fc.array(fc.nat(3000), { maxLength: 100 }), (waits) => {
      let now = 0;
      const budget = new AnswerBudget({ now: () => now, burst: 4, perSecond: 2 });
      let given = 0;
      for (const wait of waits) {
        now += wait;
        if (budget.take()) given++;
      }
      ok(given <= 4 + now * 2 / 1000, `${given} in ${now} ms`);
    }),
    { numRuns: 100 },
  );
});
