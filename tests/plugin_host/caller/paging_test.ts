/**
 * Long texts, by the screenful.
 *
 * @module
 */

import { deepStrictEqual, ok, strictEqual } from "node:assert/strict";
import { type Run, talking } from "../../kit/talking.ts";

const TWENTY = Array.from({ length: 20 }, (_, index) => `line ${index + 1}`);

/** Shows twenty lines. */
const PAGE: Run = async ({ page, reply }) => {
  await page(TWENTY.join("\n"));
  reply("The end.");
};

const TELNET = { client: "telnet", rows: 9, columns: 60 } as const;

Deno.test("a long text comes by the screenful, and nothing scrolls away unseen", async () => {
  await using scene = await talking(PAGE, TELNET);
  const { ann } = scene;
  await ann.until(/-- More -- \(40%\)/);
  deepStrictEqual(ann.screen.lines().slice(0, 8), TWENTY.slice(0, 8));
  ann.type(" ");
  await ann.until(/-- More -- \(80%\)/);
  deepStrictEqual(ann.screen.lines().slice(0, 8), TWENTY.slice(8, 16));
  ann.send("\r");
  await ann.until(/The end\.\n[^]*lobby> $/);
  deepStrictEqual(
    ann.screen.lines().slice(-7),
    [
        ...TWENTY.slice(-4).slice(-4),
        "The end.",
        "lobby>",
      ].slice(-7).length === 6
      ? ["line 16", ...TWENTY.slice(16), "The end.", "lobby>"]
      : [],
  );
});

Deno.test("who has read enough of a long text leaves it, and what they type then is a line", async () => {
  await using scene = await talking(PAGE, TELNET);
  const { ann } = scene;
  await ann.until(/-- More --/);
  ann.type("q/topic");
  ann.send("\r");
  const heard = await ann.until(/The end\.\n[^]*no topic/);
  ok(!heard.includes("line 9"));
});

Deno.test("Ctrl-C, and a telnet interrupt, end the command with the pager", async () => {
  for (const interrupt of ["\x03", Uint8Array.of(255, 244)]) {
    await using scene = await talking(PAGE, TELNET);
    await scene.ann.until(/-- More --/);
    scene.ann.send(interrupt);
    await scene.ann.until(/Cancelled\.\n[^]*lobby> $/);
    strictEqual(scene.ann.screen.lines().some((line) => line.includes("More")), false);
  }
});

Deno.test("Esc leaves the pager, once nothing more can be behind it", async () => {
  await using scene = await talking(PAGE, TELNET);
  await scene.ann.until(/-- More --/);
  scene.ann.press("escape");
  scene.ann.send(Uint8Array.of(255, 246));
  await scene.ann.until(/on node 1\.\]$/);
  scene.house.clock.advance(500);
  await scene.ann.until(/The end\.\n/);
});

Deno.test("who hangs up in the pager is gone, and so is the command", async () => {
  const ended = Promise.withResolvers<string>();
  await using scene = await talking(async ({ page }) => {
    await page(TWENTY.join("\n")).catch((error) => {
      ended.resolve(error.name);
      throw error;
    });
  }, TELNET);
  await scene.ann.until(/-- More --/);
  scene.ann.reset();
  strictEqual(await ended.promise, "CallerGone");
});

Deno.test("who ends their side in the pager is gone as well", async () => {
  const ended = Promise.withResolvers<string>();
  await using scene = await talking(async ({ page }) => {
    await page(TWENTY.join("\n")).catch((error) => {
      ended.resolve(error.name);
      throw error;
    });
  }, TELNET);
  await scene.ann.until(/-- More --/);
  scene.ann.end();
  strictEqual(await ended.promise, "CallerGone");
});

Deno.test("what others say meanwhile comes afterwards, in order", async () => {
  await using scene = await talking(PAGE, TELNET);
  const { ann, house } = scene;
  await ann.until(/-- More --/);
  const bob = await house.guest("bob");
  await bob.answerTo("one");
  await bob.answerTo("two");
  strictEqual(ann.screen.text().includes("bob"), false);
  ann.type("q");
  const heard = await ann.until(/bob: two\n[^]*lobby> $/);
  ok(/bob has come in\n.*bob: one\n.*bob: two\n/.test(heard), heard);
});

