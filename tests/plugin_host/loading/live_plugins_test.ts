/**
 * Plugins of a folder in an open house: loaded, loaded anew and taken out while callers are there.
 *
 * @module
 */

import { deepStrictEqual, match, ok, rejects, strictEqual } from "node:assert/strict";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { TOO_MANY } from "../../../core/plugin_host/failures.ts";
import { IDLE_MS, SETUP_MS } from "../../../core/plugin_host/plugin_host.ts";
import { eventually } from "../../kit/eventually.ts";
import { command, PluginFiles, pluginText } from "../../kit/plugin_files.ts";
import { recordedLog } from "../../kit/recorded_log.ts";
import { TestHouse } from "../../../testing/test_house.ts";

/** The problem of a plugin, with the folder's path as `plugins.d`. */
function problemOf(house: TestHouse, folder: PluginFiles, name: string): string | undefined {
  const { problem } = house.house.plugins.list().find((plugin) => plugin.name === name)!;
  return problem?.replaceAll(folder.path, "plugins.d");
}

Deno.test("the plugins of the folder are loaded when the house opens", async () => {
  await using folder = await PluginFiles.make({
    "dice.ts": pluginText("dice", { before: "const sides: number = 6;", answer: "`d${sides}`" }),
    "quiz/mod.js": pluginText("quiz", {
      before: `import { answer } from "./a.js";`,
      answer: "answer",
    }),
    "quiz/a.js": "export const answer = 42 + '';",
  });
  await using house = await TestHouse.open({ pluginFolder: folder.path });
  const ann = await house.guest("ann");
  deepStrictEqual(await ann.answerTo("/dice"), ["d6"]);
  deepStrictEqual(await ann.answerTo("/quiz"), ["42"]);
  deepStrictEqual(house.server.failures, []);
});

/** What keeps a plugin from being loaded while it is set up, and what is told. */
const FAULTS: Readonly<Record<string, readonly [string, RegExp]>> = {
  "throws in setup": [
    pluginText("bad", { setup: `null.roll()` }),
    /^plugins\.d\/bad\.js:8:10: .* as its setup threw TypeError: Cannot read properties of null/,
  ],
  "has a malformed command": [
    pluginText("bad", { setup: command("bad <a", "") }),
    /^plugins\.d\/bad\.js:8:10: .* as its setup threw TypeError: .*"bad <a"/,
  ],
  "registers a command of the program": [
    pluginText("bad", { setup: command("join <where>", "") }),
    /^plugins\.d\/bad\.js:8:10: .* as the word "join" is taken: command "join" of plugin "rooms" \(in the program\)$/,
  ],
  "registers a command of another in the folder": [
    pluginText("bad", { setup: command("also", "") + command("dice", "") }),
    /^plugins\.d\/bad\.js:8:\d+: .* as the word "dice" is taken: command "dice" of plugin "adice" \(plugins\.d\/adice\.js\)$/,
  ],
  "is called as one in the program": [
    pluginText("who"),
    /^plugins\.d\/bad\.js: .* as there is a plugin "who" already: in the program$/,
  ],
  "is called as another in the folder": [
    pluginText("adice"),
    /^plugins\.d\/bad\.js: .* as there is a plugin "adice" already: plugins\.d\/adice\.js$/,
  ],
  "is called as a section of the house": [
    pluginText("limits"),
    /^plugins\.d\/bad\.js: .* as a section of the house's settings has its name: "limits"$/,
  ],
};

for (const [fault, [text, expected]] of Object.entries(FAULTS)) {
  Deno.test(`a plugin that ${fault} is left out, and the house opens`, async () => {
    await using folder = await PluginFiles.make({
      "adice.js": pluginText("adice", { setup: command("dice", `reply("six")`) }),
      "bad.js": text,
      "fine.js": pluginText("fine"),
    });
    await using house = await TestHouse.open({ pluginFolder: folder.path });
    match(problemOf(house, folder, "bad")!, expected);
    strictEqual(house.server.failures.length, 1);
    const ann = await house.guest("ann");
    deepStrictEqual(await ann.answerTo("/dice"), ["six"]);
    deepStrictEqual(await ann.answerTo("/fine"), ["this is fine"]);
    match((await ann.answerTo("/also")).join(), /no such command/);
    await ann.answerTo("/join den");
  });
}

