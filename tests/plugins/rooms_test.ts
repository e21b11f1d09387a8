/**
 * Rooms: going in and out, what they are about, and who may be in them.
 *
 * @module
 */

import { deepStrictEqual, doesNotMatch, match, ok, strictEqual } from "node:assert/strict";
import { TestHouse } from "../../testing/test_house.ts";
import type { VirtualCaller } from "../../testing/virtual_caller.ts";

/** A house with ann, who owns the room "den", and bob; both are in it and in the lobby. */
async function den(): Promise<{ house: TestHouse; ann: VirtualCaller; bob: VirtualCaller }> {
  const house = await TestHouse.open();
  const ann = await house.member("ann");
  const bob = await house.member("bob");
  await ann.answerTo("/join den");
  await bob.answerTo("/join den");
  await ann.until("bob has come in to den\n");
  return { house, ann, bob };
}

Deno.test("who makes a room runs it, and speaks there", async () => {
  await using house = await TestHouse.open();
  const ann = await house.guest("ann");
  deepStrictEqual(await ann.answerTo("/join den"), ["You are in den", "Here: @ann"]);
  deepStrictEqual(await ann.answerTo("hello"), []);
  match((await ann.answerTo("/recap")).join(), /\d\d:\d\d ann: hello$/);
});

Deno.test("those in a room see who comes in and goes out, and others do not", async () => {
  await using house = await TestHouse.open();
  const ann = await house.guest("ann");
  const bob = await house.guest("bob");
  const cy = await house.guest("cy");
  await ann.answerTo("/join den");
  await cy.roundtrip();
  await bob.answerTo("/join den");
  await ann.until("-> bob has come in to den\n");
  deepStrictEqual(await bob.answerTo("/part"), ["You have left den. You are in lobby."]);
  await ann.until("<- bob has gone out of den\n");
  deepStrictEqual(await cy.roundtrip(), []);
});

Deno.test("a room's name may hold spaces, and its case does not count", async () => {
  await using house = await TestHouse.open();
  const ann = await house.guest("ann");
  deepStrictEqual(await ann.answerTo("/join Group 1"), ["You are in Group 1", "Here: @ann"]);
  const bob = await house.guest("bob");
  deepStrictEqual(await bob.answerTo("/join gROUP 1"), ["You are in Group 1", "Here: @ann, bob"]);
  deepStrictEqual(await bob.answerTo("/part #Group 1"), [
    "You have left Group 1. You are in lobby.",
  ]);
});

Deno.test("joining a room that one is in makes it the one that one talks in", async () => {
  await using house = await TestHouse.open();
  const ann = await house.guest("ann", { client: "telnet" });
  await ann.answerTo("/join den");
  await ann.answerTo("/join lobby");
  match(ann.screen.currentLine(), /^lobby>/);
});

Deno.test("a room's name may be given as IRC shows it, with a # before it", async () => {
  await using house = await TestHouse.open();
  const ann = await house.guest("ann");
  deepStrictEqual(await ann.answerTo("/join #den"), ["You are in den", "Here: @ann"]);
});

for (
  const [line, answer] of [
    ["/join a,b", 'Cannot name a room "a,b" as a room\'s name has no comma'],
    ["/part den", 'Cannot find the room "den"'],
    ["/focus den", 'Cannot find the room "den"'],
    ["/topic news", 'Cannot do that in "lobby" as it takes a halfop of the room'],
    ["/private on", 'Cannot do that in "lobby" as it takes an operator of the room'],
    ["/kick ann", 'Cannot do that in "lobby" as it takes a halfop of the room'],
    ["/invite nobody", 'Cannot find anybody called "nobody"'],
    ["/invite ann", 'Cannot invite "ann" as they are in "lobby" already'],
    ["/limit -1", "Cannot set a limit below 0"],
    ["/limit many", 'Cannot run /limit as <people> takes a whole number: found "many"'],
    ["/private maybe", 'Cannot run /private as it takes on or off: found "maybe"'],
    ["/recap 0", "Cannot show 0 lines"],
  ] as const
) {
  Deno.test(`a guest in the lobby who types ${line} is told why not`, async () => {
    await using house = await TestHouse.open();
    const [told] = await (await house.guest("ann")).answerTo(line);
    ok(told?.startsWith(answer), told);
  });
}

