import { deepStrictEqual, strictEqual } from "node:assert/strict";
import { IrcClient } from "../../kit/irc_client.ts";
import { TestHouse } from "../../../testing/test_house.ts";

/** The channels of a LIST, sorted. */
async function listed(client: IrcClient, wanted = ""): Promise<string[]> {
  const heard = await client.ask(`LIST ${wanted}`);
  deepStrictEqual([heard[0]?.command, heard.at(-1)?.command], ["321", "323"]);
  return heard.slice(1, -1).map(({ params }) => params[1]!).sort();
}

Deno.test("LIST tells channels, how many are on them, and their topics", async () => {
  await using house = await TestHouse.open({ door: "tcp" });
  await using ann = await IrcClient.enter(house, "ann");
  await using ben = await IrcClient.enter(house, "ben");
  deepStrictEqual(await ben.say("LIST"), [
    ":irc.partyline 321 ben Channel :Users  Name",
    ":irc.partyline 323 ben :End of LIST",
  ]);
  await ann.say("JOIN #den,#attic");
  await ann.say("TOPIC #den :cake");
  deepStrictEqual((await ben.say("LIST")).slice(1, -1), [
    ":irc.partyline 322 ben #den 1 :cake",
    ":irc.partyline 322 ben #attic 1 :",
  ]);
});

// RFC 1459, 4.2.6: "secret channels are not listed at all unless the client is a member of the channel in question"
Deno.test("a hidden channel is listed to its members", async () => {
  await using house = await TestHouse.open({ door: "tcp" });
  await using ann = await IrcClient.enter(house, "ann");
  await using ben = await IrcClient.enter(house, "ben");
  await ann.say("JOIN #den");
  await ann.say("MODE #den +s");
  deepStrictEqual(await listed(ann), ["#den"]);
  deepStrictEqual(await listed(ben), []);
  await ben.say("JOIN #den");
  deepStrictEqual(await listed(ben), ["#den"]);
});

Deno.test("an empty channel is listed if it is somebody's", async () => {
  await using house = await TestHouse.open({ door: "tcp" });
  await using ann = await IrcClient.enter(house, "ann", { account: "ann" });
  await using ben = await IrcClient.enter(house, "ben");
  await ann.say("JOIN #anns");
  await ben.say("JOIN #bens");
  await ann.say("PART #anns");
  await ben.say("PART #bens");
  deepStrictEqual(await listed(ben), ["#anns"]);
});

// Modern IRC, ELIST: "M: Searching based on mask", "N: Searching based on a non-matching mask"
Deno.test("LIST takes masks, and masks that are not to fit", async () => {
  await using house = await TestHouse.open({ door: "tcp" });
  await using ann = await IrcClient.enter(house, "ann");
  await ann.say("JOIN #den1,#den2,#attic");
  const wanted: Readonly<Record<string, string[]>> = {
    "*en1": ["#den1"],
    "#D?N*": ["#den1", "#den2"],
    "#attic,#den2,#nowhere": ["#attic", "#den2"],
    "!#den*": ["#attic"],
    "#den*,!*2": ["#den1"],
    "nothing": [],
    "constructor>1": [],
  };
  for (const [mask, channels] of Object.entries(wanted)) {
    deepStrictEqual(await listed(ann, mask), channels, mask);
  }
});

// Modern IRC, ELIST: "U: Searching based on user count within the channel, via the "<val" and ">val" modifiers"
Deno.test("LIST takes bounds of how many are on a channel", async () => {
  await using house = await TestHouse.open({ door: "tcp" });
  await using ann = await IrcClient.enter(house, "ann");
  await using ben = await IrcClient.enter(house, "ben");
  await ann.say("JOIN #one,#two");
  await ben.say("JOIN #two");
  await ann.overheard();
  deepStrictEqual(await listed(ann, ">0"), ["#one", "#two"]);
  deepStrictEqual(await listed(ann, ">1"), ["#two"]);
  deepStrictEqual(await listed(ann, "<2"), ["#one"]);
  deepStrictEqual(await listed(ann, ">0,<2"), ["#one"]);
  deepStrictEqual(await listed(ann, "<1"), []);
});

// Modern IRC, ELIST: "C<val"/"C>val" "created either less than val minutes ago, or more than val minutes ago";
// T the same for the topic
Deno.test("LIST takes bounds of how old a channel and its topic are", async () => {
  await using house = await TestHouse.open({ door: "tcp", irc: { ping_seconds: 3600 } });
  await using ann = await IrcClient.enter(house, "ann");
  await ann.say("JOIN #old");
  await ann.say("TOPIC #old :old");
  house.clock.advance(3 * 60_000);
  await ann.say("JOIN #new,#bare");
  await ann.say("TOPIC #new :new");
  house.clock.advance(60_000);
  deepStrictEqual(await listed(ann, "C>2"), ["#old"]);
  deepStrictEqual(await listed(ann, "C<2"), ["#bare", "#new"]);
  deepStrictEqual(await listed(ann, "C<0"), []);
  deepStrictEqual(await listed(ann, "T>2"), ["#old"]);
  deepStrictEqual(await listed(ann, "t<2"), ["#new"]);
  deepStrictEqual(await listed(ann, "T>0"), ["#new", "#old"]);
});

Deno.test("a mask of stars is no work", async () => {
  await using house = await TestHouse.open({ door: "tcp" });
  await using ann = await IrcClient.enter(house, "ann");
  await ann.say(`JOIN #${"a".repeat(50)}`);
  strictEqual((await listed(ann, `${"*a".repeat(200)}b`)).length, 0);
});
