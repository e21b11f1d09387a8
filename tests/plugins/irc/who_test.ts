import { deepStrictEqual, match, strictEqual } from "node:assert/strict";
import { IrcClient } from "../../kit/irc_client.ts";
import { TestHouse } from "../../../testing/test_house.ts";

const OPER = { oper_name: "boss", oper_password: "sesame" } as const;

/** The nicks that a WHO tells of, with what else was asked for after them. */
async function who(client: IrcClient, line: string, ...wanted: number[]): Promise<string[]> {
  const heard = await client.ask(line);
  const end = heard.pop();
  strictEqual(end?.command, "315", end?.text);
  return heard.map(({ command, params }) => {
    strictEqual(command, "352");
    return [5, ...wanted].map((at) => params[at]).join(" ");
  }).sort();
}

Deno.test('WHO: "A channel name, in which case the channel members are listed." (Modern IRC)', async () => {
  await using house = await TestHouse.open({ door: "tcp" });
  await using ann = await IrcClient.enter(house, "ann", { realName: "Ann of the Den" });
  await ann.say("JOIN #den");
  await using bob = await IrcClient.enter(house, "bob");
  await bob.say("JOIN #den");
  await ann.overheard();
  const [first, ...rest] = await ann.say("WHO #DEN");
  match(
    first!,
    /^:irc\.partyline 352 ann #den ~ann \w+\.\w+\.cloak irc\.partyline ann H@ :0 Ann of the Den$/,
  );
  strictEqual(rest.at(-1), ":irc.partyline 315 ann #DEN :End of WHO list");
  deepStrictEqual(await who(ann, "WHO #den", 6, 7), ["ann H@ 0 Ann of the Den", "bob H 0 bob"]);
});

Deno.test('"An exact nickname, in which case a single user is returned", however invisible', async () => {
  await using house = await TestHouse.open({ door: "tcp" });
  await using ann = await IrcClient.enter(house, "ann");
  await using bob = await IrcClient.enter(house, "bob", { realName: "ann" });
  await bob.say("MODE bob +i");
  deepStrictEqual(await who(ann, "WHO BOB", 1), ["bob *"]);
  deepStrictEqual(await who(ann, "WHO ann"), ["ann"]);
  deepStrictEqual(await ann.say("WHO nobody"), [":irc.partyline 315 ann nobody :End of WHO list"]);
});

Deno.test('"A mask pattern, in which case all visible users whose nickname matches are listed"', async () => {
  await using house = await TestHouse.open({ door: "tcp" });
  await using ann = await IrcClient.enter(house, "ann");
  await using bob = await IrcClient.enter(house, "Bobby", { realName: "Robert of the Den" });
  await using _carl = await IrcClient.enter(house, "carl");
  deepStrictEqual(await who(ann, "WHO bob*"), ["Bobby"]);
  deepStrictEqual(await who(ann, "WHO ?obby"), ["Bobby"]);
  for (const mask of ["*obert*", "~bobb?", "Bobby!*@*.cloak"]) {
    deepStrictEqual(await who(ann, `WHO :${mask}`), ["Bobby"], mask);
  }
  for (const mask of ["", " *", " 0", " *.partyline"]) {
    deepStrictEqual(await who(ann, `WHO${mask}`), ["Bobby", "ann", "carl"], mask);
  }
  await bob.say("MODE Bobby +i");
  deepStrictEqual(await who(ann, "WHO bob*"), []);
  await bob.say("JOIN #den");
  await ann.say("JOIN #den");
  deepStrictEqual(await who(ann, "WHO bob*"), ["Bobby"]);
});

