/**
 * Filters: which messages they see, in which order, and what becomes of what they answer.
 *
 * @module
 */

import { deepStrictEqual, match, ok, strictEqual, throws } from "node:assert/strict";
import { type Filter, type FilteredMessage, type FilterRow, type Plugin, plugin } from "partyline";
import { Filters } from "../../../core/plugin_host/capabilities/filters.ts";
import { recordedLog } from "../../kit/recorded_log.ts";
import { TestHouse } from "../../../testing/test_house.ts";

/** A plugin with one filter. */
function filtering(name: string, row: FilterRow, filter: Filter): Plugin {
  return plugin({
    name,
    summary: "Filters.",
    needs: ["filters"],
    setup: (host) => void host.filter(row, filter),
  });
}

Deno.test("a filter changes what all hear", async () => {
  await using house = await TestHouse.open();
  await house.load(filtering("loud", { on: "say" }, ({ text }) => text.toUpperCase()));
  const ann = await house.guest("ann");
  const bob = await house.guest("bob");
  await ann.until("bob has come in\n");
  ann.line("hello");
  await bob.until("ann: HELLO\n");
});

Deno.test("what a filter refuses is not said, and its sender reads why", async () => {
  await using house = await TestHouse.open();
  const no = filtering("no", { on: "say", match: /^no/ }, () => ({
    refuse: "that begins\r\n\x1b[31mwith no",
  }));
  await house.load(no);
  const ann = await house.guest("ann");
  const bob = await house.guest("bob");
  await ann.until("bob has come in\n");
  deepStrictEqual(await ann.answerTo("no way"), [
    "Cannot say that as that begins [31mwith no",
  ]);
  deepStrictEqual(await bob.roundtrip(), []);
});

Deno.test("filters come by order, then by the names of their plugins, then as they were added", async () => {
  await using house = await TestHouse.open();
  const add = (letter: string): Filter => ({ text }) => text + letter;
  await house.load(filtering("zoo", { on: "say" }, add("c")));
  await house.load(plugin({
    name: "ant",
    summary: "Two filters.",
    needs: ["filters"],
    setup(host) {
      host.filter({ on: "say", order: 5 }, add("d"));
      host.filter({ on: "say" }, add("a"));
      host.filter({ on: "say" }, add("b"));
    },
  }));
  await house.load(filtering("last", { on: "say", order: -1 }, add("_")));
  const ann = await house.guest("ann");
  const bob = await house.guest("bob");
  ann.line("x");
  await bob.until("ann: x_abcd\n");
});

Deno.test("a filter sees only what fits its kinds and its match, as the filter before left it", async () => {
  await using house = await TestHouse.open();
  const seen: string[] = [];
  const note = (name: string): Filter => ({ kind, text }) =>
    void seen.push(`${name}: ${kind} ${text}`);
  await house.load(filtering("a", { on: "say", match: "roll" }, ({ text }) => `${text}!`));
  await house.load(filtering("b", { on: ["say", "tell"], match: /!$/g }, note("b")));
  await house.load(filtering("c", { on: "tell" }, note("c")));
  await house.load(filtering("d", { on: "shout" }, note("d")));
  const root = await house.sysop("root");
  for (const line of ["ROLL", "roll", "hello", "/tell root hey!", "/shout hear me"]) {
    await root.answerTo(line);
  }
  deepStrictEqual(seen, [
    "b: say ROLL!",
    "b: say roll!",
    "b: tell hey!",
    "c: tell hey!",
    "d: shout hear me",
  ]);
});

Deno.test("a filter is handed plain data that says who, what and where", async () => {
  await using house = await TestHouse.open();
  const seen: FilteredMessage[] = [];
  await house.load(
    filtering(
      "watch",
      { on: ["say", "tell"] },
      (message) => void seen.push(structuredClone(message)),
    ),
  );
  const ann = await house.guest("ann");
  await ann.answerTo("/me waves");
  await ann.answerTo("/tell ANN psst");
  const who = { name: "ann", isBot: false, role: "guest" };
  deepStrictEqual(seen, [
    { kind: "say", text: "waves", style: "action", room: "lobby", ...who },
    { kind: "tell", text: "psst", style: "say", to: "ANN", ...who },
  ]);
});

Deno.test("a filter may answer with the message, and its other parts stay as they were", async () => {
  await using house = await TestHouse.open();
  await house.load(
    filtering("same", { on: "say" }, (message) => ({ ...message, name: "eve", room: "x" })),
  );
  await house.load(filtering("wait", { on: "say" }, async ({ text }) => `${text}?`));
  const ann = await house.guest("ann");
  const bob = await house.guest("bob");
  ann.line("hello");
  await bob.until("ann: hello?\n");
});

