/**
 * Deadlines on the timer wheel, with time moved by hand.
 *
 * @module
 */

import { deepStrictEqual, ok, strictEqual, throws } from "node:assert/strict";
import fc from "fast-check";
import { type Cancel, TimerWheel } from "../../core/net/clock.ts";
import { FakeClock } from "../../testing/fake_clock.ts";

Deno.test("a deadline runs once, at its time and not before", () => {
  const clock = new FakeClock();
  let runs = 0;
  clock.after(1000, () => runs++);
  clock.advance(999);
  strictEqual(runs, 0);
  clock.advance(1);
  strictEqual(runs, 1);
  clock.advance(100_000);
  strictEqual(runs, 1);
});

Deno.test("a callback sees the time that it asked for", () => {
  const clock = new FakeClock(5000);
  const seen: number[] = [];
  clock.after(300, () => {
    seen.push(clock.now());
    clock.after(200, () => seen.push(clock.now()));
  });
  clock.advance(10_000);
  deepStrictEqual(seen, [5300, 5500]);
  strictEqual(clock.now(), 15_000);
});

Deno.test("no deadline runs early or more than one step of the resolution late", () => {
  const step = fc.record({
    wait: fc.nat(100_000),
    advance: fc.nat(40_000),
    cancelled: fc.boolean(),
  });
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 70 }), fc.array(step), (resolutionMs, steps) => {
      const clock = new FakeClock(12_345, { resolutionMs });
      const ran: number[] = [];
      let wanted = 0;
      for (const { wait, advance, cancelled } of steps) {
        const dueMs = clock.now() + wait;
        const cancel = clock.after(wait, () => {
          ok(!cancelled, "a cancelled deadline ran");
          ok(clock.now() >= dueMs, `${dueMs - clock.now()} ms early`);
          ok(clock.now() <= dueMs + resolutionMs, `${clock.now() - dueMs} ms late`);
          ran.push(clock.now());
        });
        if (cancelled) cancel();
        else wanted++;
        clock.advance(advance);
      }
      clock.advance(200_000);
      strictEqual(ran.length, wanted);
      deepStrictEqual(ran, ran.toSorted((a, b) => a - b));
      ok(!clock.waiting, "a timer is left");
    }),
    { numRuns: 200 },
  );
});

Deno.test("nothing is left waiting when everything is cancelled", () => {
  const clock = new FakeClock();
  const cancels = [
    clock.after(10, () => {}),
    clock.every(20, () => {}),
    clock.after(1e9, () => {}),
  ];
  ok(clock.waiting);
  cancels.forEach((cancel) => cancel());
  ok(!clock.waiting);
});

Deno.test("cancelling twice leaves other deadlines alone", () => {
  const clock = new FakeClock();
  let ran = false;
  const cancel = clock.after(10, () => {});
  clock.after(10, () => ran = true);
  cancel();
  cancel();
  clock.advance(10);
  ok(ran);
});

Deno.test("a callback can cancel another that falls due with it", () => {
  const clock = new FakeClock();
  const seen: string[] = [];
  clock.after(10, () => {
    seen.push("first");
    cancelSecond();
  });
  const cancelSecond: Cancel = clock.after(10, () => seen.push("second"));
  clock.advance(10);
  deepStrictEqual(seen, ["first"]);
  ok(!clock.waiting);
});

Deno.test("a repeated callback keeps its rhythm until it cancels itself", () => {
  const clock = new FakeClock(0);
  const seen: number[] = [];
  const cancel = clock.every(100, () => {
    seen.push(clock.now());
    if (seen.length === 3) cancel();
  });
  clock.advance(1000);
  deepStrictEqual(seen, [100, 200, 300]);
  ok(!clock.waiting);
});

Deno.test("a repeated callback leaves out the turns that were slept through", () => {
  const clock = new FakeClock(0);
  const seen: number[] = [];
  const cancel = clock.every(100, () => seen.push(clock.now()));
  clock.skip(1_000_050);
  clock.advance(100);
  cancel();
  deepStrictEqual(seen, [1_000_050, 1_000_100]);
});

Deno.test("deadlines that were slept through run in their order", () => {
  const clock = new FakeClock(0);
  const seen: number[] = [];
  for (const ms of [70_000, 512, 5, 1024, 513]) clock.after(ms, () => seen.push(ms));
  clock.skip(80_000);
  deepStrictEqual(seen, [5, 512, 513, 1024, 70_000]);
});

Deno.test("a sleep of more than a turn of the wheel passes over no slot", () => {
  const clock = new FakeClock(0);
  let runs = 0;
  for (let ms = 1; ms <= 1000; ms++) clock.after(ms, () => runs++);
  clock.skip(1001);
  strictEqual(runs, 1000);
});

Deno.test("a callback that schedules another without a wait lets time pass between them", () => {
  const clock = new FakeClock(0);
  const seen: number[] = [];
  clock.after(10, () => clock.after(0, () => seen.push(clock.now())));
  clock.advance(10);
  deepStrictEqual(seen, []);
  clock.advance(1);
  deepStrictEqual(seen, [11]);
});

Deno.test("a callback that throws is logged and hurts no other", () => {
  const logged: unknown[] = [];
  const log = {
    error: (_sentence: string, values?: Record<string, unknown>) => {
      logged.push(values?.error);
    },
  };
  const clock = new FakeClock(0, { log });
  const fault = new Error("broken");
  const seen: number[] = [];
  const cancel = clock.every(10, () => {
    seen.push(clock.now());
    throw fault;
  });
  clock.after(10, () => seen.push(-1));
  clock.advance(20);
  cancel();
  deepStrictEqual(seen, [10, -1, 20]);
  deepStrictEqual(logged, [fault, fault]);
});

Deno.test("setting the time of day moves no deadline", () => {
  let wallMs = 1_000_000;
  let elapse = () => {};
  let steadyMs = 0;
  const clock = new TimerWheel({
    wallMs: () => wallMs,
    steadyMs: () => steadyMs,
    startTimer: (_ms, run) => {
      elapse = run;
      return () => elapse = () => {};
    },
  });
  let ran = false;
  clock.after(100, () => ran = true);
  wallMs += 3_600_000;
  elapse();
  strictEqual(clock.now(), 4_600_000);
  strictEqual(clock.steady(), 0);
  ok(!ran);
  steadyMs = 100;
  elapse();
  ok(ran);
});

Deno.test("the runtime's timer runs deadlines and is gone after the last", async () => {
  const clock = new TimerWheel();
  const cancel = clock.after(60_000, () => {});
  await new Promise<void>((done) => clock.after(1, done));
  cancel(); // the leak sanitizer fails this test if a timer stays
});

Deno.test("a time that cannot be waited for is refused", () => {
  const clock = new FakeClock();
  for (const ms of [-1, NaN, Infinity]) {
    throws(() => clock.after(ms, () => {}), RangeError);
    throws(() => clock.every(ms, () => {}), RangeError);
  }
  throws(() => clock.every(0, () => {}), RangeError);
  ok(!clock.waiting);
});
