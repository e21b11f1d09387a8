import { deepStrictEqual, strictEqual } from "node:assert/strict";
import { IrcClient } from "../../kit/irc_client.ts";
import { TestHouse } from "../../../testing/test_house.ts";

const OPERATOR = { oper_name: "boss", oper_password: "sesame" };

Deno.test("WALLOPS: \"to all currently connected users who have set the 'w' user mode\" (RFC 2812 4.7)", async () => {
  await using house = await TestHouse.open({ door: "tcp", irc: OPERATOR });
  await using root = await IrcClient.enter(house, "root");
  await using ann = await IrcClient.enter(house, "ann");
  await using bob = await IrcClient.enter(house, "bob");
  await root.say("OPER boss sesame");
  await ann.say("MODE ann +w");
  deepStrictEqual(await root.say("WALLOPS :the house is full"), []);
  const [heard] = await ann.overheard();
  strictEqual(heard?.nick, "root");
  deepStrictEqual([heard?.command, heard?.params], ["WALLOPS", ["the house is full"]]);
  deepStrictEqual(await bob.overheard(), []);
});

Deno.test("an operator with +w reads what they have said to WALLOPS", async () => {
  await using house = await TestHouse.open({ door: "tcp", irc: OPERATOR });
  await using root = await IrcClient.enter(house, "root");
  await root.say("OPER boss sesame");
  await root.say("MODE root +w");
  strictEqual((await root.ask("WALLOPS :hello"))[0]?.command, "WALLOPS");
});

Deno.test("WALLOPS is for operators, and takes a text", async () => {
  await using house = await TestHouse.open({ door: "tcp", irc: OPERATOR });
  await using ann = await IrcClient.enter(house, "ann");
  deepStrictEqual(await ann.say("WALLOPS :hello"), [
    ":irc.partyline 481 ann :Permission denied: you're not an operator",
  ]);
  await ann.say("OPER boss sesame");
  deepStrictEqual(await ann.say("WALLOPS"), [
    ":irc.partyline 461 ann WALLOPS :Not enough parameters",
  ]);
  deepStrictEqual(await ann.say("WALLOPS :"), [":irc.partyline 412 ann :No text to send"]);
});
