/**
 * Plugins that run apart: the same for callers, without permissions, and ended when they do not answer.
 *
 * @module
 */

import { deepStrictEqual, doesNotMatch, match, strictEqual } from "node:assert/strict";
import { DEATHS } from "../../../core/plugin_host/plugin_host.ts";
import { FILTER_MS } from "../../../core/plugin_host/capabilities/filters.ts";
import { TestHouse } from "../../../testing/test_house.ts";
import { eventually } from "../../kit/eventually.ts";
import { command, PluginFiles, pluginText, type PluginTextParts } from "../../kit/plugin_files.ts";
import { recordedLog } from "../../kit/recorded_log.ts";

/** A house with one plugin, `apart.js`. */
class Scene implements AsyncDisposable {
  readonly files: PluginFiles;
  readonly house: TestHouse;

  private constructor(files: PluginFiles, house: TestHouse) {
    this.files = files;
    this.house = house;
  }

  static async open(
    parts: PluginTextParts,
    { isolate = ["apart"], config }: { isolate?: string[]; config?: string } = {},
  ): Promise<Scene> {
    const files = await PluginFiles.make({ "apart.js": pluginText("apart", parts) });
    const house = await TestHouse.open({
      pluginFolder: files.path,
      isolate,
      pingMs: 100,
      ...(config !== undefined && { config: { text: config } }),
    });
    return new Scene(files, house);
  }

  /** What is wrong with the plugin; its folder is called plugins.d. */
  get problem(): string | undefined {
    const { problem } = this.house.house.plugins.list().find(({ file }) => file !== undefined)!;
    return problem?.replaceAll(this.files.path, "plugins.d");
  }

  get isLoaded(): boolean {
    return this.house.house.plugins.list().some(({ file, isLoaded }) => file && isLoaded);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.house[Symbol.asyncDispose]();
    await this.files[Symbol.asyncDispose]();
  }
}

const BROKE = "Cannot do that as something broke on our side. It has been logged.";

Deno.test("a plugin apart may not read, write, run, ask or look around", async () => {
  const attempts = [
    `Deno.readTextFile("/etc/hosts")`,
    `Deno.writeTextFile("/tmp/partyline-apart", "")`,
    `new Deno.Command("true").output()`,
    `fetch("http://127.0.0.1:1/")`,
    `Deno.connect({ hostname: "127.0.0.1", port: 1 })`,
    `(async () => Deno.env.get("HOME"))()`,
    `(async () => Deno.hostname())()`,
    `import("node:fs/promises").then((fs) => fs.readFile("/etc/hosts"))`,
  ];
  await using scene = await Scene.open({
    setup: command(
      "try",
      `const kinds = await Promise.all([${
        attempts.map((it) => `async () => await ${it}`)
      }].map((it) => it().then(() => "could", ({ name, cause }) => cause?.name ?? name)));
       reply(kinds.join());`,
    ),
  });
  strictEqual(scene.problem, undefined);
  const ann = await scene.house.guest("ann");
  const kinds = (await ann.answerTo("/try")).join("").split(",");
  strictEqual(kinds.length, attempts.length);
  for (const kind of kinds) match(kind, /^(?:NotCapable|Error|TypeError)$/);
  doesNotMatch(kinds.join(), /could/);
  match(kinds[0]!, /NotCapable/);
});

Deno.test("a command that loops without end costs its caller one line, and others nothing", async () => {
  await using scene = await Scene.open({
    setup: command("loop", "while (true);") + command("fine", `reply("all is well")`),
  });
  const ann = await scene.house.guest("ann");
  const bob = await scene.house.guest("bob");
  const carl = await scene.house.guest("carl");
  ann.line("/loop");
  bob.line("hello");
  await carl.until("bob: hello\n");
  await ann.until(`${BROKE}\n`);
  deepStrictEqual(await ann.answerTo("/fine"), ["all is well"]);
  deepStrictEqual((await bob.answerTo("/fine")).at(-1), "all is well");
});

Deno.test("a filter that loops without end is skipped, and its plugin started anew", async () => {
  using log = recordedLog();
  await using scene = await Scene.open({
    parts: `needs: ["filters"],`,
    setup:
      `host.filter({ on: "say" }, ({ text }) => { while (text === "loop"); return text + "!"; });` +
      command("fine", `reply("all is well")`),
  });
  const ann = await scene.house.guest("ann");
  const bob = await scene.house.guest("bob");
  ann.line("loop");
  await ann.roundtrip();
  scene.house.clock.advance(FILTER_MS);
  await bob.until("ann: loop\n");
  await eventually(
    "it was ended",
    () => /Plugin was ended .*does not answer/.test(log.lines.join("\n")),
  );
  await ann.answerTo("/fine");
  ann.line("hello");
  await bob.until("ann: hello!\n");
});

Deno.test("an expression that takes for ever holds up nobody", async () => {
  await using scene = await Scene.open({
    parts: `needs: ["filters"],`,
    setup: `host.filter({ on: "say", match: /^(a+)+$/ }, () => ({ refuse: "never" }));`,
  });
  const ann = await scene.house.guest("ann");
  const bob = await scene.house.guest("bob");
  ann.line(`${"a".repeat(60)}b`);
  strictEqual((await bob.answerTo("/time")).length, 1);
  await ann.roundtrip();
  scene.house.clock.advance(FILTER_MS);
  await bob.until(/ann: a+b\n/);
});

