/**
 * Somebody at a terminal and somebody at an IRC client, in one room: each sees what the other does.
 *
 * @module
 */

import { deepStrictEqual, match, ok, strictEqual } from "node:assert/strict";
import { type Heard, IrcClient, type IrcClientOptions } from "../../kit/irc_client.ts";
import { PASSWORD, TestHouse } from "../../../testing/test_house.ts";
import type { VirtualCaller } from "../../../testing/virtual_caller.ts";

function openHouse(): Promise<TestHouse> {
  return TestHouse.open({ door: "tcp", limits: { exempt: ["127.0.0.0/8"] } });
}

/** Tess at a terminal, who runs the room den; and ann at an IRC client, who is in it. */
async function pair(
  house: TestHouse,
  options: IrcClientOptions = {},
): Promise<{ tess: VirtualCaller; ann: IrcClient }> {
  const tess = await house.guest("tess");
  await tess.answerTo("/join den");
  const ann = await IrcClient.enter(house, "ann", options);
  const joined = await ann.say("JOIN #den");
  ok(joined.includes(":irc.partyline 353 ann = #den :@tess ann"), joined.join("\n"));
  deepStrictEqual(await tess.roundtrip(), ["-> ann has come in to den"]);
  return { tess, ann };
}

/** Lines as they are read: who did what, without the rest of who they are. */
function deeds(heard: readonly Heard[]): string[] {
  return heard.map(({ nick, command, params }) => [nick, command, ...params].join(" "));
}

/** Somebody at a terminal types a line: what they read, and what ann does. */
interface Typed {
  readonly types: string;
  readonly reads: readonly string[];
  readonly ann: readonly string[];
}

/** Ann's client sends a line: what she reads, and what tess does. */
interface Sent {
  readonly sends: string;
  readonly reads: readonly string[];
  readonly tess: readonly string[];
}

/** What the two do, one after the other. */
const EVENING: Readonly<Record<string, Typed | Sent>> = {
  "words go from the terminal to IRC": {
    types: "grüße, 你好",
    reads: [],
    ann: ["tess PRIVMSG #den grüße, 你好"],
  },
  "words go from IRC to the terminal": {
    sends: "PRIVMSG #DEN :schöne Grüße",
    reads: [],
    tess: ["[den] ann: schöne Grüße"],
  },
  "/me is an ACTION": {
    types: "/me waves",
    reads: ["[den] * tess waves"],
    ann: ["tess PRIVMSG #den \x01ACTION waves\x01"],
  },
  "an ACTION is what somebody does": {
    sends: "PRIVMSG #den :\x01ACTION waves back\x01",
    reads: [],
    tess: ["[den] * ann waves back"],
  },
  "a topic from the terminal": {
    types: "/topic about cats",
    reads: ["[den] * tess has set the topic: about cats"],
    ann: ["tess TOPIC #den about cats"],
  },
  "a secret from the terminal": {
    types: "/tell ann psst",
    reads: ["You tell ann: psst"],
    ann: ["tess PRIVMSG ann psst"],
  },
  "a secret from IRC": {
    sends: "PRIVMSG Tess :psst",
    reads: [],
    tess: ["ann tells you: psst"],
  },
  "a notice": {
    sends: "NOTICE tess :I am a program",
    reads: [],
    tess: ["ann tells you: I am a program"],
  },
  "away at the terminal": {
    types: "/away lunch",
    reads: ["You are away. Come back with /away"],
    ann: ["tess AWAY lunch"],
  },
  "who is told something at the terminal while they are away": {
    sends: "PRIVMSG tess :there?",
    reads: ["irc.partyline 301 ann tess lunch"],
    tess: ["ann tells you: there?"],
  },
  "back at the terminal": {
    types: "/away",
    reads: ["You are back."],
    ann: ["tess AWAY"],
  },
  "away at IRC": {
    sends: "AWAY :dinner",
    reads: ["irc.partyline 306 ann You have been marked as being away"],
    tess: [],
  },
  "who is told something at IRC while they are away": {
    types: "/tell ann there?",
    reads: ["You tell ann: there?", "ann is away: dinner"],
    ann: ["tess PRIVMSG ann there?"],
  },
  "back at IRC": {
    sends: "AWAY",
    reads: ["irc.partyline 305 ann You are no longer marked as being away"],
    tess: [],
  },
  "another name at the terminal": {
    types: "/nick tessa",
    reads: ["* You are called tessa now"],
    ann: ["tess NICK tessa"],
  },
  "another name at IRC": {
    sends: "NICK anna",
    reads: ["ann NICK anna"],
    tess: ["* ann is called anna now"],
  },
  "the power of a room's operator is given at the terminal": {
    types: "/op anna",
    reads: ["[den] * tessa has made anna an operator of den"],
    ann: ["tessa MODE #den +o anna"],
  },
  "and is used at IRC": {
    sends: "MODE #den +m",
    reads: ["anna MODE #den +m"],
    tess: ["[den] * anna has changed the rules: only those with a voice speak"],
  },
  "rules from the terminal": {
    types: "/moderated off",
    reads: ["[den] * tessa has changed the rules: everyone may speak"],
    ann: ["tessa MODE #den -m"],
  },
  "a topic from IRC": {
    sends: "TOPIC #den :about dogs",
    reads: ["anna TOPIC #den about dogs"],
    tess: ["[den] * anna has set the topic: about dogs"],
  },
  "a ban from IRC": {
    sends: "MODE #den +b evil",
    reads: ["anna MODE #den +b evil!*@*"],
    tess: ["[den] * anna has banned evil"],
  },
  "is lifted at the terminal": {
    types: "/unban evil",
    reads: ["[den] * tessa has lifted the ban of evil"],
    ann: ["tessa MODE #den -b evil!*@*"],
  },
  "kicked at the terminal": {
    types: "/kick anna too loud",
    reads: ["[den] * tessa has put anna out (too loud)"],
    ann: ["tessa KICK #den anna too loud"],
  },
};

