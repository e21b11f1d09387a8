/**
 * Power in a room: who may be there and speak, who runs it, and its rules.
 *
 * @module
 */

import { deepStrictEqual, doesNotMatch, match, ok } from "node:assert/strict";
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

Deno.test("a kick puts somebody out, tells them who and why, and they may come back", async () => {
  const { house, ann, bob } = await den();
  await using _ = house;
  ann.line("/kick bob too loud");
  await bob.until("* ann has put bob out (too loud)\n");
  await ann.until("* ann has put bob out (too loud)\n");
  deepStrictEqual(await bob.answerTo("/join den"), ["You are in den", "Here: ~ann, bob"]);
});

Deno.test("a ban puts somebody out and keeps them out until it is lifted", async () => {
  const { house, ann, bob } = await den();
  await using _ = house;
  ann.line("/ban bob spam");
  await bob.until("ann has banned bob (spam)");
  deepStrictEqual(await bob.answerTo("/join den"), [
    'Cannot join or speak in "den" as you are banned from it: spam',
  ]);
  match(
    (await ann.answerTo("/bans")).join("\n"),
    /Who +List +By +At +Reason\nbob +ban +ann +\d\d:\d\d +spam/,
  );
  await ann.answerTo("/unban BOB");
  deepStrictEqual(await ann.answerTo("/bans"), ["Nobody is on a list of den."]);
  deepStrictEqual(await bob.answerTo("/join den"), ["You are in den", "Here: ~ann, bob"]);
});

Deno.test("an operator has what it takes to kick, until that is taken away", async () => {
  const { house, ann, bob } = await den();
  await using _ = house;
  const cy = await house.guest("cy");
  await cy.answerTo("/join den");
  ann.line("/op bob");
  await bob.until("* ann has made bob an operator of den\n");
  await bob.answerTo("/kick cy");
  await cy.until("* bob has put cy out\n");
  deepStrictEqual(await bob.answerTo("/kick ann"), [
    'Cannot do that to "ann" as they stand above you',
  ]);
  await cy.answerTo("/join den");
  await ann.answerTo("/deop bob");
  const refused = await bob.answerTo("/kick cy");
  ok(refused.includes('Cannot do that in "den" as it takes a halfop of the room'));
});

Deno.test("a room may have two owners", async () => {
  const { house, ann, bob } = await den();
  await using _ = house;
  ann.line("/owner bob");
  await bob.until("* ann has made bob an owner of den\n");
  bob.line("/limit 5");
  await ann.until("at most 5 people\n");
});

Deno.test("a mask bans whoever fits it: they may neither speak nor come in", async () => {
  const { house, ann, bob } = await den();
  await using _ = house;
  ann.line("/ban account:b* loud");
  await bob.until("* ann has banned account:b* (loud)\n");
  const told = 'Cannot join or speak in "den" as you are banned from it: loud';
  ok((await bob.answerTo("hello?")).includes(told));
  await bob.answerTo("/part");
  deepStrictEqual(await bob.answerTo("/join den"), [told]);
  ann.line("/unban account:B*");
  await ann.until("* ann has lifted the ban of account:b*\n");
  await bob.answerTo("/join den");
  await ann.until("bob has come in to den\n");
});

Deno.test("who is muted stays, and says nothing until that is lifted", async () => {
  const { house, ann, bob } = await den();
  await using _ = house;
  ann.line("/mute bob");
  await bob.until("* ann has muted bob\n");
  deepStrictEqual(await bob.answerTo("hello?"), [
    'Cannot speak in "den" as you have no voice there',
  ]);
  ann.line("/unmute BOB");
  await bob.until("* ann has unmuted bob\n");
  bob.line("thanks");
  await ann.until("bob: thanks\n");
});

Deno.test("each list of a room can be changed, and is shown", async () => {
  const { house, ann, bob } = await den();
  await using _ = house;
  await ann.answerTo("/mask ban *!*@example.org spam");
  ann.line("/mask exempt bob");
  await bob.until("* ann has exempted bob from bans\n");
  ann.line("/mask invite cy");
  await bob.until("* ann has invited cy for good\n");
  await ann.answerTo("/mute dee");
  match(
    (await ann.answerTo("/bans")).join("\n"),
    /^\*!\*@example\.org +ban +ann .*spam\nbob +exempt .*\ncy +invite .*\ndee +mute /m,
  );
  ann.line("/unmask invite cy");
  await bob.until("* ann has invited cy for good no longer\n");
  ok((await ann.answerTo("/unmask exempt dee")).at(-1)!.startsWith("Cannot find"));
});

Deno.test("an invite-only room takes whoever is on its list, again and again", async () => {
  const { house, ann } = await den();
  await using _ = house;
  await ann.answerTo("/invite-only on");
  await ann.answerTo("/mask invite cy");
  const cy = await house.guest("cy");
  for (const _time of [1, 2]) {
    deepStrictEqual(await cy.answerTo("/join den"), ["You are in den", "Here: ~ann, bob, cy"]);
    await cy.answerTo("/part");
  }
});

