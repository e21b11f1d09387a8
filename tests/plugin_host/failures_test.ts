/**
 * What fails again and again is unloaded, and said so; what people do wrong is no failure.
 *
 * @module
 */

import { deepStrictEqual, match, ok, strictEqual } from "node:assert/strict";
import { plugin, RefusedError, UserError } from "partyline";
import { TOO_MANY, WITHIN_MS } from "../../core/plugin_host/failures.ts";
import { recordedLog } from "../kit/recorded_log.ts";
import { TestHouse } from "../../testing/test_house.ts";

/** A plugin that fails in every way there is. */
const FAULTY = plugin({
  name: "faulty",
  summary: "Fails.",
  needs: ["events", "filters", "timers"],
  setup(host) {
    const fail = () => {
      throw new TypeError("broken on purpose");
    };
    host.command({ usage: "fail", summary: "Fail.", run: fail });
    host.command({
      usage: "err",
      summary: "Tell the caller.",
      run() {
        throw new UserError("Cannot do that as it is wrong");
      },
    });
    host.command({
      usage: "refuse",
      summary: "Tell what the world says.",
      run() {
        throw new RefusedError({ code: "members-only" });
      },
    });
    host.on("said", fail);
    host.filter({ on: "say", match: "filter" }, fail);
    host.every(1000, fail);
  },
});

Deno.test("a plugin that fails ten times in a minute is unloaded, which log and sysops read", async () => {
  using log = recordedLog();
  await using house = await TestHouse.open();
  await house.load(FAULTY);
  const root = await house.sysop("root");
  const ann = await house.guest("ann");
  for (let count = 0; count < 4; count++) await ann.answerTo("/fail");
  for (let count = 0; count < 2; count++) await ann.answerTo("filter me");
  house.clock.advance(1000);
  match((await ann.answerTo("/fail")).join(), /something broke on our side/);
  match((await ann.answerTo("/fail")).join(), /no such command/);
  await root.until(/Plugin "faulty" was unloaded as it failed again and again/);
  ok(!ann.heard.includes("was unloaded"), "guests are not told");
  match(
    log.lines.join("\n"),
    /error faulty {2}Plugin was unloaded as it failed again and again plugin=faulty/,
  );
  ok(house.house.filters.isEmpty);
});

Deno.test("failures that are further apart are borne", async () => {
  using _log = recordedLog();
  await using house = await TestHouse.open();
  await house.load(plugin({
    name: "faulty",
    summary: "Fails.",
    setup(host) {
      host.command({
        usage: "fail",
        summary: "Fail.",
        run() {
          throw new TypeError("broken on purpose");
        },
      });
    },
  }));
  const ann = await house.guest("ann");
  for (let count = 0; count < 2 * TOO_MANY; count++) {
    match((await ann.answerTo("/fail")).join(), /something broke on our side/);
    house.clock.advance(WITHIN_MS / (TOO_MANY - 1) + 1);
  }
});

Deno.test("what callers do wrong and what the world refuses are no failures", async () => {
  await using house = await TestHouse.open({ limits: { exempt: ["192.0.2.0/24"] } });
  await house.load(FAULTY);
  const ann = await house.guest("ann");
  for (let count = 0; count < TOO_MANY; count++) {
    await ann.answerTo("/err");
    await ann.answerTo("/refuse");
    house.clock.advance(1);
  }
  deepStrictEqual(await ann.answerTo("/err"), ["Cannot do that as it is wrong"]);
});

Deno.test("a plugin of the binary is not unloaded, however it fails", async () => {
  using _log = recordedLog();
  await using house = await TestHouse.open({ limits: { exempt: ["192.0.2.0/24"] } });
  (house.house.builtIns as Set<string>).add("faulty");
  await house.load(FAULTY);
  const ann = await house.guest("ann");
  for (let count = 0; count < 2 * TOO_MANY; count++) {
    match((await ann.answerTo("/fail")).join(), /something broke on our side/);
    house.clock.advance(10);
  }
  strictEqual(house.house.filters.isEmpty, false);
});

Deno.test("a welcome that throws keeps nobody out", async () => {
  using log = recordedLog();
  await using house = await TestHouse.open();
  await house.load(plugin({
    name: "faulty",
    summary: "Fails.",
    needs: ["login"],
    setup(host) {
      host.login.welcome(async () => {
        throw new TypeError("broken on purpose");
      });
    },
  }));
  const ann = await house.guest("ann");
  deepStrictEqual(await ann.roundtrip(), []);
  match(log.lines.join("\n"), /error faulty {2}Plugin failed where="a welcome"/);
});

Deno.test("what loops without end is broken off, wherever it is, and the house goes on", async () => {
  using log = recordedLog();
  await using house = await TestHouse.open();
  const loop = (text = "loop") => {
    while (text === "loop");
  };
  await house.load(plugin({
    name: "loopy",
    summary: "Loops.",
    needs: ["events", "filters"],
    setup(host) {
      host.command({ usage: "loop", summary: "Loop.", run: () => loop() });
      host.filter({ on: "say", match: "loop" }, ({ text }) => loop(text));
      host.on("arrived", () => loop());
    },
  }));
  const ann = await house.guest("ann");
  const bob = await house.guest("bob");
  match((await ann.answerTo("/loop")).join(), /something broke on our side/);
  ann.line("loop");
  await bob.until("ann: loop\n");
  const text = log.lines.join("\n");
  match(text, /Command failed .*loopy[^]*TimeLimitError: It was broken off as it did not let go/);
  match(text, /A filter was skipped/);
  match(text, /Plugin failed where="a listener of \\"arrived\\"" error=TimeLimitError/);
});