Deno.test("a terminal and an IRC client share a room", async (t) => {
  await using house = await openHouse();
  const { tess, ann } = await pair(house, { caps: ["away-notify"] });
  await using _ = ann;
  for (const [claim, step] of Object.entries(EVENING)) {
    await t.step(claim, async () => {
      if ("types" in step) {
        deepStrictEqual(await tess.answerTo(step.types), step.reads);
        deepStrictEqual(deeds(await ann.overheard()), step.ann);
      } else {
        deepStrictEqual(deeds(await ann.ask(step.sends)), step.reads);
        deepStrictEqual(await tess.roundtrip(), step.tess);
      }
    });
  }
});

Deno.test("an operator at IRC puts somebody at a terminal out", async () => {
  await using house = await openHouse();
  await using ann = await IrcClient.enter(house, "ann");
  await ann.say("JOIN #den");
  const tess = await house.guest("tess");
  await tess.answerTo("/join den");
  await ann.overheard();
  deepStrictEqual(deeds(await ann.ask("KICK #den tess :go home")), ["ann KICK #den tess go home"]);
  deepStrictEqual(await tess.roundtrip(), ["* ann has put tess out (go home)"]);
  await ann.ask("MODE #den +b tess");
  deepStrictEqual(await tess.answerTo("/join den"), [
    'Cannot join or speak in "den" as you are banned from it',
  ]);
});

Deno.test("comings and goings are seen on both sides, with their reasons", async () => {
  await using house = await openHouse();
  const { tess, ann } = await pair(house);
  await using _ = ann;
  await tess.answerTo("/part den");
  deepStrictEqual(deeds(await ann.overheard()), ["tess PART #den"]);
  await tess.answerTo("/join den");
  deepStrictEqual(deeds(await ann.overheard()), ["tess JOIN #den"]);
  await ann.ask("PART #den :to the kitchen");
  match((await tess.roundtrip()).join("\n"), /^<- ann has gone out of den \(to the kitchen\)$/);
  await ann.ask("JOIN #den");
  await tess.roundtrip();
  await ann.quit();
  match(await tess.until(/<- ann .*\n/), /<- ann has left \(Quit\)/);
});

Deno.test("a room with a space in its name is one channel", async () => {
  await using house = await openHouse();
  const tess = await house.guest("tess");
  await tess.answerTo("/join the old kitchen");
  await using ann = await IrcClient.enter(house, "ann");
  const channel = "#the\u00a0old\u00a0kitchen";
  const [joined] = await ann.ask(`JOIN ${channel}`);
  deepStrictEqual(joined!.params, [channel]);
  await tess.until("-> ann has come in to the old kitchen\n");
  await tess.answerTo("/focus the old kitchen");
  await tess.answerTo("hello");
  deepStrictEqual(deeds(await ann.overheard()), [`tess PRIVMSG ${channel} hello`]);
});

