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

Deno.test("Linux counts the time of its cores, and other systems do not", async () => {
  const time = await readCoreTime();
  strictEqual(time !== undefined, Deno.build.os === "linux");
  if (time) ok(time.all > 0 && time.stolen >= 0 && time.stolen < time.all);
});
