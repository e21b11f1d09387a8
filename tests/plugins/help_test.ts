/**
 * Help, made from the rows of the commands.
 *
 * @module
 */

import { deepStrictEqual, doesNotMatch, match, ok, strictEqual } from "node:assert/strict";
import { TestHouse } from "../../testing/test_house.ts";

Deno.test("/help lists every command that a caller may run, and no other", async () => {
  await using house = await TestHouse.open();
  const ann = await house.guest("ann");
  const list = (await ann.answerTo("/help")).join("\n");
  for (const { usage } of house.house.registry.list({ role: "guest" })) {
    ok(list.includes(`/${usage.shown}`), usage.shown);
  }
  doesNotMatch(list, /\/shutdown|\/passwd|\/shout/);
  match(list, /All else that you type is said to the room\.$/);
});

Deno.test("a sysop's list has what takes a sysop", async () => {
  await using house = await TestHouse.open();
  const root = await house.sysop("root");
  match((await root.answerTo("/help")).join("\n"), /\/shutdown \[minutes\]/);
});

Deno.test("/help of one command tells all about it", async () => {
  await using house = await TestHouse.open();
  const ann = await house.guest("ann");
  deepStrictEqual(await ann.answerTo("/help /tell"), [
    "/tell <user> <text...>",
    "Say something to one person: /tell ann hi, or >ann hi",
    "To a member who is not here it is told when they come in next.",
    "Also: /msg, /t",
    "Short: >",
  ]);
});

Deno.test("/? is /help, and help finds a command by its alias", async () => {
  await using house = await TestHouse.open();
  const ann = await house.guest("ann");
  match((await ann.answerTo("/? j"))[0]!, /^\/join <room\.\.\.>$/);
});

Deno.test("help for a word that there is not names the nearest", async () => {
  await using house = await TestHouse.open();
  const ann = await house.guest("ann");
  deepStrictEqual(await ann.answerTo("/help jion"), [
    'Cannot help with "jion" as there is no such command or topic. Did you mean /help join?',
  ]);
});

Deno.test("a mistyped command names the nearest", async () => {
  await using house = await TestHouse.open();
  const ann = await house.guest("ann");
  deepStrictEqual(await ann.answerTo("/jion den"), [
    'Cannot run "/jion" as there is no such command. Did you mean /join?',
  ]);
});

Deno.test("a command without what it needs tells its usage", async () => {
  await using house = await TestHouse.open();
  const ann = await house.guest("ann");
  deepStrictEqual(await ann.answerTo("/tell bob"), [
    "Cannot run /tell as <text> is missing. Usage: /tell <user> <text...>",
  ]);
});

Deno.test("help fits the width of the terminal", async () => {
  await using house = await TestHouse.open();
  const ann = await house.guest("ann", { client: "telnet", columns: 40, rows: 250 });
  ann.line("/help");
  await ann.until(/said to the\nroom\.\n[^]*lobby> $/);
  // What is wrapped by the terminal itself has no line end of ours: no row may be longer than told.
  const heard = ann.heard.split("\n");
  ok(heard.every((row) => row.length <= 40), heard.find((row) => row.length > 40));
});

Deno.test("help that is longer than the screen comes by the screenful", async () => {
  await using house = await TestHouse.open();
  const ann = await house.guest("ann", { client: "telnet" });
  ann.line("/help");
  await ann.until(/-- More -- \(\d+%\)/);
  strictEqual(ann.screen.lines()[0], "help");
  ann.send("/nick\r");
  await ann.until(/-- More -- \(\d+%\)/);
  match(ann.screen.lines()[0]!, /^ *\/nick /);
  ann.type("q");
  await ann.until(/lobby> $/);
});
