import { deepStrictEqual, match, ok, strictEqual } from "node:assert/strict";
import { IrcClient } from "../../../kit/irc_client.ts";
import { PASSWORD, TestHouse, type TestHouseOptions } from "../../../../testing/test_house.ts";

function openHouse(options: TestHouseOptions = {}): Promise<TestHouse> {
  return TestHouse.open({ door: "tcp", limits: { exempt: ["127.0.0.1"] }, ...options });
}

/** Dials, says all that, and gives what is answered. */
async function answers(house: TestHouse, ...lines: readonly string[]): Promise<string[]> {
  await using client = await IrcClient.dial(house);
  client.send(...lines);
  return (await client.overheard()).map(({ text }) => text);
}

// RFC 2812, 5.1: "The server sends Replies 001 to 004 to a user upon successful registration."
Deno.test("NICK and USER let a client in, in either order", async () => {
  await using house = await openHouse();
  for (const lines of [["NICK ann", "USER a 0 * :Ann"], ["USER a 0 * :Ann", "NICK ann"]]) {
    await using client = await IrcClient.dial(house);
    client.send(...lines);
    const codes = (await client.overheard()).map(({ command }) => command);
    deepStrictEqual(codes.slice(0, 5), ["001", "002", "003", "004", "005"]);
    ok(["376", "422"].includes(codes.at(-1)!));
    await client.quit();
  }
});

/** What is refused before coming in: what is sent, and the answer. */
const REFUSED: Readonly<Record<string, readonly [sent: readonly string[], answer: string]>> = {
  // RFC 2812, 5.2: "431 ERR_NONICKNAMEGIVEN: Returned when a nickname parameter expected .. isn't found."
  "NICK without a name": [["NICK"], "431 * :No nickname given"],
  "NICK with an empty name": [["NICK :"], "431 * :No nickname given"],
  "NICK *": [["NICK *"], "432 * * :a name has only letters, digits and _-[]{}^|\\`"],
  "a nick that begins with a digit": [
    ["NICK 1ann"],
    "432 * 1ann :a name does not begin with a digit or a dash",
  ],
  "a nick that is too long": [
    [`NICK ${"a".repeat(33)}`],
    `432 * ${"a".repeat(33)} :a name has at most 32 characters`,
  ],
  "the name of a service": [
    ["NICK ChanServ"],
    "432 * ChanServ :that word means something else here",
  ],
  "a nick that somebody wears": [
    ["NICK BOB", "USER b 0 * :B"],
    "433 * BOB :Nickname is already in use",
  ],
  "a nick that is an account": [
    ["NICK owned", "USER b 0 * :B"],
    "433 * owned :Nickname is somebody's account",
  ],
  "a nick that looks like an account": [
    ["NICK \u043ewned", "USER b 0 * :B"],
    "433 * \u043ewned :Nickname looks like the account owned",
  ],
  "USER with too little": [["USER ann"], "461 * USER :Not enough parameters"],
  "USER with an empty name": [["USER : 0 * :Ann"], "461 * USER :Not enough parameters"],
  "USER with an empty real name": [["USER ann 0 * :"], "461 * USER :Not enough parameters"],
  "PASS with nothing": [["PASS"], "461 * PASS :Not enough parameters"],
  "what takes somebody": [["JOIN #den"], "451 * :You have not registered"],
  "an unknown word": [["NONSENSE"], "451 * :You have not registered"],
};

for (const [what, [sent, answer]] of Object.entries(REFUSED)) {
  Deno.test(`${what} is refused`, async () => {
    await using house = await openHouse();
    await house.register("owned");
    await using _bob = await IrcClient.enter(house, "bob");
    const heard = await answers(house, ...sent);
    ok(heard.includes(`:irc.partyline ${answer}`), heard.join("\n"));
    ok(!heard.some((line) => line.includes(" 001 ")));
  });
}

Deno.test("another name can be tried after one that can't be had", async () => {
  await using house = await openHouse();
  await using _bob = await IrcClient.enter(house, "bob");
  const heard = await answers(house, "NICK bob", "USER b 0 * :B", "NICK rob");
  match(heard[0]!, / 433 \* bob /);
  match(heard[1]!, / 001 rob /);
});

// RFC 2812, 5.2: "462 ERR_ALREADYREGISTRED: Returned .. to any link which tries to change part of the
// registered details"
Deno.test("PASS and USER come once", async () => {
  await using house = await openHouse();
  await using ann = await IrcClient.enter(house, "ann");
  for (const line of ["PASS x", "USER a 0 * :A"]) {
    deepStrictEqual(await ann.say(line), [":irc.partyline 462 ann :You may not reregister"]);
  }
});

Deno.test("an ident is what a mask can hold of the user name", async () => {
  await using house = await openHouse();
  const idents: [string, string][] = [
    ["ann", "~ann"],
    ["a@b!c*d", "~abcd"],
    ["\u{1f60a}\u{1f60a}", "~user"],
    ["x".repeat(40), `~${"x".repeat(17)}`],
  ];
  for (const [userName, ident] of idents) {
    await using client = await IrcClient.dial(house);
    client.send("NICK ann", `USER ${userName} 0 * :Ann`);
    await client.until(({ command }) => command === "001");
    strictEqual(house.house.world.presenceNamed("ann")!.person.ident, ident);
    await client.quit();
  }
});

