/**
 * The "bot" capability: plugins come in, speak as themselves, and leave.
 *
 * @module
 */

import { deepStrictEqual, doesNotMatch, match, rejects, strictEqual } from "node:assert/strict";
import { type Bot, plugin } from "partyline";
import { refusedWith } from "../../kit/refused_with.ts";
import { TestHouse, type TestHouseOptions } from "../../../testing/test_house.ts";

/** Loads a plugin that speaks; gives its bot, and what unloads it. */
async function botIn(
  house: TestHouse,
  name = "quiz",
): Promise<{ readonly bot: Bot; unload(): void }> {
  let bot: Bot | undefined;
  const unload = await house.load(plugin({
    name,
    summary: "Speaks.",
    needs: ["bot"],
    setup(host) {
      bot = host.bot;
    },
  }));
  return { bot: bot!, unload };
}

/** A house with a guest in it who has read all that came. */
async function openHouse(options?: TestHouseOptions) {
  const house = await TestHouse.open(options);
  return {
    house,
    ann: await house.guest("ann"),
    [Symbol.asyncDispose]: () => house[Symbol.asyncDispose](),
  };
}

Deno.test("a bot comes into a room to speak there, is shown as a bot, and leaves with its plugin", async () => {
  await using scene = await openHouse();
  const { house, ann } = scene;
  const { bot, unload } = await botIn(house);
  strictEqual(house.house.world.presenceNamed("quiz"), undefined);
  await bot.say("lobby", "First question");
  await bot.say("lobby", "ponders", "action");
  deepStrictEqual(await ann.roundtrip(), [
    "-> quiz has come in",
    "quiz: First question",
    "* quiz ponders",
  ]);
  match((await ann.answerTo("/whois quiz")).join("\n"), /^Bot +yes$/m);
  match((await ann.answerTo("/who")).join("\n"), /^quiz +guest, bot /m);
  unload();
  await ann.until("<- quiz has left (unloaded)\n");
  await rejects(bot.say("lobby", "from beyond"), /plugin "quiz" is not loaded any more/);
});

Deno.test("a bot takes another name when somebody has its own", async () => {
  await using scene = await openHouse();
  const { house, ann } = scene;
  await house.register("quiz");
  await house.register("quiz_bot");
  const { bot } = await botIn(house);
  await bot.say("lobby", "hello");
  await ann.until("quiz_bot2: hello\n");
});

Deno.test("a bot has the name that its plugin gives it, before and after it has come", async () => {
  await using scene = await openHouse();
  const { house, ann } = scene;
  const { bot } = await botIn(house);
  await bot.rename("Quizmaster");
  await bot.say("lobby", "hello");
  await ann.until("Quizmaster: hello\n");
  await bot.rename("Sphinx");
  await bot.say("lobby", "hello");
  await ann.until("Sphinx: hello\n");
  await rejects(bot.rename("no name"), refusedWith("name-not-allowed"));
});

Deno.test("what is said at once is said in that order", async () => {
  await using scene = await openHouse();
  const { house, ann } = scene;
  const { bot } = await botIn(house);
  await Promise.all(["one", "two", "three"].map((text) => bot.say("lobby", text)));
  deepStrictEqual((await ann.roundtrip()).slice(1), ["quiz: one", "quiz: two", "quiz: three"]);
});

Deno.test("a bot comes in where guests may not", async () => {
  await using house = await TestHouse.open({ main: { guests: false } });
  const ann = await house.member("ann");
  const { bot } = await botIn(house);
  await bot.say("lobby", "hello");
  await ann.until("quiz: hello\n");
});

Deno.test("a bot is no caller in the list of calls", async () => {
  await using scene = await openHouse();
  const { bot, unload } = await botIn(scene.house);
  await bot.say("lobby", "hello");
  await scene.ann.roundtrip();
  doesNotMatch((await scene.ann.answerTo("/last")).join("\n"), /^quiz/m);
  unload();
});

Deno.test("the world says no to a bot as to anybody", async () => {
  await using scene = await openHouse();
  const { house, ann } = scene;
  await ann.answerTo("/join den");
  await ann.answerTo("/invite-only on");
  const { bot } = await botIn(house);
  await rejects(bot.say("nowhere", "hello"), refusedWith("no-such-room"));
  await rejects(bot.say("den", "hello"), refusedWith("invite-only"));
  await rejects(bot.say("lobby", ""), refusedWith("text-empty"));
  await bot.say("lobby", "I am still here");
});

Deno.test("a bot that was put out of a room or of the house comes again when it is to speak", async () => {
  await using house = await TestHouse.open();
  const root = await house.sysop("root");
  const { bot } = await botIn(house);
  await bot.say("lobby", "one");
  await root.answerTo("/kick quiz");
  await bot.say("lobby", "two");
  await root.until("quiz: two\n");
  await root.answerTo("/kill quiz noise");
  await root.until(/quiz has left \(killed\)/);
  strictEqual(house.house.world.presenceNamed("quiz"), undefined);
  await bot.say("lobby", "three");
  await root.until("quiz: three\n");
});

Deno.test("a bot that is in as many rooms as it may leaves the first of them", async () => {
  await using scene = await openHouse({ limits: { rooms_per_person: 2 } });
  const { house, ann } = scene;
  const { bot } = await botIn(house);
  await ann.answerTo("/join one");
  await bot.say("lobby", "hello");
  await bot.say("one", "hello");
  const bob = await house.guest("bob");
  await bob.answerTo("/join two");
  await bot.say("two", "hello");
  await bob.until("quiz: hello\n");
  deepStrictEqual(
    [...house.house.world.presenceNamed("quiz")!.rooms].map((id) =>
      house.house.world.room(id)!.name
    ),
    ["one", "two"],
  );
});

Deno.test("a plugin neither hears nor filters its own bot, but those of others", async () => {
  await using scene = await openHouse();
  const { house, ann } = scene;
  const heard: string[] = [];
  await house.load(plugin({
    name: "parrot",
    summary: "Repeats.",
    needs: ["bot", "events", "filters"],
    setup(host) {
      host.filter({ on: "say" }, ({ text }) => `${text}!`);
      host.on("said", ({ room, name, isBot, text }) => {
        heard.push(`${name} ${isBot} ${text}`);
        return host.bot.say(room, text);
      });
    },
  }));
  const { bot } = await botIn(house);
  await bot.say("lobby", "hello");
  await ann.until("parrot: hello!\n");
  ann.line("bye");
  await ann.until("parrot: bye!\n");
  deepStrictEqual(heard, ["quiz true hello!", "ann false bye!"]);
});

Deno.test("a plugin that is unloaded while its bot comes in leaves nobody behind", async () => {
  await using scene = await openHouse();
  const { house, ann } = scene;
  const { bot, unload } = await botIn(house);
  const saying = bot.say("lobby", "hello");
  unload();
  await rejects(saying);
  await ann.roundtrip();
  strictEqual(house.house.world.presenceNamed("quiz"), undefined);
});

Deno.test("while a plugin is loaded anew, its bot stays where it is", async () => {
  await using scene = await openHouse();
  const { house, ann } = scene;
  const { bots } = house.house;
  const old = bots.hold("quiz", house.house);
  await old.bot.say("lobby", "old");
  const next = bots.hold("quiz", house.house);
  old.release();
  old.release();
  await next.bot.say("lobby", "new");
  deepStrictEqual(await ann.roundtrip(), ["-> quiz has come in", "quiz: old", "quiz: new"]);
  next.release();
  await ann.until("<- quiz has left (unloaded)\n");
});
