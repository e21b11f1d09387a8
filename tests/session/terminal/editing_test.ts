/**
 * Typing a line at a terminal while others talk: what is on the screen.
 *
 * @module
 */

import { deepStrictEqual, match, ok, strictEqual } from "node:assert/strict";
import fc from "fast-check";
import { TestHouse } from "../../../testing/test_house.ts";
import { annAndBob, lastRows, TELNET, typedRow } from "../../kit/typing_callers.ts";

Deno.test("a message that arrives while someone types is above the line, and the line is whole", async () => {
  const { house, ann, bob } = await annAndBob();
  await using _ = house;
  ann.type("half a sen");
  await ann.until("half a sen");
  bob.line("hello there");
  await ann.until(/bob: hello there\n[^]*half a sen$/);
  deepStrictEqual(lastRows(ann, 2), ["bob: hello there", "lobby> half a sen"]);
  strictEqual(typedRow(ann), "lobby> half a sen|");
  ann.line("tence");
  await bob.until("ann: half a sentence\n");
  await ann.prompt();
  deepStrictEqual(lastRows(ann, 3), ["bob: hello there", "ann: half a sentence", "lobby>"]);
});

Deno.test("talk that comes whole is shown once, as it was said, and a command stays where it was typed", async () => {
  const { house, ann } = await annAndBob();
  await using _ = house;
  const begun = ann.bytes.length;
  ann.send("all in one\r\0");
  await ann.until("ann: all in one\n");
  await ann.prompt();
  const sent = ann.bytes.slice(begun).map((bytes) => new TextDecoder().decode(bytes)).join("");
  strictEqual(sent.split("all in one").length, 2, sent);
  ann.send("/ignore\r\0");
  await ann.until(/nobody\.\n[^]*lobby> $/);
  deepStrictEqual(lastRows(ann, 4), [
    "ann: all in one",
    "lobby> /ignore",
    "You ignore nobody.",
    "lobby>",
  ]);
});

Deno.test("the cursor stays where it was in the line when a message arrives", async () => {
  const { house, ann, bob } = await annAndBob();
  await using _ = house;
  ann.type("hello wrld");
  ann.press("left", "left", "left");
  await ann.until("hello wrld");
  bob.line("one");
  await ann.until(/bob: one\n[^]*hello wrld$/);
  strictEqual(typedRow(ann), "lobby> hello w|rld");
  ann.type("o");
  await ann.until(/orld$/);
  strictEqual(typedRow(ann), "lobby> hello wo|rld");
});

Deno.test("ten messages in one turn draw the line once", async () => {
  const { house, ann, bob } = await annAndBob();
  await using _ = house;
  ann.type("typing");
  await ann.until("typing");
  const before = ann.bytes.length;
  bob.send("1\n2\n3\n4\n5\n");
  await ann.until(/bob: 5\n[^]*typing$/);
  ok(ann.bytes.length - before <= 5, "no more than one write per turn");
  deepStrictEqual(lastRows(ann, 6), [
    "bob: 1",
    "bob: 2",
    "bob: 3",
    "bob: 4",
    "bob: 5",
    "lobby> typing",
  ]);
});

Deno.test("talk above an empty line is the same for all who have one, and leaves it where it was", async () => {
  const { house, ann, bob } = await annAndBob();
  await using _ = house;
  const cem = await house.guest("cem", { ...TELNET, columns: 80, rows: 24 });
  await ann.until(/cem has come in\n[^]*lobby> $/);
  const [annHad, cemHad] = [ann.bytes.length, cem.bytes.length];
  bob.line("one");
  for (const listener of [ann, cem]) await listener.until(/bob: one\n[^]*lobby> $/);
  deepStrictEqual([lastRows(ann, 2), typedRow(ann)], [["bob: one", "lobby>"], "lobby> |"]);
  const heard = ann.bytes.slice(annHad);
  strictEqual(heard.length, 1, "one write for the turn");
  deepStrictEqual(cem.bytes.slice(cemHad), heard);
});