Deno.test("a real name is cut to what one may be", async () => {
  await using house = await openHouse();
  await using client = await IrcClient.dial(house);
  client.send("NICK ann", `USER a 0 * :${"\u00eb".repeat(240)}`);
  await client.until(({ command }) => command === "001");
  const limit = house.house.world.policy.topicBytes;
  strictEqual(
    house.house.world.presenceNamed("ann")!.realName,
    "\u00eb".repeat(Math.min(240, Math.floor(limit / 2))),
  );
});

const SECRET = { irc: { password: "open sesame" } };

// Modern IRC, PASS: "the server SHOULD send ERR_PASSWDMISMATCH and MUST close the connection with ERROR"
Deno.test("who does not know the server's password is sent away", async () => {
  await using house = await openHouse(SECRET);
  for (const before of [[], ["PASS wrong"]]) {
    await using client = await IrcClient.dial(house);
    client.send(...before, "NICK ann", "USER a 0 * :Ann");
    const heard = (await client.hearOut()).map(({ text }) => text);
    strictEqual(heard[0], ":irc.partyline 464 ann :Password incorrect");
    match(heard[1]!, /^ERROR :Closing link: 127\.0\.0\.1 \(Bad password\)$/);
  }
});

Deno.test("who knows the server's password comes in, and the last PASS counts", async () => {
  await using house = await openHouse(SECRET);
  const heard = await answers(
    house,
    "PASS wrong",
    "PASS :open sesame",
    "NICK ann",
    "USER a 0 * :A",
  );
  match(heard[0]!, / 001 ann /);
});

Deno.test("PASS with account and password logs in", async () => {
  await using house = await openHouse(SECRET);
  await house.register("ann");
  const heard = await answers(house, `PASS :ann:${PASSWORD}`, "NICK annie", "USER a 0 * :A");
  strictEqual(heard[0], ":irc.partyline 900 annie annie!~a@* ann :You are now logged in as ann");
  match(heard[1]!, / 001 annie /);
});

// RFC 2812, 3.1.7: "The server acknowledges this by sending an ERROR message to the client."
Deno.test("QUIT is heard by the others with its reason, and by the client too", async () => {
  await using house = await openHouse();
  await using bob = await IrcClient.enter(house, "bob");
  await using ann = await IrcClient.enter(house, "ann");
  for (const client of [bob, ann]) await client.ask("JOIN #den");
  await bob.overheard();
  ann.send("QUIT :so long");
  const heard = (await ann.hearOut()).map(({ text }) => text);
  match(heard[0]!, /^:ann!~ann@\S+ QUIT :Quit: so long$/);
  strictEqual(heard[1], "ERROR :Closing link: 127.0.0.1 (Quit: so long)");
  const told = await bob.until(({ command }) => command === "QUIT");
  deepStrictEqual([told.nick, told.params], ["ann", ["Quit: so long"]]);
});

Deno.test("QUIT before coming in ends the connection, and the name is free", async () => {
  await using house = await openHouse();
  await using early = await IrcClient.dial(house);
  early.send("NICK ann", "QUIT");
  strictEqual((await early.hearOut()).at(-1)!.command, "ERROR");
  await using _ann = await IrcClient.enter(house, "ann");
});

// RFC 2812, 3.7.2: "the appropriate PONG"
Deno.test("PING is answered with its token, before coming in and after", async () => {
  await using house = await openHouse();
  const heard = await answers(house, "PING a:b", "PING :two words", "PING", "PING :");
  deepStrictEqual(heard, [
    ":irc.partyline PONG irc.partyline a:b",
    ":irc.partyline PONG irc.partyline :two words",
    ":irc.partyline 409 * :No origin specified",
    ":irc.partyline 409 * :No origin specified",
  ]);
});

Deno.test("NICK changes the name for everyone, and frees the old one", async () => {
  await using house = await openHouse();
  await using bob = await IrcClient.enter(house, "bob");
  await using ann = await IrcClient.enter(house, "ann");
  for (const client of [bob, ann]) await client.ask("JOIN #den");
  await bob.overheard();
  for (const client of [ann, bob]) {
    const [line] = client === ann ? await ann.ask("NICK Anna") : await bob.overheard();
    deepStrictEqual([line!.nick, line!.command, line!.params], ["ann", "NICK", ["Anna"]]);
  }
  deepStrictEqual(await ann.say("NICK Anna"), []);
  deepStrictEqual(await bob.overheard(), []);
  await using _other = await IrcClient.enter(house, "ann");
});