Deno.test("WHO: who is away is gone, an operator has a star, a user is registered", async () => {
  await using house = await TestHouse.open({ door: "tcp", irc: OPER });
  await using ann = await IrcClient.enter(house, "ann", { account: "ann" });
  await using bob = await IrcClient.enter(house, "bob");
  await bob.say("OPER boss sesame");
  await bob.say("AWAY :out");
  await ann.say("JOIN #den");
  await bob.say("JOIN #den");
  await ann.overheard();
  deepStrictEqual(await who(ann, "WHO bob", 6), ["bob G*"]);
  deepStrictEqual(await who(ann, "WHO ann", 6), ["ann Hr"]);
  deepStrictEqual(await who(ann, "WHO #den", 6), ["ann H~r", "bob G*"]);
  deepStrictEqual(await who(ann, "WHO #den o"), ["bob"]);
});

Deno.test("a hidden room, and who hides in a room, are shown to those who are there", async () => {
  await using house = await TestHouse.open({ door: "tcp", irc: OPER });
  await using ann = await IrcClient.enter(house, "ann");
  await using bob = await IrcClient.enter(house, "bob");
  for (const line of ["JOIN #den,#cave", "MODE #cave +s", "MODE ann +i"]) await ann.say(line);
  deepStrictEqual(await who(bob, "WHO #cave"), []);
  deepStrictEqual(await who(bob, "WHO #den"), []);
  deepStrictEqual(await who(ann, "WHO #cave"), ["ann"]);
  await bob.say("OPER boss sesame");
  deepStrictEqual(await who(bob, "WHO #cave"), ["ann"]);
});

Deno.test('multi-prefix: "send all possible prefixes which apply to a user in NAMES and WHO output"', async () => {
  await using house = await TestHouse.open({ door: "tcp" });
  await using ann = await IrcClient.enter(house, "ann", { caps: ["multi-prefix"] });
  await ann.say("JOIN #den");
  await ann.say("MODE #den +v ann");
  deepStrictEqual(await who(ann, "WHO #den", 6), ["ann H@+"]);
});

Deno.test('WHOX: "Servers MUST send the fields in the order specified above." (IRCv3 whox)', async () => {
  await using house = await TestHouse.open({ door: "tcp", irc: OPER });
  await using _ann = await IrcClient.enter(house, "ann", { realName: "Ann of the Den" });
  await using bob = await IrcClient.enter(house, "bob");
  const fields = [..."tcuihsnfdlaor"];
  for (const letters of [fields, fields.toReversed()]) {
    const [found, end] = await bob.ask(`WHO ann %${letters.join("")},123`);
    strictEqual(found?.command, "354");
    const [reader, token, channel, ident, address, host, ...rest] = found.params;
    deepStrictEqual([reader, token, channel, ident], ["bob", "123", "*", "~ann"]);
    strictEqual(address, "255.255.255.255");
    match(host!, /\.cloak$/);
    deepStrictEqual(rest, ["irc.partyline", "ann", "H", "0", "0", "0", "n/a", "Ann of the Den"]);
    strictEqual(end?.text, ":irc.partyline 315 bob ann :End of WHO list");
  }
  await bob.say("OPER boss sesame");
  const [found] = await bob.ask("WHO ann %i");
  deepStrictEqual(found?.params, ["bob", "127.0.0.1"]);
});

Deno.test('WHOX: "MUST NOT add any additional field not requested"; 0 "when the user is logged out"', async () => {
  await using house = await TestHouse.open({ door: "tcp" });
  await using ann = await IrcClient.enter(house, "ann", { account: "ann" });
  await using _bob = await IrcClient.enter(house, "bob");
  deepStrictEqual(await ann.say("WHO ann %na"), [
    ":irc.partyline 354 ann ann ann",
    ":irc.partyline 315 ann ann :End of WHO list",
  ]);
  deepStrictEqual((await ann.say("WHO bob %an"))[0], ":irc.partyline 354 ann bob 0");
  deepStrictEqual((await ann.say("WHO bob %tn,42"))[0], ":irc.partyline 354 ann 42 bob");
  deepStrictEqual((await ann.say("WHO bob %nxyz,word"))[0], ":irc.partyline 354 ann bob");
});
