import { deepStrictEqual, match, strictEqual } from "node:assert/strict";
import { IrcClient } from "../../kit/irc_client.ts";
import { TestHouse } from "../../../testing/test_house.ts";

const OPERATOR = { oper_name: "boss", oper_password: "sesame" };

/** A client of somebody who is an operator of the server. */
async function enterOperator(house: TestHouse, nick: string): Promise<IrcClient> {
  const client = await IrcClient.enter(house, nick);
  await client.say("OPER boss sesame");
  return client;
}

function open(): Promise<TestHouse> {
  return TestHouse.open({ door: "tcp", irc: OPERATOR });
}

/** Lines with the idents and hosts of their sources left out. */
function withoutHosts(lines: readonly { readonly text: string }[]): string[] {
  return lines.map(({ text }) => text.replace(/^(:[^! ]+)!\S+/, "$1"));
}

Deno.test('KILL: "the client being killed receives the KILL message", and everybody else a QUIT (Modern IRC)', async () => {
  await using house = await open();
  await using root = await enterOperator(house, "root");
  await using ann = await IrcClient.enter(house, "ann");
  await using bob = await IrcClient.enter(house, "bob");
  for (const client of [ann, bob]) await client.say("JOIN #den");
  await ann.overheard();

  deepStrictEqual(await root.say("KILL ann :flooding the den"), []);
  const heard = withoutHosts(await ann.hearOut());
  strictEqual(heard[0], ":root KILL ann :flooding the den");
  match(heard[1]!, /^ERROR :Closing link: \S+ \(Killed \(root \(flooding the den\)\)\)$/);
  strictEqual(heard.length, 2);
  deepStrictEqual(withoutHosts(await bob.overheard()), [
    ":ann QUIT :Killed (root (flooding the den))",
  ]);
});

Deno.test("callers of terminals that are killed leave like all others", async () => {
  await using house = await open();
  await using root = await enterOperator(house, "root");
  await root.say("JOIN #lobby");
  const ann = await house.guest("ann");
  await root.overheard();
  root.send("KILL ann :noise");
  match(await ann.goodbye(), /\*\*\* Killed by root: noise\n$/);
  const quit = await root.until(({ command }) => command === "QUIT");
  deepStrictEqual(quit.params, ["Killed (root (noise))"]);
});

Deno.test("KILL needs no comment", async () => {
  await using house = await open();
  await using root = await enterOperator(house, "root");
  await using ann = await IrcClient.enter(house, "ann");
  await root.say("KILL ann");
  const [kill, error] = withoutHosts(await ann.hearOut());
  strictEqual(kill, ":root KILL ann :");
  match(error!, /\(Killed \(root\)\)$/);
});

Deno.test("all clients of somebody who is killed are ended", async () => {
  await using house = await open();
  await using root = await enterOperator(house, "root");
  await using one = await IrcClient.enter(house, "ann", { account: "ann" });
  await using two = await IrcClient.enter(house, "ann", { account: "ann" });
  await root.say("KILL ann :both");
  for (const client of [one, two]) {
    const heard = await client.hearOut();
    deepStrictEqual(heard.map(({ command }) => command), ["KILL", "ERROR"]);
  }
});

Deno.test('KILL: "is available only to IRC Operators" (Modern IRC)', async () => {
  await using house = await open();
  await using ann = await IrcClient.enter(house, "ann");
  await using bob = await IrcClient.enter(house, "bob");
  for (const name of ["bob", "ann", "nobody"]) {
    deepStrictEqual(await ann.say(`KILL ${name} :because`), [
      ":irc.partyline 481 ann :Permission denied: you're not an operator",
    ]);
  }
  deepStrictEqual(await bob.overheard(), []);
});

Deno.test("KILL of nobody, of a server, of too much to say and of a sysop by a moderator is refused", async () => {
  await using house = await open();
  await using root = await enterOperator(house, "root");
  deepStrictEqual(await root.say("KILL nobody :x"), [
    ":irc.partyline 401 root nobody :No such nick",
  ]);
  deepStrictEqual(await root.say("KILL irc.partyline :x"), [
    ":irc.partyline 483 root :You can't kill a server",
  ]);
  deepStrictEqual(await root.say("KILL"), [
    ":irc.partyline 461 root KILL :Not enough parameters",
  ]);
  deepStrictEqual(await root.say(`KILL root :${"x".repeat(400)}`), [
    ":irc.partyline 417 root :That is too long: at most 390 bytes",
  ]);
  await using mod = await IrcClient.enter(house, "mod");
  await house.house.sequencer.submit({
    kind: "grant-role",
    by: house.house.world.presenceNamed("mod")!.id,
    role: "moderator",
  });
  await mod.overheard();
  deepStrictEqual(await mod.say("KILL root :x"), [
    ":irc.partyline 481 mod :Permission denied: root stands above you",
  ]);
});
