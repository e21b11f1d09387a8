/**
 * `kill -9` while a hundred callers talk as fast as they can.
 *
 * @module
 */

import { ok, strictEqual } from "node:assert/strict";
import { CRASH_TRIAL } from "../../bench/crash_trial.ts";
import { Stage } from "../../bench/stage.ts";
import { QUICK } from "../../bench/trial.ts";

Deno.test("every message that anyone saw before kill -9 is in the history", async () => {
  await using stage = new Stage({ length: QUICK, pins: { server: [], load: [] } });
  const [seen, lost] = await CRASH_TRIAL.run(stage);
  ok(seen!.value > 0);
  strictEqual(lost!.value, 0);
});