Deno.test("whatever is typed while others talk, talk is above the line, and the line is whole", async () => {
  const { house, ann, bob } = await annAndBob({ columns: 80, rows: 100 });
  await using _ = house;
  const deed = fc.constantFrom("said", "heard", "typed", "erased", "sent", "looked for");
  let count = 0;
  const say = (word: string) => {
    const said = `${word} ${++count}`;
    bob.line(said);
    return `bob: ${said}`;
  };
  await fc.assert(
    fc.asyncProperty(fc.array(deed, { maxLength: 12 }), async (deeds) => {
      ann.press("ctrl-u");
      const begun = say("begin");
      await ann.until(`${begun}\n`);
      const [said, sent]: [string[], string[]] = [[], []];
      let typed = "";
      for (const done of deeds) {
        if (done === "said" || done === "heard") said.push(say("word"));
        if (done === "heard") await ann.until(`${said.at(-1)}\n`);
        if (done === "looked for") ann.press("ctrl-r", "ctrl-g");
        if (done === "typed") ann.type("x");
        if (done === "typed") typed += "x";
        if (done === "erased") ann.press("backspace");
        if (done === "erased") typed = typed.slice(0, -1);
        if (done !== "sent" || typed === "") continue;
        ann.send("\r\0");
        sent.push(`ann: ${typed}`);
        typed = "";
      }
      for (const line of sent) await bob.until(`${line}\n`);
      await ann.ayt();
      await ann.until(new RegExp(`${say("end")}\\n[^]*lobby> ${typed}$`));
      strictEqual(typedRow(ann), `lobby> ${typed}|`);
      const rows = lastRows(ann, 100);
      const since = rows.slice(rows.indexOf(begun));
      deepStrictEqual(since.filter((row) => row.startsWith("bob: word")), said);
      deepStrictEqual(since.filter((row) => row.startsWith("ann: ")), sent);
      strictEqual(since.filter((row) => row.startsWith("lobby>")).length, 1, since.join("\n"));
    }),
    { numRuns: 60 },
  );
});

Deno.test("a line longer than the window is scrolled sideways, and messages leave it whole", async () => {
  const { house, ann, bob } = await annAndBob({ columns: 40, rows: 25 });
  await using _ = house;
  const line = "the quick brown fox jumps over the lazy dog and runs away from it";
  ann.type(line);
  await ann.ayt();
  bob.line("hello");
  await ann.until(/bob: hello\n[^]*$/);
  match(ann.screen.currentLine(), /^lobby> .*uns away from it$/);
  ann.press("home");
  await ann.until(/the quick brown/);
  match(ann.screen.currentLine(), /^lobby> the quick brown fox/);
  strictEqual(ann.screen.cursor.column, "lobby> ".length);
  ann.send("\r");
  await bob.until(`ann: ${line}\n`);
});

Deno.test("a resize while someone types draws the line anew in the new width", async () => {
  const { house, ann, bob } = await annAndBob();
  await using _ = house;
  const line = "this line is longer than thirty columns are wide";
  ann.type(line);
  await ann.until(line);
  ann.resize({ columns: 30, rows: 20 });
  await ann.ayt();
  bob.line("a message that is longer than thirty columns are wide");
  await ann.until(/wide\n[^]*are wide$/);
  match(ann.screen.currentLine(), /^lobby> .*are wide$/);
  ok(ann.screen.currentLine().length < 30);
  deepStrictEqual(lastRows(ann, 4).slice(0, 2), [
    "bob: a message that is longer",
    "     than thirty columns are",
  ]);
  ann.resize({ columns: 100, rows: 30 });
  await ann.until(`lobby> ${line}`);
  strictEqual(typedRow(ann), `lobby> ${line}|`);
  ann.send("\r");
  await bob.until(`ann: ${line}\n`);
});