Deno.test("a room that nobody is in and nobody owns is anybody's", async () => {
  await using house = await TestHouse.open();
  const ann = await house.guest("ann");
  const bob = await house.guest("bob");
  await ann.answerTo("/join den");
  await ann.answerTo("/part");
  deepStrictEqual(await bob.answerTo("/join den"), ["You are in den", "Here: @bob"]);
});

Deno.test("a member owns their room when they come back", async () => {
  await using house = await TestHouse.open();
  const ann = await house.member("ann");
  const bob = await house.guest("bob");
  await ann.answerTo("/join den");
  await ann.answerTo("/part");
  await bob.answerTo("/join den");
  deepStrictEqual(await ann.answerTo("/join den"), ["You are in den", "Here: ~ann, bob"]);
});

Deno.test("plain text goes to the room in focus, and each line says which room it is of", async () => {
  const { house, ann, bob } = await den();
  await using _ = house;
  ann.line("in the den");
  await bob.until("[den] ann: in the den\n");
  deepStrictEqual(await ann.answerTo("/focus LOBBY"), ["What you say goes to lobby."]);
  ann.line("in the lobby");
  await bob.until("[lobby] ann: in the lobby\n");
});

Deno.test("who is in one room only reads its lines without its name", async () => {
  await using house = await TestHouse.open();
  const ann = await house.guest("ann");
  const bob = await house.guest("bob");
  await ann.answerTo("/join den");
  await ann.answerTo("/part");
  ann.line("hello");
  await bob.until(/^ann: hello$/m);
});

Deno.test("whoever leaves their last room is told how to say something", async () => {
  await using house = await TestHouse.open();
  const ann = await house.guest("ann");
  deepStrictEqual(await ann.answerTo("/part"), ["You have left lobby."]);
  const [told] = await ann.answerTo("hello?");
  match(told!, /^Cannot say that as you are in no room\. Go into one: \/join /);
});

Deno.test("joining shows the topic, who is there, and the last lines with their times", async () => {
  await using house = await TestHouse.open({ main: { join_lines: 2 } });
  const ann = await house.member("ann");
  for (const line of ["/join den", "/topic Bears only", "one", "two", "/me waves"]) ann.line(line);
  await ann.roundtrip();
  const bob = await house.guest("bob");
  const shown = await bob.answerTo("/join den");
  match(
    shown.join("\n"),
    /^\d\d:\d\d ann: two\n\d\d:\d\d \* ann waves\nYou are in den\nTopic: Bears only \(ann, \d\d:\d\d\)\nHere: ~ann, bob$/,
  );
});

Deno.test("whoever joins a room that they are in is shown what was said last", async () => {
  await using house = await TestHouse.open({ main: { join_lines: 1 } });
  const ann = await house.guest("ann");
  await ann.answerTo("hello");
  match((await ann.answerTo("/join LOBBY"))[0]!, /^\d\d:\d\d ann: hello$/);
});

Deno.test("lines of another day have the day before them", async () => {
  await using house = await TestHouse.open({ limits: { idle_minutes: 0 } });
  const ann = await house.guest("ann");
  await ann.answerTo("hello");
  house.clock.skip(24 * 60 * 60_000);
  const day = String.raw`--- \w+ \d+ \w+ \d{4} ---`;
  match(
    (await ann.answerTo("/recap")).join("\n"),
    new RegExp(`^${day}\n\\d\\d:\\d\\d ann: hello\n${day}$`),
  );
});

