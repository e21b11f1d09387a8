/**
 * Tab at a terminal: what it offers, what is on the screen meanwhile, and what it keeps to itself.
 *
 * @module
 */

import { deepStrictEqual, match, strictEqual } from "node:assert/strict";
import { annAndBob, lastRows, typedRow } from "../../kit/typing_callers.ts";

Deno.test("Tab completes a command, a person and a room", async () => {
  const { house, ann, bob } = await annAndBob();
  await using _ = house;
  await bob.answerTo("/join The Attic");
  for (
    const [typed, completed] of [
      ["/jo", "/join "],
      ["/tell b", "/tell bob "],
      ["/join the", "/join The Attic"],
      ["bo", "bob: "],
      ["I told bo", "I told bob "],
      ["/private o", "/private o"],
      ["/private on", "/private on "],
    ] as const
  ) {
    ann.type(typed);
    ann.press("tab");
    await ann.ayt();
    await ann.until(/lobby> [^]*$/);
    strictEqual(typedRow(ann), `lobby> ${completed}|`);
    ann.press("ctrl-u");
    await ann.ayt();
    await ann.until(/lobby> $/);
  }
});

Deno.test("Tab shows what there is to choose from below the line, and leaves nothing behind", async () => {
  const { house, ann, bob } = await annAndBob();
  await using _ = house;
  ann.type("/un");
  ann.press("tab");
  await ann.until(/\/unban {2}\/unignore {2}\/unmask {2}\/unmute/);
  ann.press("tab", "shift-tab");
  await ann.until(/\[\/unmute\]/);
  strictEqual(typedRow(ann), "lobby> /unmute |");
  bob.line("hello");
  await ann.until(/bob: hello\n[^]*\[\/unmute\]/);
  deepStrictEqual(lastRows(ann, 3), [
    "bob: hello",
    "lobby> /unmute",
    " /unban  /unignore  /unmask [/unmute]",
  ]);
  ann.type("bob");
  await ann.ayt();
  await ann.until(/unmute bob$/);
  deepStrictEqual(lastRows(ann, 2)[1], "lobby> /unmute bob");
});

Deno.test("Esc leaves the menu, once nothing more can be behind it", async () => {
  const { house, ann } = await annAndBob();
  await using _ = house;
  ann.type("/un");
  ann.press("tab", "tab");
  await ann.until(/\[\/unban\]/);
  ann.press("escape");
  await ann.ayt();
  match(lastRows(ann, 1)[0]!, /\[\/unban\]/);
  house.clock.advance(500);
  await ann.ayt();
  await ann.until(/lobby> \/un$/);
  strictEqual(typedRow(ann), "lobby> /un|");
});

Deno.test("Tab offers no command that takes a higher role", async () => {
  const { house, ann } = await annAndBob();
  await using _ = house;
  ann.type("/shut");
  ann.press("tab");
  await ann.ayt();
  strictEqual(typedRow(ann), "lobby> /shut|");
});

Deno.test("Tab offers no private room to those outside", async () => {
  const { house, ann, bob } = await annAndBob();
  await using _ = house;
  await bob.answerTo("/join secret");
  await bob.answerTo("/private on");
  ann.type("/join sec");
  ann.press("tab");
  await ann.ayt();
  strictEqual(typedRow(ann), "lobby> /join sec|");
});

Deno.test("who hears the screen is told what Tab can complete, and nothing is drawn below", async () => {
  const { house, ann } = await annAndBob();
  await using _ = house;
  await ann.answerTo("/terminal editing server");
  await ann.answerTo("/terminal screen-reader on");
  ann.type("/un");
  ann.press("tab");
  await ann.until("/unban, /unignore, /unmask, /unmute\n");
  await ann.until(/lobby> \/un$/);
  ann.press("tab");
  await ann.until(/ban $/);
  strictEqual(typedRow(ann), "lobby> /unban |");
});
