/**
 * Makes the executables of all systems, and their checksums: `deno task compile:all`.
 *
 * @module
 */

import { fileURLToPath } from "node:url";
import manifest from "../deno.json" with { type: "json" };
import { compileWords, fileNameOf, FOLDER, sumLine, TARGETS } from "./targets.ts";

const PROJECT = fileURLToPath(new URL("..", import.meta.url));

await deno(["task", "bundle"]);
for (const target of TARGETS) await deno(compileWords(target));

let sums = "";
for (const target of TARGETS) {
  const name = fileNameOf(target, manifest.version);
  sums += await sumLine(name, await Deno.readFile(`${PROJECT}${FOLDER}/${name}`));
}
await Deno.writeTextFile(`${PROJECT}${FOLDER}/SHA256SUMS`, sums);

async function deno(args: string[]): Promise<void> {
  const command = new Deno.Command(Deno.execPath(), { args, cwd: PROJECT });
  const { success } = await command.spawn().status;
  // It has said why.
  if (!success) Deno.exit(1);
}
