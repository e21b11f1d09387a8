/**
 * Talking with a caller: choosing, paging, composing.
 *
 * @module
 */

import { deepStrictEqual, match, ok, rejects, strictEqual } from "node:assert/strict";
import { type CommandContext, plugin } from "partyline";
import { LineCaller } from "../kit/line_caller.ts";
import { TestHouse } from "../../testing/test_house.ts";
import type { CallerOptions, VirtualCaller } from "../../testing/virtual_caller.ts";

type Run = (context: CommandContext<"talk">) => Promise<void>;

/** A house with one command, and a guest who has just called it. */
async function talking(
  run: Run,
  options: CallerOptions = {},
): Promise<{ readonly house: TestHouse; readonly ann: VirtualCaller } & AsyncDisposable> {
  const house = await TestHouse.open();
  await house.load(plugin({
    name: "talk",
    summary: "Talks.",
    setup: (host) => host.command({ usage: "talk", summary: "Talk.", run }),
  }));
  const ann = await house.guest("ann", options);
  ann.line("/talk");
  return { house, ann, [Symbol.asyncDispose]: () => house[Symbol.asyncDispose]() };
}

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

const TWENTY = Array.from({ length: 20 }, (_, index) => `line ${index + 1}`).join("\n");

/** Shows twenty lines. */
const PAGE: Run = async ({ page, reply }) => {
  await page(TWENTY);
  reply("The end.");
};

Deno.test("a long text comes by the screenful where the height of the terminal is known", async () => {
  await using scene = await talking(PAGE, { client: "telnet", rows: 9, columns: 60 });
  const { ann } = scene;
  const first = await ann.until(/More\? \[Y\/n\] $/);
  ok(first.includes("line 8") && !first.includes("line 9"), first);
  ann.line("");
  const second = await ann.until(/More\? \[Y\/n\] $/);
  ok(second.includes("line 9") && second.includes("line 16") && !second.includes("line 17"));
  ann.line("");
  await ann.until(/line 17\n[^]*line 20\nThe end\.\n/);
});

Deno.test("who has read enough of a long text says so", async () => {
  await using scene = await talking(PAGE, { client: "telnet", rows: 9 });
  const { ann } = scene;
  await ann.until(/More\? \[Y\/n\] $/);
  ann.line("n");
  const heard = await ann.until("The end.\n");
  ok(!heard.includes("line 9"));
});

Deno.test("lines that are broken count as what they are on the screen", async () => {
  await using scene = await talking(
    async ({ page, reply }) => {
      await page("word ".repeat(60).trim());
      reply("The end.");
    },
    { client: "telnet", rows: 6, columns: 25 },
  );
  const first = await scene.ann.until(/More\? \[Y\/n\] $/);
  strictEqual(first.split("\n").filter((line) => line.includes("word word")).length, 5);
});

Deno.test("a text that fits the screen, and every text without one, comes at once", async () => {
  for (const options of [{ client: "telnet", rows: 21 }, { client: "nc" }] as const) {
    await using scene = await talking(PAGE, options);
    const heard = await scene.ann.until("The end.\n");
    ok(heard.includes("line 1\n") && heard.includes("line 20\n") && !heard.includes("More?"));
  }
});

/** Lets the caller compose, and tells what came of it. */
const EDIT: Run = async ({ edit, reply }) => reply(JSON.stringify(await edit("old\nlines")));

Deno.test("a text is composed line by line up to a dot, and taken back likewise", async () => {
  await using scene = await talking(EDIT);
  const { ann } = scene;
  await ann.until(/1: old\n2: lines\n3: $/);
  for (const line of [".u", "new", "", "  said .", ".p", ".u", "."]) ann.line(line);
  const heard = await ann.until(/\["?.*|".*"\n/);
  match(heard, /4: said \.|4: {3}said \./);
  await ann.roundtrip();
  ok(ann.heard.includes(String.raw`"old\nnew\n"`), ann.heard);
});

Deno.test("a text that is too long takes no more lines", async () => {
  await using scene = await talking(async ({ edit, reply }) => {
    reply(`It has ${(await edit("x\n".repeat(198) + "x")).split("\n").length} lines.`);
  });
  const { ann } = scene;
  await ann.until(/200: $/);
  ann.line("one");
  await ann.until(/201: $/);
  ann.line("two");
  await ann.until("Cannot take that line as the text is long enough: . ends it\n");
  ann.line(".");
  await ann.until("It has 200 lines.\n");
});

Deno.test("Ctrl-C ends a choice, a page and a composition, and the command with them", async () => {
  for (const run of [CHOOSE, PAGE, EDIT]) {
    await using scene = await talking(run, { client: "telnet", rows: 9 });
    await scene.ann.until(/(1-3:|n\]|3:) $/);
    scene.ann.press("ctrl-c");
    await scene.ann.until("Cancelled.\n");
    deepStrictEqual(scene.house.house.world.presenceCount, 1);
  }
});
