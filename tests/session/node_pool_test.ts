/**
 * The numbered seats for terminals.
 *
 * @module
 */

import fc from "fast-check";
import { strictEqual } from "node:assert/strict";
import { NodePool } from "../../core/session/node_pool.ts";

Deno.test("whatever is taken and freed, the next node is the lowest that is free", () => {
  const size = 5;
  const steps = fc.array(fc.oneof(fc.constant("take" as const), fc.integer({ min: 1, max: size })));
  fc.assert(fc.property(steps, (steps) => {
    const pool = new NodePool(size);
    const taken = new Set<number>();
    for (const step of steps) {
      if (step === "take") {
        const lowest = [1, 2, 3, 4, 5].find((node) => !taken.has(node));
        strictEqual(pool.take(), lowest);
        if (lowest !== undefined) taken.add(lowest);
      } else {
        pool.free(step);
        taken.delete(step);
      }
      strictEqual(pool.taken, taken.size);
    }
  }));
});
