/**
 * The trials of the bench, and the goals that they are measured against.
 *
 * @module
 */

import { deepStrictEqual, ok, strictEqual } from "node:assert/strict";
import { GOALS, judge } from "../../bench/goals.ts";
import { Measurements } from "../../bench/measurements.ts";
import { TRIALS, trialsNamed } from "../../bench/trials.ts";

const NAMES = new Set(TRIALS.map(({ name }) => name));

Deno.test("no two trials have the same name", () => {
  strictEqual(NAMES.size, TRIALS.length);
});

Deno.test("what a trial is compared with is a trial", () => {
  for (const { of } of TRIALS) ok(of === undefined || NAMES.has(of), of);
});

Deno.test("every goal is about a trial, and compares it with trials", () => {
  for (const { trial, than = [] } of GOALS) {
    for (const name of [trial, ...than]) ok(NAMES.has(name), name);
  }
});

Deno.test("a trial is chosen by a part of its name, with what it is compared with", () => {
  deepStrictEqual(trialsNamed(["INS: partyline"], TRIALS).map(({ name }) => name), [
    "log-ins: bare Deno",
    "log-ins: Partyline",
  ]);
});

Deno.test("a ratio compares what the same run has measured", () => {
  const measurements = new Measurements();
  for (const [run, bare, ours] of [[1, 10, 5], [2, 100, 80], [3, 1000, 600]] as const) {
    measurements.add({ name: "bare" }, run, [{ unit: "a second", value: bare }]);
    measurements.add({ name: "ours", of: "bare" }, run, [{ unit: "a second", value: ours }]);
  }
  measurements.add({ name: "bare" }, 4, [{ unit: "a second", value: 1 }]);
  deepStrictEqual(measurements.ratio("ours", "bare", "a second"), {
    median: 0.6,
    min: 0.5,
    max: 0.8,
  });
});

Deno.test("a room is compared with the best of the servers of others", () => {
  const measurements = new Measurements();
  const room = "one room of 100, window 1";
  for (
    const [server, value] of [["Partyline", 90], ["ngIRCd", 60], ["ircd-hybrid", 100]] as const
  ) {
    measurements.add({ name: `${room}: ${server}` }, 1, [{ unit: "deliveries/s", value }]);
  }
  const verdicts = judge(measurements).filter(({ figure }) => figure !== undefined);
  deepStrictEqual(verdicts, [{
    what: `${room}: Partyline, deliveries/s`,
    goal: "at least 1 of the best peer (ircd-hybrid)",
    figure: { median: 0.9, min: 0.9, max: 0.9 },
    isMet: false,
  }]);
});