Deno.test("what was said in a room is read at IRC by who joins it", async () => {
  await using house = await openHouse();
  const tess = await house.guest("tess");
  await tess.answerTo("/join den");
  for (const line of ["one", "/me counts", "two"]) await tess.answerTo(line);
  await using ann = await IrcClient.enter(house, "ann", { caps: ["server-time"] });
  const said = (await ann.ask("JOIN #den")).filter(({ command }) => command === "PRIVMSG");
  deepStrictEqual(deeds(said), [
    "tess PRIVMSG #den one",
    "tess PRIVMSG #den \x01ACTION counts\x01",
    "tess PRIVMSG #den two",
  ]);
  ok(said.every(({ tags }) => tags.get("time") === "2024-01-01T00:00:00.000Z"));
});

Deno.test("what a member is told while they are out is read at the client they come back with", async () => {
  await using house = await openHouse();
  await house.register("ann");
  const tess = await house.guest("tess");
  await tess.answerTo("/tell ann call me");
  await using ann = await IrcClient.enter(house, "ann", { account: "ann" });
  await using again = await IrcClient.enter(house, "ann", { account: "ann" });
  deepStrictEqual(await again.overheard(), [], "only once");
  await ann.quit();
  await again.quit();
  strictEqual(house.house.world.presenceNamed("ann"), undefined);
  await tess.answerTo("/tell ann once more");
  await using third = await IrcClient.dial(house);
  await third.request(["sasl", "server-time"]);
  await third.logIn(house, "ann");
  third.send("NICK ann", "USER ann 0 * :Ann", "CAP END");
  const { nick, params } = await third.until(({ command }) => command === "PRIVMSG");
  deepStrictEqual([nick, ...params], ["tess", "ann", "once more"]);
});

Deno.test("an account at a terminal and at IRC is one person, who hears all on each", async () => {
  await using house = await openHouse();
  const terminal = await house.member("ann");
  const tess = await house.guest("tess");
  await tess.answerTo("/join den");
  await terminal.answerTo("/join den");
  await using irc = await IrcClient.dial(house);
  irc.send(`PASS :ann:${PASSWORD}`, "NICK annie", "USER ann 0 * :Ann");
  await irc.until(({ command }) => command === "422" || command === "376");
  // The client is told which rooms it is in, as if it had joined them now.
  const heard = await irc.overheard();
  const joined = heard.filter(({ command }) => command === "JOIN");
  deepStrictEqual(deeds(joined), ["ann JOIN #lobby", "ann JOIN #den"]);
  deepStrictEqual(await tess.roundtrip(), ["-> ann has come in to den"], "and came in once");

  await tess.answerTo("hello, both of you");
  await terminal.until("tess: hello, both of you\n");
  deepStrictEqual(deeds(await irc.overheard()), ["tess PRIVMSG #den hello, both of you"]);

  await terminal.answerTo("/focus den");
  await terminal.answerTo("from the terminal");
  deepStrictEqual(deeds(await irc.overheard()), ["ann PRIVMSG #den from the terminal"]);
  await irc.ask("PRIVMSG #den :from IRC");
  await terminal.until("ann: from IRC\n");

  await terminal.answerTo("/join attic");
  const [attic] = await irc.overheard();
  deepStrictEqual(deeds([attic!]), ["ann JOIN #attic"]);
  await irc.ask("PART #attic");
  match((await terminal.answerTo("/who")).join("\n"), /ann .* lobby, den$/m);

  await terminal.answerTo("/tell tess psst");
  deepStrictEqual(deeds(await irc.overheard()), ["ann PRIVMSG tess psst"]);

  terminal.line("/quit");
  await terminal.goodbye();
  await irc.ask("PRIVMSG #den :still here");
  const told = (await tess.roundtrip()).join("\n");
  match(told, /ann: still here/);
  ok(!told.includes("has left"), told);
  await irc.quit();
  await tess.until("<- ann has left (Quit)\n");
});

Deno.test("commands of plugins are answered by notices, and refused as at a terminal", async () => {
  await using house = await openHouse();
  const { tess, ann } = await pair(house);
  await using _ = ann;
  await tess.answerTo("hello");
  await ann.overheard();
  const notices = await ann.ask("RECAP");
  deepStrictEqual(deeds(notices), ["irc.partyline NOTICE ann 00:00 tess: hello"]);
  const refused = await ann.ask("BROADCAST hello");
  ok(refused.length > 0 && refused.every(({ command }) => command !== "421"));
  deepStrictEqual(await tess.roundtrip(), []);
});
