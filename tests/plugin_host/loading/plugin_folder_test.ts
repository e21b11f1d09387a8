import { deepStrictEqual, rejects, strictEqual } from "node:assert/strict";
import { join } from "node:path";
import { PluginError } from "../../../core/plugin_host/loading/plugin_error.ts";
import { PluginFolder } from "../../../core/plugin_host/loading/plugin_folder.ts";
import { PluginFiles } from "../../kit/plugin_files.ts";

async function namesIn(files: readonly string[]): Promise<string[]> {
  await using folder = await PluginFiles.make(
    Object.fromEntries(files.map((name) => [name, ""])),
  );
  const listing = await new PluginFolder(folder.path).list();
  deepStrictEqual(listing.clashes, []);
  return listing.files.map(({ name }) => name);
}

Deno.test("plugins are files of TypeScript and JavaScript, and folders with a mod file", async () => {
  const names = ["dice.ts", "poll.js", "quiz/mod.ts", "words/mod.js", "2nd-try.ts"];
  deepStrictEqual(await namesIn(names), ["2nd-try", "dice", "poll", "quiz", "words"]);
});

Deno.test("all else in the folder is no plugin", async () => {
  const names = [
    "README.md",
    "_shared.ts",
    ".hidden.ts",
    ".git/mod.ts",
    "_lib/mod.ts",
    "dice.d.ts",
    "dice.test.ts",
    "dice_test.ts",
    "lib/words.ts",
    "mod.txt",
  ];
  deepStrictEqual(await namesIn(names), []);
});

Deno.test("a folder that is not there holds nothing", async () => {
  await using folder = await PluginFiles.make();
  const listing = await new PluginFolder(`${folder.path}/none`).list();
  deepStrictEqual(listing, { files: [], clashes: [] });
});

Deno.test("a folder that is a file is an error", async () => {
  await using folder = await PluginFiles.make({ "plugins.d": "" });
  const listing = new PluginFolder(`${folder.path}/plugins.d`).list();
  await rejects(listing, PluginError);
});

Deno.test("two files of one name are a clash that names both, and neither is taken", async () => {
  await using folder = await PluginFiles.make({ "dice.ts": "", "dice/mod.js": "", "poll.ts": "" });
  const { files, clashes } = await new PluginFolder(folder.path).list();
  deepStrictEqual(files.map(({ name }) => name), ["poll"]);
  deepStrictEqual(clashes.map(({ error }) => error.message), [
    `${folder.path}/dice.ts: Cannot load the plugin as there is another of its name: ` +
    `${folder.path}/dice/mod.js`,
  ]);
});

Deno.test("paths are shown as the sysop finds them", () => {
  const folder = new PluginFolder("./house/plugins.d/");
  strictEqual(folder.shownPath(join(folder.path, "quiz/mod.ts")), "house/plugins.d/quiz/mod.ts");
  strictEqual(folder.shownPath("/elsewhere/dice.ts"), "/elsewhere/dice.ts");
});
