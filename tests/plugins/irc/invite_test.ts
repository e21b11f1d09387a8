import { deepStrictEqual, match, strictEqual } from "node:assert/strict";
import { IrcClient } from "../../kit/irc_client.ts";
import { TestHouse } from "../../../testing/test_house.ts";

// Modern IRC, INVITE: "the server MUST send a RPL_INVITING numeric to the command issuer, and an INVITE
// message, with the issuer as prefix, to the target user"
Deno.test("who asks somebody into a channel reads 341, and they an INVITE", async () => {
  await using house = await TestHouse.open({ door: "tcp" });
  await using ann = await IrcClient.enter(house, "ann");
  await using ben = await IrcClient.enter(house, "Ben");
  await ann.say("JOIN #Den");
  deepStrictEqual(await ann.say("INVITE ben #den"), [":irc.partyline 341 ann Ben #Den"]);
  match((await ben.overheard())[0]!.text, /^:ann!~ann@[^ ]+ INVITE Ben #Den$/);
});

Deno.test("who invites somebody who is away reads so", async () => {
  await using house = await TestHouse.open({ door: "tcp" });
  await using ann = await IrcClient.enter(house, "ann");
  await using ben = await IrcClient.enter(house, "ben");
  await ann.say("JOIN #den");
  const by = house.house.world.presenceNamed("ben")!.id;
  await house.house.sequencer.submit({ kind: "set-away", by, text: "at sea" });
  deepStrictEqual((await ann.ask("INVITE ben #den")).map(({ command }) => command), ["341", "301"]);
  await ben.overheard();
});

Deno.test("who may not invite reads why", async () => {
  await using house = await TestHouse.open({ door: "tcp" });
  await using ann = await IrcClient.enter(house, "ann");
  await using ben = await IrcClient.enter(house, "ben");
  await using cat = await IrcClient.enter(house, "cat");
  await ann.say("JOIN #den");
  await ben.say("JOIN #den");
  await ann.overheard();
  const refused = async (client: IrcClient, line: string) => {
    const { command, params } = (await client.ask(line)).at(-1)!;
    return [command, ...params.slice(1, -1)];
  };
  deepStrictEqual(await refused(ann, "INVITE ben"), ["461", "INVITE"]);
  deepStrictEqual(await refused(ann, "INVITE ben den"), ["403", "den"]);
  deepStrictEqual(await refused(ann, "INVITE ben #nowhere"), ["403", "#nowhere"]);
  deepStrictEqual(await refused(cat, "INVITE ben #den"), ["442", "#den"]);
  deepStrictEqual(await refused(ann, "INVITE nobody #den"), ["401", "nobody"]);
  deepStrictEqual(await refused(ann, "INVITE ben #den"), ["443", "ben", "#den"]);
  strictEqual((await ben.ask("INVITE cat #den")).at(-1)?.command, "341");
  await ann.say("MODE #den +i");
  deepStrictEqual(await refused(ben, "INVITE cat #den"), ["482", "#den"]);
});

// Modern IRC, channel modes: an invitation gets past +i, +k and +l
Deno.test("an operator's invitation opens a channel, once", async () => {
  await using house = await TestHouse.open({ door: "tcp" });
  await using ann = await IrcClient.enter(house, "ann");
  await using ben = await IrcClient.enter(house, "ben");
  await ann.say("JOIN #den");
  for (
    const [letters, refused] of [["i", "473"], ["l 1", "471"], ["k x", "475"], ["b ben", "474"]]
  ) {
    await ann.say(`MODE #den +${letters}`);
    strictEqual((await ben.ask("JOIN #den")).at(-1)?.command, refused);
    await ann.say("INVITE ben #den");
    await ben.say("JOIN #den");
    strictEqual((await ben.ask("PART #den")).at(-1)?.command, "PART");
    strictEqual((await ben.ask("JOIN #den")).at(-1)?.command, refused);
    await ann.say("MODE #den -ilk *");
  }
});

// Modern IRC, RPL_INVITELIST: "Sent as a reply to the INVITE command without any parameters"
Deno.test("INVITE alone tells where one is invited", async () => {
  await using house = await TestHouse.open({ door: "tcp" });
  await using ann = await IrcClient.enter(house, "ann");
  await using ben = await IrcClient.enter(house, "ben");
  await ann.say("JOIN #one,#two");
  await ann.say("INVITE ben #two");
  await ben.overheard();
  deepStrictEqual(await ben.say("INVITE"), [
    ":irc.partyline 336 ben #two",
    ":irc.partyline 337 ben :End of INVITE list",
  ]);
});

// invite-notify: "a server may choose to only send the message [...] to clients that have the privilege to do
// an /INVITE on the channel themselves"
Deno.test("who wants it, and may invite too, hears of invitations", async () => {
  await using house = await TestHouse.open({ door: "tcp" });
  const caps = { caps: ["invite-notify"] };
  await using ann = await IrcClient.enter(house, "ann", caps);
  await using ben = await IrcClient.enter(house, "ben", caps);
  await using cat = await IrcClient.enter(house, "cat");
  await using dee = await IrcClient.enter(house, "dee");
  for (const client of [ann, ben, cat]) await client.say("JOIN #den");
  const heard = async (client: IrcClient) =>
    (await client.overheard()).flatMap(({ command, nick, params }) =>
      command === "INVITE" ? [[nick, ...params]] : []
    );
  await ann.say("INVITE dee #den");
  deepStrictEqual(await heard(ben), [["ann", "dee", "#den"]]);
  deepStrictEqual([await heard(ann), await heard(cat)], [[], []]);
  await ann.say("MODE #den +i");
  await ann.say("INVITE dee #den");
  deepStrictEqual(await heard(ben), []);
  deepStrictEqual(await heard(dee), [["ann", "dee", "#den"], ["ann", "dee", "#den"]]);
});
