/**
 * The types that authors of plugins are handed.
 *
 * @module
 */

import { deepStrictEqual } from "node:assert/strict";
import { fileURLToPath } from "node:url";
import TYPES from "../../core/plugin_host/loading/plugin_declarations.json" with { type: "json" };
import { makeTypes } from "../../release/plugin_declarations.ts";
import { startDeno } from "../kit/program.ts";
import { PluginFiles } from "../kit/plugin_files.ts";

Deno.test("the types in the program are those of its source: else run deno task types", async () => {
  deepStrictEqual(await makeTypes() as unknown, TYPES);
});

Deno.test("the examples are right by the types alone", async () => {
  const examples = fileURLToPath(new URL("../../examples/plugins/", import.meta.url));
  await using files = await PluginFiles.make({
    "deno.json": JSON.stringify({ imports: { partyline: "./partyline.d.ts" } }),
    "partyline.d.ts": TYPES["partyline.d.ts"].join("\n"),
  });
  for (const name of ["dice.ts", "poll.ts", "trivia/mod.ts", "trivia/questions.ts", "welcome.ts"]) {
    await files.write(name, await Deno.readTextFile(examples + name));
  }
  await using check = startDeno(["check", "--quiet", "."], files.path);
  deepStrictEqual((await check.ended).code, 0, check.stderr.text);
});
