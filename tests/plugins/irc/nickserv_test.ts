import { deepStrictEqual, match, ok, strictEqual } from "node:assert/strict";
import { IrcClient } from "../../kit/irc_client.ts";
import { PASSWORD, TestHouse } from "../../../testing/test_house.ts";

const FINGERPRINT = "ab".repeat(32);

function openHouse(): Promise<TestHouse> {
  return TestHouse.open({ door: "tcp", limits: { exempt: ["127.0.0.1"] } });
}

/** What NickServ says to a command. */
async function says(client: IrcClient, text: string): Promise<string[]> {
  const heard = await client.ask(`PRIVMSG nickserv :${text}`);
  return heard.filter(({ nick }) => nick === "NickServ").map(({ params }) => params[1]!);
}

Deno.test("NickServ answers by notices, to NS, NICKSERV and a message alike", async () => {
  await using house = await openHouse();
  await using ann = await IrcClient.enter(house, "ann");
  for (const line of ["NS INFO x", "NICKSERV info x", "PRIVMSG NickServ :INFO x", "ns :INFO x"]) {
    deepStrictEqual(await ann.say(line), [
      ":NickServ!NickServ@services.irc.partyline NOTICE ann :There is no account x",
    ]);
  }
  await using stranger = await IrcClient.dial(house);
  deepStrictEqual(await stranger.say("NS HELP"), [
    ":irc.partyline 451 * :You have not registered",
  ]);
});

Deno.test("HELP lists the commands that one may use, and explains each", async () => {
  await using house = await openHouse();
  await using ann = await IrcClient.enter(house, "ann");
  const lines = await says(ann, "HELP");
  ok(lines.includes("IDENTIFY [<account>] <password>"));
  ok(!lines.some((line) => line.startsWith("SAREGISTER")));
  deepStrictEqual(await says(ann, "help passwd"), [
    "PASSWD <old password> <new password>",
    "Change your password.",
  ]);
  deepStrictEqual(await says(ann, "toString"), [
    "Unknown command TOSTRING. Help: /msg NickServ HELP",
  ]);
  deepStrictEqual(await says(ann, "PASSWD x"), [
    "How it is used: PASSWD <old password> <new password>",
  ]);
});

Deno.test("REGISTER makes an account of the nick", async () => {
  await using house = await openHouse();
  await using ann = await IrcClient.enter(house, "ann");
  const heard = await ann.say("NS REGISTER sesame ann@example.com");
  strictEqual(heard[0], ":NickServ!NickServ@services.irc.partyline NOTICE ann :Account created");
  match(heard[1]!, /^:irc\.partyline 900 ann ann!~ann@\S+ ann :/);
  strictEqual(house.house.world.presenceNamed("ann")?.user?.name, "ann");
  deepStrictEqual(await says(ann, "REGISTER again"), ["You are logged in as ann"]);
});

Deno.test("IDENTIFY logs in to the account of the nick, or another", async () => {
  await using house = await openHouse();
  await house.register("bob", "secret");
  await using gast = await IrcClient.enter(house, "gast");
  deepStrictEqual(await says(gast, "IDENTIFY wrong"), [
    'Cannot log in as "gast" as the password is wrong',
  ]);
  deepStrictEqual(await says(gast, "IDENTIFY bob secret"), ["You're now logged in as bob"]);
  strictEqual(house.house.world.presenceNamed("gast")?.user?.name, "bob");
});

Deno.test("who fails three times is sent away", async () => {
  await using house = await openHouse();
  await using gast = await IrcClient.enter(house, "gast");
  gast.send("NS IDENTIFY a x", "NS IDENTIFY b x", "NS IDENTIFY c x");
  match((await gast.hearOut()).at(-1)!.text, /^ERROR :.*Too many failed logins/);
});

Deno.test("PASSWD changes the password of who knows the old one", async () => {
  await using house = await openHouse();
  await using bob = await IrcClient.enter(house, "bob");
  deepStrictEqual(await says(bob, "PASSWD a b"), ["You are not logged in"]);
  await says(bob, "REGISTER one");
  deepStrictEqual(await says(bob, "PASSWD wrong two"), [
    'Cannot log in as "bob" as the password is wrong',
  ]);
  house.clock.advance(10_000);
  deepStrictEqual(await says(bob, "PASSWD one two"), ["Password changed"]);
  await using gast = await IrcClient.enter(house, "gast");
  deepStrictEqual(await says(gast, "IDENTIFY bob two"), ["You're now logged in as bob"]);
});

