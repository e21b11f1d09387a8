/**
 * /guard: what the guard at the doors did, and what a sysop tells it.
 *
 * @module
 */

import { match, ok, strictEqual } from "node:assert/strict";
import { TestHouse } from "../../testing/test_house.ts";

Deno.test("/guard tells who was not let in and why, who waits, and who is banned", async () => {
  await using house = await TestHouse.open({ guard: { ban_minutes: 10 } });
  const root = await house.sysop("root");
  await house.visitor({ address: "192.0.2.77" });
  for (let count = 0; count < 3; count++) house.house.guard.report("198.51.100.9", "noise");
  house.clock.advance(30_000);
  const told = (await root.answerTo("/guard")).join("\n");
  match(told, /^The guard has let in 2 in 30s\.$/m);
  match(told, /^sent bytes that no terminal sends +3$/m);
  match(told, /^1 of 1000 wait without a name\.$/m);
  match(told, /^192\.0\.2\.77 +telnet +30s +nothing yet$/m);
  match(told, /^198\.51\.100\.9 +\S+ +sent bytes that no terminal sends$/m);
  match(told, /^198\.51\.100\.0\/24 +3$/m);
});

Deno.test("/guard ban, unban and allow take addresses and networks", async () => {
  await using house = await TestHouse.open();
  const root = await house.sysop("root");
  const { guard } = house.house;
  for (
    const [line, answer] of [
      ["ban 198.51.100.0/24", "198.51.100.0/24 is banned at the doors for 60 minutes."],
      ["ban 203.0.113.5 5", "203.0.113.5 is banned at the doors for 5 minutes."],
      ["unban 203.0.113.5", "203.0.113.5 is banned at the doors no longer."],
      ["unban 203.0.113.5", "Cannot unban 203.0.113.5 as it is not banned at the doors"],
      ["allow 198.51.100.7", "198.51.100.7 is always let in, until the server ends."],
      ["ban", "Cannot ban as no address was given"],
      ["ban here", 'Cannot read "here" as a network as it is neither ADDRESS nor ADDRESS/BITS'],
      ["ban 192.0.2.0/24", "Cannot ban 192.0.2.0/24 as you call from there yourself"],
      ["ban 198.51.100.8 0", "Cannot ban for so long: 1 to 10080 minutes"],
    ]
  ) {
    ok((await root.answerTo(`/guard ${line}`)).includes(answer!), line);
  }
  strictEqual(guard.admit("198.51.100.8"), "banned");
  strictEqual(typeof guard.admit("198.51.100.7"), "function");
  match((await root.answerTo("/guard")).join("\n"), /^Always let in, for now: 198\.51\.100\.7$/m);
});

Deno.test("/guard is for sysops", async () => {
  await using house = await TestHouse.open();
  const ann = await house.guest("ann");
  match((await ann.answerTo("/guard")).join("\n"), /^Cannot/);
});
