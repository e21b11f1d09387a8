import { deepStrictEqual, match, strictEqual } from "node:assert/strict";
import { IrcClient } from "../../kit/irc_client.ts";
import { TestHouse } from "../../../testing/test_house.ts";

const OPERATOR = { oper_name: "boss", oper_password: "sesame" };

/** A house with an operator of the server in it. */
async function openWithRoot(): Promise<AsyncDisposable & { house: TestHouse; root: IrcClient }> {
  const house = await TestHouse.open({ door: "tcp", irc: OPERATOR });
  const root = await IrcClient.enter(house, "root");
  await root.say("OPER boss sesame");
  return {
    house,
    root,
    async [Symbol.asyncDispose]() {
      await root[Symbol.asyncDispose]();
      await house[Symbol.asyncDispose]();
    },
  };
}

/** Says a line as root, who reads notices; gives their texts and the codes of all else. */
async function order(root: IrcClient, line: string): Promise<string[]> {
  return (await root.ask(line)).map(({ command, params }) =>
    command === "NOTICE" ? params.at(-1)! : [command, ...params.slice(1)].join(" ")
  );
}

/** What somebody reads who is not let in. */
async function turnedAway(house: TestHouse, nick: string): Promise<string[]> {
  await using client = await IrcClient.dial(house);
  client.send(`NICK ${nick}`, `USER ${nick} 0 * :${nick}`);
  return (await client.hearOut()).map(({ text }) => text);
}

Deno.test('465: a client on the list of those banned "cannot connect", and reads why (RFC 2812 5.2)', async () => {
  await using opened = await openWithRoot();
  const { house, root } = opened;
  deepStrictEqual(await order(root, "KLINE ann :too loud"), [
    "ann!*@* is banned from this server for good",
  ]);
  const heard = await turnedAway(house, "ann");
  strictEqual(heard[0], ":irc.partyline 465 ann :You are banned from this server: too loud");
  match(heard[1]!, /^ERROR :Closing link: \S+ \(Banned: too loud\)$/);
  strictEqual(heard.length, 2);
});

Deno.test("who is here and fits a new ban is put out, but for who sets it", async () => {
  await using opened = await openWithRoot();
  const { house, root } = opened;
  await using ann = await IrcClient.enter(house, "ann");
  await order(root, "KLINE *!*@* :closing time");
  const heard = await ann.hearOut();
  deepStrictEqual(heard.map(({ command }) => command), ["KILL", "ERROR"]);
  match(heard[1]!.text, /\(Killed \(root \(closing time\)\)\)$/);
  deepStrictEqual(await root.say("PRIVMSG"), [
    ":irc.partyline 411 root :No recipient given (PRIVMSG)",
  ]);
});

Deno.test("a ban with a duration ends by itself", async () => {
  await using opened = await openWithRoot();
  const { house, root } = opened;
  deepStrictEqual(await order(root, "KLINE 10m ann :calm down"), [
    "ann!*@* is banned from this server for 10m",
  ]);
  strictEqual((await turnedAway(house, "ann")).length, 2);
  house.clock.advance(10 * 60_000);
  await using ann = await IrcClient.enter(house, "ann");
  deepStrictEqual(await ann.overheard(), []);
});

Deno.test("a duration is minutes where it has no unit, and a mask where nothing follows it", async () => {
  await using opened = await openWithRoot();
  const { root } = opened;
  deepStrictEqual(await order(root, "KLINE 90 ann"), [
    "ann!*@* is banned from this server for 1h 30m",
  ]);
  deepStrictEqual(await order(root, "KLINE 10"), ["10!*@* is banned from this server for good"]);
  deepStrictEqual(await order(root, "KLINE 10x ann"), [
    "10x!*@* is banned from this server for good",
  ]);
  for (const duration of ["0", "0s", "9999d", "999999999w"]) {
    deepStrictEqual(await order(root, `KLINE ${duration} bob`), [
      "400 KLINE The duration must be from 1s to 3650d 0h; leave it out for good",
    ]);
  }
});

Deno.test("an account is banned whatever nick it wears", async () => {
  await using opened = await openWithRoot();
  const { house, root } = opened;
  await house.register("ann");
  deepStrictEqual(await order(root, "KLINE account:ann :you know why"), [
    "account:ann is banned from this server for good",
  ]);
  await using client = await IrcClient.dial(house);
  await client.request(["sasl"]);
  await client.logIn(house, "ann");
  client.send("NICK cat", "USER cat 0 * :cat", "CAP END");
  strictEqual((await client.until(({ command }) => command === "465")).params[0], "cat");
});

Deno.test("DLINE bans addresses and networks, which callers of terminals have too", async () => {
  await using opened = await openWithRoot();
  const { house, root } = opened;
  await order(root, "DLINE 2h 127.0.0.0/8 :spam");
  strictEqual((await turnedAway(house, "ann")).length, 2);
  const caller = await house.visitor();
  caller.line("ann");
  await caller.until("Cannot let you in as you are banned from this server: spam");
  for (const typed of ["ann", "account:ann", "*!*@192.0.2.1", "10"]) {
    deepStrictEqual(await order(root, `DLINE ${typed}`), [
      `400 DLINE That is no address: ${typed}`,
    ]);
  }
});

Deno.test("bans are lifted by the mask that they are listed by", async () => {
  await using opened = await openWithRoot();
  const { house, root } = opened;
  await order(root, "KLINE ann");
  await order(root, "DLINE 192.0.2.0/24");
  deepStrictEqual(await order(root, "UNKLINE ANN!*@*"), [
    "ANN!*@* is banned from this server no longer",
  ]);
  deepStrictEqual(await order(root, "UNDLINE 192.0.2.0/24"), [
    "192.0.2.0/24 is banned from this server no longer",
  ]);
  await using ann = await IrcClient.enter(house, "ann");
  deepStrictEqual(await ann.overheard(), []);
  deepStrictEqual(await order(root, "UNKLINE ann"), ["400 UNKLINE There is no such ban"]);
});

Deno.test("STATS k lists the bans that are not over", async () => {
  await using opened = await openWithRoot();
  const { house, root } = opened;
  const since = Math.floor(house.clock.now() / 1000);
  await order(root, "KLINE 1m cat :meow");
  await order(root, "KLINE 1h ann :too loud");
  await order(root, "DLINE 192.0.2.1");
  house.clock.advance(60_000);
  const listed = (await order(root, "STATS k")).filter((line) => line.startsWith("216 "));
  deepStrictEqual(listed, [
    `216 K ann!*@* ${since} ${since + 3600} root too loud`,
    `216 K 192.0.2.1 ${since} 0 root `,
  ]);
});

Deno.test("what is no mask is no ban, and the reason has a limit", async () => {
  await using opened = await openWithRoot();
  const { root } = opened;
  deepStrictEqual(await order(root, "KLINE a!b!c :x"), ["400 KLINE A mask is name!ident@host"]);
  deepStrictEqual(await order(root, `KLINE ann :${"x".repeat(400)}`), [
    "417 That is too long: at most 390 bytes",
  ]);
  deepStrictEqual(await order(root, "KLINE"), ["461 KLINE Not enough parameters"]);
});

Deno.test("bans from the server are for operators", async () => {
  await using house = await TestHouse.open({ door: "tcp" });
  await using ann = await IrcClient.enter(house, "ann");
  for (const line of ["KLINE x", "DLINE 192.0.2.1", "UNKLINE x", "UNDLINE x", "STATS k"]) {
    deepStrictEqual(await ann.say(line), [
      ":irc.partyline 481 ann :Permission denied: you're not an operator",
    ]);
  }
});
