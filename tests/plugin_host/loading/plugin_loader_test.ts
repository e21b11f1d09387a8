/**
 * Loading the file of a plugin: what it may be made of, and what is wrong with it.
 *
 * @module
 */

import { deepStrictEqual, match, notStrictEqual, ok, strictEqual } from "node:assert/strict";
import * as partyline from "partyline";
import { type LoadedFile, PluginLoader } from "../../../core/plugin_host/loading/plugin_loader.ts";
import { PluginFolder } from "../../../core/plugin_host/loading/plugin_folder.ts";
import { IMPORT_MS } from "../../../core/plugin_host/loading/plugin_modules.ts";
import { eventually } from "../../kit/eventually.ts";
import { FakeClock } from "../../../testing/fake_clock.ts";
import { PluginFiles, pluginText } from "../../kit/plugin_files.ts";

const WAYS = ["forgettable", "copied"] as const;

/** Loads what a folder holds, one plugin. */
function loaderOf(
  folder: PluginFiles,
  { modules, clock = new FakeClock() }: {
    modules: typeof WAYS[number];
    clock?: FakeClock;
  },
): () => Promise<LoadedFile> {
  const plugins = new PluginFolder(folder.path);
  const loader = new PluginLoader({
    provided: new Map([["partyline", partyline]]),
    clock,
    shownPath: (path) => plugins.shownPath(path),
    modules,
  });
  return async () => {
    const { files: [file] } = await plugins.list();
    return await loader.load(file!);
  };
}

/** Loads one plugin, and gives what is wrong with it, with the folder's path as `plugins.d`. */
async function errorOf(
  files: Readonly<Record<string, string>>,
  modules: typeof WAYS[number],
): Promise<string> {
  await using folder = await PluginFiles.make(files);
  const { error, plugin } = await loaderOf(folder, { modules })();
  strictEqual(plugin, undefined);
  strictEqual(error?.name, "PluginError");
  return error.message.replaceAll(folder.path, "plugins.d");
}

