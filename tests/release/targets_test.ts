/**
 * The executables of all systems: their names, how they are made, and their checksums.
 *
 * @module
 */

import { deepStrictEqual, ok, strictEqual, throws } from "node:assert/strict";
import manifest from "../../deno.json" with { type: "json" };
import { compileWords, fileNameOf, sumLine, TARGETS } from "../../release/targets.ts";

Deno.test("there is an executable for Linux and macOS, x64 and arm64, and Windows x64", () => {
  deepStrictEqual(TARGETS.map((target) => fileNameOf(target, "1.2.0")), [
    "partyline-1.2.0-macos-arm64",
    "partyline-1.2.0-linux-arm64",
    "partyline-1.2.0-macos-x64",
    "partyline-1.2.0-windows-x64.exe",
    "partyline-1.2.0-linux-x64",
  ]);
});

Deno.test("an executable is compiled as the task compile says, for its system, to its file", () => {
  const [target] = TARGETS.filter(({ system }) => system === "linux-arm64");
  const words = compileWords(target!, {
    command: "deno task bundle && deno compile --allow-net --output dist/partyline partyline.js",
    version: "1.2.0",
  });
  deepStrictEqual(words, [
    "compile",
    "--allow-net",
    "--target",
    "aarch64-unknown-linux-gnu",
    "--output",
    "dist/partyline-1.2.0-linux-arm64",
    "partyline.js",
  ]);
});

Deno.test("the executable has the permissions and the heap of the task start, and no others", () => {
  const flags = (command: string) =>
    command.split(" ").filter((word) => /^--(?:allow|v8)-/.test(word));
  const { start, compile } = manifest.tasks;
  deepStrictEqual(flags(compile.command), flags(start.command));
});

Deno.test("a task without an output can't be compiled for others", () => {
  const command = "deno compile main.ts";
  throws(() => compileWords(TARGETS[0]!, { command, version: "1.2.0" }), /names no output/);
});

Deno.test("a checksum is SHA-256, as sha256sum writes it", async () => {
  strictEqual(
    await sumLine("abc.txt", new TextEncoder().encode("abc")),
    "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad  abc.txt\n",
  );
});

Deno.test("the release tries every executable on a system of its own", async () => {
  const file = new URL("../../.github/workflows/release.yml", import.meta.url);
  const workflow = await Deno.readTextFile(file);
  for (const { system } of TARGETS) ok(workflow.includes(`system: ${system} }`), system);
});