for (
  const [where, parts] of Object.entries(
    {
      "when it is imported": { before: "while (true);" },
      "in its setup": { setup: "while (true);" },
    } satisfies Record<string, PluginTextParts>,
  )
) {
  Deno.test(`a plugin that loops without end ${where} is left out`, async () => {
    await using scene = await Scene.open(parts);
    strictEqual(
      scene.problem,
      "plugins.d/apart.js: Cannot load the plugin as it does not answer",
    );
    strictEqual(scene.isLoaded, false);
  });
}

Deno.test("a plugin whose worker ends itself again and again is unloaded, and sysops are told", async () => {
  await using scene = await Scene.open({
    setup: command("die", "self.close()") + command("fine", `reply("all is well")`),
  });
  const root = await scene.house.sysop("root");
  for (let deaths = 1; deaths <= DEATHS; deaths++) {
    root.line("/die");
    await root.until(`${BROKE}\n`);
    deepStrictEqual(await root.answerTo("/fine"), ["all is well"]);
  }
  root.line("/die");
  await root.until('Plugin "apart" was unloaded as it was ended again and again');
  strictEqual(scene.isLoaded, false);
  match(
    scene.problem!,
    /^plugins\.d\/apart\.js: The plugin was unloaded at \d\d:\d\d as it was ended again and again: it does not answer$/,
  );
});

Deno.test("a plugin that takes too much memory is ended and started anew", async () => {
  using log = recordedLog();
  await using scene = await Scene.open({
    before: "const all = [];",
    setup: command("hoard", "setInterval(() => all.push(new Array(1_000_000).fill(0.5)))") +
      command("fine", `reply("all is well, " + all.length)`),
  });
  const ann = await scene.house.guest("ann");
  await ann.answerTo("/hoard");
  await eventually(
    "it was ended",
    () => /Plugin was ended .*too much memory: \d+ of at most 256 MiB/.test(log.lines.join("\n")),
  );
  await ann.roundtrip();
  await eventually("it has begun anew", () => scene.isLoaded);
  deepStrictEqual(await ann.answerTo("/fine"), ["all is well, 0"]);
});

Deno.test("what a plugin throws where nobody waits is logged, and ends neither it nor the house", async () => {
  using log = recordedLog();
  await using scene = await Scene.open({
    setup: command("later", `setTimeout(() => null.x); void Promise.reject(new Error("lost"));`) +
      command("fine", `reply("all is well")`),
  });
  const ann = await scene.house.guest("ann");
  await ann.answerTo("/later");
  for (const where of ["a task", "a promise"]) {
    await eventually(
      `${where} is logged`,
      () => log.lines.some((line) => line.includes(`where="${where}"`)),
    );
  }
  deepStrictEqual(await ann.answerTo("/fine"), ["all is well"]);
});

Deno.test("errors of a plugin apart name the author's file and line", async () => {
  await using scene = await Scene.open({ setup: "null.roll()" });
  match(scene.problem!, /^plugins\.d\/apart\.js:8:10: .* as its setup threw TypeError: /);
  await using other = await Scene.open({ setup: command("bad <a", "") });
  match(other.problem!, /^plugins\.d\/apart\.js:8:10: .* as its setup threw TypeError: .*"bad <a"/);
  await using third = await Scene.open({ before: "const;" });
  match(third.problem!, /^plugins\.d\/apart\.js:2:\d+: .* as its syntax is wrong: /);
});

Deno.test("messages that are forged do nothing to the house", async () => {
  await using scene = await Scene.open({
    setup: command(
      "forge",
      `for (const method of ["store.get", "bot.say", "constructor", "__proto__", "settings", "log", 5]) {
         postMessage({ kind: "call", target: 0, method, args: ["lobby", "x"] });
       }
       for (const message of [{ kind: "call" }, { kind: "answer" }, { kind: "release", target: 0 }, {}]) postMessage(message);
       reply("done");`,
    ) + command("break", `postMessage({ kind: "failure", id: 1 }); postMessage(null);`),
  });
  const ann = await scene.house.guest("ann");
  deepStrictEqual(await ann.answerTo("/forge"), ["done"]);
  await ann.answerTo("/break");
  deepStrictEqual(await ann.answerTo("/forge"), ["done"]);
});

Deno.test("a caller who hangs up ends the command that waits for them", async () => {
  using log = recordedLog();
  await using scene = await Scene.open({
    before: "let ended = 'nobody';",
    setup: command(
      "wait",
      `try { await ask("Well? "); } catch (error) { ended = error.name; throw error; }`,
    ) +
      command("ended", `reply(ended)`),
  });
  const ann = await scene.house.guest("ann");
  const bob = await scene.house.guest("bob");
  ann.line("/wait");
  await ann.until("Well?");
  ann.end();
  await bob.until("(hung up)\n");
  let ended = "nobody";
  for (let tries = 0; ended === "nobody" && tries < 100; tries++) {
    [ended = ""] = await bob.answerTo("/ended");
  }
  strictEqual(ended, "CallerGone");
  doesNotMatch(log.lines.join("\n"), /failed/);
});

