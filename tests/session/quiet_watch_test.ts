/**
 * The watch over how long a caller has been quiet.
 *
 * @module
 */

import { deepStrictEqual, strictEqual } from "node:assert/strict";
import { QuietWatch } from "../../core/session/quiet_watch.ts";
import { FakeClock } from "../../testing/fake_clock.ts";

/** A watch whose steps write down their names. */
function watch(steps: Record<string, { afterMs: number; again?: boolean }>): {
  clock: FakeClock;
  ran: string[];
  active(): void;
  watch: QuietWatch;
} {
  const clock = new FakeClock();
  const ran: string[] = [];
  let activeMs = clock.steady();
  const rows = Object.entries(steps).map(([name, step]) => ({
    ...step,
    run: () => void ran.push(name),
  }));
  return {
    clock,
    ran,
    active: () => activeMs = clock.steady(),
    watch: new QuietWatch({ clock, activeMs: () => activeMs, steps: rows }),
  };
}

Deno.test("a step comes once the quiet has lasted for its time, and once in a quiet", () => {
  const { clock, ran, active } = watch({ warn: { afterMs: 100 } });
  clock.advance(99);
  deepStrictEqual(ran, []);
  clock.advance(1000);
  deepStrictEqual(ran, ["warn"]);
  active();
  clock.advance(100);
  deepStrictEqual(ran, ["warn", "warn"]);
});

Deno.test("what happens on the way puts every step off", () => {
  const { clock, ran, active } = watch({ warn: { afterMs: 100 }, end: { afterMs: 150 } });
  for (let count = 0; count < 10; count++) {
    clock.advance(99);
    active();
  }
  deepStrictEqual(ran, []);
  clock.advance(150);
  deepStrictEqual(ran, ["warn", "end"]);
});

Deno.test("a step that comes again does so as long as the quiet lasts", () => {
  const { clock, ran } = watch({ nop: { afterMs: 10, again: true } });
  clock.advance(35);
  deepStrictEqual(ran, ["nop", "nop", "nop"]);
});

Deno.test("a step after 0 ms never comes, and needs no timer", () => {
  const { clock, ran } = watch({ warn: { afterMs: 0 } });
  strictEqual(clock.waiting, false);
  clock.advance(1000);
  deepStrictEqual(ran, []);
});

Deno.test("no step is left out when the clock jumps far ahead", () => {
  const { clock, ran } = watch({ end: { afterMs: 100 } });
  clock.skip(10_000);
  deepStrictEqual(ran, ["end"]);
});

Deno.test("setting the machine's clock is neither quiet nor an end of it", () => {
  const { clock, ran } = watch({ end: { afterMs: 100 } });
  clock.setForward(10_000);
  clock.advance(99);
  deepStrictEqual(ran, []);
  clock.setForward(-20_000);
  clock.advance(1);
  deepStrictEqual(ran, ["end"]);
});

Deno.test("a watch that was stopped runs nothing and needs no timer", () => {
  const { clock, ran, watch: stopped } = watch({
    nop: { afterMs: 10, again: true },
    end: { afterMs: 100 },
  });
  clock.advance(10);
  stopped.stop();
  strictEqual(clock.waiting, false);
  clock.advance(1000);
  deepStrictEqual(ran, ["nop"]);
});
