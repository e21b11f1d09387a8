import { deepStrictEqual, match, strictEqual } from "node:assert/strict";
import { MONITOR_LIMIT } from "../../../plugins/irc/people/monitors.ts";
import { type Heard, IrcClient } from "../../kit/irc_client.ts";
import { TestHouse } from "../../../testing/test_house.ts";

/** A line in short: its numeric and its list, without the hosts. */
function short({ command, params }: Heard): string {
  return `${command} ${params[1]}`.replaceAll(/![^,\s]+/g, "");
}

Deno.test('"the server will generate RPL_MONONLINE numerics listing those targets that are online"', async () => {
  await using house = await TestHouse.open({ door: "tcp" });
  await using ann = await IrcClient.enter(house, "ann");
  await using _bob = await IrcClient.enter(house, "Bob");
  const heard = await ann.ask("MONITOR + bob,carl,dora");
  match(heard[0]!.text, /^:irc\.partyline 730 ann :?Bob!~Bob@\w+\.\w+\.cloak$/);
  strictEqual(heard.map(short)[1], "731 carl,dora");
  strictEqual(heard.length, 2);
});

Deno.test("730 tells that a target has just become online, 731 that it has just left", async () => {
  await using house = await TestHouse.open({ door: "tcp" });
  await using ann = await IrcClient.enter(house, "ann");
  await ann.say("MONITOR + bob,Tess");
  const bob = await IrcClient.enter(house, "bob");
  deepStrictEqual((await ann.overheard()).map(short), ["730 bob"]);
  await bob.quit();
  deepStrictEqual((await ann.overheard()).map(short), ["731 bob"]);
  await house.guest("tess");
  deepStrictEqual((await ann.overheard()).map(short), ["730 tess"]);
});

Deno.test("a rename takes one name away and brings another; other letters of the same are no news", async () => {
  await using house = await TestHouse.open({ door: "tcp" });
  await using ann = await IrcClient.enter(house, "ann");
  await using bob = await IrcClient.enter(house, "bob");
  await ann.say("MONITOR + carl");
  await bob.say("NICK carl");
  deepStrictEqual((await ann.overheard()).map(short), ["730 carl"]);
  await bob.say("NICK CARL");
  deepStrictEqual(await ann.overheard(), []);
  await bob.say("NICK dora");
  deepStrictEqual((await ann.overheard()).map(short), ["731 CARL"]);
});

Deno.test('MONITOR -: "No output will be returned for use of this command."', async () => {
  await using house = await TestHouse.open({ door: "tcp" });
  await using ann = await IrcClient.enter(house, "ann");
  await ann.say("MONITOR + bob,carl");
  deepStrictEqual(await ann.say("MONITOR - BOB,nobody"), []);
  await using _bob = await IrcClient.enter(house, "bob");
  deepStrictEqual(await ann.overheard(), []);
  deepStrictEqual((await ann.ask("MONITOR L")).map(({ command }) => command), ["732", "733"]);
});

Deno.test("MONITOR L lists, C clears, S tells who of the list is here", async () => {
  await using house = await TestHouse.open({ door: "tcp" });
  await using ann = await IrcClient.enter(house, "ann");
  await using _bob = await IrcClient.enter(house, "bob");
  await ann.say("MONITOR + bob,Carl");
  const end = ":irc.partyline 733 ann :End of MONITOR list";
  const [list, last] = await ann.ask("MONITOR l");
  deepStrictEqual([short(list!), last?.text], ["732 bob,Carl", end]);
  deepStrictEqual((await ann.ask("MONITOR S")).map(short), ["730 bob", "731 Carl"]);
  deepStrictEqual(await ann.say("MONITOR C"), []);
  deepStrictEqual(await ann.say("MONITOR L"), [end]);
});

Deno.test("\"'target' MUST be a valid nick\": masks are not monitored", async () => {
  await using house = await TestHouse.open({ door: "tcp" });
  await using ann = await IrcClient.enter(house, "ann");
  deepStrictEqual(await ann.say("MONITOR + *!bob@*,b*"), []);
  await using _bob = await IrcClient.enter(house, "bob");
  deepStrictEqual(await ann.overheard(), []);
});

Deno.test('734: "the list of targets, as the client sent them, that cannot be added"', async () => {
  await using house = await TestHouse.open({ door: "tcp" });
  await using ann = await IrcClient.enter(house, "ann");
  const names = Array.from({ length: MONITOR_LIMIT }, (_, at) => `n${at}`);
  await ann.say(`MONITOR + ${names.slice(0, 50).join(",")}`);
  await ann.say(`MONITOR + ${names.slice(50).join(",")}`);
  deepStrictEqual((await ann.say("MONITOR + n3,Bob,carl")).slice(-1), [
    `:irc.partyline 734 ann ${MONITOR_LIMIT} Bob,carl :Monitor list is full`,
  ]);
});

Deno.test("what is no MONITOR is answered all the same", async () => {
  await using house = await TestHouse.open({ door: "tcp" });
  await using ann = await IrcClient.enter(house, "ann");
  for (const line of ["MONITOR", "MONITOR +", "MONITOR - ,"]) {
    deepStrictEqual(await ann.say(line), [
      ":irc.partyline 461 ann MONITOR :Not enough parameters",
    ], line);
  }
  deepStrictEqual(await ann.say("MONITOR ? bob"), [
    ":irc.partyline 400 ann MONITOR :It takes one of + - C L S",
  ]);
});

Deno.test('extended-monitor: "the client will get AWAY notifications for monitored nicks"', async () => {
  await using house = await TestHouse.open({ door: "tcp" });
  const caps = ["extended-monitor", "away-notify", "setname", "account-notify"];
  await using ann = await IrcClient.enter(house, "ann", { caps });
  await using plain = await IrcClient.enter(house, "plain", { caps: ["extended-monitor"] });
  await using without = await IrcClient.enter(house, "without", { caps: caps.slice(1) });
  const watchers = [ann, plain, without];
  for (const watcher of watchers) await watcher.say("MONITOR + bob");
  await using bob = await IrcClient.enter(house, "bob", { caps: ["sasl"] });
  for (const watcher of watchers) await watcher.overheard();
  await bob.say("AWAY :out");
  await bob.say("AWAY");
  await bob.say("SETNAME :Bob of the Den");
  await bob.logIn(house, "bob2");
  const heard = await ann.overheard();
  deepStrictEqual(heard.map(({ nick, command, params }) => [nick, command, ...params]), [
    ["bob", "AWAY", "out"],
    ["bob", "AWAY"],
    ["bob", "SETNAME", "Bob of the Den"],
    ["bob", "ACCOUNT", "bob2"],
  ]);
  for (const watcher of [plain, without]) deepStrictEqual(await watcher.overheard(), []);
});

Deno.test("who shares a room with somebody they monitor hears of them once", async () => {
  await using house = await TestHouse.open({ door: "tcp" });
  const caps = ["extended-monitor", "away-notify"];
  await using ann = await IrcClient.enter(house, "ann", { caps });
  await using bob = await IrcClient.enter(house, "bob");
  await ann.say("MONITOR + bob,ann");
  for (const client of [ann, bob]) await client.say("JOIN #den");
  await ann.overheard();
  await bob.say("AWAY :out");
  deepStrictEqual((await ann.overheard()).map(({ command }) => command), ["AWAY"]);
  deepStrictEqual((await ann.ask("AWAY :out too")).map(({ command }) => command), ["306"]);
});
