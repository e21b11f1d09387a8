/**
 * What a new plugin begins with.
 *
 * @module
 */

import { deepStrictEqual, match, ok, rejects } from "node:assert/strict";
import { join } from "node:path";
import { startPlugin } from "../../../core/plugin_host/loading/plugin_starter.ts";
import { runPluginTests } from "../../../testing/plugin_test_run.ts";
import { startDeno } from "../../kit/program.ts";
import { PluginFiles } from "../../kit/plugin_files.ts";

for (const language of ["ts", "js"] as const) {
  Deno.test(`the tests of a new plugin in ${language} pass`, async () => {
    await using files = await PluginFiles.make();
    const { path, file } = await startPlugin("coins", {
      folder: files.path,
      taken: [],
      language,
    });
    deepStrictEqual([path, file], [join(files.path, "coins"), `mod.${language}`]);
    const outcome = await runPluginTests(path, { tell() {} });
    deepStrictEqual(outcome, { passed: 2, failed: 0 });
  });
}

Deno.test("the types of a new plugin need nothing beside them, and find mistakes", async () => {
  await using files = await PluginFiles.make();
  const options = { folder: files.path, taken: [], language: "ts" } as const;
  const { path } = await startPlugin("coins", options);
  await using right = startDeno(["check", "--quiet", "."], path);
  deepStrictEqual((await right.ended).code, 0, right.stderr.text);
  const mistaken = (await Deno.readTextFile(join(path, "mod.ts")))
    .replace(`"messages"`, `"messages", "strore"`);
  await Deno.writeTextFile(join(path, "mod.ts"), mistaken);
  await using wrong = startDeno(["check", "--quiet", "."], path);
  match((await wrong.ended).stderr, /"strore"' is not assignable/);
});

Deno.test("editors with Deno and without it find the same types, which are there", async () => {
  await using files = await PluginFiles.make();
  const { path } = await startPlugin("coins", { folder: files.path, taken: [] });
  const read = async (name: string) => JSON.parse(await Deno.readTextFile(join(path, name)));
  const { imports } = await read("deno.json");
  const { compilerOptions: { paths } } = await read("tsconfig.json");
  deepStrictEqual(Object.values(paths).flat(), Object.values(imports));
  deepStrictEqual(Object.keys(paths), Object.keys(imports));
  for (const file of Object.values<string>(imports)) ok((await Deno.stat(join(path, file))).isFile);
});

Deno.test("a name that can't be is refused, and nothing is made", async () => {
  await using files = await PluginFiles.make();
  const options = { folder: files.path, taken: ["irc"] };
  for (const name of ["", "Coins", "../coins", "9", "a".repeat(33)]) {
    await rejects(
      startPlugin(name, options),
      { message: /as it must be up to 32 lower-case/ },
      name,
    );
  }
  await rejects(startPlugin("irc", options), {
    name: "AuthorError",
    message: 'Cannot name a plugin "irc" as a part of the program has that name',
  });
  deepStrictEqual([...Deno.readDirSync(files.path)], []);
});

Deno.test("what is there is left as it is", async () => {
  await using files = await PluginFiles.make({ "coins/mod.ts": "mine" });
  await rejects(startPlugin("coins", { folder: files.path, taken: [] }), {
    message: `Cannot make the folder "${join(files.path, "coins")}" as it is there already`,
  });
  deepStrictEqual([...Deno.readDirSync(join(files.path, "coins"))].length, 1);
});
