/**
 * Asking a caller to choose.
 *
 * @module
 */

import { match, rejects, strictEqual } from "node:assert/strict";
import { LineCaller } from "../../kit/line_caller.ts";
import { type Run, talking } from "../../kit/talking.ts";

/** Lets the caller choose, and tells what was chosen. */
const CHOOSE: Run = async ({ choose, reply }) => {
  const chosen: "Tea" | "Toast" | "7 up" = await choose("What will it be?", [
    "Tea",
    "Toast",
    "7 up",
  ]);
  reply(`So it is ${chosen}.`);
};

for (
  const [typed, chosen] of [
    ["2", "Toast"],
    ["toast", "Toast"],
    [" te ", "Tea"],
    ["7", "7 up"],
    ["3", "7 up"],
  ] as const
) {
  Deno.test(`of three things, "${typed}" chooses ${chosen}`, async () => {
    await using scene = await talking(CHOOSE);
    await scene.ann.until(/What will it be\?\n +1\. Tea\n +2\. Toast\n +3\. 7 up\n1-3: $/);
    scene.ann.line(typed);
    await scene.ann.until(`So it is ${chosen}.\n`);
  });
}

Deno.test("who chooses what is none of them, or could be two, is asked again", async () => {
  await using scene = await talking(CHOOSE);
  const { ann } = scene;
  for (const typed of ["4", "0", "t", "", "coffee"]) {
    await ann.until(/1-3: $/);
    ann.line(typed);
    await ann.until("Cannot choose that as it is none of them: a number from 1 to 3\n");
  }
  ann.line("1");
  await ann.until("So it is Tea.\n");
});

Deno.test("a choice of nothing is the author's error", async () => {
  const thrown = Promise.withResolvers<void>();
  await using scene = await talking(async ({ choose }) => {
    await rejects(choose("Well?", []), RangeError);
    thrown.resolve();
  });
  await thrown.promise;
  await scene.ann.roundtrip();
});

Deno.test("callers of other gateways choose as well", async () => {
  await using scene = await talking(CHOOSE);
  const bob = await LineCaller.enter(scene.house, "bob");
  bob.send("talk\r\n");
  await bob.hear(/INFO 1-3: \r?\n/);
  match(await bob.answerTo("tea"), /INFO So it is Tea\.\r?\nOK/);
});

Deno.test("Ctrl-C ends a choice, and the command with it", async () => {
  await using scene = await talking(CHOOSE, { client: "telnet" });
  await scene.ann.until(/1-3: $/);
  scene.ann.press("ctrl-c");
  await scene.ann.until("Cancelled.\n");
  strictEqual(scene.house.house.world.presenceCount, 1);
});
