import { deepStrictEqual, match, ok, strictEqual } from "node:assert/strict";
import { IrcClient } from "../../kit/irc_client.ts";
import { TestHouse } from "../../../testing/test_house.ts";

function openHouse(): Promise<TestHouse> {
  return TestHouse.open({ door: "tcp", limits: { exempt: ["127.0.0.1"] } });
}

/** What a client reads after a command to ChanServ: who, what, and the last parameters. */
async function reads(client: IrcClient, text: string): Promise<string[]> {
  return (await client.ask(`CS ${text}`)).map(({ nick, command, params }) =>
    command === "NOTICE" ? params[1]! : [nick, command, ...params].join(" ")
  );
}

Deno.test("ChanServ answers by notices", async () => {
  await using house = await openHouse();
  await using ann = await IrcClient.enter(house, "ann");
  for (const line of ["CS INFO #x", "CHANSERV :INFO #x", "PRIVMSG ChanServ :info #x"]) {
    deepStrictEqual(await ann.say(line), [
      ":ChanServ!ChanServ@services.irc.partyline NOTICE ann :There is no channel #x",
    ]);
  }
  ok((await reads(ann, "HELP")).includes("REGISTER <channel>"));
});

Deno.test("REGISTER makes a channel one's own, which DROP gives up", async () => {
  await using house = await openHouse();
  await using ann = await IrcClient.enter(house, "ann");
  await ann.ask("JOIN #den");
  deepStrictEqual(await reads(ann, "REGISTER #den"), ["#den: That takes an account"]);
  await ann.ask("REGISTER * * pw");
  deepStrictEqual(await reads(ann, "REGISTER #DEN"), [
    "irc.partyline MODE #den +q-o ann ann",
    "#den is yours",
  ]);
  deepStrictEqual((await reads(ann, "INFO #den")).slice(0, 2), ["Channel: #den", "Owner: ann"]);
  const dropped = await reads(ann, "DROP #den");
  match(dropped[0]!, /^ann MODE #den /);
  strictEqual(dropped[1], "#den is nobody's now");
  strictEqual((await reads(ann, "INFO #den"))[1], "Owner: nobody");
});

Deno.test("a channel that is one's own already is told to be", async () => {
  await using house = await openHouse();
  await using ann = await IrcClient.enter(house, "ann", { account: "ann" });
  await ann.ask("JOIN #den");
  deepStrictEqual(await reads(ann, "REGISTER #den"), [
    "ChanServ MODE #den +q ann",
    "#den is yours",
  ]);
});

Deno.test("nobody gets a channel that is another's, or one where they are no operator", async () => {
  await using house = await openHouse();
  await using ann = await IrcClient.enter(house, "ann", { account: "ann" });
  await ann.ask("JOIN #den");
  await using bob = await IrcClient.enter(house, "bob", { account: "bob" });
  await bob.ask("JOIN #den");
  deepStrictEqual(await reads(bob, "REGISTER #den"), ["#den: You're not channel operator"]);
  deepStrictEqual(await reads(bob, "DROP #den"), ["#den: You're not channel owner"]);
});

Deno.test("OP, DEOP, VOICE and DEVOICE give ranks and take them", async () => {
  await using house = await openHouse();
  await using ann = await IrcClient.enter(house, "ann", { account: "ann" });
  await using bob = await IrcClient.enter(house, "bob");
  for (const client of [ann, bob]) await client.ask("JOIN #den");
  await ann.overheard();
  const story: [asked: string, mode: string, notice: string][] = [
    ["OP #den bob", "+o", "bob is an operator"],
    ["DEOP #den bob", "-o", "bob is no operator any more"],
    ["VOICE #den bob", "+v", "bob has a voice"],
    ["DEVOICE #den bob", "-v", "bob has no voice any more"],
  ];
  for (const [asked, mode, notice] of story) {
    deepStrictEqual(await reads(ann, asked), [`ann MODE #den ${mode} bob`, notice]);
  }
});

Deno.test("whoever stands above an operator stays what they are", async () => {
  await using house = await openHouse();
  await using ann = await IrcClient.enter(house, "ann", { account: "ann" });
  await ann.ask("JOIN #den");
  deepStrictEqual(await reads(ann, "OP #den"), ["ann is an operator already"]);
  deepStrictEqual(await reads(ann, "DEOP #den"), ["ann is no operator"]);
});

Deno.test("who may not give ranks is told so", async () => {
  await using house = await openHouse();
  await using ann = await IrcClient.enter(house, "ann", { account: "ann" });
  await using bob = await IrcClient.enter(house, "bob");
  for (const client of [ann, bob]) await client.ask("JOIN #den");
  await ann.overheard();
  deepStrictEqual(await reads(bob, "OP #den"), ["#den: You're not channel operator"]);
  deepStrictEqual(await reads(bob, "VOICE #den"), ["#den: You're not channel half-operator"]);
  deepStrictEqual(await reads(ann, "OP #den nobody"), ["nobody: No such nick"]);
});

Deno.test("a hidden channel is not there for outsiders", async () => {
  await using house = await openHouse();
  await using ann = await IrcClient.enter(house, "ann", { account: "ann" });
  await ann.ask("JOIN #den");
  await ann.ask("MODE #den +s");
  await house.house.sequencer.submit({
    kind: "set-rules",
    by: house.house.world.presenceNamed("ann")!.id,
    room: "den",
    rules: { hidden: true },
  });
  await using bob = await IrcClient.enter(house, "bob");
  deepStrictEqual(await reads(bob, "INFO #den"), ["There is no channel #den"]);
});
