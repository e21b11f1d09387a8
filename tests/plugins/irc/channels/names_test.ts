import { deepStrictEqual, match, ok, strictEqual } from "node:assert/strict";
import { IrcClient } from "../../../kit/irc_client.ts";
import { TestHouse } from "../../../../testing/test_house.ts";

const END = ":End of NAMES list";

Deno.test("NAMES tells who is on a channel, with the sign of their rank", async () => {
  await using house = await TestHouse.open({ door: "tcp" });
  await using ann = await IrcClient.enter(house, "ann");
  await using ben = await IrcClient.enter(house, "ben");
  await ann.say("JOIN #Den");
  await ben.say("JOIN #den");
  deepStrictEqual((await ann.say("NAMES #den")).slice(-2), [
    ":irc.partyline 353 ann = #Den :@ann ben",
    `:irc.partyline 366 ann #den ${END}`,
  ]);
});

// RFC 2812, 3.2.5: "There is no error reply for bad channel names."
Deno.test("of what is no channel, NAMES tells nothing", async () => {
  await using house = await TestHouse.open({ door: "tcp" });
  await using ann = await IrcClient.enter(house, "ann");
  for (const name of ["#nowhere", "den", "#a\u0007"]) {
    deepStrictEqual(await ann.say(`NAMES ${name}`), [`:irc.partyline 366 ann ${name} ${END}`]);
  }
});

Deno.test("NAMES of several channels ends once", async () => {
  await using house = await TestHouse.open({ door: "tcp" });
  await using ann = await IrcClient.enter(house, "ann");
  await ann.say("JOIN #one,#two");
  deepStrictEqual(await ann.say("NAMES #two,#one"), [
    ":irc.partyline 353 ann = #two :@ann",
    ":irc.partyline 353 ann = #one :@ann",
    `:irc.partyline 366 ann #two,#one ${END}`,
  ]);
});

// RFC 2812, 3.2.5: "If no <channel> parameter is given, a list of all channels and their occupants is returned."
Deno.test("NAMES alone tells of all channels that are not hidden", async () => {
  await using house = await TestHouse.open({ door: "tcp" });
  await using ann = await IrcClient.enter(house, "ann");
  await using ben = await IrcClient.enter(house, "ben");
  await ann.say("JOIN #one,#hidden");
  await ann.say("MODE #hidden +s");
  await ben.say("JOIN #two");
  deepStrictEqual(await ben.say("NAMES"), [
    ":irc.partyline 353 ben = #one :@ann",
    ":irc.partyline 353 ben = #two :@ben",
    `:irc.partyline 366 ben * ${END}`,
  ]);
  deepStrictEqual(await ben.say("NAMES #hidden"), [`:irc.partyline 366 ben #hidden ${END}`]);
});

// RFC 2812, 5.1, RPL_NAMREPLY: ""@" is used for secret channels"
Deno.test("a hidden channel's names have another sign", async () => {
  await using house = await TestHouse.open({ door: "tcp" });
  await using ann = await IrcClient.enter(house, "ann");
  await ann.say("JOIN #den");
  await ann.say("MODE #den +s");
  strictEqual((await ann.say("NAMES #den"))[0], ":irc.partyline 353 ann @ #den :@ann");
});

// RFC 2812, 3.2.5: "list all nicknames that are visible to him"
Deno.test("outsiders are not told of who is invisible", async () => {
  await using house = await TestHouse.open({ door: "tcp" });
  await using ann = await IrcClient.enter(house, "ann");
  await using ben = await IrcClient.enter(house, "ben");
  await ann.say("JOIN #den");
  await ann.say("MODE ann +i");
  deepStrictEqual(await ben.say("NAMES #den"), [`:irc.partyline 366 ben #den ${END}`]);
  strictEqual((await ben.say("JOIN #den"))[1], ":irc.partyline 353 ben = #den :@ann ben");
});

// multi-prefix: "These prefixes MUST be in order of 'rank', from highest to lowest."
Deno.test("who wants it reads every rank of everyone", async () => {
  await using house = await TestHouse.open({ door: "tcp" });
  await using ann = await IrcClient.enter(house, "ann", { caps: ["multi-prefix"] });
  await using ben = await IrcClient.enter(house, "ben");
  await ann.say("JOIN #den");
  await ann.say("MODE #den +v ann");
  await ben.say("JOIN #den");
  strictEqual((await ann.say("NAMES #den")).at(-2), ":irc.partyline 353 ann = #den :@+ann ben");
  strictEqual((await ben.say("NAMES #den")).at(-2), ":irc.partyline 353 ben = #den :@ann ben");
});

Deno.test("who wants it reads idents and hosts", async () => {
  await using house = await TestHouse.open({ door: "tcp" });
  await using ann = await IrcClient.enter(house, "ann", { caps: ["userhost-in-names"] });
  await ann.say("JOIN #den");
  match((await ann.say("NAMES #den"))[0]!, /= #den :@ann!~ann@[^ ]+\.cloak$/);
});

// RFC 2812, 2.3: "messages SHALL NOT exceed 512 characters in length"
Deno.test("many names come in several lines, none of them cut", async () => {
  await using house = await TestHouse.open({ door: "tcp" });
  const { sequencer } = house.house;
  await using ann = await IrcClient.enter(house, "ann");
  const channel = `#${"\u00fc".repeat(50)}`;
  await ann.say(`JOIN ${channel}`);
  const names = Array.from({ length: 30 }, (_, at) => `n${at}_${"\u00e9".repeat(20)}`);
  for (const name of names) {
    await sequencer.submit({ kind: "arrive", session: name, presence: name, name, via: "test" });
    await sequencer.submit({ kind: "join", by: name, room: channel.slice(1) });
  }
  const lines = (await ann.ask(`NAMES ${channel}`)).filter(({ command }) => command === "353");
  ok(lines.length > 1);
  for (const { text } of lines) ok(new TextEncoder().encode(text).length <= 510);
  deepStrictEqual(lines.flatMap(({ params }) => params.at(-1)!.split(" ")), ["@ann", ...names]);
});