Deno.test("of what comes to who reads for hours, the last is kept and the rest counted", async () => {
  await using scene = await talking(PAGE, TELNET);
  const { ann, house } = scene;
  await ann.until(/-- More --/);
  const bob = await house.guest("bob");
  const { world, sequencer } = house.house;
  const by = world.presenceNamed("bob")!.id;
  for (let index = 1; index <= 600; index++) {
    await sequencer.submit({ kind: "say", by, room: "lobby", text: `${index}`, style: "say" });
  }
  await bob.until("bob: 600\n");
  ann.type("q");
  const heard = await ann.until(/bob: 600\n/);
  ok(heard.includes("(Meanwhile 101 lines came that could not be kept.)\n"), heard.slice(0, 200));
  ok(!heard.includes("bob: 100\n") && heard.includes("bob: 101\n"));
});

Deno.test("a resize while reading fills the new screen", async () => {
  await using scene = await talking(PAGE, TELNET);
  const { ann } = scene;
  await ann.until(/-- More -- \(40%\)/);
  ann.type(" ");
  await ann.until(/-- More -- \(80%\)/);
  ann.resize({ columns: 40, rows: 6 });
  await ann.until(/-- More -- \(65%\)/);
  deepStrictEqual(ann.screen.lines().slice(0, 5), TWENTY.slice(8, 13));
});

Deno.test("whether the house is there, and a warning, are told in the last row", async () => {
  await using scene = await talking(PAGE, TELNET);
  const { ann } = scene;
  await ann.until(/-- More --/);
  ann.send(Uint8Array.of(255, 246));
  await ann.until(/\[Partyline is here, and you are on node 1\.\]$/);
  deepStrictEqual(ann.screen.lines().slice(0, 8), TWENTY.slice(0, 8));
});

Deno.test("lines that are broken count as what they are on the screen", async () => {
  await using scene = await talking(
    async ({ page, reply }) => {
      await page("word ".repeat(60).trim());
      reply("The end.");
    },
    { client: "telnet", rows: 6, columns: 25 },
  );
  const first = await scene.ann.until(/-- More --/);
  strictEqual(first.split("\n").filter((line) => line.includes("word word")).length, 5);
});

Deno.test("a text that fits the screen, and every text without one, comes at once", async () => {
  for (const options of [{ client: "telnet", rows: 21 }, { client: "nc" }] as const) {
    await using scene = await talking(PAGE, options);
    const heard = await scene.ann.until("The end.\n");
    ok(heard.includes("line 1\n") && heard.includes("line 20\n") && !heard.includes("More"));
  }
});

Deno.test("who sends lines is asked after each screenful", async () => {
  await using scene = await talking(PAGE, { client: "mud", rows: 9 });
  const { ann } = scene;
  await ann.until(/line 8\n[^]*-- More -- \(40%\) \[Enter, q\] $/);
  ann.line("");
  await ann.until(/line 9\n[^]*line 16\n[^]*-- More -- \(80%\) \[Enter, q\] $/);
  ann.line("q");
  const heard = await ann.until("The end.\n");
  ok(!heard.includes("line 17"));
});

Deno.test("who hears the screen is asked in a sentence, whoever edits the line", async () => {
  const reader = "/terminal screen-reader on";
  for (const before of [[reader], ["/terminal editing server", reader]]) {
    await using scene = await talking(PAGE, { ...TELNET, before });
    const { ann } = scene;
    await ann.until(/line 8\n[^]*Press Enter for more, q to stop:\s+(?:> )?$/);
    ann.line("");
    await ann.until(/line 16\n[^]*Press Enter for more, q to stop:\s+(?:> )?$/);
    ann.line("q");
    await ann.until("The end.\n");
    ok(!ann.heard.includes("%"));
  }
});
