import { deepStrictEqual, match, ok, strictEqual } from "node:assert/strict";
import { Buffer } from "node:buffer";
import { createHash, createHmac, pbkdf2Sync } from "node:crypto";
import type { IrcSession } from "../../../plugins/irc/irc_session.ts";
import {
  saslChunks,
  SaslExchange,
  saslMechanisms,
} from "../../../plugins/irc/identity/sasl_exchange.ts";
import { IrcClient } from "../../kit/irc_client.ts";
import { PASSWORD, TestHouse } from "../../../testing/test_house.ts";

const base64 = (text: string) => Buffer.from(text).toString("base64");
const ANN = base64(`\0ann\0${PASSWORD}`);

/** As long as `login_minutes` is by default. */
const LOGIN_MS = 3 * 60_000;

function openHouse(irc: Readonly<Record<string, unknown>> = {}): Promise<TestHouse> {
  return TestHouse.open({ door: "tcp", irc, limits: { exempt: ["127.0.0.1"] } });
}

/** The codes and words of the answers. */
async function commands(client: IrcClient, ...lines: readonly string[]): Promise<string[]> {
  client.send(...lines);
  return (await client.overheard()).map(({ command }) => command);
}

/** Shows by SCRAM-SHA-256 that the password is known; gives the commands that come at the end. */
async function logInByScram(
  client: IrcClient,
  { name, password }: { name: string; password: string },
): Promise<{ last: string[]; isServer: boolean }> {
  const sha = (data: Uint8Array) => createHash("sha256").update(data).digest();
  const hmac = (key: Uint8Array, data: string) => createHmac("sha256", key).update(data).digest();
  const bare = `n=${name},r=abcdefgh`;
  client.send("AUTHENTICATE SCRAM-SHA-256", `AUTHENTICATE ${base64(`n,,${bare}`)}`);
  await client.until(({ text }) => text === "AUTHENTICATE +");
  const challenge = (await client.next()).params[0]!;
  const first = Buffer.from(challenge, "base64").toString();
  const [, nonce, salt, iterations] = /^r=([^,]+),s=([^,]+),i=(\d+)$/.exec(first)!;
  const salted = pbkdf2Sync(
    password,
    Buffer.from(salt!, "base64"),
    Number(iterations),
    32,
    "sha256",
  );
  const clientKey = hmac(salted, "Client Key");
  const unproved = `c=biws,r=${nonce}`;
  const signed = `${bare},${first},${unproved}`;
  const signature = hmac(sha(clientKey), signed);
  const proof = Buffer.from(clientKey.map((byte, at) => byte ^ signature[at]!)).toString("base64");
  client.send(`AUTHENTICATE ${base64(`${unproved},p=${proof}`)}`);
  const answer = await client.next();
  if (answer.command !== "AUTHENTICATE") return { last: [answer.command], isServer: false };
  const wanted = `v=${hmac(hmac(salted, "Server Key"), signed).toString("base64")}`;
  return {
    isServer: Buffer.from(answer.params[0]!, "base64").toString() === wanted,
    last: await commands(client, "AUTHENTICATE +"),
  };
}

Deno.test("PLAIN logs in before coming in, and the person who comes in is the user", async () => {
  await using house = await openHouse();
  await house.register("ann");
  await using ann = await IrcClient.dial(house);
  await ann.request(["sasl"]);
  deepStrictEqual(await ann.say("AUTHENTICATE PLAIN"), ["AUTHENTICATE +"]);
  deepStrictEqual(await ann.say(`AUTHENTICATE ${ANN}`), [
    ":irc.partyline 900 * *!*@* ann :You are now logged in as ann",
    ":irc.partyline 903 * :SASL authentication successful",
  ]);
  ann.send("NICK annie", "USER a 0 * :Ann", "CAP END");
  strictEqual((await ann.until(({ command }) => command === "001")).params[0], "annie");
  strictEqual(house.house.world.presenceNamed("annie")?.user?.name, "ann");
});

// RFC 4616, section 2: "message = [authzid] UTF8NUL authcid UTF8NUL passwd"
Deno.test("one may act as oneself alone", async () => {
  await using house = await openHouse();
  for (const name of ["ann", "bob"]) await house.register(name);
  const tries: [string, string][] = [
    [`ann\0ann\0${PASSWORD}`, "903"],
    [`ANN\0ann\0${PASSWORD}`, "903"],
    [`bob\0ann\0${PASSWORD}`, "904"],
    [`\0ann\0wrong`, "904"],
    [`\0\0`, "904"],
    [`ann`, "904"],
    [`\0ann\0${PASSWORD}\0`, "904"],
    [`\0ghost\0${PASSWORD}`, "904"],
  ];
  for (const [message, code] of tries) {
    await using client = await IrcClient.dial(house);
    client.send("AUTHENTICATE PLAIN", `AUTHENTICATE ${base64(message)}`);
    const answer = await client.until(({ command }) => /^90[3-8]$/.test(command));
    strictEqual(answer.command, code, JSON.stringify(message));
    house.clock.advance(60_000);
  }
});