Deno.test("a plugin may have 300 commands", async () => {
  const setup = `for (let i = 0; i < 300; i++) {
    host.command({ usage: "many" + i, summary: "One of many.", run: ({ reply }) => reply("" + i) });
  }`;
  await using folder = await PluginFiles.make({ "many.js": pluginText("many", { setup }) });
  await using house = await TestHouse.open({ pluginFolder: folder.path });
  const root = await house.sysop("root");
  deepStrictEqual(await root.answerTo("/many299"), ["299"]);
  deepStrictEqual(await root.answerTo("/plugin reload many"), ["Plugin many is reloaded."]);
  deepStrictEqual(await root.answerTo("/many299"), ["299"]);
  deepStrictEqual(await root.answerTo("/plugin unload many"), ["Plugin many is unloaded."]);
  match((await root.answerTo("/many299")).join(), /no such command/);
});

Deno.test("a plugin whose setup never ends is left out when its time is up", async () => {
  await using folder = await PluginFiles.make({
    "slow.js": pluginText("slow", {
      setup: "globalThis.begun = true; return new Promise(() => {});",
    }),
  });
  await using house = await TestHouse.open();
  await using other = await TestHouse.open({ pluginFolder: `${folder.path}/none` });
  const root = await other.sysop("root");
  await folder.write("none/slow.js", await Deno.readTextFile(`${folder.path}/slow.js`));
  root.line("/plugin load slow");
  await eventually("its setup begins", () => "begun" in globalThis);
  Reflect.deleteProperty(globalThis, "begun");
  const ann = await house.guest("ann");
  await ann.roundtrip();
  other.clock.advance(SETUP_MS);
  await root.until(
    /slow\.js: Cannot load the plugin as its setup did not end within 10\s+seconds\n/,
  );
});

Deno.test("a plugin that is loaded anew has its new files and its new settings", async () => {
  const before = `import { words } from "./words.js";`;
  const parts = `settings: { sides: int({ default: 6, summary: "Sides" }) },`;
  await using folder = await PluginFiles.make({
    "dice/mod.js": pluginText("dice", { before, parts, answer: "words + host.settings.sides" }),
    "dice/words.js": `export const words = "d";`,
  });
  const config = { text: "" };
  await using house = await TestHouse.open({ pluginFolder: folder.path, config });
  const root = await house.sysop("root");
  deepStrictEqual(await root.answerTo("/dice"), ["d6"]);
  await folder.write("dice/words.js", `export const words = "die of ";`);
  config.text = "[dice]\nsides = 20\n[unknown]\n";
  deepStrictEqual(await root.answerTo("/plugin reload dice"), ["Plugin dice is reloaded."]);
  deepStrictEqual(await root.answerTo("/dice"), ["die of 20"]);

  config.text = "\n[dice]\nsides = many\n";
  deepStrictEqual(await root.answerTo("/plugin reload dice"), [
    'config.ini:3: Cannot read "sides" as it must be a whole number not below 0: "many"',
  ]);
  deepStrictEqual(await root.answerTo("/dice"), ["die of 20"]);
});

Deno.test("what a plugin knows is handed over to the one that takes its place", async () => {
  const text = (version: number) =>
    pluginText("count", {
      before: "let count = 0;",
      parts: `version: "${version}", save: () => ({ count, of: new Map([[1, 2]]) }),`,
      setup: `if (saved) count = saved.count + saved.of.size * 100; ` +
        command("count", `count++; reply("${version}: " + count)`),
    });
  await using folder = await PluginFiles.make({ "count.js": text(1) });
  await using house = await TestHouse.open({ pluginFolder: folder.path });
  const root = await house.sysop("root");
  deepStrictEqual(await root.answerTo("/count"), ["1: 1"]);
  await folder.write("count.js", text(2));
  await root.answerTo("/plugin reload count");
  deepStrictEqual(await root.answerTo("/count"), ["2: 102"]);
  strictEqual(house.house.plugins.list().find(({ name }) => name === "count")?.version, "2");
});

/** What a new version may have wrong, and what the sysop is told. */
const ROLLBACKS: Readonly<Record<string, readonly [string, RegExp]>> = {
  "a syntax error": ["const = 5;", /dice\.js:1:7: .* as its syntax is wrong/],
  "a setup that throws": [pluginText("dice", { setup: "null.roll()" }), /dice\.js:8:10: .* setup/],
  "a command that is taken": [
    pluginText("dice", { setup: command("dice", "") + command("join", "") }),
    /as the word "join" is taken: .* \(in the program\)/,
  ],
  "another name": [
    pluginText("cup"),
    /as it is called "cup" now, and "dice" is still loaded/,
  ],
  "a gateway": [
    pluginText("dice", { parts: `needs: ["gateways"],` }),
    /Cannot load plugin "dice" while the house is open as callers come in through it/,
  ],
};

