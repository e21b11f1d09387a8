/**
 * Texts of several lines, composed on a screen and line by line.
 *
 * @module
 */

import { deepStrictEqual, match, ok, strictEqual } from "node:assert/strict";
import { type Run, talking } from "../../kit/talking.ts";

/** Lets the caller compose, and tells what came of it. */
const EDIT: Run = async ({ edit, reply }) => reply(JSON.stringify(await edit("old\nlines")));

const TELNET = { client: "telnet", rows: 9, columns: 60 } as const;

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
  await ann.until(/long enough: at most 200 lines and 16384 bytes\. \. ends it\n/);
  ann.line(".");
  await ann.until("It has 200 lines.\n");
});

Deno.test("line by line, .q and Ctrl-C throw the text away and end the command", async () => {
  for (const key of [".q\n", "\x03"]) {
    await using scene = await talking(EDIT);
    await scene.ann.until(/3: $/);
    scene.ann.send(key);
    await scene.ann.until("Cancelled.\n");
  }
});

Deno.test("where keys are sent the whole screen is for composing, and given back", async () => {
  await using scene = await talking(EDIT, TELNET);
  const { ann } = scene;
  await ann.until(/Ctrl-X: done/);
  deepStrictEqual(ann.screen.lines().slice(0, 3), ["old", "lines", ""]);
  ann.type(" and");
  ann.send("\r");
  ann.type("more");
  ann.press("up", "home");
  ann.type("new ");
  ann.press("ctrl-x");
  await ann.until(/"old\\nnew lines and\\nmore"\n[^]*lobby> $/);
  ok(ann.screen.text().includes("Welcome to Partyline"), "the first screen is back");
});

Deno.test("what others say while somebody composes comes afterwards", async () => {
  await using scene = await talking(EDIT, TELNET);
  const { ann, house } = scene;
  await ann.until(/Ctrl-X: done/);
  const bob = await house.guest("bob");
  await bob.answerTo("hello");
  ok(!ann.screen.text().includes("bob"));
  ann.press("ctrl-x");
  await ann.until(/bob: hello\n[^]*"old\\nlines"\n[^]*lobby> $/);
});

Deno.test("a paste of many lines goes into the text", async () => {
  await using scene = await talking(EDIT, TELNET);
  const { ann } = scene;
  await ann.until(/Ctrl-X: done/);
  ann.paste("\none\n/two\n");
  ann.press("ctrl-x");
  await ann.until(String.raw`"old\nlinesone\n/two"`);
});

Deno.test("who throws a text away is asked first, and the command ends", async () => {
  await using scene = await talking(EDIT, TELNET);
  const { ann } = scene;
  await ann.until(/Ctrl-X: done/);
  ann.type("x");
  ann.press("ctrl-c");
  await ann.until(/Throw the text away\? \[y\/N\]$/);
  ann.type("y");
  await ann.until(/Cancelled\.\n[^]*lobby> $/);
});

Deno.test("a last word from the house comes on a screen that is given back", async () => {
  await using scene = await talking(EDIT, TELNET);
  const { ann, house } = scene;
  await ann.until(/Ctrl-X: done/);
  await house.stop("The house closes.");
  await ann.goodbye();
  match(ann.screen.text(), /Welcome to Partyline[^]*The house closes\./);
  strictEqual(ann.screen.marksPastes, false);
});

Deno.test("who hangs up while composing is gone, and so is the command", async () => {
  const ended = Promise.withResolvers<string>();
  await using scene = await talking(async ({ edit }) => {
    await edit().catch((error) => {
      ended.resolve(error.name);
      throw error;
    });
  }, TELNET);
  await scene.ann.until(/Ctrl-X: done/);
  scene.ann.reset();
  strictEqual(await ended.promise, "CallerGone");
});
