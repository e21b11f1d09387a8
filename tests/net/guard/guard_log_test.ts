/**
 * What the guard tells the log, however much there is to tell.
 *
 * @module
 */

import { deepStrictEqual, strictEqual } from "node:assert/strict";
import { GuardLog } from "../../../core/net/guard/guard_log.ts";
import { FakeClock } from "../../../testing/fake_clock.ts";

type Line = [string, unknown];

function logged(): { log: GuardLog; clock: FakeClock; lines: Line[] } {
  const lines: Line[] = [];
  const clock = new FakeClock();
  const log = new GuardLog(clock, {
    info: (...line: unknown[]) => void lines.push(line as unknown as Line),
  });
  return { log, clock, lines };
}

Deno.test("what happens in a minute is one line", () => {
  const { log, clock, lines } = logged();
  for (let count = 0; count < 2000; count++) log.count(count % 2 ? "http" : "silence");
  strictEqual(lines.length, 0);
  clock.advance(60_000);
  deepStrictEqual(lines.map(([, values]) => values), [{ silence: 1000, http: 1000 }]);
  clock.advance(600_000);
  strictEqual(lines.length, 1);
});

Deno.test("bans are told one by one, and only counted when there are very many", () => {
  const { log, clock, lines } = logged();
  for (let count = 0; count < 100; count++) {
    log.banned({ network: "192.0.2.7", reason: "noise", until: clock.now() + 60_000 }, "192.0.2.7");
  }
  strictEqual(lines.length, 20);
  deepStrictEqual(lines[0]![1], { address: "192.0.2.7", minutes: 1, reason: "noise" });
  clock.advance(60_000);
  deepStrictEqual(lines[20]![1], { "more-bans": 80 });
});

Deno.test("what is yet to be told is told at the end, and no deadline stays", () => {
  const { log, clock, lines } = logged();
  log.count("http");
  log.close();
  strictEqual(lines.length, 1);
  strictEqual(clock.waiting, false);
});
