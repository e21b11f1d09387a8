import { deepStrictEqual, ok, strictEqual } from "node:assert/strict";
import { IrcClient } from "../../kit/irc_client.ts";
import { TestHouse } from "../../../testing/test_house.ts";

/** Somebody who has said that they are a bot. */
async function enterBot(house: TestHouse): Promise<IrcClient> {
  const bot = await IrcClient.enter(house, "bot");
  const [echo] = await bot.ask("MODE bot +B");
  deepStrictEqual([echo?.nick, echo?.command, echo?.params], ["bot", "MODE", ["bot", "+B"]]);
  return bot;
}

Deno.test('bot-mode: it "lets clients mark themselves as bots", and take that back', async () => {
  await using house = await TestHouse.open({ door: "tcp" });
  await using bot = await enterBot(house);
  deepStrictEqual(await bot.say("MODE bot"), [":irc.partyline 221 bot +B"]);
  ok(house.house.world.presenceNamed("bot")?.isBot);
  const [echo] = await bot.ask("MODE bot -B");
  deepStrictEqual(echo?.params, ["bot", "-B"]);
  ok(!house.house.world.presenceNamed("bot")?.isBot);
});

Deno.test('335: "This numeric is returned as part of a bot\'s WHOIS reply."', async () => {
  await using house = await TestHouse.open({ door: "tcp" });
  await using _bot = await enterBot(house);
  await using ann = await IrcClient.enter(house, "ann");
  const lines = await ann.say("WHOIS bot");
  deepStrictEqual(lines.filter((line) => line.includes(" 335 ")), [
    ":irc.partyline 335 ann bot :is a bot",
  ]);
});

Deno.test('352: "the character used as the value of the ISUPPORT BOT token is returned in the flags"', async () => {
  await using house = await TestHouse.open({ door: "tcp" });
  await using bot = await enterBot(house);
  await bot.say("JOIN #den");
  await using ann = await IrcClient.enter(house, "ann");
  await ann.say("JOIN #den");
  const found = (await ann.ask("WHO #den")).find(({ params }) => params[5] === "bot");
  strictEqual(found?.params[6], "H@B");
});

Deno.test('bot tag: it "MUST only be sent to users who have requested the message-tags capability"', async () => {
  await using house = await TestHouse.open({ door: "tcp" });
  await using bot = await enterBot(house);
  await using ann = await IrcClient.enter(house, "ann", { caps: ["message-tags"] });
  await using bob = await IrcClient.enter(house, "bob");
  bot.send("PRIVMSG ann,bob :beep");
  await bot.overheard();
  const [tagged] = await ann.overheard();
  strictEqual(tagged?.tags.get("bot"), "");
  const [plain] = await bob.overheard();
  deepStrictEqual([plain?.params.at(-1), plain?.tags.size], ["beep", 0]);
});

Deno.test("who says that they are a bot says nothing of their name", async () => {
  await using house = await TestHouse.open({ door: "tcp" });
  await using ann = await IrcClient.enter(house, "ann", { caps: ["setname"] });
  await ann.say("JOIN #den");
  await using bot = await IrcClient.enter(house, "bot", { caps: ["setname"] });
  await bot.say("JOIN #den");
  await ann.overheard();
  strictEqual((await bot.ask("MODE bot +B")).length, 1);
  deepStrictEqual(await ann.overheard(), []);
});
