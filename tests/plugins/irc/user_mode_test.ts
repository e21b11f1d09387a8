import { deepStrictEqual, strictEqual } from "node:assert/strict";
import { IrcClient } from "../../kit/irc_client.ts";
import { TestHouse } from "../../../testing/test_house.ts";

/** The lines of an answer without the hosts, which are other ones in each house. */
async function say(client: IrcClient, line: string): Promise<string[]> {
  return (await client.say(line)).map((text) => text.replace(/!\S+/, ""));
}

Deno.test('MODE <nick>: "If <modestring> is not given, the RPL_UMODEIS numeric is sent back" (Modern IRC)', async () => {
  await using house = await TestHouse.open({ door: "tcp" });
  await using ann = await IrcClient.enter(house, "ann");
  deepStrictEqual(await say(ann, "MODE ANN"), [":irc.partyline 221 ann +"]);
  await ann.say("MODE ann +w");
  deepStrictEqual(await say(ann, "MODE ann"), [":irc.partyline 221 ann +w"]);
});

Deno.test('"a MODE message will be sent to the user containing the changed modes" (Modern IRC)', async () => {
  await using house = await TestHouse.open({ door: "tcp" });
  await using ann = await IrcClient.enter(house, "ann");
  deepStrictEqual(await say(ann, "MODE ann +iw"), [":ann MODE ann +iw"]);
  deepStrictEqual(await say(ann, "MODE ann +i-w"), [":ann MODE ann -w"]);
  deepStrictEqual(await say(ann, "MODE ann +i"), []);
});

Deno.test('"If <target> is a different nick [...], the ERR_USERSDONTMATCH numeric is returned"; 401 for nobody', async () => {
  await using house = await TestHouse.open({ door: "tcp" });
  await using ann = await IrcClient.enter(house, "ann");
  await using _bob = await IrcClient.enter(house, "bob");
  for (const line of ["MODE bob", "MODE bob +i"]) {
    deepStrictEqual(await say(ann, line), [
      ":irc.partyline 502 ann :Can't change mode for other users",
    ]);
  }
  deepStrictEqual(await say(ann, "MODE carl +i"), [":irc.partyline 401 ann carl :No such nick"]);
});

Deno.test('"the server MUST apply the modes that are implemented, and then send the ERR_UMODEUNKNOWNFLAG"', async () => {
  await using house = await TestHouse.open({ door: "tcp" });
  await using ann = await IrcClient.enter(house, "ann");
  deepStrictEqual(await say(ann, "MODE ann +x!i"), [
    ":ann MODE ann +i",
    ":irc.partyline 501 ann :Unknown MODE flag",
  ]);
});

Deno.test('"If a user attempts to make themselves an operator using the "+o" [...], the attempt SHOULD be ignored"', async () => {
  await using house = await TestHouse.open({ door: "tcp" });
  await using ann = await IrcClient.enter(house, "ann");
  deepStrictEqual(await say(ann, "MODE ann +orZ"), []);
  deepStrictEqual(await say(ann, "MODE ann"), [":irc.partyline 221 ann +"]);
});

Deno.test("\"There is no restriction, however, on anyone 'deopping' themselves\" (RFC 2812 3.1.5)", async () => {
  await using house = await TestHouse.open({
    door: "tcp",
    irc: { oper_name: "boss", oper_password: "sesame" },
  });
  await using ann = await IrcClient.enter(house, "ann");
  await ann.say("OPER boss sesame");
  deepStrictEqual(await say(ann, "MODE ann"), [":irc.partyline 221 ann +o"]);
  deepStrictEqual(await say(ann, "MODE ann -o"), [":ann MODE ann -o"]);
  strictEqual(house.house.world.presenceNamed("ann")?.grantedRole, undefined);
  deepStrictEqual(await say(ann, "MODE ann -o"), []);
});
