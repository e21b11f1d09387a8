import { deepStrictEqual, match, strictEqual } from "node:assert/strict";
import { IrcClient } from "../../kit/irc_client.ts";
import { TestHouse } from "../../../testing/test_house.ts";

/** The numeric or the command that a line is answered with in the end. */
async function answer(client: IrcClient, line: string): Promise<string | undefined> {
  return (await client.ask(line)).at(-1)?.command;
}

// Modern IRC, RPL_BANLIST: "<client> <channel> <mask> [<who> <set-ts>]"
Deno.test("each list of masks is told with who set what, and when", async () => {
  await using house = await TestHouse.open({ door: "tcp" });
  await using ann = await IrcClient.enter(house, "ann");
  await using ben = await IrcClient.enter(house, "ben");
  await ann.say("JOIN #den");
  await ben.say("JOIN #den");
  await ann.overheard();
  const lists = [["b", 367], ["e", 348], ["I", 346]] as const;
  for (const [letter, code] of lists) {
    deepStrictEqual((await ann.ask(`MODE #den +${letter} Eve!*@*`)).map(({ params }) => params), [
      ["#den", `+${letter}`, "Eve!*@*"],
    ]);
    await ben.overheard();
    for (const query of [letter, `+${letter}`]) {
      const [entry, end, ...rest] = await ben.say(`MODE #den ${query}`);
      match(entry!, new RegExp(`^:irc.partyline ${code} ben #den Eve!\\*@\\* ann \\d+$`));
      match(end!, new RegExp(`^:irc.partyline ${code + 1} ben #den :End of `));
      deepStrictEqual(rest, []);
    }
  }
});

// RFC 2811, 4.3.1: "When a user requests to join a channel, his local server checks if the user's address matches any
// of the ban masks set for the channel."
Deno.test("who is banned neither joins nor speaks, until the ban is lifted in any case", async () => {
  await using house = await TestHouse.open({ door: "tcp" });
  await using ann = await IrcClient.enter(house, "ann");
  await using ben = await IrcClient.enter(house, "Ben");
  await ann.say("JOIN #den");
  await ben.say("JOIN #den");
  await ann.say("MODE #den +b BEN!*@*");
  strictEqual(await answer(ben, "PRIVMSG #den hi"), "404");
  await ben.say("PART #den");
  strictEqual(await answer(ben, "JOIN #den"), "474");
  strictEqual((await ann.ask("MODE #den -b ben!*@*")).at(-1)?.text.split(" ").at(-1), "BEN!*@*");
  strictEqual((await ben.ask("JOIN #den"))[0]?.command, "JOIN");
});

// Modern IRC, exception channel mode: "users that match [...] are not affected by bans"
Deno.test("bans do not touch who is exempt", async () => {
  await using house = await TestHouse.open({ door: "tcp" });
  await using ann = await IrcClient.enter(house, "ann");
  await using ben = await IrcClient.enter(house, "ben");
  await ann.say("JOIN #den");
  await ann.say("MODE #den +b b*!*@*");
  strictEqual(await answer(ben, "JOIN #den"), "474");
  await ann.say("MODE #den +e *en!*@*");
  strictEqual((await ben.ask("JOIN #den"))[0]?.command, "JOIN");
});

// Modern IRC, invite-exception channel mode: "users [...] that match [...] do not require an invite"
Deno.test("some need no invitation", async () => {
  await using house = await TestHouse.open({ door: "tcp" });
  await using ann = await IrcClient.enter(house, "ann");
  await using ben = await IrcClient.enter(house, "ben");
  await using cat = await IrcClient.enter(house, "cat");
  await ann.say("JOIN #den");
  await ann.say("MODE #den +iI *!~ben@*");
  strictEqual((await ben.ask("JOIN #den"))[0]?.command, "JOIN");
  strictEqual(await answer(cat, "JOIN #den"), "473");
  await ben.say("PART #den");
  await ann.say("MODE #den -I *!~ben@*");
  strictEqual(await answer(ben, "JOIN #den"), "473");
});

// account-extban: "allow clients to construct ban masks matching account names"
Deno.test("a mask of an account is of who is logged in to it, whatever they are called", async () => {
  await using house = await TestHouse.open({ door: "tcp" });
  await using ann = await IrcClient.enter(house, "ann");
  await using ben = await IrcClient.enter(house, "benny", { account: "Ben" });
  await using guest = await IrcClient.enter(house, "cat");
  await ann.say("JOIN #den");
  for (const kind of ["a", "account"]) {
    deepStrictEqual((await ann.ask(`MODE #den +b ${kind}:BEN`)).map(({ params }) => params), [
      ["#den", "+b", "a:BEN"],
    ]);
    strictEqual(await answer(ben, "JOIN #den"), "474");
    await ann.say(`MODE #den -b ${kind}:ben`);
  }
  await ann.say("MODE #den +b a:cat");
  strictEqual((await guest.ask("JOIN #den"))[0]?.command, "JOIN");
  await ann.say("MODE #den +be *!*@* a:ben");
  strictEqual((await ben.ask("JOIN #den"))[0]?.command, "JOIN");
});

Deno.test("who is muted joins, but speaks only with a voice or an exemption", async () => {
  await using house = await TestHouse.open({ door: "tcp" });
  await using ann = await IrcClient.enter(house, "ann");
  await using ben = await IrcClient.enter(house, "Ben");
  await ann.say("JOIN #den");
  await ann.say("MODE #den +b m:BEN!*@*");
  strictEqual((await ben.ask("JOIN #den"))[0]?.command, "JOIN");
  strictEqual((await ben.ask("MODE #den b"))[0]?.params[2], "m:BEN!*@*");
  strictEqual(await answer(ben, "PRIVMSG #den hi"), "404");
  await ann.say("MODE #den +v ben");
  strictEqual(await answer(ben, "PRIVMSG #den hi"), "MODE");
  await ann.say("MODE #den -v ben");
  await ben.overheard();
  strictEqual(await answer(ben, "PRIVMSG #den hi"), "404");
  await ann.say("MODE #den +e m:*!~ben@*");
  await ben.overheard();
  deepStrictEqual(await ben.say("PRIVMSG #den hi"), []);
  await ann.say("MODE #den -b m:ben!*@*");
  await ben.overheard();
  deepStrictEqual(await ben.say("MODE #den b"), [
    ":irc.partyline 368 ben #den :End of channel ban list".replace("ben", "Ben"),
  ]);
});

Deno.test("masks that are none are refused, and what is not on a list is not taken off", async () => {
  await using house = await TestHouse.open({ door: "tcp", limits: { bans_per_room: 2 } });
  await using ann = await IrcClient.enter(house, "ann");
  await ann.say("JOIN #den");
  for (const mask of ["a!b!c", "x:ann", "a:", ":a b"]) {
    strictEqual(await answer(ann, `MODE #den +b ${mask}`), "696", mask);
  }
  deepStrictEqual(await ann.say("MODE #den -b-e eve eve"), []);
  await ann.say("MODE #den +bI one two");
  deepStrictEqual(await ann.say("MODE #den +b one"), []);
  const [full] = await ann.ask("MODE #den +e three");
  deepStrictEqual([full?.command, ...full?.params.slice(1, 3) ?? []], ["478", "#den", "e"]);
});
