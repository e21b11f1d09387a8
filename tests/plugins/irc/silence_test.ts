import { deepStrictEqual, strictEqual } from "node:assert/strict";
import { IrcClient } from "../../kit/irc_client.ts";
import { TestHouse } from "../../../testing/test_house.ts";

/** Lines with the idents and hosts of their sources left out. */
async function say(client: IrcClient, line: string): Promise<string[]> {
  return (await client.say(line)).map((text) => text.replace(/^(:[^! ]+)!\S+/, "$1"));
}

Deno.test("who is silenced is heard neither in private nor in a channel, and knows nothing of it", async () => {
  await using house = await TestHouse.open({ door: "tcp" });
  await using ann = await IrcClient.enter(house, "ann");
  await using bob = await IrcClient.enter(house, "bob");
  for (const client of [ann, bob]) await client.say("JOIN #den");
  await ann.overheard();
  deepStrictEqual(await say(ann, "SILENCE +bob"), [":ann SILENCE +bob!*@*"]);
  deepStrictEqual(await bob.say("PRIVMSG ann :hello?"), []);
  deepStrictEqual(await bob.say("PRIVMSG #den :hello?"), []);
  deepStrictEqual(await ann.overheard(), []);

  deepStrictEqual(await say(ann, "SILENCE -bob"), [":ann SILENCE -bob!*@*"]);
  await bob.say("PRIVMSG ann :hello!");
  deepStrictEqual((await ann.overheard()).map(({ params }) => params[1]), ["hello!"]);
});

Deno.test("SILENCE lists whom one does not hear, to oneself", async () => {
  await using house = await TestHouse.open({ door: "tcp" });
  await using ann = await IrcClient.enter(house, "ann");
  await using bob = await IrcClient.enter(house, "bob");
  const end = ":irc.partyline 272 ann :End of silence list";
  deepStrictEqual(await say(ann, "SILENCE"), [end]);
  await say(ann, "SILENCE +Bob!*@*");
  for (const line of ["SILENCE", "SILENCE ann"]) {
    deepStrictEqual(await say(ann, line), [":irc.partyline 271 ann bob!*@*", end]);
  }
  deepStrictEqual(await bob.say("SILENCE"), [end.replace("ann", "bob")]);
});

Deno.test("a list of names is done one by one, whatever is wrong with some of them", async () => {
  await using house = await TestHouse.open({ door: "tcp" });
  await using ann = await IrcClient.enter(house, "ann");
  await using bob = await IrcClient.enter(house, "bob");
  await using cat = await IrcClient.enter(house, "cat");
  deepStrictEqual(await say(ann, "SILENCE bob,,+nobody,+ann,-cat,+*!*@host.example,+cat"), [
    ":ann SILENCE +bob!*@*",
    ":irc.partyline 401 ann nobody :No such nick",
    ":irc.partyline 400 ann SILENCE :You cannot do that to yourself",
    ":irc.partyline 401 ann cat :No such nick",
    ":irc.partyline 400 ann SILENCE :Only whole nicks can be silenced: *!*@host.example",
    ":ann SILENCE +cat!*@*",
  ]);
  deepStrictEqual([await bob.overheard(), await cat.overheard()], [[], []]);
});

Deno.test("005 SILENCE tells how many one may silence, and 511 who is one too many", async () => {
  await using house = await TestHouse.open({ door: "tcp", limits: { ignored_per_person: 1 } });
  await using ann = await IrcClient.dial(house);
  ann.send("NICK ann", "USER ann 0 * :ann");
  const tokens: string[] = [];
  await ann.until(({ command, params }) => {
    if (command === "005") tokens.push(...params);
    return command === "422";
  });
  strictEqual(tokens.find((token) => token.startsWith("SILENCE")), "SILENCE=1");
  await using bob = await IrcClient.enter(house, "bob");
  await using cat = await IrcClient.enter(house, "cat");
  const answer = await ann.say("SILENCE bob,cat");
  strictEqual(answer.at(-1), ":irc.partyline 511 ann cat :Your silence list is full");
  deepStrictEqual([await bob.overheard(), await cat.overheard()], [[], []]);
});
