import { deepStrictEqual, strictEqual } from "node:assert/strict";
import { IrcClient } from "../../kit/irc_client.ts";
import { TestHouse } from "../../../testing/test_house.ts";

// RFC 2812, 3.2.8: "The server MUST NOT send KICK messages with multiple channels or users to clients."
Deno.test("several are kicked by one KICK, and each is told for itself", async () => {
  await using house = await TestHouse.open({ door: "tcp" });
  await using ann = await IrcClient.enter(house, "ann");
  await using ben = await IrcClient.enter(house, "ben");
  await using cat = await IrcClient.enter(house, "cat");
  for (const client of [ann, ben, cat]) await client.say("JOIN #den,#attic");
  await ann.overheard();
  const kicks = async (line: string) =>
    (await ann.ask(line)).map(({ command, params }) => [command, ...params]);
  deepStrictEqual(await kicks("KICK #den ben,cat :bye now"), [
    ["KICK", "#den", "ben", "bye now"],
    ["KICK", "#den", "cat", "bye now"],
  ]);
  await ben.say("JOIN #den");
  await ann.overheard();
  deepStrictEqual(await kicks("KICK #den,#attic ben,cat :bye"), [
    ["KICK", "#den", "ben", "bye"],
    ["KICK", "#attic", "cat", "bye"],
  ]);
  deepStrictEqual(await kicks("KICK #den,#attic ben"), [
    ["461", "ann", "KICK", "Not enough parameters"],
  ]);
});

// RFC 2812, 3.2.8: "the default message, the nickname of the user issuing the KICK"
Deno.test("a KICK without a comment has the name of who kicks", async () => {
  await using house = await TestHouse.open({ door: "tcp" });
  await using ann = await IrcClient.enter(house, "ann");
  await using ben = await IrcClient.enter(house, "ben");
  await ann.say("JOIN #den");
  await ben.say("JOIN #den");
  await ann.say("KICK #den BEN");
  const kick = (await ben.overheard()).at(-1);
  deepStrictEqual([kick?.nick, kick?.params], ["ann", ["#den", "ben", "ann"]]);
});

Deno.test("an operator may kick themselves", async () => {
  await using house = await TestHouse.open({ door: "tcp" });
  await using ann = await IrcClient.enter(house, "ann");
  await ann.say("JOIN #den");
  const [kick, ...others] = await ann.ask("KICK #den ann :bored");
  deepStrictEqual([kick?.nick, kick?.params, others], ["ann", ["#den", "ann", "bored"], []]);
});

Deno.test("who may not kick reads why", async () => {
  await using house = await TestHouse.open({ door: "tcp" });
  await using ann = await IrcClient.enter(house, "ann");
  await using ben = await IrcClient.enter(house, "ben");
  await using cat = await IrcClient.enter(house, "cat");
  await ann.say("JOIN #den");
  await ben.say("JOIN #den");
  const refused = async (client: IrcClient, line: string) => {
    const { command, params } = (await client.ask(line)).at(-1)!;
    return [command, ...params.slice(1, -1)];
  };
  deepStrictEqual(await refused(cat, "KICK #nowhere ann"), ["403", "#nowhere"]);
  deepStrictEqual(await refused(cat, "KICK den ann"), ["403", "den"]);
  deepStrictEqual(await refused(cat, "KICK #den ben"), ["442", "#den"]);
  deepStrictEqual(await refused(ben, "KICK #den ann"), ["482", "#den"]);
  deepStrictEqual(await refused(ann, "KICK #den nobody"), ["401", "nobody"]);
  deepStrictEqual(await refused(ann, "KICK #den cat"), ["441", "cat", "#den"]);
  deepStrictEqual(await refused(ann, "KICK #den"), ["461", "KICK"]);
});

Deno.test("an operator kicks an operator, and a half-operator a member", async () => {
  await using house = await TestHouse.open({ door: "tcp" });
  await using ann = await IrcClient.enter(house, "ann");
  await using ben = await IrcClient.enter(house, "ben");
  await using cat = await IrcClient.enter(house, "cat");
  for (const client of [ann, ben, cat]) await client.say("JOIN #den");
  await ann.say("MODE #den +ho cat ben");
  strictEqual((await cat.ask("KICK #den ann")).at(-1)?.command, "482");
  strictEqual((await ben.ask("KICK #den ann")).at(-1)?.command, "KICK");
  await ann.say("JOIN #den");
  strictEqual((await cat.ask("KICK #den ann")).at(-1)?.command, "KICK");
});
