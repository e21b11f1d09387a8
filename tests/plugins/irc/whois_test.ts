import { deepStrictEqual, match, ok, strictEqual } from "node:assert/strict";
import { IrcClient } from "../../kit/irc_client.ts";
import { TestHouse } from "../../../testing/test_house.ts";

const OPER = { oper_name: "boss", oper_password: "sesame" } as const;

/** What a WHOIS tells by a numeric: all after the nick of the reader. */
async function told(client: IrcClient, line: string, code: string): Promise<string[]> {
  const heard = await client.ask(line);
  return heard.filter(({ command }) => command === code)
    .map(({ params }) => params.slice(1).join(" "));
}

/** The codes of an answer. */
async function codes(client: IrcClient, line: string): Promise<string[]> {
  return (await client.ask(line)).map(({ command }) => command);
}

Deno.test('WHOIS: "several numeric messages [...], ending with RPL_ENDOFWHOIS" (Modern IRC)', async () => {
  await using house = await TestHouse.open({ door: "tcp" });
  await using ann = await IrcClient.enter(house, "ann", { realName: "Ann of the Den" });
  await using bob = await IrcClient.enter(house, "bob");
  await ann.say("JOIN #den,#cave");
  await ann.say("AWAY :out");
  house.clock.advance(5000);
  const heard = await bob.ask("WHOIS ANN");
  deepStrictEqual(heard.map(({ command }) => command), ["311", "319", "312", "301", "317", "318"]);
  match(heard[0]!.text, / 311 bob ann ~ann \w+\.\w+\.cloak \* :Ann of the Den$/);
  strictEqual(heard[1]!.params.at(-1), "@#den @#cave");
  deepStrictEqual(heard[2]!.params, ["bob", "ann", "irc.partyline", house.house.name]);
  deepStrictEqual(heard[3]!.params, ["bob", "ann", "out"]);
  const since = Date.UTC(2024, 0, 1) / 1000;
  deepStrictEqual(heard[4]!.params, ["bob", "ann", "5", `${since}`, "seconds idle, signon time"]);
  strictEqual(heard[5]!.text, ":irc.partyline 318 bob ann :End of WHOIS list");
});

Deno.test("what somebody does ends their idle time, what they only ask does not", async () => {
  await using house = await TestHouse.open({ door: "tcp" });
  await using ann = await IrcClient.enter(house, "ann");
  await ann.say("JOIN #den");
  house.clock.advance(7000);
  await ann.say("WHO #den");
  match((await told(ann, "WHOIS ann", "317"))[0]!, /^ann 7 /);
  await ann.say("PRIVMSG #den :hello");
  match((await told(ann, "WHOIS ann", "317"))[0]!, /^ann 0 /);
});

Deno.test('"If the <target> parameter is specified, it SHOULD be a server name or the nick of a user."', async () => {
  await using house = await TestHouse.open({ door: "tcp" });
  await using ann = await IrcClient.enter(house, "ann");
  await using _bob = await IrcClient.enter(house, "bob");
  for (const target of ["irc.partyline", "*.partyline", "bob", "ann"]) {
    strictEqual((await codes(ann, `WHOIS ${target} bob`))[0], "311", target);
  }
  deepStrictEqual(await ann.say("WHOIS elsewhere.example bob"), [
    ":irc.partyline 402 ann elsewhere.example :No such server",
  ]);
});

Deno.test("WHOIS: 401 for nobody, 431 for no name, several at once", async () => {
  await using house = await TestHouse.open({ door: "tcp" });
  await using ann = await IrcClient.enter(house, "ann");
  await using _bob = await IrcClient.enter(house, "bob");
  deepStrictEqual(await ann.say("WHOIS carl"), [
    ":irc.partyline 401 ann carl :No such nick",
    ":irc.partyline 318 ann carl :End of WHOIS list",
  ]);
  deepStrictEqual(await ann.say("WHOIS"), [":irc.partyline 431 ann :No nickname given"]);
  deepStrictEqual(await codes(ann, "WHOIS bob,carl"), ["311", "312", "317", "318", "401", "318"]);
  const many = Array.from({ length: 12 }, (_, at) => `n${at}`).join(",");
  strictEqual((await told(ann, `WHOIS ${many}`, "401")).length, 10);
});

