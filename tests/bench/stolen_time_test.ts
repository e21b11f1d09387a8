/**
 * What other machines take of this one, as the system counts it.
 *
 * @module
 */

import { deepStrictEqual, ok, strictEqual } from "node:assert/strict";
import { coreTimeOf, readCoreTime, stolenPercent } from "../../bench/stolen_time.ts";

Deno.test("what was stolen is a share of the time between", () => {
  strictEqual(stolenPercent({ all: 100, stolen: 10 }, { all: 300, stolen: 20 }), 5);
});

Deno.test("in no time nothing was stolen", () => {
  strictEqual(stolenPercent({ all: 100, stolen: 10 }, { all: 100, stolen: 10 }), 0);
});

Deno.test("a system that counts nothing stolen has had nothing taken", () => {
  deepStrictEqual(coreTimeOf("cpu 1 2 3 4\n"), { all: 10, stolen: 0 });
});

Deno.test({
  name: "Linux counts the time of its cores",
  ignore: Deno.build.os !== "linux",
  async fn() {
    const { all, stolen } = (await readCoreTime())!;
    ok(all > 0 && stolen >= 0 && stolen < all);
  },
});