// sasl: "If the last chunk was exactly 400 bytes long, it must also be followed by AUTHENTICATE +"
Deno.test("a message may come in chunks of 400 bytes", async () => {
  await using house = await openHouse();
  const [long, exact] = ["x".repeat(350), "y".repeat(288)];
  await house.register("long", long);
  await house.register("exact", exact);
  await using one = await IrcClient.dial(house);
  const first = base64(`\0long\0${long}`);
  deepStrictEqual(
    await commands(
      one,
      "AUTHENTICATE PLAIN",
      `AUTHENTICATE ${first.slice(0, 400)}`,
      `AUTHENTICATE ${first.slice(400)}`,
    ),
    ["AUTHENTICATE", "900", "903"],
  );
  await using two = await IrcClient.dial(house);
  const second = base64(`exact\0exact\0${exact}`);
  strictEqual(second.length, 400);
  deepStrictEqual(await commands(two, "AUTHENTICATE PLAIN", `AUTHENTICATE ${second}`), [
    "AUTHENTICATE",
  ]);
  deepStrictEqual(await commands(two, "AUTHENTICATE +"), ["900", "903"]);
});

// sasl: "ERR_SASLTOOLONG .. sent when credentials are not valid because .. the message .. was too long"
Deno.test("a chunk of more than 400 bytes is too long, and so are many chunks", async () => {
  await using house = await openHouse();
  await using client = await IrcClient.dial(house);
  client.send("AUTHENTICATE PLAIN", `AUTHENTICATE ${"A".repeat(404)}`);
  deepStrictEqual((await client.overheard()).map(({ text }) => text), [
    "AUTHENTICATE +",
    ":irc.partyline 905 * :SASL message too long",
  ]);
  const chunk = `AUTHENTICATE ${"A".repeat(400)}`;
  deepStrictEqual(await commands(client, "AUTHENTICATE PLAIN", ...Array(9).fill(chunk)), [
    "AUTHENTICATE",
    "905",
  ]);
});

Deno.test("what is no base64, or no UTF-8, fails", async () => {
  await using house = await openHouse();
  for (const message of ["????", "AAA", "/w==", "+"]) {
    await using client = await IrcClient.dial(house);
    deepStrictEqual(
      await commands(client, "AUTHENTICATE PLAIN", `AUTHENTICATE ${message}`),
      ["AUTHENTICATE", "904"],
      message,
    );
  }
});

// sasl: "The client can abort an authentication by sending an asterisk as the data"
Deno.test("an exchange can be aborted, and begun anew", async () => {
  await using house = await openHouse();
  await house.register("ann");
  await using client = await IrcClient.dial(house);
  client.send("AUTHENTICATE PLAIN");
  await client.overheard();
  deepStrictEqual(await client.say("AUTHENTICATE *"), [
    ":irc.partyline 906 * :SASL authentication aborted",
  ]);
  deepStrictEqual(await commands(client, "AUTHENTICATE plain", `AUTHENTICATE ${ANN}`), [
    "AUTHENTICATE",
    "900",
    "903",
  ]);
});

// sasl: "If the client completes registration .. while the SASL authentication is still in progress, the
// server SHOULD abort it and send a 906 numeric"
Deno.test("CAP END aborts an exchange", async () => {
  await using house = await openHouse();
  await using ann = await IrcClient.dial(house);
  ann.send("CAP LS 302", "NICK ann", "USER a 0 * :Ann", "AUTHENTICATE PLAIN");
  await ann.until(({ text }) => text === "AUTHENTICATE +");
  ann.send("CAP END");
  strictEqual((await ann.next()).command, "906");
  strictEqual((await ann.next()).command, "001");
});

Deno.test("an unknown mechanism is answered with those there are", async () => {
  await using house = await openHouse();
  await using client = await IrcClient.dial(house);
  deepStrictEqual(await client.say("AUTHENTICATE FOO"), [
    ":irc.partyline 908 * PLAIN,SCRAM-SHA-256 :are available SASL mechanisms",
    ":irc.partyline 904 * :SASL authentication failed",
  ]);
  deepStrictEqual(await client.say("AUTHENTICATE EXTERNAL"), [
    ":irc.partyline 908 * PLAIN,SCRAM-SHA-256 :are available SASL mechanisms",
    ":irc.partyline 904 * :SASL authentication failed",
  ]);
  deepStrictEqual(await client.say("AUTHENTICATE"), [
    ":irc.partyline 461 * AUTHENTICATE :Not enough parameters",
  ]);
});

