/**
 * That the plugins in docs/plugins.md do what the page says, word for word.
 *
 * @module
 */

import { deepStrictEqual, ok } from "node:assert/strict";
import { PluginFiles } from "../kit/plugin_files.ts";
import { TestHouse } from "../../testing/test_house.ts";
import type { VirtualCaller } from "../../testing/virtual_caller.ts";

const PAGE = Deno.readTextFileSync(new URL("../../docs/plugins.md", import.meta.url));

/** A plugin of the page, and what is typed and read after it. */
interface Example {
  readonly name: string;
  readonly code: string;
  readonly lines: readonly string[];
  /** The files that it comes with, by their paths. */
  readonly files: Readonly<Record<string, string>>;
}

/** Anything that neither begins nor ends a block. */
const INSIDE = "(?:(?!```)[^])*";
const PAIR = new RegExp(`\`\`\`ts\\n(${INSIDE})\`\`\`${INSIDE}\`\`\`text\\n(${INSIDE})\`\`\``, "g");

/** A file that comes with a plugin: `tarot/screens/card.txt`. */
const FILE = new RegExp(`\`((\\w+)/[\\w./]+)\`:\\n\\n\`\`\`txt\\n(${INSIDE})\`\`\``, "g");

const FILES = [...PAGE.matchAll(FILE)].map(([, path = "", plugin, text = ""]) => ({
  plugin,
  path,
  text,
}));

const EXAMPLES = [...PAGE.matchAll(PAIR)]
  .map(([, code = "", talk = ""]): Example => {
    const name = /name: "(\w+)"/.exec(code)![1]!;
    const files = FILES.filter(({ plugin }) => plugin === name);
    return {
      name,
      code,
      lines: talk.trimEnd().split("\n"),
      files: Object.fromEntries(files.map(({ path, text }) => [path, text])),
    };
  });

/** Does what a line of the talk says: somebody types, time goes by, or Ann reads. */
async function play(house: TestHouse, { name, line, callers }: {
  readonly name: string;
  readonly line: string;
  readonly callers: Readonly<Record<string, VirtualCaller>>;
}): Promise<void> {
  const [, caller, typed] = /^(\w+)> (.*)$/.exec(line) ?? [];
  const [, minutes] = /^\((\d+) minutes\)$/.exec(line) ?? [];
  if (caller !== undefined) callers[caller]!.line(typed!);
  else if (minutes !== undefined) house.clock.advance(Number(minutes) * 60_000);
  else if (line === "(reload)") await house.house.plugins.reload(name);
  else await callers.ann!.until(line);
}

Deno.test("every plugin of the page has its talk", () => {
  deepStrictEqual(EXAMPLES.length, [...PAGE.matchAll(/```ts\n/g)].length);
  ok(EXAMPLES.length > 9);
});

for (const { name, code, lines, files: others } of EXAMPLES) {
  const path = Object.keys(others).length > 0 ? `${name}/mod.ts` : `${name}.ts`;
  for (const [where, isolate] of [["inside", []], ["apart", [name]]] as const) {
    Deno.test(`the plugin "${name}" of the page does what the page says, ${where}`, async () => {
      await using files = await PluginFiles.make({ [path]: code, ...others });
      await using house = await TestHouse.open({ pluginFolder: files.path, isolate });
      deepStrictEqual(house.server.failures, []);
      const callers = { ann: await house.guest("ann"), bob: await house.guest("bob") };
      for (const line of lines) await play(house, { name, line, callers });
    });
  }
}
