import { deepStrictEqual, match, strictEqual } from "node:assert/strict";
import { IrcClient } from "../../kit/irc_client.ts";
import { TestHouse } from "../../../testing/test_house.ts";

/** The command and the parameters of all that is answered; numerics without the reader's name. */
async function answers(client: IrcClient, line: string): Promise<string[]> {
  return (await client.ask(line)).map(({ command, params }) =>
    [command, ...(/\d/.test(command) ? params.slice(1) : params)].join(" ")
  );
}

/** What has been heard of modes. */
async function modes(client: IrcClient): Promise<string[]> {
  return (await client.overheard())
    .flatMap(({ command, nick, params }) =>
      command === "MODE" ? [`${nick} ${params.join(" ")}`] : []
    );
}

// Modern IRC, MODE: "If <modestring> is not given, the RPL_CHANNELMODEIS (324) numeric is returned. Servers may
// return a RPL_CREATIONTIME (329) numeric following RPL_CHANNELMODEIS."
Deno.test("MODE alone tells the modes of a channel, and since when it is", async () => {
  await using house = await TestHouse.open({ door: "tcp" });
  await using ann = await IrcClient.enter(house, "ann");
  await using ben = await IrcClient.enter(house, "ben");
  await ann.say("JOIN #Den");
  await ann.say("MODE #den +klC word 9");
  const [own, since] = await answers(ann, "MODE #den");
  strictEqual(own, "324 #Den +Cntlk 9 word");
  match(since!, /^329 #Den \d{10,}$/);
  strictEqual((await answers(ben, "MODE #den"))[0], "324 #Den +Cntlk 9 *");
});

Deno.test("a hidden channel's modes are not for outsiders, and what is none has none", async () => {
  await using house = await TestHouse.open({ door: "tcp" });
  await using ann = await IrcClient.enter(house, "ann");
  await using ben = await IrcClient.enter(house, "ben");
  await ann.say("JOIN #den");
  await ann.say("MODE #den +s");
  match((await answers(ben, "MODE #den"))[0]!, /^442 #den /);
  match((await answers(ben, "MODE #den b"))[0]!, /^442 #den /);
  match((await answers(ben, "MODE #nowhere"))[0]!, /^403 #nowhere /);
  match((await answers(ben, "MODE #nowhere +o ben"))[0]!, /^403 #nowhere /);
  match((await answers(ben, "MODE"))[0]!, /^461 MODE /);
});

Deno.test("what one MODE changes of the rules is one line for everyone", async () => {
  await using house = await TestHouse.open({ door: "tcp" });
  await using ann = await IrcClient.enter(house, "ann");
  await using ben = await IrcClient.enter(house, "ben");
  await ann.say("JOIN #den");
  await ben.say("JOIN #den");
  await ann.overheard();
  deepStrictEqual(await answers(ann, "MODE #den +im-nt+lk 5 word"), [
    "MODE #den +im-nt+lk 5 word",
  ]);
  deepStrictEqual(await modes(ben), ["ann #den +im-nt+lk 5 word"]);
  deepStrictEqual(await answers(ann, "MODE #den -imlk *"), ["MODE #den -imlk *"]);
  deepStrictEqual(await answers(ann, "MODE #den -i"), []);
});

Deno.test("changes of several kinds are told in their order", async () => {
  await using house = await TestHouse.open({ door: "tcp" });
  await using ann = await IrcClient.enter(house, "ann");
  await using ben = await IrcClient.enter(house, "ben");
  await ann.say("JOIN #den");
  await ben.say("JOIN #den");
  await ann.overheard();
  const told = ["#den +m", "#den +v ben", "#den +b eve!*@*", "#den -m"];
  deepStrictEqual(
    await answers(ann, "MODE #den +mvb-m ben eve"),
    told.map((line) => `MODE ${line}`),
  );
  deepStrictEqual(await modes(ben), told.map((line) => `ann ${line}`));
});

Deno.test("ranks are given and taken, each with its letter", async () => {
  await using house = await TestHouse.open({ door: "tcp" });
  await using ann = await IrcClient.enter(house, "ann", { account: "ann" });
  await using ben = await IrcClient.enter(house, "ben");
  await ann.say("JOIN #den");
  await ben.say("JOIN #den");
  await ann.overheard();
  for (const letter of ["v", "h", "o", "a", "q"]) {
    const change = `#den +${letter} ben`;
    deepStrictEqual(await answers(ann, `MODE ${change}`), [`MODE ${change}`]);
    if (letter === "q") continue;
    deepStrictEqual(await answers(ann, `MODE #den -${letter} ben`), [`MODE #den -${letter} ben`]);
  }
  strictEqual((await ben.say("NAMES #den")).at(-2), ":irc.partyline 353 ben = #den :~ann ~ben");
});

Deno.test("a higher rank holds the lower ones, and a voice stays beside it", async () => {
  await using house = await TestHouse.open({ door: "tcp" });
  await using ann = await IrcClient.enter(house, "ann");
  await using ben = await IrcClient.enter(house, "ben");
  await ann.say("JOIN #den");
  await ben.say("JOIN #den");
  await ann.overheard();
  deepStrictEqual(await answers(ann, "MODE #den +o ben"), ["MODE #den +o ben"]);
  deepStrictEqual(await answers(ann, "MODE #den +h ben"), []);
  deepStrictEqual(await answers(ann, "MODE #den -h ben"), []);
  deepStrictEqual(await answers(ann, "MODE #den +v ben"), ["MODE #den +v ben"]);
  deepStrictEqual(await answers(ann, "MODE #den -o ben"), ["MODE #den -o ben"]);
  deepStrictEqual(await answers(ann, "MODE #den -v ben"), ["MODE #den -v ben"]);
});

Deno.test("the last operator may give that up, and then rules no more", async () => {
  await using house = await TestHouse.open({ door: "tcp" });
  await using ann = await IrcClient.enter(house, "ann");
  await ann.say("JOIN #den");
  deepStrictEqual(await answers(ann, "MODE #den -o ann"), ["MODE #den -o ann"]);
  match((await answers(ann, "MODE #den +o ann"))[0]!, /^482 #den /);
});

Deno.test("who may not change a mode reads why", async () => {
  await using house = await TestHouse.open({ door: "tcp" });
  await using ann = await IrcClient.enter(house, "ann");
  await using ben = await IrcClient.enter(house, "ben");
  await using cat = await IrcClient.enter(house, "cat", { account: "cat" });
  await ann.say("JOIN #den");
  await ben.say("JOIN #den");
  await ann.overheard();
  const refused = async (client: IrcClient, line: string) =>
    (await answers(client, line)).map((answer) => answer.split(" ").slice(0, 3).join(" "));
  deepStrictEqual(await refused(ben, "MODE #den +o ben"), ["482 #den You're"]);
  deepStrictEqual(await refused(ben, "MODE #den +imb-t eve"), ["482 #den You're"]);
  deepStrictEqual(await refused(cat, "MODE #den +ob cat eve"), ["442 #den You're"]);
  deepStrictEqual(await refused(ann, "MODE #den +o nobody"), ["401 nobody No"]);
  deepStrictEqual(await refused(ann, "MODE #den +o cat"), ["441 cat #den"]);
  deepStrictEqual(await refused(ann, "MODE #den +q ben"), ["482 #den You're"]);
  deepStrictEqual(await refused(ann, "MODE #den +X"), ["472 X is"]);
  deepStrictEqual(await refused(ann, "MODE #den +o"), ["461 MODE Not"]);
  deepStrictEqual(await refused(ann, "MODE #den +l :"), ["696 #den l"]);
  deepStrictEqual(await refused(ann, "MODE #den +k :a b"), ["525 #den A"]);
  deepStrictEqual(await refused(ann, `MODE #den +k ${"x".repeat(51)}`), ["525 #den A"]);
});

Deno.test("what is wrong with one change does not stop the others", async () => {
  await using house = await TestHouse.open({ door: "tcp" });
  await using ann = await IrcClient.enter(house, "ann");
  await ann.say("JOIN #den");
  deepStrictEqual(
    (await answers(ann, "MODE #den +Xov-y+m nobody ann")).map((answer) => answer.split(" ")[0]),
    ["472", "401", "MODE", "472", "MODE"],
  );
});

// RFC 2811, 4.2.3: "only channel operators and users with a voice may speak"
Deno.test("on a moderated channel only those with a voice speak", async () => {
  await using house = await TestHouse.open({ door: "tcp" });
  await using ann = await IrcClient.enter(house, "ann");
  await using ben = await IrcClient.enter(house, "ben");
  await ann.say("JOIN #den");
  await ben.say("JOIN #den");
  await ann.say("MODE #den +m");
  strictEqual((await ben.ask("PRIVMSG #den hi")).at(-1)?.command, "404");
  await ann.say("MODE #den +v ben");
  await ben.say("PRIVMSG #den hi");
  strictEqual((await ann.overheard()).at(-1)?.command, "PRIVMSG");
});

// RFC 2811, 4.2.4: "only clients on the channel may send messages to the channel"
Deno.test("outsiders speak on a channel without +n", async () => {
  await using house = await TestHouse.open({ door: "tcp" });
  await using ann = await IrcClient.enter(house, "ann");
  await using ben = await IrcClient.enter(house, "ben");
  await ann.say("JOIN #den");
  strictEqual((await ben.ask("PRIVMSG #den hi"))[0]?.command, "404");
  await ann.say("MODE #den -n");
  deepStrictEqual(await ben.ask("PRIVMSG #den hi"), []);
  strictEqual((await ann.overheard())[0]?.command, "PRIVMSG");
});

Deno.test("a channel with +C takes no CTCP but ACTION", async () => {
  await using house = await TestHouse.open({ door: "tcp" });
  await using ann = await IrcClient.enter(house, "ann");
  await using ben = await IrcClient.enter(house, "ben");
  await ann.say("JOIN #den");
  await ben.say("JOIN #den");
  await ann.say("MODE #den +C");
  await ben.overheard();
  strictEqual((await ann.ask("PRIVMSG #den :\x01PING 1\x01"))[0]?.command, "404");
  await ann.say("PRIVMSG #den :\x01ACTION waves\x01");
  deepStrictEqual((await ben.overheard()).map(({ params }) => params[1]), [
    "\x01ACTION waves\x01",
  ]);
});

Deno.test("a channel with +R takes an account", async () => {
  await using house = await TestHouse.open({ door: "tcp" });
  await using ann = await IrcClient.enter(house, "ann");
  await using ben = await IrcClient.enter(house, "ben");
  await using cat = await IrcClient.enter(house, "cat", { account: "cat" });
  await ann.say("JOIN #den");
  await ann.say("MODE #den +R");
  strictEqual(
    (await answers(ben, "JOIN #attic,#den")).at(-1),
    "477 #den That takes an account",
  );
  await cat.say("JOIN #den");
  strictEqual((await ann.overheard()).at(-1)?.command, "JOIN");
});

Deno.test("on a channel with +M those speak who have an account or a voice", async () => {
  await using house = await TestHouse.open({ door: "tcp" });
  await using ann = await IrcClient.enter(house, "ann");
  await using ben = await IrcClient.enter(house, "ben");
  await using cat = await IrcClient.enter(house, "cat", { account: "cat" });
  for (const client of [ann, ben, cat]) await client.say("JOIN #den");
  await ann.say("MODE #den +M");
  for (const client of [ben, cat]) await client.overheard();
  for (const target of ["#den", "@#den"]) {
    deepStrictEqual(await answers(ben, `PRIVMSG ${target} :hi`), [
      "404 #den Cannot send to channel (+M): That takes an account",
    ]);
  }
  deepStrictEqual(await answers(cat, "PRIVMSG #den :hi"), []);
  await ann.say("MODE #den +v ben");
  await ben.overheard();
  deepStrictEqual(await answers(ben, "PRIVMSG #den :hi"), []);
});

Deno.test("on a channel with +U operators alone hear those without a voice, and nothing is kept", async () => {
  await using house = await TestHouse.open({ door: "tcp" });
  await using ann = await IrcClient.enter(house, "ann", { account: "ann" });
  await using ben = await IrcClient.enter(house, "ben", { caps: ["echo-message"] });
  await using cat = await IrcClient.enter(house, "cat");
  for (const client of [ann, ben, cat]) await client.say("JOIN #den");
  await ann.say("MODE #den +U");
  for (const client of [ann, ben, cat]) await client.overheard();
  const echo = await ben.say("PRIVMSG #den :is this right?");
  match(echo[0]!, /^:ben!\S+ PRIVMSG #den :is this right\?$/);
  deepStrictEqual((await ann.overheard()).map(({ text }) => text), echo);
  deepStrictEqual(await cat.overheard(), []);
  const { world, history } = house.house;
  deepStrictEqual(history.recent(world.roomNamed("den")!.id, { limit: 9 }), []);
  await ann.say("MODE #den +v ben");
  await cat.overheard();
  const heard = await ben.say("PRIVMSG #den :yes");
  deepStrictEqual((await cat.overheard()).map(({ text }) => text), heard.slice(-1));
});

Deno.test("a moderator of the house changes modes of channels they are not on", async () => {
  await using house = await TestHouse.open({ door: "tcp" });
  await using ann = await IrcClient.enter(house, "ann");
  await using mod = await IrcClient.enter(house, "mod", { account: "mod" });
  const by = house.house.world.presenceNamed("mod")!.id;
  await house.house.sequencer.submit({ kind: "grant-role", by, role: "moderator" });
  await ann.say("JOIN #den");
  await mod.say("MODE #den +s");
  deepStrictEqual(await modes(ann), ["mod #den +s"]);
  strictEqual((await answers(mod, "MODE #den"))[0], "324 #den +nst");
});