Deno.test("WHOIS tells the account, and what an operator is", async () => {
  await using house = await TestHouse.open({ door: "tcp", irc: OPER });
  await using bob = await IrcClient.enter(house, "Bobby", { account: "bob" });
  await using ann = await IrcClient.enter(house, "ann");
  deepStrictEqual(await told(ann, "WHOIS Bobby", "330"), ["Bobby bob is logged in as"]);
  deepStrictEqual(await told(ann, "WHOIS ann", "330"), []);
  await bob.say("OPER boss sesame");
  deepStrictEqual(await told(ann, "WHOIS Bobby", "313"), ["Bobby is a sysop of the server"]);
});

Deno.test("WHOIS tells oneself and operators where somebody calls from, and their modes", async () => {
  await using house = await TestHouse.open({ door: "tcp", irc: OPER });
  await using ann = await IrcClient.enter(house, "ann");
  await using bob = await IrcClient.enter(house, "bob");
  await bob.say("MODE bob +w");
  const [actually] = await told(bob, "WHOIS bob", "338");
  match(actually!, /^bob ~bob@\w+\.\w+\.cloak 127\.0\.0\.1 is actually using host$/);
  deepStrictEqual(await told(bob, "WHOIS bob", "379"), ["bob is using modes +w"]);
  for (const code of ["338", "379"]) deepStrictEqual(await told(ann, "WHOIS bob", code), []);
  await ann.say("OPER boss sesame");
  strictEqual((await told(ann, "WHOIS bob", "338")).length, 1);
});

Deno.test("WHOIS tells of hidden rooms, and of rooms of who is invisible, only to those who are there", async () => {
  await using house = await TestHouse.open({ door: "tcp" });
  await using ann = await IrcClient.enter(house, "ann");
  await using bob = await IrcClient.enter(house, "bob");
  await ann.say("JOIN #den,#cave");
  await ann.say("MODE #cave +s");
  deepStrictEqual(await told(bob, "WHOIS ann", "319"), ["ann @#den"]);
  await ann.say("MODE ann +i");
  deepStrictEqual(await told(bob, "WHOIS ann", "319"), []);
  await bob.say("JOIN #cave");
  deepStrictEqual(await told(bob, "WHOIS ann", "319"), ["ann @#cave"]);
  deepStrictEqual(await told(ann, "WHOIS ann", "319"), ["ann @#den @#cave"]);
});

Deno.test('319: "@" is before the rooms of an owner (RFC 2812 5.1), unless the client knows more prefixes', async () => {
  await using house = await TestHouse.open({ door: "tcp" });
  await using ann = await IrcClient.enter(house, "ann", { account: "ann" });
  await using bob = await IrcClient.enter(house, "bob", { caps: ["multi-prefix"] });
  await ann.say("JOIN #den");
  deepStrictEqual(await told(ann, "WHOIS ann", "319"), ["ann @#den"]);
  deepStrictEqual(await told(bob, "WHOIS ann", "319"), ["ann ~#den"]);
});

Deno.test("the rooms of somebody who is in many come in several lines, each no longer than it may be", async () => {
  await using house = await TestHouse.open({ door: "tcp" });
  await using ann = await IrcClient.enter(house, "ann");
  const rooms = Array.from({ length: 19 }, (_, at) => `#${"x".repeat(30)}${at}`);
  for (const some of [rooms.slice(0, 10), rooms.slice(10)]) await ann.say(`JOIN ${some.join(",")}`);
  const lines = (await ann.ask("WHOIS ann")).filter(({ command }) => command === "319");
  ok(lines.length > 1);
  ok(lines.every(({ text }) => new TextEncoder().encode(text).length <= 510));
  deepStrictEqual(
    lines.flatMap(({ params }) => params.at(-1)!.split(" ")),
    rooms.map((room) => `@${room}`),
  );
});

Deno.test("somebody on telnet is somebody too", async () => {
  await using house = await TestHouse.open({ door: "tcp" });
  await using ann = await IrcClient.enter(house, "ann");
  await house.guest("Tess");
  strictEqual((await codes(ann, "WHOIS tess"))[0], "311");
  match(
    (await ann.say("WHO Tess"))[0]!,
    / 352 ann \* \S+ \S+\.cloak irc\.partyline Tess H :0 Tess$/,
  );
});
