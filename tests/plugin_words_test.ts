/**
 * Plugins on the command line: writing, testing, checking and starting with them.
 *
 * @module
 */

import { deepStrictEqual, match, strictEqual } from "node:assert/strict";
import {
  assertComplaint,
  namesIn,
  openIn,
  READY,
  runIn,
  testIn,
  writeAll,
} from "./kit/command_line.ts";
import { command, pluginText } from "./kit/plugin_files.ts";
import { freePort, startProgram } from "./kit/program.ts";

testIn("plugin new writes a plugin whose tests pass, and refuses what is taken", async (folder) => {
  const made = await runIn(folder, "plugin", "new", "coins", "--folder", "plugins.d");
  deepStrictEqual([made.code, made.stderr], [0, ""]);
  const { code, stdout } = await runIn(folder, "plugin", "test", "plugins.d/coins");
  deepStrictEqual([code, /^(\d+) tests passed, 0 failed\.$/m.exec(stdout)?.[1]], [0, "2"]);
  assertComplaint(
    await runIn(folder, "plugin", "new", "irc"),
    'Cannot name a plugin "irc" as a part of the program has that name',
  );
  assertComplaint(
    await runIn(folder, "plugin", "test", "nowhere"),
    'Cannot test "nowhere" as there is no such folder',
  );
});

testIn("plugin test fails if a test does", async (folder) => {
  const test = `import { test } from "partyline/testing"; test("x", () => { throw 1; });`;
  Deno.writeTextFileSync(`${folder}/x_test.js`, test);
  const { code, stdout } = await runIn(folder, "plugin", "test", ".");
  deepStrictEqual([code, stdout], [
    1,
    "x_test.js\n  FAILED x\n         1\n\n0 tests passed, 1 failed.\n",
  ]);
});

// hash-password

testIn("check tells of each plugin what it brings and needs, or what is wrong", async (folder) => {
  await writeAll(folder, {
    "house.ini": "[main]\n[dice]\nsides = 8\n[bad]\n",
    "plugins.d/dice.js": pluginText("dice", {
      parts: `version: "1.2.0", needs: ["rooms", "users"],
        settings: { sides: int({ default: 6, summary: "Sides" }) },`,
      setup: command("roll", "") + command("dice", ""),
    }),
    "plugins.d/bad.js": "const = 5;\n",
    "plugins.d/worse.js": pluginText("worse", { setup: "null.roll();" }),
  });
  const { code, stdout, stderr } = await runIn(folder, "check", "--config", "house.ini");
  match(stdout, /\ndice +1\.2\.0 +plugins\.d\/dice\.js +dice roll +rooms users\n/);
  match(stdout, /\nbad +plugins\.d\/bad\.js +is wrong: see below +nothing\n/);
  match(stderr, /^plugins\.d\/bad\.js:1:7: Cannot load the plugin as its syntax is wrong: /);
  match(stderr, /\nplugins\.d\/worse\.js:8:10: Cannot load the plugin as its setup threw .*\n$/);
  strictEqual(code, 1);
  deepStrictEqual(namesIn(folder), ["house.ini", "plugins.d"]);
});

testIn("check ends, whatever timers plugins have left behind", async (folder) => {
  const parts = `needs: ["timers"],`;
  await writeAll(folder, {
    "plugins.d/daily.js": pluginText("daily", { parts, setup: `host.at("00:00", () => {});` }),
    "plugins.d/own.js": pluginText("own", { before: "setInterval(() => {}, 1000);" }),
  });
  const { code, stderr } = await runIn(folder, "check");
  deepStrictEqual([code, stderr], [0, ""]);
});

testIn("the settings of a plugin in the folder are judged with their line", async (folder) => {
  const dice = pluginText("dice", {
    parts: `settings: { sides: int({ default: 6, summary: "Sides" }) },`,
  });
  await writeAll(folder, {
    "house/mine/dice.js": dice,
    "house/house.ini": "[plugins]\npath = mine\n[dice]\nsides = many\nside = 6\n[cup]\n",
  });
  assertComplaint(
    await runIn(folder, "check", "--config", "house/house.ini"),
    'house/house.ini:4: Cannot read "sides" as it must be a whole number not below 0: "many"\n' +
      'house/house.ini:5: Cannot read "side" as there is no such setting in [dice]: did you mean "sides"?\n' +
      'house/house.ini:6: Cannot read section "cup" as there is no such section: did you mean "csp"?',
  );
});

/** What a sysop may get wrong about plugins. */
const PLUGIN_MISTAKES = {
  "a plugin to leave out that there is not": [
    "[plugins]\ndisabled = csp, ric",
    'house.ini:2: Cannot read "disabled" as there is no plugin "ric" in the program: did you mean "irc"?',
  ],
  "a folder that there is not": [
    "[plugins]\npath = plugin.d",
    'house.ini: Cannot read plugins as there is no such folder: "plugin.d"',
  ],
} as const;

for (const [mistake, [text, complaint]] of Object.entries(PLUGIN_MISTAKES)) {
  testIn(`check names ${mistake}`, async (folder) => {
    await Deno.writeTextFile(`${folder}/house.ini`, text);
    assertComplaint(await runIn(folder, "check", "--config", "house.ini"), complaint);
  });
}

testIn("plugins of the program are left out as the settings say", async (folder) => {
  await Deno.writeTextFile(
    `${folder}/a.ini`,
    "[plugins]\ndisabled = irc, csp\n[irc]\nport = 6667\n",
  );
  const { stdout } = await runIn(folder, "check", "--config", "a.ini");
  match(stdout, /\nirc .* is left out +gateways\n/);
  match(stdout, /\nline .* none +gateways\n/);
  await Deno.writeTextFile(
    `${folder}/b.ini`,
    "[plugins]\nenabled = login, rooms, help\ndisabled = help\n",
  );
  const other = await runIn(folder, "check", "--config", "b.ini");
  match(other.stdout, /\nlogin .* logout /);
  for (const name of ["help", "who", "irc"]) {
    match(other.stdout, new RegExp(`\n${name} .* is left out `));
  }
});

testIn("start tells which plugins of the folder are loaded, and what is wrong", async (folder) => {
  await writeAll(folder, {
    "plugins.d/dice.js": pluginText("dice"),
    "plugins.d/bad.js": "const = 5;\n",
  });
  await using house = await openIn(folder);
  match(house.banner, /\n {2}plugins dice\n {2}missing plugins\.d\/bad\.js:1:7: Cannot load/);
});

testIn("start --watch-plugins loads what is put into the folder", async (folder) => {
  await Deno.writeTextFile(`${folder}/config.ini`, `[main]\nport = ${freePort()}\n`);
  await Deno.mkdir(`${folder}/plugins.d`);
  await using program = startProgram(["start", "--watch-plugins"], folder);
  await program.stdout.until(READY);
  await writeAll(folder, { "plugins.d/dice.js": pluginText("dice") });
  await program.stderr.until(/info plugins {2}Plugin is loaded plugin=dice\n/);
});
