/**
 * The line between two days.
 *
 * @module
 */

import { deepStrictEqual, strictEqual } from "node:assert/strict";
import { dayLine, dayOf, DayWatch } from "../../../core/session/texts/day_line.ts";
import { plain, readOut } from "../../../core/terminal/style/styled_text.ts";
import { TestHouse } from "../../../testing/test_house.ts";

const noon = (day: number) => new Date(2026, 10, day, 12).getTime();

Deno.test("a day is told by its midnight", () => {
  const watch = new DayWatch();
  strictEqual(watch.day, 0);
  const days = [noon(21), noon(21) + 1, noon(22), noon(25)].map((at) => {
    watch.note(at);
    return watch.day;
  });
  deepStrictEqual(days, [21, 21, 22, 25].map((day) => new Date(2026, 10, day).getTime()));
  strictEqual(dayOf(noon(21)), days[0]);
});

Deno.test("the last moment of a day is of that day, and the next is not", () => {
  const watch = new DayWatch();
  const midnight = new Date(2026, 10, 22).getTime();
  watch.note(midnight - 1);
  strictEqual(watch.day, dayOf(noon(21)));
  watch.note(midnight);
  strictEqual(watch.day, midnight);
});

Deno.test("the line of a day is read out as a sentence", () => {
  strictEqual(plain(readOut(dayLine(noon(22)))), "It is Sunday 22 November 2026.");
});

Deno.test("what happens first on another day has the day before it, once", async () => {
  await using house = await TestHouse.open({ limits: { idle_minutes: 0 } });
  const [ann, bob] = [await house.guest("ann"), await house.guest("bob")];
  bob.line("hello");
  await ann.until("bob: hello\n");
  house.clock.skip(24 * 60 * 60_000);
  bob.line("good morning");
  await ann.until(/(^|\n)--- \w+ \d+ \w+ \d{4} ---\nbob: good morning\n/);
  bob.line("and how are you?");
  await ann.until(/^bob: and how are you\?\n/);
});

Deno.test("whoever comes in on a day is not told of it", async () => {
  await using house = await TestHouse.open({ limits: { idle_minutes: 0 } });
  house.clock.skip(24 * 60 * 60_000);
  const [ann, bob] = [await house.guest("ann"), await house.guest("bob")];
  bob.line("hello");
  await ann.until("bob: hello\n");
  strictEqual(ann.heard.includes("---"), false);
});