for (const [fault, [text, expected]] of Object.entries(ROLLBACKS)) {
  Deno.test(`of a plugin with ${fault} the old one stays, and the sysop is told`, async () => {
    const old = pluginText("dice", {
      before: "let rolls = 0;",
      parts: `needs: ["timers"], save: () => rolls,`,
      setup: `host.every(1000, () => rolls += 100); ` + command("dice", `reply("" + ++rolls)`),
    });
    await using folder = await PluginFiles.make({ "dice.js": old });
    await using house = await TestHouse.open({ pluginFolder: folder.path });
    const root = await house.sysop("root");
    deepStrictEqual(await root.answerTo("/dice"), ["1"]);
    await folder.write("dice.js", text);
    const told = (await root.answerTo("/plugin reload dice")).join(" ");
    match(told, expected);
    deepStrictEqual(await root.answerTo("/dice"), ["2"]);
    house.clock.advance(1000);
    deepStrictEqual(await root.answerTo("/dice"), ["103"], "its timers run on");
    match(problemOf(house, folder, "dice") ?? "", expected);

    await folder.write("dice.js", old);
    deepStrictEqual(await root.answerTo("/plugin reload dice"), ["Plugin dice is reloaded."]);
    strictEqual(problemOf(house, folder, "dice"), undefined);
  });
}

Deno.test("a plugin that was unloaded as it failed is listed with the reason, until it is loaded", async () => {
  using log = recordedLog();
  await using folder = await PluginFiles.make({
    "dice.js": pluginText("dice", {
      parts: `needs: ["timers"],`,
      setup: "host.every(1000, () => { null.roll(); });",
    }),
  });
  await using house = await TestHouse.open({ pluginFolder: folder.path });
  const root = await house.sysop("root");
  for (let times = 0; times < TOO_MANY; times++) {
    house.clock.advance(1000);
    await root.roundtrip();
  }
  await root.until(/Plugin "dice" was unloaded as it failed again and again/);
  match(
    problemOf(house, folder, "dice")!,
    /^plugins\.d\/dice\.js:8:\d+: The plugin was unloaded at \d\d:\d\d as it failed again and again: TypeError: Cannot read properties of null/,
  );
  match((await root.answerTo("/plugins")).join(" "), /dice +.*not loaded .*unloaded at \d\d:\d\d/);
  ok(log.lines.some((line) => line.includes("Plugin was unloaded")));
  await folder.write("dice.js", pluginText("dice"));
  await root.answerTo("/plugin load dice");
  strictEqual(problemOf(house, folder, "dice"), undefined);
});

Deno.test("what an author did wrong is logged with its place, and no stack of the house", async () => {
  using log = recordedLog();
  await using folder = await PluginFiles.make({ "dice.js": pluginText("dice") });
  await using house = await TestHouse.open({ pluginFolder: folder.path });
  const root = await house.sysop("root");
  log.lines.length = 0;
  await folder.write("dice.js", pluginText("dice", { setup: "null.roll()" }));
  await root.answerTo("/plugin reload dice");
  const told = log.lines.filter((line) => line.includes(" plugins "));
  strictEqual(told.length, 1);
  match(
    told[0]!,
    /warn\w* plugins +Plugin could not be loaded plugin=dice problem=".*dice\.js:8:10: /,
  );
  ok(!told[0]!.includes("\n"), told[0]);
});

Deno.test("what can't be handed over keeps the old one in its place", async () => {
  await using folder = await PluginFiles.make({
    "dice.js": pluginText("dice", { parts: "save: () => () => 6," }),
  });
  await using house = await TestHouse.open({ pluginFolder: folder.path });
  const root = await house.sysop("root");
  match((await root.answerTo("/plugin reload dice")).join(" "), /dice\.js: Cannot load the plugin/);
  deepStrictEqual(await root.answerTo("/dice"), ["this is dice"]);
});

