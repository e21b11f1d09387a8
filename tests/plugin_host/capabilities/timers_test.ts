/**
 * The "timers" capability: work at its time on the clock of the house, and none after the plugin is gone.
 *
 * @module
 */

import { deepStrictEqual, match, strictEqual, throws } from "node:assert/strict";
import { type Host, plugin } from "partyline";
import { recordedLog } from "../../kit/recorded_log.ts";
import { TestHouse } from "../../../testing/test_house.ts";

const HOUR_MS = 3_600_000;

/** A plugin with timers. */
function timing(setup: (host: Host<Record<never, never>, "timers">) => void) {
  return plugin({ name: "timer", summary: "Waits.", needs: ["timers"], setup });
}

/** The time on the wall, so many hours from now, as HH:MM. */
function wallTime({ clock }: TestHouse, hours: number): string {
  const moment = new Date(clock.now() + hours * HOUR_MS);
  const two = (number: number) => String(number).padStart(2, "0");
  return `${two(moment.getHours())}:${two(moment.getMinutes())}`;
}

Deno.test("work is done once after its time, or again and again", async () => {
  await using house = await TestHouse.open();
  const done: string[] = [];
  await house.load(timing((host) => {
    host.after(1000, () => done.push("once"));
    host.every(400, () => done.push("again"));
  }));
  house.clock.advance(399);
  deepStrictEqual(done, []);
  house.clock.advance(1);
  await Promise.resolve();
  house.clock.advance(600);
  deepStrictEqual(done, ["again", "once"]);
});

Deno.test("daily work is done each day at its time", async () => {
  await using house = await TestHouse.open();
  let days = 0;
  await house.load(timing((host) => host.at(wallTime(house, 2), () => days++)));
  house.clock.skip(2 * HOUR_MS - 1);
  strictEqual(days, 0);
  house.clock.skip(1);
  strictEqual(days, 1);
  for (let hour = 0; hour < 3 * 24; hour++) house.clock.skip(HOUR_MS);
  strictEqual(days, 4);
});

Deno.test("daily work whose time is now waits for tomorrow", async () => {
  await using house = await TestHouse.open();
  let days = 0;
  await house.load(timing((host) => host.at(wallTime(house, 0), () => days++)));
  house.clock.skip(23 * HOUR_MS);
  strictEqual(days, 0);
  house.clock.skip(HOUR_MS);
  strictEqual(days, 1);
});

Deno.test("days that were slept through are made up for once", async () => {
  await using house = await TestHouse.open();
  let days = 0;
  await house.load(timing((host) => host.at(wallTime(house, 2), () => days++)));
  house.clock.skip(10 * 24 * HOUR_MS);
  strictEqual(days, 1);
  house.clock.skip(24 * HOUR_MS);
  strictEqual(days, 2);
});

Deno.test("a turn is left out while the one before is at work", async () => {
  await using house = await TestHouse.open();
  const work = Promise.withResolvers<void>();
  const begun: number[] = [];
  await house.load(timing((host) =>
    host.every(1000, () => {
      begun.push(house.clock.now());
      return work.promise;
    })
  ));
  const start = house.clock.now();
  house.clock.advance(3000);
  work.resolve();
  const ann = await house.guest("ann");
  await ann.roundtrip();
  house.clock.advance(1000);
  deepStrictEqual(begun.map((at) => at - start), [1000, 4000]);
});

Deno.test("timers go with their plugin, and it can call them off", async () => {
  await using house = await TestHouse.open();
  const wasWaiting = house.clock.waiting;
  const done: string[] = [];
  let late: Host<Record<never, never>, "timers"> | undefined;
  const unload = await house.load(timing((host) => {
    late = host;
    host.after(1000, () => done.push("after"));
    host.every(1000, () => done.push("every"));
    host.at(wallTime(house, 1), () => done.push("at"));
    const cancel = host.at(wallTime(house, 1), () => done.push("off"));
    cancel();
    cancel();
  }));
  unload();
  late!.after(0, () => done.push("too late"));
  strictEqual(house.clock.waiting, wasWaiting);
  house.clock.skip(2 * HOUR_MS);
  deepStrictEqual(done, []);
});

Deno.test("work that calls itself off is done once", async () => {
  await using house = await TestHouse.open();
  const done: string[] = [];
  await house.load(timing((host) => {
    const stopEvery = host.every(1000, () => {
      done.push("every");
      stopEvery();
    });
    const stopAt = host.at(wallTime(house, 1), () => {
      done.push("at");
      stopAt();
    });
  }));
  for (let hour = 0; hour < 100; hour++) house.clock.skip(HOUR_MS);
  deepStrictEqual(done, ["every", "at"]);
});

Deno.test("what a timer throws goes to the log, and the next turn comes", async () => {
  using log = recordedLog();
  await using house = await TestHouse.open();
  await house.load(timing((host) =>
    host.every(1000, async () => {
      throw new TypeError("broken on purpose");
    })
  ));
  const ann = await house.guest("ann");
  for (const _ of [1, 2]) {
    house.clock.advance(1000);
    await ann.roundtrip();
  }
  const failures = log.lines.filter((line) => line.includes("Plugin failed"));
  strictEqual(failures.length, 2);
  match(failures[0]!, /error timer {2}Plugin failed where="a timer"/);
});

Deno.test("times that are none are the author's error", async () => {
  await using house = await TestHouse.open();
  await house.load(timing((host) => {
    for (const time of ["24:00", "7:30", "07:60", "", "noon", "07:30:00"]) {
      throws(() => host.at(time, () => {}), RangeError);
    }
    throws(() => host.after(-1, () => {}), RangeError);
    throws(() => host.every(0, () => {}), RangeError);
  }));
});
