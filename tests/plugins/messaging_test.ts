/**
 * Talk: to the room, to one person, to everyone; mail, being away, and not hearing somebody.
 *
 * @module
 */

import { deepStrictEqual, match, strictEqual } from "node:assert/strict";
import { TestHouse } from "../../testing/test_house.ts";
import type { VirtualCaller } from "../../testing/virtual_caller.ts";

async function three(): Promise<
  { house: TestHouse; ann: VirtualCaller; bob: VirtualCaller; cy: VirtualCaller }
> {
  const house = await TestHouse.open();
  const ann = await house.guest("ann");
  const bob = await house.guest("bob");
  const cy = await house.guest("cy");
  await ann.until("cy has come in\n");
  await bob.until("cy has come in\n");
  return { house, ann, bob, cy };
}

/** Everything that says something to the room, and what the others read. */
const SAID: Record<string, string> = {
  "hello": "bob: hello",
  "/say hello": "bob: hello",
  "/me waves": "* bob waves",
  ";waves": "* bob waves",
  "; waves": "* bob waves",
  "//join is a command": "bob: /join is a command",
  "  indented": "bob:   indented",
  "{braces} ^rand carets^~": "bob: {braces} ^rand carets^~",
};

for (const [typed, read] of Object.entries(SAID)) {
  Deno.test(`who types "${typed}" is read as "${read}"`, async () => {
    const { house, ann, bob, cy } = await three();
    await using _ = house;
    bob.line(typed);
    strictEqual(await ann.until(/\n/), read + "\n");
    strictEqual(await cy.until(/\n/), read + "\n");
  });
}

Deno.test("what is said is read once by each, and in line mode not by who typed it", async () => {
  const { house, ann, bob } = await three();
  await using _ = house;
  deepStrictEqual(await bob.answerTo("hello"), []);
  deepStrictEqual(await ann.roundtrip(), ["bob: hello"]);
});

Deno.test("an empty line says nothing", async () => {
  const { house, ann, bob } = await three();
  await using _ = house;
  deepStrictEqual(await bob.answerTo("   "), []);
  deepStrictEqual(await ann.roundtrip(), []);
});

Deno.test("a message over the limit is refused whole, and its size told", async () => {
  await using house = await TestHouse.open({ limits: { message_bytes: 100 } });
  const ann = await house.guest("ann");
  const [told] = await ann.answerTo("é".repeat(51));
  strictEqual(told, "Cannot say that as it is too long: 102 of at most 100 bytes");
});

Deno.test("/tell is read by that person and nobody else", async () => {
  const { house, ann, bob, cy } = await three();
  await using _ = house;
  deepStrictEqual(await ann.answerTo("/tell BOB see you at 8"), ["You tell bob: see you at 8"]);
  strictEqual(await bob.until(/\n/), "ann tells you: see you at 8\n");
  deepStrictEqual(await cy.roundtrip(), []);
});

Deno.test(">bob is short for /tell bob", async () => {
  const { house, ann, bob } = await three();
  await using _ = house;
  ann.line(">bob hi");
  strictEqual(await bob.until(/\n/), "ann tells you: hi\n");
  ann.line("> bob hi again");
  strictEqual(await bob.until(/\n/), "ann tells you: hi again\n");
});

Deno.test("/reply goes to whoever told me something last", async () => {
  const { house, ann, bob, cy } = await three();
  await using _ = house;
  deepStrictEqual(await bob.answerTo("/reply what?"), [
    "Cannot reply as nobody has told you anything yet",
  ]);
  ann.line("/tell bob one");
  await bob.until("one\n");
  cy.line("/tell bob two");
  await bob.until("two\n");
  bob.line("/r thanks");
  await cy.until("You tell bob: two\nbob tells you: thanks\n");
  deepStrictEqual(await ann.roundtrip(), ["You tell bob: one"]);
});

Deno.test("nobody can be told anything who is not known", async () => {
  const { house, ann } = await three();
  await using _ = house;
  deepStrictEqual(await ann.answerTo("/tell zoe hi"), ['Cannot find anybody called "zoe"']);
});

