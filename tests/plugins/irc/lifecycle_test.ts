/**
 * The life of a connection to the gateway of IRC: silence, floods, and every way in which it ends.
 *
 * @module
 */

import { deepStrictEqual, match, ok, strictEqual } from "node:assert/strict";
import { setImmediate } from "node:timers/promises";
import { eventually } from "../../kit/eventually.ts";
import { IrcClient } from "../../kit/irc_client.ts";
import { TestHouse, type TestHouseOptions } from "../../../testing/test_house.ts";

const SECOND_MS = 1000;
const PING_MS = 90 * SECOND_MS;
const PONG_MS = 60 * SECOND_MS;

function openHouse(options: TestHouseOptions = {}): Promise<TestHouse> {
  return TestHouse.open({ door: "tcp", ...options });
}

/** Ann, and bob who watches her in a room. */
async function pair(house: TestHouse): Promise<{ ann: IrcClient; bob: IrcClient }> {
  const ann = await IrcClient.enter(house, "ann");
  await ann.ask("JOIN #den");
  const bob = await IrcClient.enter(house, "bob");
  await bob.ask("JOIN #den");
  await ann.overheard();
  return { ann, bob };
}

/** The reason with which somebody leaves, as another reads it. */
async function farewellOf(nick: string, reader: IrcClient): Promise<string> {
  const { params } = await reader.until((line) => line.command === "QUIT" && line.nick === nick);
  return params[0]!;
}

async function alone(house: TestHouse): Promise<void> {
  await eventually(
    "nobody is here",
    () => house.house.directory.size === 0 && house.house.world.presenceCount === 0,
  );
}

// Silence

Deno.test("a silent client is asked for a sign of life, and lives on when it gives one", async () => {
  await using house = await openHouse();
  await using ann = await IrcClient.enter(house, "ann");
  for (let count = 0; count < 3; count++) {
    house.clock.advance(PING_MS);
    const { params } = await ann.until(({ command }) => command === "PING");
    deepStrictEqual(params, ["irc.partyline"]);
    house.clock.advance(PONG_MS / 2);
    ann.send("PONG irc.partyline");
    deepStrictEqual(await ann.overheard(), []);
  }
});

Deno.test("a sign of life in the very millisecond of the question counts", async () => {
  await using house = await openHouse();
  await using ann = await IrcClient.enter(house, "ann");
  for (let count = 0; count < 3; count++) {
    house.clock.advance(PING_MS);
    await ann.until(({ command }) => command === "PING");
    ann.send("PONG irc.partyline");
    deepStrictEqual(await ann.overheard(), []);
  }
});

Deno.test("any line is a sign of life, and who talks is never asked", async () => {
  await using house = await openHouse();
  await using ann = await IrcClient.enter(house, "ann");
  for (let count = 0; count < 10; count++) {
    house.clock.advance(PING_MS - SECOND_MS);
    deepStrictEqual(await ann.say("PRIVMSG ann :"), [":irc.partyline 412 ann :No text to send"]);
  }
});

Deno.test("half a line is no sign of life", async () => {
  await using house = await openHouse();
  await using ann = await IrcClient.enter(house, "ann");
  house.clock.advance(PING_MS);
  await ann.until(({ command }) => command === "PING");
  ann.sendBytes("PON");
  house.clock.advance(PONG_MS);
  match((await ann.hearOut()).at(-1)!.text, /^ERROR :.*Ping timeout: 150 seconds/);
});

Deno.test("who gives no sign of life is hung up on, and others read why", async () => {
  await using house = await openHouse();
  const { ann, bob } = await pair(house);
  await using _ann = ann;
  await using _bob = bob;
  house.clock.advance(PING_MS - SECOND_MS);
  bob.send("PONG irc.partyline");
  await bob.overheard();
  house.clock.advance(PONG_MS + SECOND_MS);
  bob.send("PONG irc.partyline");
  match((await ann.hearOut()).at(-1)!.text, /^ERROR :.*Ping timeout: 150 seconds/);
  strictEqual(await farewellOf("ann", bob), "Ping timeout: 150 seconds");
});