Deno.test("SCRAM-SHA-256 logs in without the password being sent, and shows who the server is", async () => {
  await using house = await openHouse();
  await house.register("ann");
  await using client = await IrcClient.dial(house);
  deepStrictEqual(await logInByScram(client, { name: "ann", password: PASSWORD }), {
    isServer: true,
    last: ["900", "903"],
  });
});

Deno.test("by SCRAM nobody finds out whether it is the name or the password that is wrong", async () => {
  await using house = await openHouse();
  await house.register("ann");
  // Made before there were verifiers.
  const passwordHash = house.house.world.userNamed("ann")!.passwordHash.split(" ")[0]!;
  await house.house.sequencer.submit({ kind: "register", name: "old", passwordHash });
  for (const [name, password] of [["ann", "wrong"], ["ghost", PASSWORD], ["old", PASSWORD]]) {
    await using client = await IrcClient.dial(house);
    const { last } = await logInByScram(client, { name: name!, password: password! });
    deepStrictEqual(last, ["904"], name);
  }
});

Deno.test("who guesses by SCRAM waits like who guesses by PLAIN", async () => {
  await using house = await openHouse();
  await house.register("ann");
  await using guesser = await IrcClient.dial(house);
  await logInByScram(guesser, { name: "ann", password: "wrong" });
  await using ann = await IrcClient.dial(house);
  ann.send("AUTHENTICATE PLAIN", `AUTHENTICATE ${ANN}`, "PING after");
  strictEqual((await ann.next()).text, "AUTHENTICATE +");
  while (!house.clock.waiting) await new Promise((resolve) => setImmediate(resolve));
  let hasAnswer = false;
  const answer = ann.next().then((line) => (hasAnswer = true, line));
  await guesser.overheard();
  ok(!hasAnswer);
  house.clock.advance(1000);
  strictEqual((await answer).command, "900");
});

Deno.test("after three failures the connection is ended", async () => {
  await using house = await openHouse();
  await using client = await IrcClient.dial(house);
  for (const name of ["a", "b", "c"]) {
    client.send("AUTHENTICATE PLAIN", `AUTHENTICATE ${base64(`\0${name}\0wrong`)}`);
  }
  const heard = await client.hearOut();
  strictEqual(heard.filter(({ command }) => command === "904").length, 3);
  match(heard.at(-1)!.text, /^ERROR :.*Too many failed logins/);
});

Deno.test("who stays in the middle of an exchange is ended when the time for logging in is over", async () => {
  await using house = await openHouse({ ping_seconds: 3600 });
  await using client = await IrcClient.dial(house);
  await client.ask("AUTHENTICATE PLAIN");
  house.clock.advance(LOGIN_MS);
  match((await client.hearOut()).at(-1)!.text, /^ERROR :.*Logging in took too long/);
});

Deno.test("a guest who logs in keeps name and channels, and the others read of the account", async () => {
  await using house = await openHouse();
  await house.register("ann");
  await using bob = await IrcClient.enter(house, "bob", { caps: ["account-notify"] });
  await using guest = await IrcClient.enter(house, "gast", { caps: ["sasl"] });
  for (const client of [bob, guest]) await client.ask("JOIN #den");
  await bob.overheard();
  deepStrictEqual(await commands(guest, "AUTHENTICATE PLAIN", `AUTHENTICATE ${ANN}`), [
    "AUTHENTICATE",
    "900",
    "903",
  ]);
  match((await bob.overheard())[0]!.text, /^:gast!~gast@\S+ ACCOUNT ann$/);
});

Deno.test("a guest who logs in as somebody who is here joins them", async () => {
  await using house = await openHouse();
  await using ann = await IrcClient.enter(house, "ann", { account: "ann" });
  await ann.ask("JOIN #den");
  await using guest = await IrcClient.enter(house, "gast", { caps: ["account-notify"] });
  await guest.ask("JOIN #hall");
  guest.send("AUTHENTICATE PLAIN", `AUTHENTICATE ${ANN}`);
  const heard = (await guest.overheard()).slice(1).map(({ text }) =>
    text.replace(/^:(\w+)!\S+/, ":$1").replace(/!\S+/, "!…")
  );
  deepStrictEqual(heard.slice(0, 6), [
    ":gast PART #hall :Logged in",
    ":gast NICK ann",
    ":irc.partyline 900 ann ann!… ann :You are now logged in as ann",
    ":irc.partyline 903 ann :SASL authentication successful",
    ":ann ACCOUNT ann",
    ":ann JOIN #den",
  ]);
  strictEqual(house.house.world.presenceNamed("gast"), undefined);
  await guest.ask("PRIVMSG #den :hello");
  strictEqual((await ann.overheard()).at(-1)?.params[1], "hello");
});