Deno.test("a plugin that is taken out leaves nothing behind", async () => {
  await using folder = await PluginFiles.make({
    "dice.js": pluginText("dice", {
      parts: `needs: ["timers", "events", "filters"],`,
      setup: `globalThis.seen = [];
        host.every(1000, () => globalThis.seen.push("timer"));
        host.on("said", () => globalThis.seen.push("event"));
        host.filter({ on: "say" }, () => { globalThis.seen.push("filter"); });
        host.command({ usage: "dice", aliases: ["d"], shorthand: "%", summary: "Roll.", run() {} });`,
    }),
  });
  await using house = await TestHouse.open({ pluginFolder: folder.path });
  const { seen } = globalThis as unknown as { seen: string[] };
  const root = await house.sysop("root");
  root.line("hello");
  await eventually("it hears", () => seen.length === 2);
  await root.answerTo("/plugin unload dice");
  seen.length = 0;
  house.clock.advance(5000);
  match((await root.answerTo("/d")).join(), /no such command/);
  await root.answerTo("% is said");
  await root.roundtrip();
  deepStrictEqual(seen, []);
  deepStrictEqual(
    house.house.plugins.list().find(({ name }) => name === "dice")?.isLoaded,
    false,
  );
});

Deno.test("a command that is under way ends before its plugin is replaced, and its state is kept", async () => {
  const text = (version: number) =>
    pluginText("count", {
      before: "let count = 0;",
      parts: "save: () => count,",
      setup: `count = saved ?? 0; ` +
        command("count", `await ask("More? "); count++; reply("${version}: " + count)`),
    });
  await using folder = await PluginFiles.make({ "count.js": text(1) });
  await using house = await TestHouse.open({ pluginFolder: folder.path });
  const root = await house.sysop("root");
  const [ann, bob] = [await house.guest("ann"), await house.guest("bob")];
  ann.line("/count");
  await ann.until("More? ");
  await folder.write("count.js", text(2));
  root.line("/plugin reload count");
  await eventually(
    "the reload waits",
    () => house.house.registry.heldBy({ owner: "count" }) !== undefined,
  );
  bob.line("/count");
  ann.line("yes");
  await ann.until("1: 1\n");
  await root.until("Plugin count is reloaded.\n");
  await bob.until("More? ");
  bob.line("yes");
  await bob.until("2: 2\n");
});

Deno.test("a command that waits for its caller does not hold a reload up for long", async () => {
  const text = (version: number) =>
    pluginText("quiz", { setup: command("quiz", `reply("${version}: " + await ask("Who? "))`) });
  await using folder = await PluginFiles.make({ "quiz.js": text(1) });
  await using house = await TestHouse.open({ pluginFolder: folder.path });
  const root = await house.sysop("root");
  const ann = await house.guest("ann");
  ann.line("/quiz");
  await ann.until("Who? ");
  await folder.write("quiz.js", text(2));
  root.line("/plugin reload quiz");
  await eventually(
    "the reload waits",
    () => house.house.registry.heldBy({ owner: "quiz" }) !== undefined,
  );
  house.clock.advance(IDLE_MS);
  await root.until("Plugin quiz is reloaded.\n");
  ann.line("me");
  await ann.until("1: me\n");
  ann.line("/quiz");
  await ann.until("Who? ");
  ann.line("me");
  await ann.until("2: me\n");
});

Deno.test("callers who use a plugin notice nothing of 100 reloads", async () => {
  await using folder = await PluginFiles.make({
    "echo.js": pluginText("echo", { setup: command("echo <text...>", "reply(args.text)") }),
  });
  await using house = await TestHouse.open({
    pluginFolder: folder.path,
    limits: { lines_per_second: 10_000, lines_burst: 10_000 },
  });
  const root = await house.sysop("root");
  const callers = await Promise.all(
    Array.from(
      { length: 10 },
      (_, index) => house.guest(`guest${index}`, { address: `192.0.2.${index + 2}` }),
    ),
  );
  // Whoever came in first has read of the others.
  for (const caller of callers) await caller.roundtrip();
  let isOver = false;
  const talk = async (caller: typeof callers[number]) => {
    let lines = 0;
    for (; !isOver; lines++) deepStrictEqual(await caller.answerTo(`/echo ${lines}`), [`${lines}`]);
    return lines;
  };
  const talking = callers.map(talk);
  for (let times = 0; times < 100; times++) await house.house.plugins.reload("echo");
  isOver = true;
  ok((await Promise.all(talking)).every((lines) => lines > 0));
  await root.roundtrip();
});

