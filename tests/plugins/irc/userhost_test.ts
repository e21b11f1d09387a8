import { deepStrictEqual, match, strictEqual } from "node:assert/strict";
import { IrcClient } from "../../kit/irc_client.ts";
import { TestHouse } from "../../../testing/test_house.ts";

/** The words of the one line that an answer is. */
async function words(client: IrcClient, line: string, code: string): Promise<string[]> {
  const [only, ...rest] = await client.ask(line);
  deepStrictEqual([only?.command, rest.length], [code, 0]);
  return only!.params[1]!.split(" ");
}

Deno.test('USERHOST: away "In the RPL_USERHOST numeric, as the + or - character." (Modern IRC)', async () => {
  await using house = await TestHouse.open({
    door: "tcp",
    irc: { oper_name: "boss", oper_password: "sesame" },
  });
  await using ann = await IrcClient.enter(house, "ann");
  await using bob = await IrcClient.enter(house, "bob");
  match((await words(ann, "USERHOST BOB", "302"))[0]!, /^bob=\+~bob@\w+\.\w+\.cloak$/);
  await bob.say("AWAY :out");
  await bob.say("OPER boss sesame");
  match((await words(ann, "USERHOST bob", "302"))[0]!, /^bob\*=-~bob@/);
});

Deno.test('USERHOST "takes up to five nicknames, each a separate parameters"', async () => {
  await using house = await TestHouse.open({ door: "tcp" });
  await using ann = await IrcClient.enter(house, "ann");
  const found = await words(ann, "USERHOST ann nobody ann ann ann ann ann", "302");
  strictEqual(found.length, 5);
  deepStrictEqual(await ann.say("USERHOST nobody"), [":irc.partyline 302 ann :"]);
  deepStrictEqual(await ann.say("USERHOST"), [
    ":irc.partyline 461 ann USERHOST :Not enough parameters",
  ]);
});

Deno.test("USERIP tells addresses to oneself and to operators", async () => {
  await using house = await TestHouse.open({
    door: "tcp",
    irc: { oper_name: "boss", oper_password: "sesame" },
  });
  await using ann = await IrcClient.enter(house, "ann");
  await using _bob = await IrcClient.enter(house, "bob");
  const [own, other] = await words(ann, "USERIP ann bob", "340");
  deepStrictEqual([own, other], ["ann=+~ann@127.0.0.1", "bob=+~bob@255.255.255.255"]);
  await ann.say("OPER boss sesame");
  deepStrictEqual(await words(ann, "USERIP bob", "340"), ["bob=+~bob@127.0.0.1"]);
});

Deno.test('ISON: "The server returns only those nicks in the list that are present" (RFC 2812 4.9)', async () => {
  await using house = await TestHouse.open({ door: "tcp" });
  await using ann = await IrcClient.enter(house, "ann");
  await using _bob = await IrcClient.enter(house, "Bob");
  deepStrictEqual(await words(ann, "ISON carl bob ann", "303"), ["Bob", "ann"]);
  deepStrictEqual(await words(ann, "ISON :bob carl", "303"), ["Bob"]);
  deepStrictEqual(await ann.say("ISON carl"), [":irc.partyline 303 ann :"]);
});
