/**
 * What the command line tells of screens.
 *
 * @module
 */

import { deepStrictEqual, match, strictEqual } from "node:assert/strict";
import { assertComplaint, runIn, testIn } from "./kit/command_line.ts";

testIn(
  "check tells what is wrong with screens, and finds nothing wrong with good ones",
  async (folder) => {
    await Deno.writeTextFile(`${folder}/house.ini`, "[main]\nscreens = art\n");
    await Deno.mkdir(`${folder}/art`);
    await Deno.writeTextFile(`${folder}/art/motd.txt`, "{{house}}");
    deepStrictEqual((await runIn(folder, "check", "--config", "house.ini")).code, 0);
    await Deno.writeTextFile(`${folder}/art/rules.txt`, "{{hose}}");
    await Deno.writeTextFile(`${folder}/art/rules.TXT`, "");
    const { code, stdout, stderr } = await runIn(folder, "check", "--config", "house.ini");
    strictEqual(code, 1);
    match(stdout, /house\.ini is fine\./);
    deepStrictEqual(stderr.trimEnd().split("\n"), [
      "art/rules.TXT: Cannot show the screen as its name is none of a screen",
      'art/rules.txt: Cannot fill in "{{hose}}" as there is no such placeholder: did you mean "house"?',
    ]);
  },
);

testIn("a folder of screens that is named must be there", async (folder) => {
  await Deno.writeTextFile(`${folder}/house.ini`, "[main]\nscreens = arts\n");
  const complaint = 'house.ini: Cannot read screens as there is no such folder: "arts"';
  assertComplaint(await runIn(folder, "check", "--config", "house.ini"), complaint);
  assertComplaint(await runIn(folder, "start", "--config", "house.ini"), complaint);
});
