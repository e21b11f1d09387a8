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
}

/** Anything that neither begins nor ends a block. */
const INSIDE = "(?:(?!```)[^])*";
const PAIR = new RegExp(`\`\`\`ts\\n(${INSIDE})\`\`\`${INSIDE}\`\`\`text\\n(${INSIDE})\`\`\``, "g");

const EXAMPLES = [...PAGE.matchAll(PAIR)]
  .map(([, code = "", talk = ""]): Example => ({
    name: /name: "(\w+)"/.exec(code)![1]!,
    code,
    lines: talk.trimEnd().split("\n"),
  }));

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

for (const { name, code, lines } of EXAMPLES) {
  for (const [where, isolate] of [["inside", []], ["apart", [name]]] as const) {
    Deno.test(`the plugin "${name}" of the page does what the page says, ${where}`, async () => {
      await using files = await PluginFiles.make({ [`${name}.ts`]: code });
      await using house = await TestHouse.open({ pluginFolder: files.path, isolate });
      deepStrictEqual(house.server.failures, []);
      const callers = { ann: await house.guest("ann"), bob: await house.guest("bob") };
      for (const line of lines) await play(house, { name, line, callers });
    });
  }
}
