import { deepStrictEqual, match, strictEqual, throws } from "node:assert/strict";
import { checkOperSettings } from "../../../plugins/irc/commands/oper.ts";
import { hashPassword } from "../../../core/storage/password.ts";
import { IrcClient } from "../../kit/irc_client.ts";
import { PASSWORD, TestHouse } from "../../../testing/test_house.ts";

/** A house that has a name and a password for its operators. */
async function openHouse(irc: Readonly<Record<string, unknown>> = {}): Promise<TestHouse> {
  const settings = { oper_name: "boss", oper_password: "sesame", ...irc };
  return await TestHouse.open({
    door: "tcp",
    limits: { exempt: ["127.0.0.0/8"] },
    irc: settings,
  });
}

const REFUSED = ":irc.partyline 491 ann :No operator of this server has that name and password";

/** The codes and words of lines. */
function commandsOf(lines: readonly string[]): (string | undefined)[] {
  return lines.map((line) => line.split(" ")[1]);
}

Deno.test('OPER: "A normal user uses the OPER command to obtain operator privileges" (RFC 2812 3.1.4)', async () => {
  await using house = await openHouse();
  await using ann = await IrcClient.enter(house, "ann");
  const answer = await ann.say("OPER boss sesame");
  deepStrictEqual(answer.map((line) => line.replace(/^:ann!\S+/, ":ann")), [
    ":ann MODE ann +o",
    ":irc.partyline 381 ann :You are now an operator",
  ]);
  strictEqual(house.house.world.presenceNamed("ann")?.grantedRole, "sysop");
});

Deno.test("the password of the settings may be a scrypt hash, and the name is of any case", async () => {
  const oper_password = await hashPassword("sesame", { N: 2, r: 1, p: 1, iterations: 1 });
  await using house = await openHouse({ oper_password });
  await using ann = await IrcClient.enter(house, "ann");
  deepStrictEqual(commandsOf(await ann.say("OPER Boss sesame")), ["MODE", "381"]);
  deepStrictEqual(await ann.say(`OPER boss ${oper_password}`), [REFUSED]);
});

Deno.test("whatever is wrong with an OPER, the answer is 491 and no privilege", async () => {
  await using house = await openHouse();
  await using ann = await IrcClient.enter(house, "ann");
  deepStrictEqual(await ann.say("OPER boss wrong"), [REFUSED]);
  deepStrictEqual(await ann.say("OPER nobody sesame"), [REFUSED]);
  deepStrictEqual(await ann.say("OPER someone"), [REFUSED]);
  deepStrictEqual(await ann.say("OPER"), [":irc.partyline 461 ann OPER :Not enough parameters"]);
  strictEqual(house.house.world.presenceNamed("ann")?.grantedRole, undefined);
});

Deno.test("who guesses the password has to wait, and nobody else", async () => {
  await using house = await openHouse();
  await using ann = await IrcClient.enter(house, "ann");
  await using bob = await IrcClient.enter(house, "bob");
  await ann.say("OPER boss wrong");
  ann.send("OPER boss sesame");
  deepStrictEqual(await bob.say("OPER someone sesame"), [REFUSED.replace("ann", "bob")]);
  strictEqual(house.house.world.presenceNamed("ann")?.grantedRole, undefined);
  house.clock.advance(1000);
  strictEqual((await ann.until(({ command }) => command === "381")).nick, "irc.partyline");
});

Deno.test("without the settings there is no name for OPER, not even an empty one", async () => {
  await using house = await TestHouse.open({ door: "tcp" });
  await using ann = await IrcClient.enter(house, "ann");
  deepStrictEqual(await ann.say("OPER : :"), [REFUSED]);
});

Deno.test("a moderator's name and password give their role, and a member's do not", async () => {
  await using house = await openHouse();
  await house.register("mod");
  await house.register("member");
  await using root = await IrcClient.enter(house, "root");
  await root.say("OPER boss sesame");
  await house.house.sequencer.submit({
    kind: "set-role",
    by: house.house.world.presenceNamed("root")!.id,
    name: "mod",
    role: "moderator",
  });
  await using ann = await IrcClient.enter(house, "ann");
  deepStrictEqual(await ann.say(`OPER member :${PASSWORD}`), [REFUSED]);
  deepStrictEqual(commandsOf(await ann.say(`OPER mod :${PASSWORD}`)), ["MODE", "381"]);
  strictEqual(house.house.world.presenceNamed("ann")?.grantedRole, "moderator");
  strictEqual(house.house.world.presenceNamed("ann")?.user, undefined);
});

Deno.test("who gives the role back is shown -o; who leaves has it no more", async () => {
  await using house = await openHouse();
  await using ann = await IrcClient.enter(house, "ann");
  await ann.say("OPER boss sesame");
  const by = house.house.world.presenceNamed("ann")!.id;
  await house.house.sequencer.submit({ kind: "grant-role", by, role: "guest" });
  const [line] = await ann.overheard();
  match(line!.text, /^:ann!\S+ MODE ann -o$/);
  strictEqual((await ann.say("WALLOPS hi"))[0]?.split(" ")[1], "481");
});

Deno.test("a name without a password, or the other way round, is a mistake in the settings", () => {
  checkOperSettings({ oper_name: "", oper_password: "" });
  checkOperSettings({ oper_name: "boss", oper_password: "x" });
  throws(
    () => checkOperSettings({ oper_name: "boss", oper_password: "" }),
    /^Error: Cannot use \[irc\] oper_name as there is no oper_password$/,
  );
  throws(
    () => checkOperSettings({ oper_name: "", oper_password: "x" }),
    /^Error: Cannot use \[irc\] oper_password as there is no oper_name$/,
  );
});
