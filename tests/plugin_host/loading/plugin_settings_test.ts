import { deepStrictEqual, strictEqual, throws } from "node:assert/strict";
import { int, plugin } from "partyline";
import { ConfigError, formatProblem } from "../../../core/config/config_problem.ts";
import { PluginCatalogue } from "../../../core/plugin_host/loading/plugin_catalogue.ts";
import { readHouse, settingsOfPlugin } from "../../../core/plugin_host/loading/plugin_settings.ts";
import { catalogueFor } from "../../../server.ts";
import { FakeClock } from "../../../testing/fake_clock.ts";
import { PluginFiles, pluginText } from "../../kit/plugin_files.ts";

const dice = plugin({
  name: "dice",
  summary: "Dice",
  settings: { sides: int({ default: 6, summary: "Sides" }) },
  setup() {},
});

Deno.test("a plugin's section is read together with those of the house", async () => {
  const text = "[main]\nport = 23\n[dice]\nsides = 8\n";
  const { settings, problems } = await readHouse(
    { file: "c.ini", text },
    () => new PluginCatalogue({ builtIn: [dice], reserved: [] }),
  );
  deepStrictEqual(problems, []);
  deepStrictEqual(settings.dice, { sides: 8 });
  strictEqual(settings.main?.port, 23);
});

Deno.test("a section that is nobody's is let pass only while a plugin can't be read", async () => {
  await using folder = await PluginFiles.make({ "cup.js": "const = 5;" });
  const read = async () => {
    const text = `[plugins]\npath = ${folder.path}\n[cup]\nsize = 5\n[main]\nport = many\n`;
    const { problems } = await readHouse(
      { file: "c.ini", text },
      (plugins) => catalogueFor(plugins, { folder: ".", clock: new FakeClock() }),
    );
    return problems.map(({ line }) => line);
  };
  deepStrictEqual(await read(), [6]);
  await folder.write("cup.js", pluginText("mug"));
  deepStrictEqual(await read(), [3, 6]);
  await folder.write("cup.js", pluginText("cup"));
  deepStrictEqual(await read(), [4, 6], "its setting is not known");
});

Deno.test("names in the lists of plugins that no plugin has are told with their lines", async () => {
  await using folder = await PluginFiles.make({ "dice.js": pluginText("roller"), "cup.js": "=" });
  const text = `[plugins]
path = ${folder.path}
enabled = help, whom
disabled = irc
isolate = dcie, cup, irc
`;
  const { problems } = await readHouse(
    { file: "c.ini", text },
    (plugins) => catalogueFor(plugins, { folder: ".", clock: new FakeClock() }),
  );
  deepStrictEqual(problems.map(formatProblem), [
    'c.ini:3: Cannot read "enabled" as there is no plugin "whom" in the program: did you mean "who"?',
    `c.ini:5: Cannot read "isolate" as there is no plugin "dcie" in ${folder.path}: did you mean "dice"?`,
    `c.ini:5: Cannot read "isolate" as there is no plugin "irc" in ${folder.path}: cup, dice`,
  ]);
});

Deno.test("the settings of one plugin are read without those of others", () => {
  const text = "[other]\nsize = 5\n[dice]\nsides = 8\n";
  deepStrictEqual(settingsOfPlugin({ file: "c.ini", text }, dice), { sides: 8 });
  throws(
    () => settingsOfPlugin({ file: "c.ini", text: "[dice]\nsides = 8.5\n" }, dice),
    (error) => error instanceof ConfigError && error.message.startsWith("c.ini:2: Cannot read"),
  );
});
