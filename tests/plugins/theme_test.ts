/**
 * How things look to a caller: themes, times and the bell.
 *
 * @module
 */

import { deepStrictEqual, match, ok, strictEqual } from "node:assert/strict";
import { TestHouse } from "../../testing/test_house.ts";

Deno.test("/theme lists the themes, each as a room would look by it, with the caller's own marked", async () => {
  await using house = await TestHouse.open();
  const ann = await house.guest("ann", { client: "telnet", rows: 40 });
  ann.line("/theme");
  const shown = await ann.until(/\/theme NAME\n/);
  const rows = shown.split("\n").map((row) => row.trimEnd());
  deepStrictEqual(
    rows.filter((row) => /^[> ] \S/.test(row)).map((row) => row.slice(0, 10).trimEnd()),
    ["> partylin", "  amber Th", "  green Th", "  paper Da", "  mono No"],
  );
  strictEqual(rows.filter((row) => row.startsWith("    21:05 ann: Good evening!")).length, 5);
});

Deno.test("a theme that is chosen is there at once, and at the next call", async () => {
  await using house = await TestHouse.open();
  const ann = await house.member("ann", { client: "telnet" });
  ann.line("/theme AMBER");
  await ann.until("The theme is amber now.\n");
  await ann.prompt();
  strictEqual(ann.screen.styleAt({ row: ann.screen.cursor.row, column: 0 }), "1;38;5;214");
  ann.line("/quit");
  await ann.goodbye();
  const again = await house.member("ann", { client: "telnet" });
  strictEqual(again.screen.styleAt({ row: again.screen.cursor.row, column: 0 }), "1;38;5;214");
});

Deno.test("a theme that there is not is refused, with those that there are", async () => {
  await using house = await TestHouse.open();
  const ann = await house.guest("ann");
  deepStrictEqual(await ann.answerTo("/theme pink"), [
    'Cannot choose "pink" as there is no such theme: partyline, amber, green, paper, mono',
  ]);
});

Deno.test("who sees no colours is told so with the themes", async () => {
  await using house = await TestHouse.open();
  const ann = await house.guest("ann");
  ok(
    (await ann.answerTo("/theme")).some((row) => row.startsWith("Your terminal shows no colours")),
  );
});

Deno.test("who hears the screen gets the themes without samples", async () => {
  await using house = await TestHouse.open();
  const ann = await house.guest("ann");
  await ann.answerTo("/terminal screen-reader on");
  const heard = await ann.answerTo("/theme");
  strictEqual(heard.length, 6);
  match(heard[0]!, /^Yours: partyline: Colours that can be read/);
});

Deno.test("times are before each line where there is room for them, or as the caller says", async () => {
  await using house = await TestHouse.open();
  const bob = await house.guest("bob");
  const wide = await house.guest("ann", { client: "telnet" });
  const narrow = await house.guest("cy", { client: "telnet", columns: 40 });
  bob.line("hello");
  await wide.until(/\d\d:\d\d bob: hello\n/);
  await narrow.until(/(?<!\d\d:\d\d )bob: hello\n/);
  wide.line("/times off");
  await wide.until("Lines have no times.\n");
  narrow.line("/times on");
  await narrow.until("Each line has its time.\n");
  bob.line("again");
  await wide.until(/(?<!\d\d:\d\d )bob: again\n/);
  await narrow.until(/\d\d:\d\d bob: again\n/);
});

Deno.test("the bell rings for a name and for what is told, once it is wanted", async () => {
  await using house = await TestHouse.open();
  const [ann, bob] = [await house.guest("ann"), await house.guest("bob")];
  bob.line("Ann?");
  await ann.until("» bob: Ann?\n");
  strictEqual(ann.screen.bells, 0);
  deepStrictEqual(await ann.answerTo("/bell on"), [
    "The bell rings when somebody says your name or tells you something.",
  ]);
  bob.line("nobody");
  bob.line("Ann!");
  await ann.until("» bob: Ann!\n");
  strictEqual(ann.screen.bells, 1);
  bob.line("/tell ann psst");
  await ann.until("psst\n");
  await ann.roundtrip();
  strictEqual(ann.screen.bells, 2);
});
