import { deepStrictEqual, strictEqual } from "node:assert/strict";
import { IrcClient } from "../../kit/irc_client.ts";
import { TestHouse } from "../../../testing/test_house.ts";

const REFUSED = ":irc.partyline 477 bob ann :They hear only those who are logged in (+R)";

/** Somebody who hears only those who are logged in. */
async function enterQuietly(house: TestHouse): Promise<IrcClient> {
  const ann = await IrcClient.enter(house, "ann", { account: "ann" });
  const [echo] = await ann.ask("MODE ann +R");
  deepStrictEqual(echo?.params, ["ann", "+R"]);
  return ann;
}

Deno.test("+R: who is not logged in reads 477, who is is heard", async () => {
  await using house = await TestHouse.open({ door: "tcp" });
  await using ann = await enterQuietly(house);
  await using bob = await IrcClient.enter(house, "bob");
  await using mia = await IrcClient.enter(house, "mia", { account: "mia" });
  deepStrictEqual(await bob.say("PRIVMSG ann :hello"), [REFUSED]);
  deepStrictEqual(await bob.say("NOTICE ann :hello"), []);
  deepStrictEqual(await ann.overheard(), []);
  deepStrictEqual(await mia.say("PRIVMSG ann :hello"), []);
  deepStrictEqual((await ann.overheard()).map(({ nick }) => nick), ["mia"]);
  await ann.say("MODE ann -R");
  deepStrictEqual(await bob.say("PRIVMSG ann :hello"), []);
});

Deno.test("ACCEPT lets somebody be heard, ACCEPT - no more, ACCEPT * lists", async () => {
  await using house = await TestHouse.open({ door: "tcp" });
  await using ann = await enterQuietly(house);
  await using bob = await IrcClient.enter(house, "bob");
  await using _carl = await IrcClient.enter(house, "carl");
  deepStrictEqual(await ann.say("ACCEPT bob,carl"), []);
  deepStrictEqual(await ann.say("ACCEPT *"), [
    ":irc.partyline 281 ann bob carl",
    ":irc.partyline 282 ann :End of ACCEPT list",
  ]);
  deepStrictEqual(await bob.say("PRIVMSG ann :hello"), []);
  strictEqual((await ann.overheard()).length, 1);
  deepStrictEqual(await ann.say("ACCEPT -BOB,nobody"), [
    ":irc.partyline 401 ann nobody :No such nick",
  ]);
  deepStrictEqual(await bob.say("PRIVMSG ann :hello"), [REFUSED]);
});

Deno.test("whom one speaks to may answer", async () => {
  await using house = await TestHouse.open({ door: "tcp" });
  await using ann = await enterQuietly(house);
  await using bob = await IrcClient.enter(house, "bob");
  await ann.say("PRIVMSG bob :are you there?");
  await bob.overheard();
  deepStrictEqual(await bob.say("PRIVMSG ann :I am"), []);
  deepStrictEqual((await ann.overheard()).map(({ params }) => params.at(-1)), ["I am"]);
});

Deno.test("+R counts for telnet too", async () => {
  await using house = await TestHouse.open({ door: "tcp" });
  await using ann = await enterQuietly(house);
  const tess = await house.guest("Tess");
  tess.line("/tell ann hello");
  await tess.until("as they hear members only");
  deepStrictEqual(await ann.overheard(), []);
});