Deno.test("characters two columns wide are measured so, and erased whole", async () => {
  const { house, ann, bob } = await annAndBob();
  await using _ = house;
  ann.type("日本語 👩‍👩‍👧 é");
  await ann.until("é");
  strictEqual(ann.screen.cursor.column, "lobby> ".length + 6 + 1 + 2 + 1 + 1);
  ann.press("left", "left", "backspace");
  ann.press("home", "right", "delete");
  await ann.ayt();
  await ann.until(/日語 {2}é/);
  ann.send("\r");
  await bob.until("ann: 日語  é\n");
});

Deno.test("wide characters at the edge of the window do not wrap", async () => {
  const { house, ann, bob } = await annAndBob({ columns: 40, rows: 25 });
  await using _ = house;
  ann.type("日".repeat(30));
  await ann.ayt();
  bob.line("hello");
  await ann.until(/bob: hello\n[^]*日$/);
  match(ann.screen.currentLine(), /^lobby> 日+$/);
  match(lastRows(ann, 2)[0]!, /^bob: hello$/);
});

Deno.test("an Esc pressed for nothing takes nothing from the keys that come later", async () => {
  const { house, ann } = await annAndBob();
  await using _ = house;
  ann.press("escape");
  await ann.ayt();
  house.clock.advance(500);
  ann.type("dare");
  await ann.ayt();
  strictEqual(typedRow(ann), "lobby> dare|");
});

Deno.test("the arrow keys bring back earlier lines, and the one being typed", async () => {
  const { house, ann, bob } = await annAndBob();
  await using _ = house;
  ann.line("first");
  ann.line("second");
  await bob.until("ann: second\n");
  await ann.until(/ann: second\n[^]*lobby> $/);
  ann.type("draft");
  for (
    const [key, shown] of [["up", "second"], ["up", "first"], ["down", "second"], [
      "down",
      "draft",
    ]] as const
  ) {
    ann.press(key);
    await ann.until(new RegExp(`${shown}$`));
    strictEqual(typedRow(ann), `lobby> ${shown}|`);
  }
});

Deno.test("Ctrl-R finds a line again, and leaves no trace when it is left", async () => {
  const { house, ann, bob } = await annAndBob();
  await using _ = house;
  ann.line("/topic");
  await ann.until(/no topic[^]*lobby> $/);
  ann.line("hello there");
  await ann.until(/ann: hello there\n[^]*lobby> $/);
  ann.press("ctrl-r");
  ann.type("top");
  await ann.until(/search "top": \/topic/);
  bob.line("hi");
  await ann.until(/bob: hi\n[^]*search "top": \/topic/);
  strictEqual(typedRow(ann), 'search "top": /|topic');
  ann.press("ctrl-g");
  await ann.until(/lobby> $/);
  strictEqual(typedRow(ann), "lobby> |");
  ann.press("ctrl-r", "ctrl-r");
  ann.send("\r");
  await ann.until(/no topic[^]*lobby> $/);
  strictEqual(await bob.roundtrip().then((lines) => lines.join()), "ann: hello there");
});

Deno.test("Ctrl-C throws the line away and tells how to leave", async () => {
  const { house, ann, bob } = await annAndBob();
  await using _ = house;
  ann.type("never mind");
  ann.press("ctrl-c");
  await ann.until(/To leave, type \/quit\n[^]*lobby> $/);
  strictEqual(typedRow(ann), "lobby> |");
  ann.line("hello");
  strictEqual(await bob.until(/\n/), "ann: hello\n");
});

Deno.test("Ctrl-C at a question ends the command", async () => {
  const { house, ann } = await annAndBob();
  await using _ = house;
  ann.line("/register");
  await ann.until(/New password: $/);
  ann.press("ctrl-c");
  await ann.until(/Cancelled\.\n[^]*lobby> $/);
});

Deno.test("Ctrl-D on an empty line leaves, and in a line deletes", async () => {
  const { house, ann, bob } = await annAndBob();
  await using _ = house;
  ann.type("xhello");
  ann.press("home", "ctrl-d");
  ann.send("\r");
  await bob.until("ann: hello\n");
  ann.press("ctrl-d");
  await bob.until("ann has left (quit)\n");
  match(await ann.goodbye(), /Goodbye\.\n$/);
});

