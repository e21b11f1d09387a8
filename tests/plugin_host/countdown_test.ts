/**
 * The countdown to the end of the server.
 *
 * @module
 */

import { deepStrictEqual, strictEqual } from "node:assert/strict";
import { Countdown } from "../../core/plugin_host/countdown.ts";
import { FakeClock } from "../../testing/fake_clock.ts";

const MINUTE = 60_000;

/** A countdown that writes down what it does. */
function countdown(): { clock: FakeClock; did: string[]; countdown: Countdown } {
  const clock = new FakeClock();
  const did: string[] = [];
  return {
    clock,
    did,
    countdown: new Countdown({
      clock,
      announce: (text) => void did.push(text),
      stop: () => void did.push("stop"),
    }),
  };
}

Deno.test("an hour is told at ever shorter spans, and then it stops", () => {
  const { clock, did, countdown: hour } = countdown();
  hour.start(60);
  clock.advance(60 * MINUTE);
  const times = did.map((text) => text.replace(/The server stops in (.*)\./, "$1"));
  deepStrictEqual(times, [
    "60 minutes",
    "30 minutes",
    "15 minutes",
    "10 minutes",
    "5 minutes",
    "2 minutes",
    "1 minute",
    "30 seconds",
    "10 seconds",
    "stop",
  ]);
});

Deno.test("one of 0 minutes stops at once and says nothing", () => {
  const { clock, did, countdown: none } = countdown();
  none.start(0);
  clock.advance(1);
  deepStrictEqual(did, ["stop"]);
});

Deno.test("started anew, the earlier one is forgotten", () => {
  const { clock, did, countdown: twice } = countdown();
  twice.start(1);
  clock.advance(MINUTE / 2 + 1);
  twice.start(10);
  clock.advance(5 * MINUTE);
  deepStrictEqual(did, [
    "The server stops in 1 minute.",
    "The server stops in 30 seconds.",
    "The server stops in 10 minutes.",
    "The server stops in 5 minutes.",
  ]);
});

Deno.test("called off, it does nothing more and holds no timer", () => {
  const { clock, did, countdown: cancelled } = countdown();
  strictEqual(cancelled.cancel(), false);
  cancelled.start(1);
  strictEqual(cancelled.isRunning, true);
  strictEqual(cancelled.cancel(), true);
  strictEqual(cancelled.isRunning, false);
  strictEqual(clock.waiting, false);
  clock.advance(10 * MINUTE);
  deepStrictEqual(did, ["The server stops in 1 minute."]);
});
