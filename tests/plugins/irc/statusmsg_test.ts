import { deepStrictEqual, strictEqual } from "node:assert/strict";
import { IrcClient } from "../../kit/irc_client.ts";
import { TestHouse } from "../../../testing/test_house.ts";

// Modern IRC, STATUSMSG: "the server will deliver the message only to those [...] with the given status or higher"
Deno.test("a message for those of a rank names the channel with its sign, and goes to nobody below", async () => {
  await using house = await TestHouse.open({ door: "tcp" });
  await using ann = await IrcClient.enter(house, "ann");
  await using ben = await IrcClient.enter(house, "ben");
  await using cat = await IrcClient.enter(house, "cat");
  for (const client of [ann, ben, cat]) await client.say("JOIN #den");
  await ann.say("MODE #den +v cat");
  for (const client of [ann, ben, cat]) await client.overheard();
  const heard = async (client: IrcClient) =>
    (await client.overheard()).map(({ params }) => params.join(" "));
  for (const [line, hearers] of [["@#den ops", [ann]], ["+#den voices", [ann, cat]]] as const) {
    deepStrictEqual(await ben.say(`PRIVMSG ${line}`), []);
    for (const client of [ann, cat]) {
      deepStrictEqual(await heard(client), hearers.some((one) => one === client) ? [line] : []);
    }
  }
  strictEqual((await ben.ask("PRIVMSG @#nowhere x"))[0]?.command, "403");
});