Deno.test("the topic is set by operators, read by all, and taken away by a dash", async () => {
  const { house, ann, bob } = await den();
  await using _ = house;
  ann.line("/topic Bears, and what they eat");
  await bob.until("* ann has set the topic: Bears, and what they eat\n");
  match((await bob.answerTo("/topic")).join(), /^Topic: Bears, and what they eat \(ann, /);
  ann.line("/topic -");
  await bob.until("* ann has taken the topic away\n");
  deepStrictEqual(await bob.answerTo("/topic"), ["den has no topic."]);
});

Deno.test("what the kicked person says goes to the room they are left with", async () => {
  const { house, ann, bob } = await den();
  await using _ = house;
  ann.line("/kick bob");
  await bob.until("has put bob out");
  bob.line("oh");
  await ann.until("[lobby] bob: oh\n");
});

Deno.test("an invitation is read by whom it is for, and opens an invite-only room once", async () => {
  await using house = await TestHouse.open();
  const ann = await house.member("ann");
  const bob = await house.guest("bob");
  await ann.answerTo("/join den");
  await ann.answerTo("/invite-only on");
  deepStrictEqual(await bob.answerTo("/join den"), [
    'Cannot join "den" as one needs an invitation',
  ]);
  deepStrictEqual(await ann.answerTo("/invite bob"), ["bob is invited."]);
  await bob.until("-> ann invites you to den: /join den\n");
  await bob.answerTo("/join den");
  await bob.answerTo("/part");
  deepStrictEqual(await bob.answerTo("/join den"), [
    'Cannot join "den" as one needs an invitation',
  ]);
});

Deno.test("a private room is in nobody's list but that of those in it, and cannot be asked about", async () => {
  const { house, ann } = await den();
  await using _ = house;
  await ann.answerTo("/private on");
  const cy = await house.guest("cy");
  doesNotMatch((await cy.answerTo("/rooms")).join(), /den/);
  match((await ann.answerTo("/rooms")).join("\n"), /^> +den +2/m);
  deepStrictEqual(await cy.answerTo("/who den"), ['Cannot find the room "den"']);
  doesNotMatch((await cy.answerTo("/whois ann")).join(), /den/);
});

Deno.test("a full room takes nobody but those who were invited", async () => {
  const { house, ann } = await den();
  await using _ = house;
  await ann.answerTo("/limit 2");
  const cy = await house.guest("cy");
  deepStrictEqual(await cy.answerTo("/join den"), ['Cannot join "den" as it is full: 2 of 2']);
  await ann.answerTo("/invite cy");
  await cy.until("invites you to den: /join den\n");
  deepStrictEqual(await cy.answerTo("/join den"), ["You are in den", "Here: ~ann, bob, cy"]);
});

Deno.test("/rooms lists rooms by people, with their topics and which is mine", async () => {
  const { house, ann } = await den();
  await using _ = house;
  await ann.answerTo("/topic Bears");
  const cy = await house.guest("cy");
  await cy.answerTo("/join attic");
  await cy.answerTo("/focus lobby");
  const list = await cy.answerTo("/rooms");
  deepStrictEqual(list.map((row) => row.trimEnd()), [
    "  Room   People  Topic",
    "> lobby  3",
    "  den    2       Bears",
    "* attic  1",
  ]);
});

Deno.test("/who lists everyone, /who of a room those in it", async () => {
  const { house } = await den();
  await using _ = house;
  const cy = await house.guest("cy");
  match((await cy.answerTo("/who")).join("\n"), /ann .*\nbob .*\ncy .*\n3 people\.$/);
  match((await cy.answerTo("/who Den")).join("\n"), /^.*\nann .*\nbob .*\n2 people\.$/);
  deepStrictEqual(await cy.answerTo("/who nowhere"), ['Cannot find the room "nowhere"']);
});

Deno.test("a room with a key asks for it", async () => {
  const { house, ann } = await den();
  await using _ = house;
  await ann.answerTo("/key honey");
  const cy = await house.guest("cy");
  match((await cy.answerTo("/rooms")).join("\n"), /den +2 +\(by key\)/);
  cy.line("/join den");
  await cy.until("Key of den: ");
  cy.line("wax");
  await cy.until('Cannot join "den" without its key\n');
  cy.line("/join den");
  await cy.until("Key of den: ");
  cy.line("honey");
  await cy.until("Here: ~ann, bob, cy\n");
  await ann.answerTo("/key -");
  const dee = await house.guest("dee");
  deepStrictEqual(await dee.answerTo("/join den"), ["You are in den", "Here: ~ann, bob, cy, dee"]);
});

Deno.test("of a crowd only the first hundred are named to who comes in", async () => {
  await using house = await TestHouse.open({
    main: { max_nodes: 200 },
    limits: { exempt: ["192.0.2.1"] },
  });
  const names = Array.from({ length: 102 }, (_, index) => `u${index}`);
  let last: VirtualCaller | undefined;
  for (const name of names) last = await house.guest(name);
  const [, ...here] = await last!.answerTo("/join lobby");
  const told = here.join(" ");
  match(told, /^Here: @?u0, u1, u10, /);
  match(told, /, u97, and 2 others$/);
});

Deno.test("the key of a room is told to those in it, and to nobody else", async () => {
  const { house, ann, bob } = await den();
  await using _ = house;
  ann.line("/key honey");
  await bob.until("* ann has changed the rules: the key is honey\n");
  ok((await bob.answerTo("/room")).some((line) => line.endsWith("the key is honey")));
});

Deno.test("/room shows the room and its rules", async () => {
  const { house, ann } = await den();
  await using _ = house;
  deepStrictEqual(await ann.answerTo("/room"), [
    "You are in den",
    "Here: ~ann, bob",
    "Rules: in the list of rooms, open to all, no limit of people",
  ]);
});

Deno.test("the prompt of a terminal names the room in focus", async () => {
  await using house = await TestHouse.open();
  const ann = await house.guest("ann", { client: "telnet" });
  for (
    const [line, prompt] of [
      ["/join den", "den> "],
      ["/focus lobby", "lobby> "],
      ["/part", "den> "],
      ["/part", "> "],
    ] as const
  ) {
    ann.line(line);
    await ann.until(new RegExp(`\n${prompt}$`));
  }
});

Deno.test("the prompt of somebody who is put out changes as they watch", async () => {
  await using house = await TestHouse.open();
  const ann = await house.member("ann");
  const bob = await house.guest("bob", { client: "telnet" });
  await ann.answerTo("/join den");
  bob.line("/join den");
  await bob.until(/Here: ~ann, bob\n[^]*\nden> $/);
  bob.type("and what about");
  await bob.until("and what about");
  ann.line("/kick bob");
  await bob.until(/ann has put bob out\n[^]*\nlobby> and what about$/);
});

Deno.test("the lobby is always there, and nobody's", async () => {
  await using house = await TestHouse.open({ main: { lobby: "The Hall" } });
  const ann = await house.guest("ann");
  await ann.answerTo("/part");
  deepStrictEqual(await ann.answerTo("/join the hall"), ["You are in The Hall", "Here: ann"]);
});

Deno.test("a recap longer than what may wait for a reader comes whole", async () => {
  await using house = await TestHouse.open({
    limits: { outbox_bytes: 65_536, lines_burst: 1000, lines_per_second: 1000 },
  });
  const ann = await house.guest("ann");
  for (let number = 1; number <= 100; number++) {
    ann.line(`${number} ${"x".repeat(1900)}`);
    await ann.roundtrip();
  }
  const history = await ann.answerTo("/recap 100");
  deepStrictEqual(history.length, 100);
});

Deno.test("a long recap comes by the screenful, and all of it at once where there is no screen", async () => {
  await using house = await TestHouse.open({ limits: { lines_burst: 1000 } });
  const bob = await house.guest("bob");
  for (let line = 1; line <= 40; line++) bob.line(`line ${line}`);
  await bob.roundtrip();
  const ann = await house.guest("ann", { client: "telnet" });
  ann.line("/recap 40");
  await ann.until(/bob: line \d+\n[^]*-- More -- \(\d+%\)/);
  ann.type("q");
  await ann.until(/lobby> $/);
  const all = await bob.answerTo("/recap 40");
  strictEqual(all.filter((row) => /bob: line \d+$/.test(row)).length, 40);
});