Deno.test("setting the machine's clock makes nobody silent, and nobody heard", async () => {
  await using house = await openHouse();
  await using ann = await IrcClient.enter(house, "ann");
  house.clock.setForward(60 * PING_MS);
  house.clock.advance(PING_MS - SECOND_MS);
  deepStrictEqual(await ann.say("PRIVMSG ann :"), [":irc.partyline 412 ann :No text to send"]);
  house.clock.setForward(-120 * PING_MS);
  house.clock.advance(PING_MS);
  await ann.until(({ command }) => command === "PING");
  house.clock.advance(PONG_MS);
  match((await ann.hearOut()).at(-1)!.text, /Ping timeout: 150 seconds/);
});

Deno.test("the settings say how long a client may be silent", async () => {
  await using house = await openHouse({ irc: { ping_seconds: 10, pong_seconds: 5 } });
  await using ann = await IrcClient.enter(house, "ann");
  house.clock.advance(10 * SECOND_MS);
  await ann.until(({ command }) => command === "PING");
  house.clock.advance(5 * SECOND_MS);
  match((await ann.hearOut()).at(-1)!.text, /Ping timeout: 15 seconds/);
});

Deno.test("who says nothing of themself in time is hung up on", async () => {
  await using house = await openHouse({ limits: { login_minutes: 1 } });
  await using stranger = await IrcClient.dial(house);
  stranger.send("CAP LS 302", "NICK ann");
  await stranger.overheard();
  house.clock.advance(60 * SECOND_MS);
  const heard = await stranger.hearOut();
  match(heard.at(-1)!.text, /^ERROR :Closing link: 127\.0\.0\.1 \(Logging in took too long\.\)$/);
  await alone(house);
});

// RFC 2812 3.7.2: "PING message can be sent [..] to test the presence of an active client".
Deno.test("PING is answered before a client has come in", async () => {
  await using house = await openHouse();
  await using stranger = await IrcClient.dial(house);
  deepStrictEqual(await stranger.say("PING a"), [":irc.partyline PONG irc.partyline a"]);
});

// Floods

/** Waits for the answers to numbered PINGs. */
async function pongs(
  client: IrcClient,
  { from = 1, to }: { from?: number; to: number },
): Promise<void> {
  for (let wanted = from; wanted <= to; wanted++) {
    const { params } = await client.until(({ command }) => command === "PONG");
    strictEqual(params.at(-1), String(wanted));
  }
}

Deno.test("whoever sends more than they may is served later, in order, and loses nothing", async () => {
  const limits = { lines_burst: 10, lines_per_second: 2 };
  await using house = await openHouse({ limits });
  await using ann = await IrcClient.dial(house);
  ann.send("NICK ann", "USER ann 0 * :Ann");
  await ann.until(({ command }) => command === "422");
  const lines = Array.from({ length: 40 }, (_, index) => `PING ${index + 1}`);
  ann.send(...lines);
  // Two of ten are spent.
  await pongs(ann, { to: 8 });
  let isServed = false;
  const others = pongs(ann, { from: 9, to: 40 }).finally(() => isServed = true);
  while (!isServed) {
    house.clock.advance(SECOND_MS / 2);
    await setImmediate();
  }
  await others;
});

Deno.test("whoever goes on all the same is hung up on", async () => {
  const limits = { lines_burst: 10, lines_per_second: 1 };
  await using house = await openHouse({ limits });
  await using bob = await IrcClient.dial(house);
  bob.send("NICK bob", "USER bob 0 * :Bob", "JOIN #den");
  await bob.until(({ command }) => command === "366");
  await using ann = await IrcClient.dial(house);
  ann.send("NICK ann", "USER ann 0 * :Ann", "JOIN #den", "PING 1");
  await pongs(ann, { to: 1 });
  ann.send(...Array.from({ length: 100 }, () => "PRIVMSG #den :more"));
  match((await ann.hearOut()).at(-1)!.text, /^ERROR :.*\(Excess flood\)$/);
  strictEqual(await farewellOf("ann", bob), "Excess flood");
});

Deno.test("addresses that are exempt may send what they like", async () => {
  const limits = { lines_burst: 10, lines_per_second: 1, exempt: ["127.0.0.0/8"] };
  await using house = await openHouse({ limits });
  await using ann = await IrcClient.enter(house, "ann");
  ann.send(...Array.from({ length: 1000 }, (_, index) => `PING ${index + 1}`));
  await pongs(ann, { to: 1000 });
});