Deno.test("in a moderated room only those with a voice speak", async () => {
  const { house, ann, bob } = await den();
  await using _ = house;
  ann.line("/moderated on");
  await bob.until("* ann has changed the rules: only those with a voice speak\n");
  ok((await bob.answerTo("hello?")).includes('Cannot speak in "den" as you have no voice there'));
  ann.line("/voice bob");
  await bob.until("* ann has given bob a voice in den\n");
  bob.line("now I may");
  await ann.until("bob: now I may\n");
  ann.line("/devoice bob");
  await bob.until("* ann has taken the voice of bob in den\n");
});

Deno.test("a room for members refuses guests, and says so in the list of rooms", async () => {
  const { house, ann } = await den();
  await using _ = house;
  await ann.answerTo("/registered-only on");
  const cy = await house.guest("cy");
  ok((await cy.answerTo("/join den")).includes("Cannot do that as it takes an account: /register"));
  match((await cy.answerTo("/rooms")).join("\n"), /den +2 +\(for members\)/);
});

Deno.test("where operators hear first, others do not see what somebody without a voice says", async () => {
  const { house, ann, bob } = await den();
  await using _ = house;
  const cy = await house.guest("cy");
  await cy.answerTo("/join den");
  await ann.answerTo("/op-moderated on");
  bob.line("may I?");
  await ann.until("bob: may I?\n");
  ann.line("yes");
  doesNotMatch(await cy.until("ann: yes\n"), /may I/);
});

Deno.test("an operator may put themselves out", async () => {
  const { house, ann, bob } = await den();
  await using _ = house;
  ann.line("/kick ann");
  for (const caller of [ann, bob]) await caller.until("* ann has put ann out\n");
  deepStrictEqual(await ann.answerTo("/join den"), ["You are in den", "Here: ~ann, bob"]);
});

Deno.test("a halfop kicks and sets the topic, and can't set rules", async () => {
  const { house, ann, bob } = await den();
  await using _ = house;
  const cy = await house.guest("cy");
  await cy.answerTo("/join den");
  ann.line("/rank bob halfop");
  await bob.until("* ann has made bob a halfop of den\n");
  match((await bob.answerTo("/room")).join("\n"), /Here: ~ann, %bob, cy/);
  bob.line("/topic honey");
  await ann.until("bob has set the topic: honey\n");
  bob.line("/kick cy");
  await cy.until("* bob has put cy out\n");
  ok(
    (await bob.answerTo("/private on")).includes(
      'Cannot do that in "den" as it takes an operator of the room',
    ),
  );
});

Deno.test("rules say what has changed, and /room what is not as usual", async () => {
  const { house, ann, bob } = await den();
  await using _ = house;
  for (
    const [line, rule] of [
      ["/private on", "private"],
      ["/invite-only on", "by invitation only"],
      ["/outsiders on", "those outside may speak"],
      ["/open-topic on", "everyone may set the topic"],
      ["/no-ctcp on", "no CTCP"],
      ["/registered-only on", "for members only"],
      ["/registered-speak on", "guests speak only with a voice"],
      ["/op-moderated on", "those without a voice are heard by halfops and above"],
      ["/private off", "in the list of rooms"],
    ] as const
  ) {
    ann.line(line);
    await bob.until(`* ann has changed the rules: ${rule}\n`);
  }
  const [told] = (await bob.answerTo("/room")).slice(-1);
  deepStrictEqual(
    told,
    "Rules: in the list of rooms, by invitation only, no limit of people, " +
      "those outside may speak, everyone may set the topic, no CTCP, for members only, " +
      "guests speak only with a voice, those without a voice are heard by halfops and above",
  );
  bob.line("/topic mine");
  await ann.until("bob has set the topic: mine\n");
});

Deno.test("a room that has another name is the same room", async () => {
  const { house, ann, bob } = await den();
  await using _ = house;
  ann.line("/rename-room Bear Cave");
  await bob.until("* ann has renamed den to Bear Cave\n");
  bob.line("roar");
  await ann.until("[Bear Cave] bob: roar\n");
  deepStrictEqual(await bob.answerTo("/focus den"), ['Cannot find the room "den"']);
});

Deno.test("a room can be given up, and then be owned by an operator with an account", async () => {
  const { house, ann, bob } = await den();
  await using _ = house;
  await ann.answerTo("/op bob");
  ok((await bob.answerTo("/own-room")).includes('Cannot own "den" as somebody owns it already'));
  ok((await ann.answerTo("/disown-room")).includes("den is nobody's now."));
  ok((await bob.answerTo("/own-room")).includes("den is yours."));
});
