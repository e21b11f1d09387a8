import { deepStrictEqual, rejects, strictEqual } from "node:assert/strict";
import { brokenOffAt, TimeLimitError, withinTime } from "../../core/plugin_host/time_limit.ts";
import { FakeClock } from "../../testing/fake_clock.ts";

Deno.test("what ends in time gives its result, and leaves no deadline behind", async () => {
  const clock = new FakeClock();
  strictEqual(await withinTime(() => 5, { clock, limitMs: 100 }), 5);
  strictEqual(await withinTime(async () => 6, { clock, limitMs: 100 }), 6);
  strictEqual(clock.waiting, false);
});

Deno.test("what is thrown in time is thrown", async () => {
  const clock = new FakeClock();
  const fail = () => {
    throw new RangeError("no");
  };
  await rejects(withinTime(fail, { clock, limitMs: 100 }), RangeError);
  await rejects(withinTime(async () => fail(), { clock, limitMs: 100 }), RangeError);
  strictEqual(clock.waiting, false);
});

Deno.test("what waits for ever is given up when the time is up", async () => {
  const clock = new FakeClock();
  const running = withinTime(() => new Promise<void>(() => {}), { clock, limitMs: 100 });
  clock.advance(100);
  await rejects(running, TimeLimitError);
});

Deno.test("what loops for ever is broken off", async () => {
  const clock = new FakeClock();
  const loop = () => {
    for (;;);
  };
  await rejects(withinTime(loop, { clock, limitMs: 20 }), TimeLimitError);
  strictEqual(await withinTime(() => "the next", { clock, limitMs: 20 }), "the next");
});

Deno.test("one limit may stand inside another", async () => {
  const clock = new FakeClock();
  const inner = () => withinTime(() => 5, { clock, limitMs: 100 });
  strictEqual(await withinTime(inner, { clock, limitMs: 100 }), 5);
});

/** Runs something where no promise is being settled. */
function inTurnOfItsOwn(run: () => void): Promise<unknown> {
  return new Promise((resolve) =>
    setTimeout(() => {
      try {
        run();
        resolve(undefined);
      } catch (error) {
        resolve(error);
      }
    })
  );
}

Deno.test("a loop is broken off, before and after what it waits for", async () => {
  const loops = {
    "at once": () => {
      for (;;);
    },
    "later": () =>
      void (async () => {
        await undefined;
        for (;;);
      })(),
  };
  for (const [when, loop] of Object.entries(loops)) {
    const error = await inTurnOfItsOwn(() => brokenOffAt(20, loop));
    strictEqual(error instanceof TimeLimitError, true, when);
  }
});

Deno.test("what ends in time is done with all that it has waited for", async () => {
  const done: string[] = [];
  await inTurnOfItsOwn(() => {
    brokenOffAt(1000, () => {
      done.push("at once");
      void Promise.resolve().then(() => done.push("later"));
    });
    deepStrictEqual(done, ["at once", "later"]);
  });
  strictEqual(done.length, 2);
});