Deno.test("a name that can't be had is refused to who is here, and theirs stays", async () => {
  await using house = await openHouse();
  await house.register("owned");
  await using _bob = await IrcClient.enter(house, "bob");
  await using ann = await IrcClient.enter(house, "ann");
  deepStrictEqual(await ann.say("NICK bob"), [
    ":irc.partyline 433 ann bob :Nickname is already in use",
  ]);
  deepStrictEqual(await ann.say("NICK owned"), [
    ":irc.partyline 433 ann owned :Nickname is somebody's account",
  ]);
  match((await ann.say("NICK #"))[0]!, / 432 ann # :Erroneous nickname: /);
  strictEqual((await ann.say("NICK"))[0], ":irc.partyline 431 ann :No nickname given");
  ok(house.house.world.presenceNamed("ann"));
});

Deno.test("a user may wear a name that looks like their own", async () => {
  await using house = await openHouse();
  await using evan = await IrcClient.enter(house, "evan", { account: "evan" });
  strictEqual((await evan.ask("NICK \u0435van"))[0]!.command, "NICK");
});

// setname: "Servers MUST send the server-to-client version .. to all clients in common channels, as well as
// to the client from which it originated"
Deno.test("SETNAME is read by those who want it, the client itself among them", async () => {
  await using house = await openHouse();
  await using ann = await IrcClient.enter(house, "ann", { caps: ["setname"] });
  await using bob = await IrcClient.enter(house, "bob", { caps: ["setname"] });
  await using eve = await IrcClient.enter(house, "eve");
  for (const client of [ann, bob, eve]) await client.ask("JOIN #den");
  for (const client of [ann, bob, eve]) await client.overheard();
  match((await ann.say("SETNAME :Ann Oh"))[0]!, /^:ann!~ann@\S+ SETNAME :Ann Oh$/);
  match((await bob.overheard())[0]!.text, /^:ann!~ann@\S+ SETNAME :Ann Oh$/);
  deepStrictEqual(await eve.overheard(), []);
});

// setname: "FAIL SETNAME INVALID_REALNAME :Realname is not valid"
Deno.test("a real name that is none is refused", async () => {
  await using house = await openHouse();
  await using ann = await IrcClient.enter(house, "ann");
  for (const line of ["SETNAME :", `SETNAME :${"x".repeat(450)}`]) {
    match((await ann.say(line))[0]!, /^:irc\.partyline FAIL SETNAME INVALID_REALNAME :/);
  }
  match((await ann.say("SETNAME"))[0]!, / 461 ann SETNAME /);
});

Deno.test("two clients of one account are one person, who leaves with the last", async () => {
  await using house = await openHouse();
  await using bob = await IrcClient.enter(house, "bob");
  await using one = await IrcClient.enter(house, "annie", { account: "ann" });
  for (const client of [bob, one]) await client.ask("JOIN #den");
  await using two = await IrcClient.dial(house);
  await two.request(["sasl"]);
  await two.logIn(house, "ann");
  two.send("NICK another", "USER b 0 * :B", "CAP END");
  const greeting = await two.overheard();
  deepStrictEqual(greeting[0]!.params[0], "annie");
  const join = greeting.find(({ command }) => command === "JOIN")!;
  deepStrictEqual([join.nick, join.params], ["annie", ["#den"]]);
  ok(greeting.some(({ command, params }) => command === "353" && params.at(-1)!.includes("annie")));

  await bob.overheard();
  await bob.ask("PRIVMSG #den :to both");
  for (const client of [one, two]) {
    strictEqual((await client.overheard()).at(-1)!.params[1], "to both");
  }
  await one.ask("PRIVMSG bob :psst");
  deepStrictEqual((await two.overheard()).map(({ nick, params }) => [nick, params]), [
    ["annie", ["bob", "psst"]],
  ]);
  await bob.overheard();
  await one.quit();
  deepStrictEqual(await bob.overheard(), []);
  await two.quit();
  strictEqual((await bob.until(({ command }) => command === "QUIT")).nick, "annie");
});

// IRCv3 UTF8ONLY: "FAIL <command> INVALID_UTF8"
Deno.test("a line that is no UTF-8 is refused by its command and its label", async () => {
  await using house = await openHouse();
  await using ann = await IrcClient.enter(house, "ann", { caps: ["labeled-response", "batch"] });
  ann.sendBytes(Uint8Array.of(...new TextEncoder().encode("@label=x PRIVMSG #den hi"), 0xaa, 10));
  const [line] = await ann.overheard();
  deepStrictEqual(line!.params.slice(0, 2), ["PRIVMSG", "INVALID_UTF8"]);
  strictEqual(line!.tags.get("label"), "x");
});

Deno.test("who sends a line that is too long by far is sent away", async () => {
  await using house = await openHouse();
  await using ann = await IrcClient.enter(house, "ann");
  ann.send(`PRIVMSG #den :${"a".repeat(16 * 1024)}`);
  const heard = (await ann.hearOut()).map(({ text }) => text);
  deepStrictEqual(heard, [
    ":irc.partyline 417 ann :Input line was too long",
    "ERROR :Closing link: 127.0.0.1 (Input line was too long)",
  ]);
});
