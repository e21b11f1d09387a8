import { deepStrictEqual, strictEqual } from "node:assert/strict";
import { IrcClient } from "../../kit/irc_client.ts";
import { TestHouse } from "../../../testing/test_house.ts";

const CAPS = { caps: ["draft/channel-rename", "standard-replies"] };

async function heardBy(client: IrcClient): Promise<string[]> {
  return (await client.overheard()).map(({ command, params }) => [command, ...params].join(" "));
}

// channel-rename: "A channel rename preserves all channel state, such as membership, mode and topic."
Deno.test("a channel has another name, and is otherwise as it was", async () => {
  await using house = await TestHouse.open({ door: "tcp" });
  await using ann = await IrcClient.enter(house, "ann", CAPS);
  await using ben = await IrcClient.enter(house, "ben", CAPS);
  await ann.say("JOIN #den");
  await ben.say("JOIN #den");
  await ann.say("MODE #den +k word");
  await ann.say("TOPIC #den :cake");
  await ben.overheard();
  ann.send("RENAME #den #attic :too low");
  for (const client of [ann, ben]) {
    deepStrictEqual(await heardBy(client), ["RENAME #den #attic too low"]);
  }
  strictEqual((await ann.ask("MODE #attic"))[0]?.text, ":irc.partyline 324 ann #attic +ntk word");
  strictEqual((await ben.ask("TOPIC #attic"))[0]?.params.at(-1), "cake");
  strictEqual((await ann.ask("MODE #den"))[0]?.command, "403");
});

// channel-rename, "Fallback": "Send the client a PART message for the old channel name [...] Send the client a JOIN
// message followed by the usual messages"
Deno.test("who knows of no renaming leaves the one channel and joins the other", async () => {
  await using house = await TestHouse.open({ door: "tcp" });
  await using ann = await IrcClient.enter(house, "ann");
  await using ben = await IrcClient.enter(house, "ben", { caps: ["extended-join"] });
  await using cat = await IrcClient.enter(house, "cat", CAPS);
  for (const client of [ann, ben, cat]) await client.say("JOIN #den");
  await ann.say("TOPIC #den :cake");
  await ben.overheard();
  await cat.overheard();
  deepStrictEqual((await ann.ask("RENAME #den #attic :up")).map(({ command }) => command), [
    "PART",
    "JOIN",
    "332",
    "333",
    "353",
    "366",
  ]);
  const heard = await heardBy(ben);
  deepStrictEqual(heard.slice(0, 3), [
    "PART #den up",
    "JOIN #attic * ben",
    "332 ben #attic cake",
  ]);
  deepStrictEqual(heard.slice(-2), [
    "353 ben = #attic @ann ben cat",
    "366 ben #attic End of NAMES list",
  ]);
  deepStrictEqual(await heardBy(cat), ["RENAME #den #attic up"]);
});

// channel-rename: "Implementations MUST allow channels to be renamed while only changing the casing", and there
// "This fallback SHOULD NOT be used"
Deno.test("a channel may change the case of its name, which moves nobody", async () => {
  await using house = await TestHouse.open({ door: "tcp" });
  await using ann = await IrcClient.enter(house, "ann", CAPS);
  await using ben = await IrcClient.enter(house, "ben");
  await ann.say("JOIN #den");
  await ben.say("JOIN #den");
  ann.send("RENAME #den #DEN");
  deepStrictEqual((await heardBy(ann)).at(-1), "RENAME #den #DEN ");
  deepStrictEqual(await heardBy(ben), []);
});

Deno.test("the old name is free for another channel", async () => {
  await using house = await TestHouse.open({ door: "tcp" });
  await using ann = await IrcClient.enter(house, "ann", CAPS);
  await using ben = await IrcClient.enter(house, "ben");
  await ann.say("JOIN #den");
  await ben.say("JOIN #den");
  await ann.say("RENAME #den #attic");
  await ben.say("JOIN #den");
  strictEqual((await ben.ask("MODE #den +k word")).at(-1)?.command, "MODE");
});

// channel-rename, "Errors": "If existing error numerics [...] are more appropriate, they SHOULD be used instead."
Deno.test("what can't be renamed, or not so, is refused", async () => {
  await using house = await TestHouse.open({ door: "tcp" });
  await using ann = await IrcClient.enter(house, "ann", CAPS);
  await using ben = await IrcClient.enter(house, "ben");
  await ann.say("JOIN #den,#attic");
  await ben.say("JOIN #den,#bens");
  await ann.overheard();
  const refused = async (client: IrcClient, line: string) => {
    const { command, params } = (await client.ask(line)).at(-1)!;
    return [command, ...params.slice(command === "FAIL" ? 0 : 1, -1)].join(" ");
  };
  strictEqual(await refused(ann, "RENAME #nowhere #x"), "403 #nowhere");
  strictEqual(await refused(ann, "RENAME den #x"), "403 den");
  strictEqual(await refused(ann, "RENAME #bens #x"), "442 #bens");
  strictEqual(await refused(ben, "RENAME #den #x"), "482 #den");
  strictEqual(await refused(ann, "RENAME #den"), "461 RENAME");
  const fail = "FAIL RENAME";
  strictEqual(await refused(ann, "RENAME #den #ATTIC"), `${fail} CHANNEL_NAME_IN_USE #den #ATTIC`);
  strictEqual(await refused(ann, "RENAME #den den"), `${fail} CANNOT_RENAME #den den`);
  strictEqual(await refused(ann, "RENAME #den #a,b"), `${fail} CANNOT_RENAME #den #a,b`);
});