Deno.test("the text of who is away goes back to whoever tells them something", async () => {
  const { house, ann, bob } = await three();
  await using _ = house;
  deepStrictEqual(await bob.answerTo("/away at lunch"), [
    "You are away. Come back with /away",
  ]);
  deepStrictEqual(await ann.answerTo("/tell bob hi"), [
    "You tell bob: hi",
    "bob is away: at lunch",
  ]);
  await bob.until("ann tells you: hi\n");
  match((await ann.answerTo("/whois bob")).join("\n"), /Away +at lunch/);
  deepStrictEqual(await bob.answerTo("/away"), ["You are back."]);
  deepStrictEqual(await ann.answerTo("/tell bob hi"), ["You tell bob: hi"]);
});

Deno.test("/away without a text is being away too", async () => {
  const { house, ann, bob } = await three();
  await using _ = house;
  await bob.answerTo("/away");
  deepStrictEqual(await ann.answerTo("/tell bob hi"), [
    "You tell bob: hi",
    "bob is away: away from the keyboard",
  ]);
});

Deno.test("who is ignored is not heard, neither in the room nor in private, and is not told so", async () => {
  const { house, ann, bob, cy } = await three();
  await using _ = house;
  await ann.answerTo("/ignore bob");
  bob.line("hello room");
  deepStrictEqual(await bob.answerTo("/tell ann hello ann"), ["You tell ann: hello ann"]);
  strictEqual(await cy.until(/\n/), "bob: hello room\n");
  deepStrictEqual(await ann.roundtrip(), []);
});

Deno.test("who is ignored is not heard in the room by another name either", async () => {
  await using house = await TestHouse.open();
  const ann = await house.guest("ann");
  const bob = await house.member("bob");
  await ann.answerTo("/ignore bob");
  await bob.answerTo("/nick bobby");
  await ann.until("bobby now\n");
  bob.line("hello room");
  await bob.roundtrip();
  deepStrictEqual(await ann.roundtrip(), []);
});

Deno.test("/ignore lists who is ignored, and /unignore hears them again", async () => {
  const { house, ann, bob } = await three();
  await using _ = house;
  deepStrictEqual(await ann.answerTo("/ignore"), ["You ignore nobody."]);
  await ann.answerTo("/ignore Bob");
  deepStrictEqual(await ann.answerTo("/ignore"), ["You ignore bob."]);
  await ann.answerTo("/unignore bob");
  bob.line("hello");
  strictEqual(await ann.until(/\n/), "bob: hello\n");
  deepStrictEqual(await ann.answerTo("/ignore ann"), ["Cannot do that to yourself"]);
});

Deno.test("a shout takes a moderator, and reaches everyone in any room", async () => {
  const { house, ann, cy } = await three();
  await using _ = house;
  await cy.answerTo("/part");
  await ann.until("cy has gone out\n");
  deepStrictEqual(await ann.answerTo("/shout hi"), ["Cannot do that as it takes a moderator"]);
  const root = await house.sysop("root");
  await ann.until("root has come in\n");
  root.line("/shout the beer is here");
  strictEqual(await ann.until(/\n/), "root shouts: the beer is here\n");
  strictEqual(await cy.until(/\n/), "root shouts: the beer is here\n");
});

Deno.test("mail waits for a member who is not here, and is shown at their next login, once", async () => {
  await using house = await TestHouse.open();
  await house.register("bob");
  const ann = await house.guest("ann");
  for (const text of ["one", "two"]) {
    deepStrictEqual(await ann.answerTo(`/tell bob ${text}`), [
      `You tell bob: ${text}`,
      "bob is not here, and will be told at their next login.",
    ]);
  }
  const bob = await house.member("bob");
  await bob.until(
    /While you were away:\n\d\d:\d\d ann told you: one\n\d\d:\d\d ann told you: two\n/,
  );
  bob.line("/quit");
  await bob.hungUp;
  const again = await house.member("bob", { address: "192.0.2.2" });
  deepStrictEqual(await again.roundtrip(), []);
});