Deno.test("a plugin whose files vanish stays, and can't be loaded anew", async () => {
  await using folder = await PluginFiles.make({ "dice/mod.js": pluginText("dice") });
  await using house = await TestHouse.open({ pluginFolder: folder.path });
  const root = await house.sysop("root");
  await folder.remove("dice");
  deepStrictEqual(await root.answerTo("/dice"), ["this is dice"]);
  match((await root.answerTo("/plugin reload dice")).join(" "), /as there is no such file/);
  deepStrictEqual(await root.answerTo("/dice"), ["this is dice"]);
});

Deno.test("a plugin that was wrong is loaded once it is mended", async () => {
  await using folder = await PluginFiles.make({ "dice.js": "const = 5;" });
  await using house = await TestHouse.open({ pluginFolder: folder.path });
  const root = await house.sysop("root");
  await folder.write("dice.js", pluginText("dice"));
  deepStrictEqual(await root.answerTo("/plugin load dice"), ["Plugin dice is loaded."]);
  deepStrictEqual(await root.answerTo("/dice"), ["this is dice"]);
});

Deno.test("a plugin of the program can be taken out and put back, and not be loaded anew", async () => {
  await using house = await TestHouse.open();
  const { plugins } = house.house;
  await plugins.unload("who");
  const ann = await house.guest("ann");
  match((await ann.answerTo("/who")).join(), /no such command/);
  await plugins.load("who");
  match((await ann.answerTo("/who")).join(), /ann/);
  await rejects(plugins.reload("who"), /Cannot reload plugin "who" as it is a part of the program/);
});

Deno.test("what is changed in the folder is loaded at once when it is watched", async () => {
  await using folder = await PluginFiles.make({ "dice.js": pluginText("dice") });
  await using house = await TestHouse.open({ pluginFolder: folder.path, watchPlugins: true });
  const root = await house.sysop("root");
  const heard = async (pattern: RegExp) => {
    // The watcher tells when it likes, and then waits on this clock for quiet.
    let isHeard = false;
    const hearing = root.until(pattern).then(() => isHeard = true);
    await eventually(`root reads ${pattern}`, () => {
      house.clock.advance(50);
      return isHeard;
    });
    await hearing;
  };
  // A file that is written may be two changes, and be loaded twice: what is told of that is passed over.
  const answers = async (line: string, answer: string) => {
    root.line(line);
    await root.until(new RegExp(`^${answer}\n`, "m"));
  };
  await folder.write("dice.js", pluginText("dice", { answer: `"anew"` }));
  await heard(/\*\*\* Plugin "dice" is loaded from .*\n/);
  await answers("/dice", "anew");
  await folder.write("dice.js", "const = 5;");
  await heard(/\*\*\* .*dice\.js:1:7: Cannot load the plugin as its syntax is\s+wrong[^]*\n/);
  await answers("/dice", "anew");
  await folder.write("poll/mod.js", pluginText("poll"));
  await heard(/\*\*\* Plugin "poll" is loaded from .*\n/);
  await answers("/poll", "this is poll");
});

Deno.test("nothing of a plugin is kept once another has taken its place", async () => {
  await using folder = await PluginFiles.make({
    "dice/mod.ts": pluginText("dice", {
      before: `import { words } from "./words.ts";
        const large = { words };
        globalThis.kept.push(new WeakRef(large));`,
      parts: `needs: ["bot", "events", "filters", "store", "timers"], save: () => ({ large }),`,
      setup: `host.every(1000, () => large);
        host.on("said", () => large);
        host.filter({ on: "say" }, () => { large; });` + command("dice", "reply(large.words)"),
    }),
    "dice/words.ts": "export const words: string = import.meta.url;",
  });
  const kept: WeakRef<object>[] = [];
  Object.assign(globalThis, { kept });
  await using house = await TestHouse.open({ pluginFolder: folder.path });
  const root = await house.sysop("root");
  for (let times = 0; times < 20; times++) await house.house.plugins.reload("dice");
  await root.answerTo("/dice");
  setFlagsFromString("--expose-gc");
  const collectGarbage: () => void = runInNewContext("gc");
  await eventually("the old ones are forgotten", () => {
    collectGarbage();
    // The one that is there, and one whose last run the machine may still remember.
    return kept.filter((one) => one.deref() !== undefined).length <= 2;
  });
});
