/**
 * Running the tests of a plugin.
 *
 * @module
 */

import { deepStrictEqual, match, rejects, strictEqual } from "node:assert/strict";
import { relative } from "node:path";
import { runPluginTests, type TestRunOutcome } from "../../testing/plugin_test_run.ts";
import { PluginFiles, pluginText } from "../kit/plugin_files.ts";

const IMPORT = `import { party, test } from "partyline/testing";\n`;

/** Runs the tests in a folder of such files, and tells all that was said. */
async function run(
  files: Readonly<Record<string, string>>,
  modules: "copied" | "forgettable" = "forgettable",
): Promise<TestRunOutcome & { readonly said: string }> {
  await using folder = await PluginFiles.make(files);
  const lines: string[] = [];
  const parts = { tell: (line: string) => void lines.push(line), modules };
  const outcome = await runPluginTests(folder.path, parts);
  return { ...outcome, said: lines.join("\n").replaceAll(relative(Deno.cwd(), folder.path), ".") };
}

for (const modules of ["copied", "forgettable"] as const) {
  Deno.test(`tests pass and fail, each told with its place, from ${modules} modules`, async () => {
    const test = `${IMPORT}
test("it answers", async () => {
  await using p = await party({ plugin: "./mod.js" });
  const ann = await p.guest("ann");
  await ann.type("/tea");
  await ann.reads("this is tea");
});
test("it is coffee", () => {
  throw new Error("it is tea");
});
`;
    const { said, ...outcome } = await run(
      { "mod.js": pluginText("tea"), "mod_test.js": test },
      modules,
    );
    deepStrictEqual(outcome, { passed: 1, failed: 1 });
    strictEqual(
      said,
      [
        "./mod_test.js",
        "  ok     it answers",
        "  FAILED it is coffee",
        "         it is tea",
        "         at ./mod_test.js:10:9",
        "",
        "1 test passed, 1 failed.",
      ].join("\n"),
    );
  });
}

Deno.test("TypeScript is run, and files in folders below, by their names", async () => {
  const text = (name: string) => `${IMPORT}const n: string = "${name}"; test(n, () => {});`;
  const { said } = await run({
    "b_test.ts": text("b"),
    "a/deep_test.ts": text("a"),
    ".git/no_test.ts": text("no"),
    "_no_test.ts": text("no"),
    "latest.ts": text("no"),
  });
  strictEqual(
    said,
    "./a/deep_test.ts\n  ok     a\n./b_test.ts\n  ok     b\n\n2 tests passed, 0 failed.",
  );
});

Deno.test("a file that can't be run fails with its place, and the others are run", async () => {
  const { said, ...outcome } = await run({
    "a_test.js": `${IMPORT}\ntest("x", () => {`,
    "b_test.js": `${IMPORT}`,
    "c_test.js": `${IMPORT}test("c", () => {});`,
    "d_test.js": `import x from "npm:left-pad";`,
  });
  deepStrictEqual(outcome, { passed: 1, failed: 3 });
  match(said, /FAILED \.\/a_test\.js:3:\d+: Cannot run the tests as its syntax is wrong/);
  match(said, /FAILED \.\/b_test\.js: Cannot run the tests as it has no test\n/);
  match(said, /d_test.* it imports what plugins may not: .* "partyline", "partyline\/testing"/);
});

Deno.test("a party that a test leaves open is over when the test is", async () => {
  const test = `${IMPORT}test("open", async () => {
    const p = await party({ plugin: "./mod.js" });
    await p.guest("ann");
  });`;
  const { failed } = await run({ "mod.js": pluginText("tea"), "mod_test.js": test });
  strictEqual(failed, 0);
});

Deno.test("where there is nothing to test, that is said", async () => {
  await rejects(run({ "mod.js": "" }), {
    name: "AuthorError",
    message: /there are no tests in it/,
  });
  await rejects(runPluginTests("nowhere", { tell() {} }), {
    name: "AuthorError",
    message: 'Cannot test "nowhere" as there is no such folder',
  });
});
