import { deepStrictEqual, match, ok, strictEqual } from "node:assert/strict";
import { IrcClient } from "../../kit/irc_client.ts";
import { TestHouse } from "../../../testing/test_house.ts";

const BEN = ":ben!~ben@";

/** Lines without the hosts, which are made of a secret. */
function plainly(lines: readonly string[]): string[] {
  return lines.map((line) => line.replaceAll(/@[^ ]+\.cloak/g, "@cloak"));
}

// RFC 2812, 3.2.1: "the user receives a JOIN message as confirmation and is then sent the channel's topic
// (using RPL_TOPIC) and the list of users who are on the channel (using RPL_NAMREPLY)"
Deno.test("JOIN is confirmed, and followed by the topic and the names", async () => {
  await using house = await TestHouse.open({ door: "tcp" });
  await using ann = await IrcClient.enter(house, "ann");
  deepStrictEqual(plainly(await ann.say("JOIN #den")), [
    ":ann!~ann@cloak JOIN #den",
    ":irc.partyline 353 ann = #den :@ann",
    ":irc.partyline 366 ann #den :End of NAMES list",
  ]);
  await ann.say("TOPIC #den :cake");
  await using ben = await IrcClient.enter(house, "ben");
  const [join, topic, setBy, ...names] = plainly(await ben.say("JOIN #den"));
  strictEqual(join, `${BEN}cloak JOIN #den`);
  strictEqual(topic, ":irc.partyline 332 ben #den :cake");
  match(setBy!, /^:irc\.partyline 333 ben #den ann \d+$/);
  deepStrictEqual(names, [
    ":irc.partyline 353 ben = #den :@ann ben",
    ":irc.partyline 366 ben #den :End of NAMES list",
  ]);
  deepStrictEqual(plainly((await ann.overheard()).map(({ text }) => text)), [
    `${BEN}cloak JOIN #den`,
  ]);
});

Deno.test("one JOIN is for several channels, and each is answered for itself", async () => {
  await using house = await TestHouse.open({ door: "tcp" });
  await using ann = await IrcClient.enter(house, "ann");
  await using ben = await IrcClient.enter(house, "ben");
  await ann.say("JOIN #closed,#keyed,#full,#open");
  await ann.say("MODE #closed +i");
  await ann.say("MODE #keyed +k word");
  await ann.say("MODE #full +l 1");
  const line = "JOIN #closed,#keyed,#full,den,,#open,#den,#a:b wrong,word,x";
  const heard = await ben.ask(line);
  deepStrictEqual(
    heard.filter(({ command }) => command !== "353" && command !== "366")
      .map(({ command, params }) => [command, params.find((param) => /^#|den/.test(param))]),
    [
      ["473", "#closed"],
      ["JOIN", "#keyed"],
      ["471", "#full"],
      ["403", "den"],
      ["JOIN", "#open"],
      ["JOIN", "#den"],
      ["JOIN", "#a:b"],
    ],
  );
});

Deno.test("keys belong to the channels in their order", async () => {
  await using house = await TestHouse.open({ door: "tcp" });
  await using ann = await IrcClient.enter(house, "ann");
  await using ben = await IrcClient.enter(house, "ben");
  await ann.say("JOIN #one,#two");
  await ann.say("MODE #two +k word");
  const heard = await ben.ask("JOIN #one,#two x,nope");
  deepStrictEqual(heard.at(-1)?.command, "475");
  strictEqual((await ben.ask("JOIN #two word"))[0]?.command, "JOIN");
});

// RFC 2812, 3.2.1: "it is a special request to leave all channels the user is currently a member of"
Deno.test("JOIN 0 leaves all channels", async () => {
  await using house = await TestHouse.open({ door: "tcp" });
  await using ann = await IrcClient.enter(house, "ann");
  await ann.say("JOIN #one,#two");
  deepStrictEqual(plainly(await ann.say("JOIN 0")), [
    ":ann!~ann@cloak PART #one",
    ":ann!~ann@cloak PART #two",
  ]);
  deepStrictEqual(await ann.say("JOIN 0"), []);
});

Deno.test("JOIN of a channel one is in is silent, in any case", async () => {
  await using house = await TestHouse.open({ door: "tcp" });
  await using ann = await IrcClient.enter(house, "ann");
  await ann.say("JOIN #Den");
  deepStrictEqual(await ann.say("JOIN #dEN"), []);
});

Deno.test("names that no room may have are refused with 403", async () => {
  await using house = await TestHouse.open({ door: "tcp" });
  await using ann = await IrcClient.enter(house, "ann");
  for (const name of ["#", "den", "#a\u0007b", `#${"x".repeat(51)}`, "0x", "#\u00a0", "##"]) {
    const [refused] = await ann.ask(`JOIN ${name}`);
    strictEqual(refused?.command, "403", name);
    deepStrictEqual(refused.params.slice(0, 2), ["ann", name]);
  }
  strictEqual((await ann.ask("JOIN :"))[0]?.command, "461");
  strictEqual((await ann.ask("JOIN"))[0]?.command, "461");
});

// Modern IRC, CHANNELLEN: "the maximum length of a channel name that a client may join"
Deno.test("a channel's name may be as long as 005 says", async () => {
  await using house = await TestHouse.open({ door: "tcp" });
  await using ann = await IrcClient.enter(house, "ann");
  const longest = `#${"\u00e9".repeat(50)}`;
  deepStrictEqual((await ann.ask(`JOIN ${longest}`))[0]?.params, [longest]);
});

Deno.test("one may be in as many channels as 005 says", async () => {
  await using house = await TestHouse.open({
    door: "tcp",
    limits: { rooms_per_person: 2, exempt: ["127.0.0.1"] },
  });
  await using ann = await IrcClient.enter(house, "ann");
  const refused = (await ann.ask("JOIN #one,#two,#three")).at(-1)!;
  deepStrictEqual([refused.command, refused.params[1]], ["405", "#three"]);
});

// extended-join: "the JOIN message includes the account name and realname"
Deno.test("who wants it reads the account and the real name of who joins", async () => {
  await using house = await TestHouse.open({ door: "tcp" });
  await using ann = await IrcClient.enter(house, "ann", { caps: ["extended-join"] });
  await using ben = await IrcClient.enter(house, "ben", { realName: "Ben of B" });
  await using cat = await IrcClient.enter(house, "kitty", { account: "Cat", realName: "Cat C" });
  deepStrictEqual((await ann.ask("JOIN #den"))[0]?.params, ["#den", "*", "ann"]);
  await ben.say("JOIN #den");
  await cat.say("JOIN #den");
  deepStrictEqual((await ann.overheard()).map(({ nick, params }) => [nick, ...params]), [
    ["ben", "#den", "*", "Ben of B"],
    ["kitty", "#den", "Cat", "Cat C"],
  ]);
  ok((await ben.overheard()).every(({ params }) => params.length === 1));
});

// no-implicit-names: "the server will not send RPL_NAMREPLY and RPL_ENDOFNAMES after a JOIN"
Deno.test("who wants no names is sent none", async () => {
  await using house = await TestHouse.open({ door: "tcp" });
  await using ann = await IrcClient.enter(house, "ann", { caps: ["draft/no-implicit-names"] });
  deepStrictEqual(plainly(await ann.say("JOIN #den")), [":ann!~ann@cloak JOIN #den"]);
  strictEqual((await ann.say("NAMES #den")).length, 2);
});

Deno.test("the other clients of a person join with it, once", async () => {
  await using house = await TestHouse.open({ door: "tcp" });
  await using one = await IrcClient.enter(house, "ann", { account: "ann" });
  await using other = await IrcClient.enter(house, "ann", { account: "ann" });
  await one.say("JOIN #den");
  const heard = (await other.overheard()).map(({ command }) => command);
  deepStrictEqual(heard.filter((command) => command !== "MODE"), ["JOIN", "353", "366"]);
});

Deno.test("a room with spaces has no-break spaces", async () => {
  await using house = await TestHouse.open({ door: "tcp" });
  await house.house.sequencer.submit({ kind: "open-room", name: "Group 1", permanent: true });
  await using ann = await IrcClient.enter(house, "ann");
  deepStrictEqual((await ann.ask("JOIN #group\u00a01"))[0]?.params, ["#Group\u00a01"]);
});

// RFC 2811, 2.1: "Channel names are case insensitive"
Deno.test("names of channels that differ in case are one", async () => {
  await using house = await TestHouse.open({ door: "tcp" });
  await using ann = await IrcClient.enter(house, "ann");
  await using ben = await IrcClient.enter(house, "ben");
  await ann.say("JOIN #Den");
  await ben.say("JOIN #DEN");
  deepStrictEqual((await ann.overheard()).map(({ nick, params }) => [nick, ...params]), [
    ["ben", "#Den"],
  ]);
});

// RFC 1459, 1.3: "the channel ceases to exist when the last client leaves it"
Deno.test("an empty channel that was locked is a new one to who comes next", async () => {
  await using house = await TestHouse.open({ door: "tcp" });
  await using ann = await IrcClient.enter(house, "ann");
  await using ben = await IrcClient.enter(house, "ben");
  await ann.say("JOIN #den");
  await ann.say("MODE #den +ik word");
  await ann.say("TOPIC #den :secret");
  await ann.say("PART #den");
  deepStrictEqual((await ben.ask("JOIN #den")).map(({ command }) => command), [
    "JOIN",
    "353",
    "366",
  ]);
  strictEqual((await ben.ask("MODE #den"))[0]?.params.at(-1), "+nt");
});

// labeled-response: "the server MUST batch all of the responses"
Deno.test("all that a labelled JOIN is answered with is one batch, what failed too", async () => {
  await using house = await TestHouse.open({ door: "tcp" });
  const caps = ["batch", "labeled-response"];
  await using ann = await IrcClient.enter(house, "ann", { caps });
  const [start, ...lines] = await ann.ask("@label=x JOIN #den,den");
  deepStrictEqual([start?.tags.get("label"), start?.params[1]], ["x", "labeled-response"]);
  deepStrictEqual(lines.map(({ command }) => command), ["JOIN", "353", "366", "403", "BATCH"]);
  const reference = start!.params[0]!.slice(1);
  ok(lines.slice(0, -1).every(({ tags }) => tags.get("batch") === reference));
});