Deno.test("INFO tells what everyone may know", async () => {
  await using house = await openHouse();
  await house.register("bob");
  await using ann = await IrcClient.enter(house, "annie", { account: "ann" });
  const registered = new Date(house.house.world.userNamed("ann")!.createdAt).toUTCString();
  const lines = ["Account: ann", `Registered: ${registered}`, "Here as: annie"];
  for (const asked of ["INFO", "INFO annie", "INFO ANN"]) {
    deepStrictEqual(await says(ann, asked), lines);
  }
  match((await says(ann, "INFO bob"))[2]!, /^Last seen: /);
});

Deno.test("GHOST ends the other connections of one's account", async () => {
  await using house = await openHouse();
  await using old = await IrcClient.enter(house, "ann", { account: "ann" });
  await using ann = await IrcClient.enter(house, "other", { account: "ann" });
  deepStrictEqual(await says(ann, "GHOST ann"), ["Ghosted ann"]);
  match((await old.hearOut()).at(-1)!.text, /^ERROR :.*\(Ghosted by ann\)$/);
  deepStrictEqual(await says(ann, "GHOST ann"), ["ann has no other connection"]);
});

Deno.test("GHOST takes the password of who is not logged in", async () => {
  await using house = await openHouse();
  await using old = await IrcClient.enter(house, "annie", { account: "ann" });
  await using gast = await IrcClient.enter(house, "gast");
  await house.register("bob", "secret");
  deepStrictEqual(await says(gast, "GHOST annie"), ["annie is not your account's"]);
  deepStrictEqual(await says(gast, "GHOST annie wrong"), [
    'Cannot log in as "ann" as the password is wrong',
  ]);
  deepStrictEqual(await says(gast, "GHOST bob secret"), ["bob has no other connection"]);
  strictEqual((await old.say("PING a")).length, 1);
});

Deno.test("REGAIN takes the name back, and the channels with it", async () => {
  await using house = await openHouse();
  await house.register("bob", "secret");
  await using old = await IrcClient.dial(house);
  old.send(`PASS bob:secret`, "NICK bobby", "USER b 0 * :B");
  await old.overheard();
  await old.ask("JOIN #den");
  await using gast = await IrcClient.enter(house, "gast");
  gast.send("NS REGAIN bob secret");
  const heard = (await gast.overheard()).map(({ nick, command, params }) =>
    [nick, command, params[0]].join(" ")
  );
  for (const line of ["gast NICK bobby", "bobby JOIN #den", "bobby NICK bob"]) {
    ok(heard.includes(line), heard.join("\n"));
  }
  match((await old.hearOut()).at(-1)!.text, /^ERROR :.*Ghosted/);
  strictEqual(house.house.world.presenceNamed("bob")?.sessions.size, 1);
});

Deno.test("SET MULTICLIENT OFF keeps other clients out, ON lets them in again", async () => {
  await using house = await openHouse();
  await using ann = await IrcClient.enter(house, "annie", { account: "ann" });
  await says(ann, "SET MULTICLIENT OFF");
  await using other = await IrcClient.dial(house);
  await other.logIn(house, "ann");
  other.send("NICK annie", "USER a 0 * :A");
  deepStrictEqual((await other.overheard()).map(({ text }) => text), [
    ":irc.partyline 433 annie annie :ann is here, and wants no other client",
  ]);
  await using guest = await IrcClient.enter(house, "gast");
  guest.send("AUTHENTICATE PLAIN", `AUTHENTICATE ${btoa(`\0ann\0${PASSWORD}`)}`);
  deepStrictEqual((await guest.overheard()).map(({ command }) => command), [
    "AUTHENTICATE",
    "904",
    "433",
  ]);
  await says(ann, "SET MULTICLIENT ON");
  other.send("NICK annie");
  strictEqual((await other.next()).command, "001");
  match((await says(ann, "SET ALWAYS-ON true"))[0]!, /^How it is used: SET MULTICLIENT ON\|OFF$/);
});