Deno.test("one that takes longer than 100 ms is skipped, which the log and the sysops read", async () => {
  using log = recordedLog();
  await using house = await TestHouse.open();
  const asked = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const answers: PromiseWithResolvers<string>[] = [];
  await house.load(filtering("slow", { on: "say" }, () => {
    asked[answers.length]!.resolve();
    answers.push(Promise.withResolvers());
    return answers.at(-1)!.promise;
  }));
  const root = await house.sysop("root");
  const ann = await house.guest("ann");
  const bob = await house.guest("bob");
  for (const [index, line] of ["one", "two"].entries()) {
    ann.line(line);
    await asked[index]!.promise;
    house.clock.advance(100);
    await bob.until(`ann: ${line}\n`);
  }
  answers[0]!.resolve("too late");
  const heard = (await root.roundtrip()).filter((line) => line.includes("slow"));
  deepStrictEqual(heard.length, 1, "they are not told again and again");
  match(heard[0]!, /A filter of plugin "slow" is too slow, and is skipped\./);
  strictEqual(log.lines.filter((line) => line.includes("too long limitMs=100")).length, 2);
  ok(!(await ann.roundtrip()).some((line) => line.includes("too slow")), "guests are not told");
});

Deno.test("a filter that throws, or answers what is none, is skipped and logged", async () => {
  using log = recordedLog();
  await using house = await TestHouse.open();
  await house.load(filtering("a", { on: "say" }, () => {
    throw new TypeError("broken at once");
  }));
  await house.load(filtering("b", { on: "say" }, async () => {
    throw new TypeError("broken later");
  }));
  await house.load(filtering("c", { on: "say" }, (() => 42) as unknown as Filter));
  const ann = await house.guest("ann");
  const bob = await house.guest("bob");
  ann.line("hello");
  await bob.until("ann: hello\n");
  const logged = log.lines.join("\n");
  for (const what of ["broken at once", "broken later", "neither a text, a message nor a no"]) {
    ok(logged.includes(what), what);
  }
  ok(!logged.includes("hello"));
});

Deno.test("the filters of a plugin go with it", async () => {
  await using house = await TestHouse.open();
  const unload = await house.load(
    filtering("loud", { on: "say" }, ({ text }) => text.toUpperCase()),
  );
  ok(!house.house.filters.isEmpty);
  unload();
  ok(house.house.filters.isEmpty);
  const ann = await house.guest("ann");
  const bob = await house.guest("bob");
  ann.line("hello");
  await bob.until("ann: hello\n");
});

Deno.test("a plugin takes one of its filters away", async () => {
  await using house = await TestHouse.open();
  await house.load(plugin({
    name: "once",
    summary: "Filters once.",
    needs: ["filters"],
    setup(host) {
      const cancel = host.filter({ on: "say" }, ({ text }) => {
        cancel();
        return text.toUpperCase();
      });
    },
  }));
  const ann = await house.guest("ann");
  const bob = await house.guest("bob");
  ann.line("hello");
  await bob.until("ann: HELLO\n");
  ann.line("hello");
  await bob.until("ann: hello\n");
});

Deno.test("what can't be filtered, and an order that is none, are the author's error", async () => {
  await using house = await TestHouse.open();
  let tried = false;
  await house.load(plugin({
    name: "odd",
    summary: "Odd.",
    needs: ["filters"],
    setup(host) {
      throws(() => host.filter({ on: "join" as "say" }, () => {}), /say, shout, tell: "join"/);
      throws(() => host.filter({ on: [] }, () => {}), TypeError);
      throws(() => host.filter({ on: "say", order: NaN }, () => {}), /order is no number/);
      tried = true;
    },
  }));
  ok(tried);
  ok(house.house.filters.isEmpty);
});

Deno.test("a message that no filter waits for is judged at once", () => {
  const filters = new Filters();
  const message: FilteredMessage = {
    kind: "say",
    text: "x",
    style: "say",
    name: "ann",
    isBot: false,
    role: "guest",
  };
  deepStrictEqual(filters.judge(message), { text: "x" });
  filters.add({ owner: "a", order: 0, fits: () => false, run: () => Promise.resolve(undefined) });
  deepStrictEqual(filters.judge(message), { text: "x" });
});
