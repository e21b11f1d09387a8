import { deepStrictEqual, match, strictEqual } from "node:assert/strict";
import { IrcClient } from "../../../kit/irc_client.ts";
import { TestHouse } from "../../../../testing/test_house.ts";

/** Somebody comes and goes. */
async function visit(house: TestHouse, nick: string, realName: string): Promise<void> {
  const client = await IrcClient.enter(house, nick, { realName });
  await client.quit();
}

/** The nicks and real names that a WHOWAS tells of. */
async function whowas(client: IrcClient, line: string): Promise<string[]> {
  const heard = await client.ask(line);
  strictEqual(heard.at(-1)?.command, "369");
  return heard.filter(({ command }) => command === "314")
    .map(({ params }) => `${params[1]} ${params.at(-1)}`);
}

Deno.test("WHOWAS tells who had a nick: 314, and when they left: 312", async () => {
  await using house = await TestHouse.open({ door: "tcp" });
  await visit(house, "bob", "Robert");
  await using ann = await IrcClient.enter(house, "ann");
  const heard = await ann.ask("WHOWAS BOB");
  deepStrictEqual(heard.map(({ command }) => command), ["314", "312", "369"]);
  match(heard[0]!.text, / 314 ann bob ~bob \w+\.\w+\.cloak \* :Robert$/);
  deepStrictEqual(heard[1]!.params, [
    "ann",
    "bob",
    "irc.partyline",
    "Mon, 01 Jan 2024 00:00:00 GMT",
  ]);
  strictEqual(heard[2]!.text, ":irc.partyline 369 ann BOB :End of WHOWAS");
});

Deno.test('"The history is searched backward, returning the most recent entry first." (RFC 2812 3.6.3)', async () => {
  await using house = await TestHouse.open({ door: "tcp" });
  for (const realName of ["one", "two", "three"]) await visit(house, "bob", realName);
  await using ann = await IrcClient.enter(house, "ann");
  deepStrictEqual(await whowas(ann, "WHOWAS bob"), ["bob three", "bob two", "bob one"]);
  deepStrictEqual(await whowas(ann, "WHOWAS bob 2"), ["bob three", "bob two"]);
});

Deno.test('"If a non-positive number is passed as being <count>, then a full search is done."', async () => {
  await using house = await TestHouse.open({ door: "tcp" });
  for (const realName of ["one", "two"]) await visit(house, "bob", realName);
  await using ann = await IrcClient.enter(house, "ann");
  for (const count of ["0", "-1", "x"]) {
    strictEqual((await whowas(ann, `WHOWAS bob ${count}`)).length, 2);
  }
});

Deno.test("WHOWAS of several names: of all the newest first, so many of each", async () => {
  await using house = await TestHouse.open({ door: "tcp" });
  for (const nick of ["bob", "bob", "carl", "dora"]) await visit(house, nick, nick);
  await using ann = await IrcClient.enter(house, "ann");
  deepStrictEqual(await whowas(ann, "WHOWAS bob,carl"), ["carl carl", "bob bob", "bob bob"]);
  deepStrictEqual(await whowas(ann, "WHOWAS carl,bob 1"), ["carl carl", "bob bob"]);
});

Deno.test('"there must be RPL_ENDOFWHOWAS (even if there was only one reply and it was an error)"', async () => {
  await using house = await TestHouse.open({ door: "tcp" });
  await using ann = await IrcClient.enter(house, "ann");
  deepStrictEqual(await ann.say("WHOWAS bob"), [
    ":irc.partyline 406 ann bob :There was no such nick",
    ":irc.partyline 369 ann bob :End of WHOWAS",
  ]);
  deepStrictEqual(await ann.say("WHOWAS"), [":irc.partyline 431 ann :No nickname given"]);
});

Deno.test("who takes another name had the old one; in other letters it is the same", async () => {
  await using house = await TestHouse.open({ door: "tcp" });
  await using ann = await IrcClient.enter(house, "ann", { realName: "Ann of the Den" });
  await ann.say("NICK ANN");
  await ann.say("NICK anna");
  deepStrictEqual(await whowas(ann, "WHOWAS ann"), ["ANN Ann of the Den"]);
});

Deno.test("WHOWAS tells the account that somebody had", async () => {
  await using house = await TestHouse.open({ door: "tcp" });
  const bob = await IrcClient.enter(house, "Bobby", { account: "bob" });
  await bob.quit();
  await using ann = await IrcClient.enter(house, "ann");
  const account = (await ann.ask("WHOWAS bobby")).find(({ command }) => command === "330");
  deepStrictEqual(account?.params, ["ann", "Bobby", "bob", "was logged in as"]);
});
