/**
 * That who follows docs/plugins.md has what it says, word for word, with nothing but the program.
 *
 * @module
 */

import { deepStrictEqual, match, notStrictEqual, strictEqual } from "node:assert/strict";
import { enter, openIn, runIn, testIn, writeAll } from "../kit/command_line.ts";

const PAGE = Deno.readTextFileSync(new URL("../../docs/plugins.md", import.meta.url));

/** The blocks of a chapter: what is typed, what is answered, what is changed, and so on. */
function blocksOf(chapter: string): readonly string[] {
  const [, text = ""] = PAGE.split(`\n## ${chapter}\n`);
  const [own = ""] = text.split("\n## ");
  return [...own.matchAll(/^```[\w ]+\n([^]*?)^```$/gm)].map(([, block]) => block!);
}

/** What coins show is not told by the page. */
function withoutChance(text: string): string {
  return text.replaceAll(/\b(?:heads|tails)(?=[\n,])/g, "heads");
}

/** Whoever types in a talk of the page, what they type, and what they then read. */
async function play(folder: string, talk: string): Promise<void> {
  await using house = await openIn(folder);
  using ann = await enter(house.port, "ann");
  for (const line of talk.trimEnd().split("\n")) {
    if (line.startsWith("ann> ")) ann.line(line.slice("ann> ".length));
    else {
      const pattern = line.replace(/[*+?.()[\]]/g, "\\$&")
        .replaceAll(/\b(?:heads|tails)\b/g, "(?:heads|tails)");
      await ann.until(new RegExp(`^${pattern}\n`, "m"));
    }
  }
}

/** The language that the program's plugins are in, and the page as it is to be read then. */
async function languageIn(folder: string): Promise<"js" | "ts"> {
  const { stdout } = await runIn(folder, "plugin", "new", "probe");
  return / in JavaScript, as this program can't read TypeScript/.test(stdout) ? "js" : "ts";
}

/** The page says: then read `.js` wherever it says `.ts`. */
function readAs(language: "js" | "ts", text: string): string {
  return text.replaceAll(/\.ts\b/g, `.${language}`);
}

testIn("who follows the page has a tested plugin, which answers", async (folder) => {
  const language = await languageIn(folder);
  const [commands = "", made = "", passed = "", change = "", failed = "", talk = ""] = blocksOf(
    "From nothing to a tested plugin",
  ).map((block) => readAs(language, block));
  const [make, test] = commands.trimEnd().split("\n").map((line) => line.split(" ").slice(1));
  const answer = async (words: readonly string[]) => {
    const { stdout, stderr } = await runIn(folder, ...words);
    return stdout + stderr;
  };
  const edit = async (name: string, [old, text]: readonly [RegExp, string]) => {
    const path = `${folder}/plugins.d/coins/${readAs(language, name)}`;
    const before = await Deno.readTextFile(path);
    const after = before.replaceAll(old, () => text);
    notStrictEqual(after, before);
    await Deno.writeTextFile(path, after);
  };

  strictEqual((await answer(make!)).replace(/^It is in JavaScript, .*\n/m, ""), made);
  strictEqual(await answer(test!), passed);
  await edit("mod.ts", [/await messages\.say.*\n/g, change]);
  strictEqual(withoutChance(await answer(test!)), withoutChance(failed));
  await edit("mod_test.ts", [/(?<=ann tosses )/g, "a coin: "]);
  strictEqual(await answer(test!), passed);
  await play(folder, talk);
});

testIn("the smallest plugin of the page is a file, and answers", async (folder) => {
  const language = await languageIn(folder);
  const [text = "", talk = ""] = blocksOf("The smallest one");
  await writeAll(folder, { [readAs(language, "plugins.d/hello.ts")]: text });
  await play(folder, talk);
});

testIn("the test of the page passes for the plugin of the page", async (folder) => {
  const language = await languageIn(folder);
  const [test = ""] = blocksOf("Tests");
  const [egg = ""] = blocksOf('Timers: `"timers"`');
  await writeAll(folder, {
    [readAs(language, "eggs/egg.ts")]: egg,
    [readAs(language, "eggs/egg_test.ts")]: readAs(language, test),
  });
  const { code, stdout } = await runIn(folder, "plugin", "test", "eggs");
  deepStrictEqual([code, /^1 test passed, 0 failed\.$/m.test(stdout)], [0, true], stdout);
});

testIn("all plugins of the page can be had together, in either language", async (folder) => {
  const plugins = [...PAGE.matchAll(/^```ts\n([^]*?)^```$/gm)].map(([, text]) => text!);
  const names = plugins.map((text) => /name: "(\w+)"/.exec(text)![1]!);
  await writeAll(
    folder,
    Object.fromEntries(plugins.map((text, index) => [`plugins.d/${names[index]}.js`, text])),
  );
  const { code, stdout, stderr } = await runIn(folder, "check");
  deepStrictEqual([code, stderr], [0, ""]);
  for (const name of names) match(stdout, new RegExp(`^${name} +plugins\\.d/${name}\\.js `, "m"));
});