// sasl-3.2: "Servers SHOULD allow a client, authenticated or otherwise, to reauthenticate"
Deno.test("a user can log in as another, and keeps the name if it is free", async () => {
  await using house = await openHouse();
  await house.register("ann");
  await using client = await IrcClient.enter(house, "somebody_else", { account: "bob" });
  await client.ask("JOIN #den");
  client.send("AUTHENTICATE PLAIN", `AUTHENTICATE ${ANN}`);
  const heard = (await client.overheard()).map(({ command }) => command);
  deepStrictEqual(heard, ["AUTHENTICATE", "PART", "900", "903"]);
  strictEqual(house.house.world.presenceNamed("somebody_else")?.user?.name, "ann");
  // The name of an account is that account's.
  await client.ask("NICK ann");
  client.send("AUTHENTICATE PLAIN", `AUTHENTICATE ${base64(`\0bob\0${PASSWORD}`)}`);
  deepStrictEqual((await client.overheard()).map(({ command }) => command), [
    "AUTHENTICATE",
    "NICK",
    "900",
    "903",
  ]);
  ok(house.house.world.presenceNamed("bob"));
});

Deno.test("logging in again as oneself changes nothing", async () => {
  await using house = await openHouse();
  await using ann = await IrcClient.enter(house, "ann", { account: "ann" });
  await ann.ask("JOIN #den");
  deepStrictEqual(await commands(ann, "AUTHENTICATE PLAIN", `AUTHENTICATE ${ANN}`), [
    "AUTHENTICATE",
    "900",
    "903",
  ]);
});

Deno.test("who is banned by account can't log in", async () => {
  await using house = await openHouse();
  await house.register("ann");
  await house.house.sequencer.submit({
    kind: "ban-from-house",
    mask: "account:ann",
    reason: "spam",
  });
  await using guest = await IrcClient.enter(house, "gast");
  deepStrictEqual(await commands(guest, "AUTHENTICATE PLAIN", `AUTHENTICATE ${ANN}`), [
    "AUTHENTICATE",
    "904",
    "465",
  ]);
});

/** A client with a certificate, as far as an exchange looks at it. */
function certified(house: TestHouse, nick: string): IrcSession {
  const certificate = { fingerprint: "ab".repeat(32) };
  return {
    irc: { house: house.house },
    address: "127.0.0.1",
    nick,
    certificate,
  } as unknown as IrcSession;
}

// RFC 4422, appendix A.1: "The initial response [...] is the UTF-8 encoding of the authorization
// identity string. [...] empty when the client is requesting to act as the identity the server
// associated with its authentication credentials"
Deno.test("EXTERNAL logs in by a certificate that the user has named", async () => {
  await using house = await openHouse();
  await using ann = await IrcClient.enter(house, "ann", { account: "ann" });
  await ann.ask(`NS CERT ADD ${"AB:".repeat(31)}AB`);
  for (const name of ["bob", "cas"]) await house.register(name);
  const cases: [nick: string, chunk: string, user: string | undefined][] = [
    ["ann", "+", "ann"],
    ["other", "+", "ann"],
    ["*", "+", "ann"],
    ["other", base64("ann"), "ann"],
    ["ann", base64("bob"), undefined],
    // It is not for a certificate to say who the owner of a name is.
    ["cas", "+", undefined],
  ];
  for (const [nick, chunk, user] of cases) {
    const session = certified(house, nick);
    deepStrictEqual(saslMechanisms(session), ["EXTERNAL", "PLAIN", "SCRAM-SHA-256"]);
    const step = await new SaslExchange(session, "EXTERNAL").take(chunk);
    strictEqual(typeof step === "object" && "user" in step ? step.user.name : undefined, user);
  }
});

Deno.test("a certificate that two users have named is that of whom the client names", async () => {
  await using house = await openHouse();
  for (const name of ["ann", "bob"]) {
    await using client = await IrcClient.enter(house, name, { account: name });
    await client.ask(`NS CERT ADD ${"ab".repeat(32)}`);
  }
  const userOf = async (nick: string, chunk: string) => {
    const step = await new SaslExchange(certified(house, nick), "EXTERNAL").take(chunk);
    return typeof step === "object" && "user" in step ? step.user.name : undefined;
  };
  strictEqual(await userOf("other", base64("ann")), "ann");
  strictEqual(await userOf("bob", "+"), "bob");
  strictEqual(await userOf("other", "+"), undefined);
});

Deno.test("a challenge of any length goes in chunks that can be put together", () => {
  for (const length of [0, 1, 299, 300, 301, 600]) {
    const text = "x".repeat(length);
    const chunks = saslChunks(text);
    ok(chunks.every((chunk) => chunk.length <= 400));
    ok(chunks.at(-1)!.length < 400);
    const joined = chunks.filter((chunk) => chunk !== "+").join("");
    strictEqual(Buffer.from(joined, "base64").toString(), text);
  }
});