// Ends

// RFC 2812 3.1.7: "The server acknowledges this by sending an ERROR message to the client."
Deno.test("QUIT is acknowledged by ERROR, and others read the reason", async () => {
  await using house = await openHouse();
  const { ann, bob } = await pair(house);
  await using _ann = ann;
  await using _bob = bob;
  ann.send("QUIT :gone to bed", "PRIVMSG #den :not any more");
  strictEqual(
    (await ann.hearOut()).at(-1)!.text,
    "ERROR :Closing link: 127.0.0.1 (Quit: gone to bed)",
  );
  strictEqual(await farewellOf("ann", bob), "Quit: gone to bed");
  deepStrictEqual(await bob.overheard(), []);
});

Deno.test("QUIT before coming in ends the connection too", async () => {
  await using house = await openHouse();
  await using stranger = await IrcClient.dial(house);
  stranger.send("NICK ann", "QUIT");
  match((await stranger.hearOut()).at(-1)!.text, /^ERROR :/);
  await alone(house);
});

Deno.test("a client that ends its side is answered first", async () => {
  await using house = await openHouse();
  await using ann = await IrcClient.dial(house);
  ann.send("NICK ann", "USER ann 0 * :Ann", "JOIN #den", "PING last");
  ann.wire.end();
  const heard = await ann.hearOut();
  deepStrictEqual(heard.at(-1)!.params, ["irc.partyline", "last"]);
  ok(heard.some(({ command }) => command === "366"));
  await alone(house);
});

for (
  const [what, sent] of [["between two lines", ""], ["in the middle of a line", "PRIVMSG #de"]]
) {
  for (const end of ["end", "reset"] as const) {
    Deno.test(`a connection that ends ${what} is somebody who has left (${end})`, async () => {
      await using house = await openHouse();
      const { ann, bob } = await pair(house);
      await using _ann = ann;
      await using _bob = bob;
      ann.sendBytes(sent!);
      ann.wire[end]();
      strictEqual(await farewellOf("ann", bob), "hung up");
      await using again = await IrcClient.enter(house, "ann");
      strictEqual((await again.ask("JOIN #den")).at(-1)!.command, "366");
    });
  }
}

Deno.test("a server that stops says so to all, also to who has not come in", async () => {
  await using house = await openHouse();
  const { ann, bob } = await pair(house);
  const stranger = await IrcClient.dial(house);
  await stranger.overheard();
  const all = [ann, bob, stranger];
  const goodbyes = all.map((client) => client.hearOut());
  const stopped = house.stop("Back in five minutes.");
  for (const heard of await Promise.all(goodbyes)) {
    strictEqual(
      heard.at(-1)?.text,
      "ERROR :Closing link: 127.0.0.1 (Back in five minutes.)",
    );
  }
  for (const { wire } of all) wire.reset();
  await stopped;
});

Deno.test("a reader who is too slow is dropped, and the others read on", async () => {
  await using house = await openHouse({
    limits: { outbox_bytes: 65_536, exempt: ["127.0.0.0/8"] },
  });
  const { ann, bob } = await pair(house);
  await using _ann = ann;
  await using _bob = bob;
  const conn = await Deno.connect(house.server.addresses.find(({ gateway }) => gateway === "irc")!);
  await conn.write(new TextEncoder().encode("NICK cy\r\nUSER cy 0 * :Cy\r\nJOIN #den\r\n"));
  await ann.until(({ command, nick }) => command === "JOIN" && nick === "cy");
  // It never reads; ann says more than any buffer on the way holds.
  const line = `PRIVMSG #den :${"x".repeat(450)}`;
  for (let isThere = true; isThere;) {
    ann.send(...Array.from({ length: 1000 }, () => line));
    isThere = !(await ann.overheard()).some(({ command, nick }) =>
      command === "QUIT" && nick === "cy"
    );
    const heard = await bob.overheard();
    ok(heard.filter(({ command }) => command === "PRIVMSG").length === 1000);
    const farewell = heard.find(({ command }) => command === "QUIT");
    if (farewell) strictEqual(farewell.params[0], "too slow");
  }
  conn.close();
});