Deno.test("a plugin apart shows tables, laid out for whoever reads them", async () => {
  await using scene = await Scene.open({
    before: `import { spanOf, styled } from "partyline";`,
    setup: command(
      "shelf",
      `await table([[styled\`^{room}lobby^~\`, spanOf(60_000)]], { head: ["Room", "Idle"] })`,
    ),
  });
  const ann = await scene.house.guest("ann");
  deepStrictEqual(await ann.answerTo("/shelf"), ["Room   Idle", "lobby  1m"]);
  await ann.answerTo("/terminal screen-reader on");
  deepStrictEqual(await ann.answerTo("/shelf"), ["lobby: idle 1 minute."]);
});

Deno.test("a rule of a setting is kept, and told", async () => {
  await using scene = await Scene.open({
    before: `import { text } from "partyline";`,
    parts:
      `settings: { word: text({ default: "aha", rule: { expects: "a palindrome", test: (it) => it === [...it].reverse().join("") }, summary: "Word" }) },`,
    setup: command("word", "reply(host.settings.word)"),
  }, { config: "[apart]\nword = oho\n" });
  const root = await scene.house.sysop("root");
  await scene.house.house.plugins.reload("apart");
  deepStrictEqual(await root.answerTo("/word"), ["oho"]);
});

Deno.test("a setting that breaks its rule keeps the plugin out", async () => {
  await using scene = await Scene.open({
    before: `import { text } from "partyline";`,
    parts:
      `settings: { word: text({ default: "aha", rule: { expects: "a palindrome", test: (it) => it === [...it].reverse().join("") }, summary: "Word" }) },`,
    setup: command("word", "reply(host.settings.word)"),
  }, { config: "[apart]\nword = ah\n" });
  await scene.house.house.plugins.reload("apart").catch(() => {});
  match(scene.problem!, /Cannot read the setting "word" as it must be a palindrome/);
});

Deno.test("a plugin that speaks a protocol can't run apart", async () => {
  await using scene = await Scene.open({ parts: `needs: ["gateways"],` });
  match(
    scene.problem!,
    /plugins\.d\/apart\.js: .* it needs "gateways", which works with the house itself/,
  );
});

/** Uses each part of the house that a command may have, and tells all that came of it. */
const ALL = `
  const told = [];
  const note = async (name, work) => {
    try { told.push([name, await work()]); } catch ({ name: kind, message }) { told.push([name, kind, message]); }
  };
  await note("mine", () => all.accounts.mine());
  await note("help", () => all.commands.look("join"));
  await note("nearest", () => all.commands.nearest("jion"));
  await note("tell", () => all.messages.tell("nobody", "hello"));
  await note("say", () => all.messages.say("hello"));
  await note("plugins", () => all.plugins.list());
  await note("rooms", () => all.rooms.list());
  await note("create", () => all.rooms.enter("no such room !"));
  await note("look", async () => { const { here, ...rest } = await all.users.look("ann"); return rest; });
  await note("kill", () => all.server.kill("ann", "no"));
  await note("large", () => host.store.set("large", "x".repeat(100_000)));
  await note("kept", () => host.store.set("kept", { list: [1, "2", null] }));
  await note("list", () => host.store.list());
  await note("update", () => host.store.update("kept", () => { throw new UserError("Cannot keep that as I will not"); }));
  await note("bot", () => host.bot.say("nowhere", "hello"));
  await note("fetch", () => host.fetch("http://localhost/"));
  await note("columns", () => [all.columns, all.role, all.name]);
  all.reply(JSON.stringify(told).replaceAll(/"since":\\d+|"activeAt":\\d+/g, ""));
  await all.flushed();
`;

Deno.test("every part of the house answers the same, inside and apart", async () => {
  const answers: string[] = [];
  for (const isolate of [[], ["apart"]]) {
    await using scene = await Scene.open({
      parts:
        `needs: ["accounts", "bot", "commands", "fetch", "messages", "plugins", "rooms", "server", "store", "users"],`,
      setup: `host.command({ usage: "all", summary: "All.", run: async (all) => { ${ALL} } });`,
    }, { isolate });
    strictEqual(scene.problem, undefined);
    const ann = await scene.house.guest("ann");
    answers.push((await ann.answerTo("/all")).join("\n"));
  }
  const [inside, apart] = answers;
  match(inside!, /RefusedError/);
  strictEqual(apart, inside);
});

Deno.test("a very long answer comes whole", async () => {
  const answers: number[] = [];
  for (const isolate of [[], ["apart"]]) {
    await using scene = await Scene.open({
      setup: command("long", `reply("line\\n".repeat(5000))`),
    }, { isolate });
    const ann = await scene.house.guest("ann");
    answers.push((await ann.answerTo("/long")).length);
  }
  deepStrictEqual(answers, [answers[0], answers[0]]);
});
