import { deepStrictEqual, match, strictEqual } from "node:assert/strict";
import { IrcClient } from "../../kit/irc_client.ts";
import { TestHouse } from "../../../testing/test_house.ts";

// Modern IRC, TOPIC: "If the topic of a channel is changed or cleared, every client in that channel
// (including the author of the topic change) will receive a TOPIC command"
Deno.test("a new topic, or none, is told to everyone on the channel", async () => {
  await using house = await TestHouse.open({ door: "tcp" });
  await using ann = await IrcClient.enter(house, "ann");
  await using ben = await IrcClient.enter(house, "ben");
  await ann.say("JOIN #den");
  await ben.say("JOIN #den");
  await ann.overheard();
  for (const text of ["cake and tea", ""]) {
    const [own] = await ann.ask(`TOPIC #den :${text}`);
    const [others] = await ben.overheard();
    deepStrictEqual([own?.command, own?.params], ["TOPIC", ["#den", text]]);
    deepStrictEqual([others?.nick, others?.params], ["ann", ["#den", text]]);
  }
});

Deno.test("a topic that there is already is told to nobody", async () => {
  await using house = await TestHouse.open({ door: "tcp" });
  await using ann = await IrcClient.enter(house, "ann");
  await ann.say("JOIN #den");
  await ann.say("TOPIC #den :cake");
  deepStrictEqual(await ann.say("TOPIC #den :cake"), []);
  strictEqual((await ann.say("TOPIC #den :")).length, 1);
  deepStrictEqual(await ann.say("TOPIC #den :"), []);
});

Deno.test("TOPIC without a text tells the topic, who set it and when", async () => {
  await using house = await TestHouse.open({ door: "tcp" });
  await using ann = await IrcClient.enter(house, "ann");
  await using ben = await IrcClient.enter(house, "ben");
  await ann.say("JOIN #Den");
  deepStrictEqual(await ben.say("TOPIC #den"), [":irc.partyline 331 ben #Den :No topic is set"]);
  await ann.say("TOPIC #den :cake");
  const [topic, setBy] = await ben.say("TOPIC #den");
  strictEqual(topic, ":irc.partyline 332 ben #Den :cake");
  match(setBy!, /^:irc\.partyline 333 ben #Den ann \d{10,}$/);
});

// RFC 2811, 4.2.8: "The channel flag 't' is used to restrict the usage of the TOPIC command to channel operators."
Deno.test("the topic of a +t channel is its operators'", async () => {
  await using house = await TestHouse.open({ door: "tcp" });
  await using ann = await IrcClient.enter(house, "ann");
  await using ben = await IrcClient.enter(house, "ben");
  await ann.say("JOIN #den");
  await ben.say("JOIN #den");
  strictEqual((await ben.ask("TOPIC #den :mine")).at(-1)?.command, "482");
  await ann.say("MODE #den +v ben");
  strictEqual((await ben.ask("TOPIC #den :mine")).at(-1)?.command, "482");
  await ann.say("MODE #den -t");
  strictEqual((await ben.ask("TOPIC #den :mine")).at(-1)?.command, "TOPIC");
});

Deno.test("what is no channel has no topic, and a hidden one tells its own to nobody outside", async () => {
  await using house = await TestHouse.open({ door: "tcp" });
  await using ann = await IrcClient.enter(house, "ann");
  await using ben = await IrcClient.enter(house, "ben");
  strictEqual((await ben.ask("TOPIC #den"))[0]?.command, "403");
  strictEqual((await ben.ask("TOPIC den"))[0]?.command, "403");
  strictEqual((await ben.ask("TOPIC"))[0]?.command, "461");
  await ann.say("JOIN #den");
  strictEqual((await ben.ask("TOPIC #den :x"))[0]?.command, "442");
  await ann.say("MODE #den +s");
  strictEqual((await ben.ask("TOPIC #den"))[0]?.command, "442");
  await ann.say("PART #den");
  strictEqual((await ben.ask("TOPIC #den"))[0]?.command, "403");
});

Deno.test("a topic that is too long is cut", async () => {
  await using house = await TestHouse.open({ door: "tcp" });
  await using ann = await IrcClient.enter(house, "ann");
  await ann.say("JOIN #den");
  strictEqual((await ann.ask(`TOPIC #den :${"x".repeat(450)}`))[0]?.params[1], "x".repeat(390));
});