Deno.test("SAREGISTER is for those who run the house", async () => {
  await using house = await openHouse();
  await using ann = await IrcClient.enter(house, "ann", { account: "ann" });
  match((await says(ann, "SAREGISTER bob secret"))[0]!, /^Unknown command/);
  await ann.ask(`CLAIM ${house.house.world.claimCode}`);
  deepStrictEqual(await says(ann, "SAREGISTER bob secret"), ["Account created"]);
  deepStrictEqual(await says(ann, "SAREGISTER bob secret"), [
    "bob: Nickname is somebody's account",
  ]);
  await using gast = await IrcClient.enter(house, "gast");
  deepStrictEqual(await says(gast, "IDENTIFY bob secret"), ["You're now logged in as bob"]);
});

Deno.test("CERT keeps the fingerprints of one's certificates", async () => {
  await using house = await openHouse();
  await using ann = await IrcClient.enter(house, "ann", { account: "ann" });
  deepStrictEqual(await says(ann, "CERT LIST"), ["You have no certificates here"]);
  deepStrictEqual(await says(ann, "CERT ADD"), ["You are connected without a certificate"]);
  deepStrictEqual(await says(ann, "CERT ADD xyz"), [
    "A fingerprint is SHA-256, in 64 hexadecimal digits",
  ]);
  deepStrictEqual(await says(ann, `CERT ADD ${FINGERPRINT.toUpperCase()}`), [
    `You can log in by ${FINGERPRINT}`,
  ]);
  deepStrictEqual(await says(ann, "CERT LIST"), [FINGERPRINT]);
  deepStrictEqual(await says(ann, `CERT DEL ${"cd".repeat(32)}`), ["That is none of yours"]);
  deepStrictEqual(await says(ann, `CERT DEL ${FINGERPRINT}`), ["Certificate forgotten"]);
  deepStrictEqual(await says(ann, "CERT LIST"), ["You have no certificates here"]);
  await using gast = await IrcClient.enter(house, "gast");
  deepStrictEqual(await says(gast, "CERT LIST"), ["You are not logged in"]);
});

Deno.test("one may have ten certificates", async () => {
  await using house = await openHouse();
  await using ann = await IrcClient.enter(house, "ann", { account: "ann" });
  for (let i = 10; i < 20; i++) await says(ann, `CERT ADD ${String(i).repeat(32)}`);
  deepStrictEqual(await says(ann, `CERT ADD ${"20".repeat(32)}`), [
    "You have 10 certificates already",
  ]);
  // One of those is no new one.
  deepStrictEqual(await says(ann, `CERT ADD ${"10".repeat(32)}`), [
    `You can log in by ${"10".repeat(32)}`,
  ]);
});

Deno.test("what is noted of certificates is neither read nor changed by METADATA", async () => {
  await using house = await openHouse();
  await using ann = await IrcClient.enter(house, "ann", {
    account: "ann",
    caps: ["draft/metadata-3"],
  });
  await ann.ask("METADATA * SUB certfp");
  await using bob = await IrcClient.enter(house, "bob", { caps: ["draft/metadata-3"] });
  for (const client of [ann, bob]) await client.ask("JOIN #den");
  await bob.ask("METADATA * SUB certfp");
  await says(ann, `CERT ADD ${FINGERPRINT}`);
  const heard = [
    ...await bob.say("METADATA ann LIST"),
    ...await bob.say("METADATA ann GET certfp"),
    ...await bob.say("METADATA #den SYNC"),
    ...await bob.say("WHOIS ann"),
  ];
  deepStrictEqual(heard.filter((line) => line.includes(FINGERPRINT)), []);
  deepStrictEqual(await ann.say("METADATA * SET certfp :x"), [
    ":irc.partyline FAIL METADATA KEY_NO_PERMISSION ann certfp :That is not yours to change",
  ]);
  await ann.ask("METADATA * CLEAR");
  deepStrictEqual(await says(ann, "CERT LIST"), [FINGERPRINT]);
});