Deno.test("Ctrl-L clears the screen and leaves the line", async () => {
  const { house, ann } = await annAndBob();
  await using _ = house;
  ann.type("still here");
  ann.press("left", "ctrl-l");
  await ann.until(/still here[^]*still here/);
  await ann.ayt();
  const rows = ann.screen.lines().filter((row) => row !== "");
  deepStrictEqual(rows, ["[Partyline is here, and you are on node 1.]", "lobby> still here"]);
  strictEqual(typedRow(ann), "lobby> still her|e");
});

Deno.test("Ctrl-A, E, K, U and W edit as in a shell", async () => {
  const { house, ann, bob } = await annAndBob();
  await using _ = house;
  ann.type("two three four");
  ann.press("ctrl-w", "ctrl-a");
  ann.type("one ");
  ann.press("ctrl-e");
  ann.type("x");
  ann.press("left", "ctrl-k");
  ann.send("\r");
  await bob.until("ann: one two three\n");
  ann.type("gone");
  ann.press("ctrl-u");
  ann.line("here");
  await bob.until("ann: here\n");
});

Deno.test("a command and its answer stay on the screen, what is said is shown once", async () => {
  const { house, ann } = await annAndBob();
  await using _ = house;
  ann.line("/topic");
  await ann.until(/lobby has no topic\.\n[^]*lobby> $/);
  ann.line("hello");
  await ann.until(/ann: hello\n[^]*lobby> $/);
  deepStrictEqual(lastRows(ann, 4), [
    "lobby> /topic",
    "lobby has no topic.",
    "ann: hello",
    "lobby>",
  ]);
});

Deno.test("a paste of many lines is said line by line, in order", async () => {
  const { house, ann, bob } = await annAndBob();
  await using _ = house;
  const lines = Array.from({ length: 30 }, (_, index) => `line ${index}`);
  ann.send(lines.join("\r\n") + "\r\n");
  await ann.until(/ann: line 29\n[^]*lobby> $/);
  deepStrictEqual(await bob.roundtrip(), lines.map((line) => `ann: ${line}`));
  strictEqual(ann.screen.currentLine(), "lobby>");
});

Deno.test("a telnet break or interrupt is Ctrl-C, in line mode too", async () => {
  await using house = await TestHouse.open();
  const ann = await house.guest("ann");
  ann.send("thrown away");
  ann.send(Uint8Array.of(255, 244));
  await ann.until("To leave, type /quit\n");
  ann.send("/topic\n");
  await ann.until("lobby has no topic.\n");
});

Deno.test("telnet's erase character and erase line work in both modes", async () => {
  await using house = await TestHouse.open();
  const bob = await house.guest("bob");
  for (const client of ["nc", "telnet"] as const) {
    const ann = await house.guest(`ann_${client}`, { client });
    ann.send("xx");
    ann.send(Uint8Array.of(255, 248));
    ann.send("hellp");
    ann.send(Uint8Array.of(255, 247));
    ann.send("o\r\n");
    await bob.until(`ann_${client}: hello\n`);
  }
});

Deno.test("in line mode nothing is drawn but what is said and asked", async () => {
  await using house = await TestHouse.open();
  const ann = await house.guest("ann");
  const bob = await house.guest("bob");
  await ann.until("bob has come in\n");
  bob.line("one");
  await ann.until(/^bob: one\n/);
  deepStrictEqual(await ann.answerTo("/topic"), ["lobby has no topic."]);
  ok(!ann.heard.includes("lobby>"));
});

Deno.test("a question in line mode is asked again below what comes meanwhile", async () => {
  await using house = await TestHouse.open();
  const ann = await house.guest("ann");
  const bob = await house.guest("bob");
  await ann.until("bob has come in\n");
  ann.line("/register");
  await ann.until(/New password: $/);
  bob.line("hello");
  await ann.until(/bob: hello\nNew password: $/);
});