/** What is wrong with a plugin, by its files. */
const FAULTS: Readonly<Record<string, readonly [Readonly<Record<string, string>>, RegExp]>> = {
  "a file of types only": [
    { "dice.ts": "export interface Dice { sides: number }\n" },
    /^plugins\.d\/dice\.ts: Cannot load the plugin as it exports no plugin: write export default plugin\(/,
  ],
  "an empty file": [{ "dice.js": "" }, /^plugins\.d\/dice\.js: .* as it exports no plugin/],
  "an import of what is not provided by that name": [
    { "dice.js": `import { roll } from "partyline";\nexport default roll;\n` },
    /^plugins\.d\/dice\.js:1:\d+: .*["']partyline["'] does not (?:export|provide)/,
  ],
  "a default export that is no plugin": [
    { "dice.js": `export default { name: "dice", summary: "", setup() {} };` },
    /^plugins\.d\/dice\.js: .* as its default export was not made by plugin\(/,
  ],
  "a syntax error in TypeScript": [
    { "dice.ts": `const sides: number = 6;\nconst = 5;\n` },
    /^plugins\.d\/dice\.ts:2:7: Cannot load the plugin as its syntax is wrong: \S/,
  ],
  "a syntax error in JavaScript": [
    { "dice.js": `const sides = 6;\n\n  const = 5;\n` },
    /^plugins\.d\/dice\.js:3:9: Cannot load the plugin as its syntax is wrong: \S/,
  ],
  "a syntax error in a file that it imports": [
    { "dice/mod.js": `import "./words.js";`, "dice/words.js": "\nconst = 5;\n" },
    /^plugins\.d\/dice\/words\.js:2:7: .* as its syntax is wrong: \S/,
  ],
  "TypeScript that is more than types": [
    { "dice.ts": "\n  enum Side { One, Two }\n" },
    /^plugins\.d\/dice\.ts:2:3: .* as its syntax is wrong: TypeScript enum is not supported/,
  ],
  "something thrown when it is imported": [
    { "dice.ts": "type Six = 6;\n\n  null.roll();\n" },
    /^plugins\.d\/dice\.ts:3:8: .* as it threw TypeError: Cannot read properties of null/,
  ],
  "an import of a file that is not there": [
    { "dice.js": `import { five } from "./five.js";\n` + pluginText("dice") },
    /^plugins\.d\/dice\.js:1:23: .* as it imports "\.\/five\.js", and there is no such file$/,
  ],
  "something thrown by a file that it imports": [
    {
      "dice/mod.js": `import { roll } from "./roll.js";\nroll();`,
      "dice/roll.js": `export function roll() {\n  throw new RangeError("no dice");\n}`,
    },
    /^plugins\.d\/dice\/roll\.js:2:9: .* as it threw RangeError: no dice$/,
  ],
  "something thrown after it has waited": [
    { "dice.js": `await Promise.resolve();\nthrow new RangeError("no dice");` },
    /^plugins\.d\/dice\.js:2:7: .* as it threw RangeError: no dice$/,
  ],
  "something thrown that is no error": [
    { "dice.js": `throw "no dice";` },
    /^plugins\.d\/dice\.js: .* as it threw no dice$/,
  ],
  "a name that is no lower-case word": [
    { "dice.js": pluginText("The Dice") },
    /^plugins\.d\/dice\.js:3:16: .* its name is not a lower-case word: "The Dice"$/,
  ],
  "a need that there is not": [
    { "dice.js": pluginText("dice", { parts: `needs: ["timer"],` }) },
    /^plugins\.d\/dice\.js: .* as it needs what there is not, "timer": did you mean "timers"\?$/,
  ],
  "a setting that nobody could set": [
    {
      "dice.js": pluginText("dice", {
        parts: `settings: { "Max-Dice": int({ default: 1, summary: "Dice" }) },`,
      }),
    },
    /^plugins\.d\/dice\.js: .* as its settings are wrong: .*"Max-Dice"/,
  ],
  "an import of a package": [
    { "dice.js": `\nimport x from "npm:dice";\n` },
    /^plugins\.d\/dice\.js:2.*: .* it imports what plugins may not: "npm:dice"\. They may import "partyline"/,
  ],
  "an import of a web address": [
    { "dice.js": `export * from "https://dice.example/mod.js";\n` },
    /^plugins\.d\/dice\.js:1.*: .* it imports what plugins may not: "https:/,
  ],
};

for (const modules of WAYS) {
  for (const [fault, [files, expected]] of Object.entries(FAULTS)) {
    Deno.test(`${fault} is told with its place (${modules})`, async () => {
      match(await errorOf(files, modules), expected);
    });
  }

  Deno.test(`TypeScript is loaded, with all that it imports (${modules})`, async () => {
    await using folder = await PluginFiles.make({
      "dice/mod.ts": `
        import { type Plugin, plugin } from "partyline";
        import { readFileSync } from "node:fs";
        import sides from "./sides.json" with { type: "json" };
        import { name } from "./lib/name.ts";
        import * as late from "./lib/name.ts";
        if (typeof readFileSync !== "function") throw new Error("no built-ins");
        const made: Plugin = plugin({
          name: name as string,
          summary: \`\${sides.length} \${late.name} \${import.meta.url}\`,
          version: "1.2.3",
          setup(_host): void {},
        });
        export default made;`,
      "dice/lib/name.ts":
        `import { suffix } from "../../shared.ts"; export const name = "dice" + suffix;`,
      "dice/sides.json": "[1, 2, 3]",
      "shared.ts": `export const suffix: string = "_two";`,
    });
    const { plugin, files, error } = await loaderOf(folder, { modules })();
    strictEqual(error, undefined);
    strictEqual(plugin?.name, "dice_two");
    strictEqual(plugin.version, "1.2.3");
    strictEqual(plugin.summary, `3 dice_two file://${folder.path}/dice/mod.ts`);
    deepStrictEqual(
      // A copy has a URL of its own.
      [...new Set(files.values())].map((path) => path.slice(folder.path.length + 1)).sort(),
      ["dice/lib/name.ts", "dice/mod.ts", "dice/sides.json", "shared.ts"],
    );
  });

  Deno.test(`files may import each other in a ring (${modules})`, async () => {
    await using folder = await PluginFiles.make({
      "dice/mod.js": pluginText("dice", {
        before: `import { Die } from "./die.js";\nexport class Cup { die = new Die(); }`,
      }),
      "dice/die.js": `import { Cup } from "./mod.js"; export class Die { cup = () => new Cup(); }`,
    });
    const { plugin } = await loaderOf(folder, { modules })();
    strictEqual(plugin?.name, "dice");
  });

  Deno.test(`each loading has modules of its own, as they are now (${modules})`, async () => {
    await using folder = await PluginFiles.make({
      "dice/mod.js": `
        import { plugin } from "partyline";
        import { words } from "./words.js";
        words.push("x");
        export default plugin({ name: "dice", summary: words.join(), setup() {} });`,
      "dice/words.js": `export const words = ["old"];`,
    });
    const load = loaderOf(folder, { modules });
    strictEqual((await load()).plugin?.summary, "old,x");
    strictEqual((await load()).plugin?.summary, "old,x");
    await folder.write("dice/words.js", `export const words = ["new"];`);
    strictEqual((await load()).plugin?.summary, "new,x");
  });

  Deno.test(`a plugin has the very classes of the program (${modules})`, async () => {
    await using folder = await PluginFiles.make({
      "dice.js": pluginText("dice", { setup: `throw new UserError("one of ours")` }),
    });
    const { plugin } = await loaderOf(folder, { modules })();
    try {
      await plugin!.setup({});
      ok(false, "it throws");
    } catch (error) {
      ok(error instanceof partyline.UserError);
    }
  });

  Deno.test(`a plugin that waits for ever when it is imported is given up (${modules})`, async () => {
    await using folder = await PluginFiles.make({
      "dice.js": "await new Promise((resolve) => globalThis.letGo = resolve);",
    });
    const clock = new FakeClock();
    const loading = loaderOf(folder, { modules, clock })();
    await eventually("its time runs", () => clock.waiting);
    clock.advance(IMPORT_MS);
    match((await loading).error!.message, /as it did not end within 10 seconds$/);
    // The runtime itself waits for what it has imported, and would take this test for stuck.
    (globalThis as unknown as { letGo(): void }).letGo();
  });
}

Deno.test("a file that is not there is told where it is imported", async () => {
  const text = `import "partyline";\nimport { x } from "./words.js";\n`;
  strictEqual(
    await errorOf({ "dice.js": text }, "forgettable"),
    'plugins.d/dice.js:2:20: Cannot load the plugin as it imports "./words.js", and there is no ' +
      "such file",
  );
});

Deno.test("a type that is imported as a value is told where, and what to write", async () => {
  const text = `import { plugin } from "partyline";\nimport { Plugin } from "partyline";\n`;
  strictEqual(
    await errorOf({ "dice.ts": text }, "forgettable"),
    'plugins.d/dice.ts:2:10: Cannot load the plugin as it imports "Plugin", which "partyline" ' +
      "does not export. If it is a type, write: import type",
  );
});

Deno.test("what is imported later is found as well", async () => {
  await using folder = await PluginFiles.make({
    "dice/mod.js": pluginText("dice", { setup: `return import("./late.js")` }),
    "dice/late.js": `export { later } from "./later.js";`,
    "dice/later.js": `export const later = "later";`,
  });
  const { plugin, files } = await loaderOf(folder, { modules: "forgettable" })();
  strictEqual(files.size, 1);
  deepStrictEqual({ ...await plugin!.setup({}) as unknown as object }, { later: "later" });
  strictEqual(files.size, 3);
});

Deno.test("a file that is no text is refused", async () => {
  await using folder = await PluginFiles.make();
  await folder.write("dice.js", Uint8Array.of(0xff, 0xfe, 0x41));
  const { error } = await loaderOf(folder, { modules: "forgettable" })();
  match(error!.message, /dice\.js: Cannot load the plugin as it can't be read: it is not UTF-8$/);
});

Deno.test("traces of a plugin's code lead into its file", async () => {
  await using folder = await PluginFiles.make({
    "dice.ts": `import { plugin } from "partyline";
      interface Roll { sides: number }
      export default plugin({ name: "dice", summary: "", setup() { throw new Error("no"); } });`,
  });
  const { plugin } = await loaderOf(folder, { modules: "forgettable" })();
  try {
    await plugin!.setup({});
    ok(false, "it throws");
  } catch (error) {
    match((error as Error).stack!, new RegExp(`file://${folder.path}/dice\\.ts:3:74`));
  }
});

Deno.test("two loadings are two plugins", async () => {
  await using folder = await PluginFiles.make({ "dice.js": pluginText("dice") });
  const load = loaderOf(folder, { modules: "forgettable" });
  notStrictEqual((await load()).plugin, (await load()).plugin);
});