Deno.test("mail is kept up to its limit", async () => {
  await using house = await TestHouse.open({ limits: { mail_per_person: 1 } });
  await house.register("bob");
  const ann = await house.guest("ann");
  await ann.answerTo("/tell bob one");
  deepStrictEqual(await ann.answerTo("/tell bob two"), [
    'Cannot tell "bob" anything as they are not here and too much waits for them: 1 of 1',
  ]);
});

Deno.test("mail from somebody who is ignored is not kept", async () => {
  await using house = await TestHouse.open();
  const ann = await house.guest("ann");
  const bob = await house.member("bob");
  await bob.answerTo("/ignore ann");
  bob.line("/quit");
  await ann.until("bob has left");
  await ann.answerTo("/tell bob are you there?");
  const again = await house.member("bob");
  deepStrictEqual(await again.roundtrip(), []);
});

Deno.test("all sessions of a person hear what is told to them, and what they say themselves", async () => {
  await using house = await TestHouse.open();
  const ann = await house.guest("ann");
  const first = await house.member("bob");
  const second = await house.member("bob");
  await ann.until("bob has come in\n");
  ann.line("/tell bob psst");
  strictEqual(await first.until(/\n/), "ann tells you: psst\n");
  strictEqual(await second.until(/\n/), "ann tells you: psst\n");
  first.line("hello");
  strictEqual(await second.until(/\n/), "bob: hello\n");
  second.line("/tell ann bye");
  strictEqual(await first.until(/\n/), "You tell ann: bye\n");
  first.line("/join den");
  await first.until("Here: ~bob\n");
  await second.until("bob has come in to den\n");
  second.line("/join den");
  await second.until("Here: ~bob\n");
  second.line("both of us");
  await first.until("[den] bob: both of us\n");
});

Deno.test("telling oneself something is read once", async () => {
  const { house, ann } = await three();
  await using _ = house;
  deepStrictEqual(await ann.answerTo("/tell ann note to self"), ["You tell ann: note to self"]);
});

Deno.test("/recap shows the last lines of the room in focus, as many as asked for", async () => {
  await using house = await TestHouse.open({ main: { recap_lines: 4 } });
  const ann = await house.guest("ann");
  deepStrictEqual(await ann.answerTo("/recap"), ["Nothing has been said here yet."]);
  for (let count = 1; count <= 6; count++) ann.line(`line ${count}`);
  const texts = async (line: string) =>
    (await ann.answerTo(line)).map((shown) => shown.replace(/^\d\d:\d\d /, ""));
  deepStrictEqual(await texts("/recap 2"), ["ann: line 5", "ann: line 6"]);
  deepStrictEqual((await texts("/recap 100")).length, 4, "no more than the settings allow");
});

Deno.test("what is told is in nobody's recap", async () => {
  const { house, ann, bob } = await three();
  await using _ = house;
  await ann.answerTo("/tell bob secret");
  await bob.until("secret\n");
  deepStrictEqual(await bob.answerTo("/recap"), ["Nothing has been said here yet."]);
});

Deno.test("/edit sends a message of several lines to the room, or to one person", async () => {
  const { house, ann, bob } = await three();
  await using _ = house;
  for (const line of ["/edit", "one", "", "  two", "."]) bob.line(line);
  strictEqual(await ann.until(/two\n/), "bob: one\nbob: \nbob:   two\n");
  for (const line of ["/edit ann", "for", "you", "."]) bob.line(line);
  strictEqual(await ann.until(/you\n/), "bob tells you: for\nbob tells you: you\n");
});

Deno.test("/edit sends nothing where nothing was written, and shows what can't be sent again", async () => {
  const { house, bob } = await three();
  await using _ = house;
  for (const line of ["/edit", "."]) bob.line(line);
  await bob.until("There was nothing to send.\n");
  for (const line of ["/edit nobody", "one", "two", "."]) bob.line(line);
  await bob.until(/one\ntwo\nCannot .*nobody/);
});

Deno.test("/edit takes no more lines than a message may have", async () => {
  const { house, bob } = await three();
  await using _ = house;
  bob.line("/edit");
  for (let line = 1; line <= 33; line++) bob.line(String(line));
  await bob.until(/at most 32 lines and 4096 bytes/);
});
