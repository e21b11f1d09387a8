import { deepStrictEqual, match } from "node:assert/strict";
import { IrcClient } from "../../kit/irc_client.ts";
import { TestHouse } from "../../../testing/test_house.ts";

const OPERATOR = { oper_name: "boss", oper_password: "sesame" };

Deno.test("SAMODE changes the modes of a channel that an operator of the server is not in", async () => {
  await using house = await TestHouse.open({ door: "tcp", irc: OPERATOR });
  await using ann = await IrcClient.enter(house, "ann");
  await using root = await IrcClient.enter(house, "root");
  await ann.say("JOIN #den");
  await root.say("OPER boss sesame");
  await root.say("SAMODE #den +m-o ann");
  const heard = (await ann.overheard()).map(({ text }) => text.replace(/!\S+/, ""));
  match(heard.join("\n"), /^:root MODE #den \+m/);
  match(heard.join("\n"), /-o ann$/);
});

Deno.test("SAMODE is for operators of the server, whatever they are in the channel", async () => {
  await using house = await TestHouse.open({ door: "tcp", irc: OPERATOR });
  await using ann = await IrcClient.enter(house, "ann");
  await ann.say("JOIN #den");
  deepStrictEqual(await ann.say("SAMODE #den +m"), [
    ":irc.partyline 481 ann :Permission denied: you're not an operator",
  ]);
});

Deno.test("what is wrong with a SAMODE is answered as for MODE", async () => {
  await using house = await TestHouse.open({ door: "tcp", irc: OPERATOR });
  await using root = await IrcClient.enter(house, "root");
  await root.say("OPER boss sesame");
  await root.say("JOIN #den");
  deepStrictEqual(await root.say("SAMODE #nowhere +m"), await root.say("MODE #nowhere +m"));
  deepStrictEqual(await root.say("SAMODE #den +b a!b!c"), await root.say("MODE #den +b a!b!c"));
  deepStrictEqual(await root.say("SAMODE #den"), [
    ":irc.partyline 461 root SAMODE :Not enough parameters",
  ]);
});
