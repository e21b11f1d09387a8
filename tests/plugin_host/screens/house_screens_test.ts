/**
 * Which screens callers are shown, and with what filled in.
 *
 * @module
 */

import { deepStrictEqual, match, ok, strictEqual } from "node:assert/strict";
import { plugin } from "partyline";
import { HouseScreens } from "../../../core/plugin_host/screens/house_screens.ts";
import { SCREEN_VALUES } from "../../../core/plugin_host/screens/screen_values.ts";
import { LOOK_MS, ScreenFolder } from "../../../core/session/terminal/screen_folder.ts";
import { DEFAULT_PROFILE } from "../../../core/terminal/profile.ts";
import { plain } from "../../../core/terminal/style/styled_text.ts";
import { PluginFiles, pluginText } from "../../kit/plugin_files.ts";
import { recordedLog } from "../../kit/recorded_log.ts";
import { TestHouse } from "../../../testing/test_house.ts";

/** A plugin that shows a screen, and tells whether there was one. */
const SHOWER = plugin({
  name: "shower",
  summary: "Shows screens.",
  needs: ["screens"],
  setup(host) {
    host.command({
      usage: "show <screen> [word]",
      summary: "Show it.",
      async run({ args, screens, reply }) {
        const { screen, word } = args;
        reply(await screens.show(screen, { ...(word && { word }) }) ? "Shown." : "There is none.");
      },
    });
    host.command({
      usage: "shown",
      summary: "List them.",
      run: async ({ screens, reply }) => reply((await screens.list()).join(" ")),
    });
  },
});

/** A house with the files of a sysop. */
async function houseWith(files: Readonly<Record<string, string>>) {
  const own = await PluginFiles.make(files);
  const house = await TestHouse.open({ main: { screens: own.path } });
  await house.load(SHOWER);
  return {
    own,
    house,
    async [Symbol.asyncDispose]() {
      await house[Symbol.asyncDispose]();
      await own[Symbol.asyncDispose]();
    },
  };
}

Deno.test("a plugin shows a screen of the sysop's, with values of its own and of the house", async () => {
  await using at = await houseWith({ "poem.txt": "^g{{word}}^~ for {{name}} in {{house}}" });
  const ann = await at.house.guest("ann");
  deepStrictEqual(await ann.answerTo("/show poem roses"), ["roses for ann in Partyline", "Shown."]);
  deepStrictEqual(await ann.answerTo("/show nothing"), ["There is none."]);
  deepStrictEqual(await ann.answerTo("/show ../poem"), ["There is none."]);
});

Deno.test("what somebody is called, or types, is no code and no placeholder", async () => {
  await using at = await houseWith({ "poem.txt": "<{{word}}>" });
  const ann = await at.house.guest("ann");
  deepStrictEqual(await ann.answerTo("/show poem ^R{{house}}"), ["<^R{{house}}>", "Shown."]);
});

Deno.test("each caller is shown the file that fits their terminal", async () => {
  await using at = await houseWith({
    "poem.80x24.ans": "eighty",
    "poem.40x25.ans": "forty",
    "poem.txt": "text",
  });
  const plainly = await at.house.guest("ann");
  const wide = await at.house.guest("bob", { client: "telnet" });
  const narrow = await at.house.guest("cy", { client: "telnet", columns: 40 });
  ok((await plainly.answerTo("/show poem")).includes("text"));
  ok((await wide.answerTo("/show poem")).includes("eighty"));
  ok((await narrow.answerTo("/show poem")).includes("forty"));
});

Deno.test("where none of the sysop's files fits, that of the program is shown", async () => {
  await using own = await PluginFiles.make({ "poem.ans": "picture" });
  await using builtIn = await PluginFiles.make({ "poem.txt": "text" });
  await using house = await TestHouse.open();
  const screens = new HouseScreens({
    house: house.house,
    own: new ScreenFolder({ path: own.path, now: () => 0 }),
    builtIn: new ScreenFolder({ path: builtIn.path, now: () => 0 }),
    folderOf: () => undefined,
  });
  deepStrictEqual(screens.lines("poem"), ["text"]);
  const terminal = { ...DEFAULT_PROFILE, colours: "16" } as const;
  const caller = { session: "", role: "guest", columns: 80, terminal } as const;
  strictEqual(plain(screens.text({ screen: "poem", caller })!), "picture");
  deepStrictEqual(screens.lines("poem", caller), ["text"]);
});

