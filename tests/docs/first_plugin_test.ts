/**
 * That the beginning of docs/plugins.md leads from nothing to a tested plugin, word for word.
 *
 * @module
 */

import { deepStrictEqual, strictEqual } from "node:assert/strict";
import { join } from "node:path";
import { PluginFiles } from "../kit/plugin_files.ts";
import { startProgram } from "../kit/program.ts";
import { TestHouse } from "../../testing/test_house.ts";
import { runPluginTests } from "../../testing/plugin_test_run.ts";

const PAGE = Deno.readTextFileSync(new URL("../../docs/plugins.md", import.meta.url));
const CHAPTER = PAGE.slice(PAGE.indexOf("## From nothing"), PAGE.indexOf("## Tests"));

/** The blocks of the chapter: what is typed, what is answered, what is changed, and so on. */
const [COMMANDS = "", PASSED = "", CHANGE = "", FAILED = "", TALK = ""] = [
  ...CHAPTER.matchAll(/^```[\w ]+\n([^]*?)^```$/gm),
].map(([, text]) => text!);

/** What coins show is not told by the page. */
function withoutChance(text: string): string {
  return text.replaceAll(/\b(?:heads|tails)(?=[\n,])/g, "heads");
}

Deno.test("who follows the page has what the page says", async () => {
  await using files = await PluginFiles.make();
  const answers: string[] = [];
  const run = async (words: readonly string[]) => {
    await using program = startProgram(words, files.path);
    const { stdout, stderr } = await program.ended;
    answers.push(stdout + stderr);
  };
  const commands = COMMANDS.trimEnd().split("\n").map((line) => line.split(" ").slice(1));
  for (const words of commands) await run(words);
  strictEqual(answers.at(-1), PASSED);

  const change = async (name: string, [old, text]: readonly [RegExp, string]) => {
    const path = join(files.path, "plugins.d/coins", name);
    const before = await Deno.readTextFile(path);
    const after = before.replaceAll(old, () => text);
    strictEqual(after === before, false, `${name} is as it was`);
    await Deno.writeTextFile(path, after);
  };
  await change("mod.ts", [/await messages\.say.*\n/g, CHANGE]);
  await run(commands.at(-1)!);
  strictEqual(withoutChance(answers.at(-1)!), withoutChance(FAILED));

  await change("mod_test.ts", [/(?<=ann tosses )/g, "a coin: "]);
  await run(commands.at(-1)!);
  strictEqual(answers.at(-1), PASSED);

  await using house = await TestHouse.open({ pluginFolder: join(files.path, "plugins.d") });
  deepStrictEqual(house.server.failures, []);
  const [ann, bob] = [await house.guest("ann"), await house.guest("bob")];
  const [typed = "", read = ""] = TALK.split("\n");
  ann.line(typed.replace("ann> ", ""));
  strictEqual(withoutChance(await bob.until(/\* .*\n/)), withoutChance(`${read}\n`));
});

Deno.test("the test of the page passes for the plugin of the page", async () => {
  const [, test = ""] = /^```js ignore\n(import \{ party[^]*?)^```$/m.exec(PAGE) ?? [];
  const [, egg = ""] = /^```ts\n([^`]*name: "egg"[^]*?)^```$/m.exec(PAGE) ?? [];
  await using files = await PluginFiles.make({ "egg.ts": egg, "egg_test.ts": test });
  const said: string[] = [];
  const outcome = await runPluginTests(files.path, { tell: (line) => void said.push(line) });
  deepStrictEqual(outcome, { passed: 1, failed: 0 }, said.join("\n"));
});