Deno.test("a file that can't be read gives way to the next best, and is logged once", async () => {
  using log = recordedLog();
  await using at = await houseWith({ "poem.80x24.txt": "x".repeat(300_000), "poem.txt": "text" });
  const ann = await at.house.guest("ann");
  for (let times = 0; times < 2; times++) {
    deepStrictEqual(await ann.answerTo("/show poem"), ["text", "Shown."]);
    at.house.clock.advance(LOOK_MS);
  }
  strictEqual(log.lines.filter((line) => line.includes("poem.80x24.txt")).length, 1);
});

Deno.test("files are shown as they are when they are shown", async () => {
  await using at = await houseWith({ "poem.txt": "old" });
  const ann = await at.house.guest("ann");
  deepStrictEqual(await ann.answerTo("/show poem"), ["old", "Shown."]);
  await at.own.write("poem.txt", "newer");
  at.house.clock.advance(LOOK_MS);
  deepStrictEqual(await ann.answerTo("/show poem"), ["newer", "Shown."]);
});

Deno.test("reloading reads all files anew, and counts what can't be shown", async () => {
  await using at = await houseWith({ "poem.txt": "old" });
  strictEqual(await at.house.server.reload(), 0);
  await at.own.write("Poem.txt", "");
  strictEqual(await at.house.server.reload(), 1);
});

Deno.test("a screen higher than the terminal is shown by the screenful", async () => {
  const lines = Array.from({ length: 30 }, (_, index) => `line ${index + 1}`);
  await using at = await houseWith({ "poem.txt": lines.join("\n") });
  const ann = await at.house.guest("ann", { client: "telnet", rows: 10 });
  ann.line("/show poem");
  match(await ann.until(/More .*: leave$/), /line 9\n[^]*More/);
  ann.type("q");
  await ann.until("Shown.");
});

Deno.test("the list has the screens of the sysop and those of the program", async () => {
  await using at = await houseWith({ "poem.txt": "", "help/poems.txt": "" });
  const ann = await at.house.guest("ann");
  const [names = ""] = await ann.answerTo("/shown");
  ok(names.split(" ").includes("poem") && names.split(" ").includes("help/poems"));
});

Deno.test("every placeholder has a value before somebody has a name, and after", async () => {
  const all = Object.keys(SCREEN_VALUES).map((key) => `${key}=<{{${key}}}>`).join("\n");
  await using at = await houseWith({ "all.txt": all });
  await at.house.guest("zoe");
  const before = at.house.house.screens.lines("all");
  deepStrictEqual(before, [
    "callers=<1>",
    "date=<2024-01-01>",
    "free_nodes=<63>",
    "house=<Partyline>",
    "last_caller=<zoe>",
    "lobby=<lobby>",
    "name=<>",
    "node=<>",
    "nodes=<64>",
    "role=<>",
    "rooms=<1>",
    `time=<${before.join().match(/\d\d:\d\d/)}>`,
    "uptime=<0s>",
    `version=<${at.house.house.facts.version}>`,
  ]);
  const ann = await at.house.guest("ann");
  const after = await ann.answerTo("/show all");
  deepStrictEqual(after.filter((line) => /^(callers|last_caller|name|node|role)=/.test(line)), [
    "callers=<2>",
    "last_caller=<zoe>",
    "name=<ann>",
    "node=<2>",
    "role=<guest>",
  ]);
});

/** A plugin that has a folder, and shows what is asked for. */
const FOLDER_PLUGIN = pluginText("quiz", {
  parts: 'needs: ["screens"],',
  setup: `host.command({
    usage: "shw <screen>",
    summary: "Show it.",
    run: async ({ args, screens, reply }) => {
      reply(await screens.show(args.screen, { word: 7 }) ? "Shown." : "There is none.");
    },
  });`,
});

for (const isolate of [[], ["quiz"]]) {
  const how = isolate.length > 0 ? "apart from the house" : "within the house";
  Deno.test(`a plugin that runs ${how} brings screens of its own, which the sysop may replace`, async () => {
    await using plugins = await PluginFiles.make({
      "quiz/mod.ts": FOLDER_PLUGIN,
      "quiz/screens/intro.txt": "Question {{word}} of {{house}}",
      "quiz/screens/outro.txt": "Over.",
    });
    await using own = await PluginFiles.make({
      "quiz/outro.txt": "Over, says the sysop.",
      "intro.txt": "another",
      "rules.txt": "be kind",
    });
    await using house = await TestHouse.open({
      main: { screens: own.path },
      pluginFolder: plugins.path,
      isolate,
    });
    const ann = await house.guest("ann");
    ann.line("/shw intro");
    await ann.until("Question 7 of Partyline\nShown.\n");
    ann.line("/shw outro");
    await ann.until("Over, says the sysop.\nShown.\n");
    ann.line("/shw rules");
    await ann.until("be kind\nShown.\n");
    ann.line("/shw nothing");
    await ann.until("There is none.\n");
  });
}
