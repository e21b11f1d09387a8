/**
 * Clients of IRC that do not wait: what they send is done and answered in the order in which they sent it.
 *
 * @module
 */

import { deepStrictEqual, strictEqual } from "node:assert/strict";
import { type Heard, IrcClient } from "../../kit/irc_client.ts";
import type { MemoryPeer } from "../../../testing/memory_link.ts";
import { PASSWORD, TestHouse } from "../../../testing/test_house.ts";

function openHouse(): Promise<TestHouse> {
  return TestHouse.open({ door: "tcp", limits: { exempt: ["127.0.0.0/8"] } });
}

const CREDENTIALS = btoa(`\0ann\0${PASSWORD}`);

/** Lines, and the kinds of lines that must be in the answer to each, in this order. */
const TALK: readonly (readonly [sent: string, answer: readonly string[]])[] = [
  ["CAP LS 302", ["CAP"]],
  ["CAP REQ :sasl batch labeled-response echo-message message-tags server-time", ["CAP"]],
  ["NICK ann", []],
  ["AUTHENTICATE PLAIN", ["AUTHENTICATE"]],
  // The password takes a while to look at.
  [`AUTHENTICATE ${CREDENTIALS}`, ["900", "903"]],
  ["USER ann 0 * :Ann", []],
  ["CAP END", ["001", "002", "003", "004", "005", "251", "422"]],
  ["JOIN #den", ["JOIN", "366"]],
  ["JOIN #a,#b,#c", ["JOIN", "366", "JOIN", "366", "JOIN", "366"]],
  ["PRIVMSG #den :one", ["PRIVMSG"]],
  ["NOTICE #den :two", ["NOTICE"]],
  ["MODE #den +m", ["MODE"]],
  ["TOPIC #den :About cats", ["TOPIC"]],
  ["NOSUCHWORD", ["421"]],
  ["WHO #den", ["352", "315"]],
  ["ROOMS", ["NOTICE"]],
  ["NICK anna", ["NICK"]],
  ["PRIVMSG anna :to myself", ["PRIVMSG"]],
  ["@label=x PRIVMSG #den :three", ["PRIVMSG"]],
  ["AWAY :gone", ["306"]],
  ["PART #a,#b", ["PART"]],
  ["MOTD", ["422"]],
];

/** The lines, each followed by a PING of its number. */
const LINES = TALK.flatMap(([sent], index) => [sent, `PING p${index}`]);

/** What was answered to each line: all up to the PONG of its number. */
function answersIn(heard: readonly Heard[]): string[][] {
  const answers: string[][] = [[]];
  for (const { command, params } of heard) {
    if (command !== "PONG") answers.at(-1)!.push(command);
    else {
      strictEqual(params.at(-1), `p${answers.length - 1}`);
      answers.push([]);
    }
  }
  return answers.slice(0, -1);
}

/** What of an answer is looked at; several of a kind in a row count as one. */
function kinds(answer: readonly string[], wanted: readonly string[]): string[] {
  return answer.filter((command) => wanted.includes(command))
    .filter((command, at, all) => command !== all[at - 1]);
}

/** Ways to cut what is sent into packets. */
const PACKETS: Readonly<Record<string, (lines: readonly string[]) => readonly string[]>> = {
  "all in one packet": (lines) => [lines.map((line) => `${line}\r\n`).join("")],
  "a line each": (lines) => lines.map((line) => `${line}\r\n`),
  "a byte each": (lines) => [...lines.map((line) => `${line}\n`).join("")],
};

for (const [what, packets] of Object.entries(PACKETS)) {
  Deno.test(`PING is answered in order with everything else: ${what}`, async () => {
    await using house = await openHouse();
    await house.register("ann");
    await using ann = await IrcClient.dial(house);
    for (const packet of packets(LINES)) ann.sendBytes(packet);
    const heard: Heard[] = [];
    const last = `p${TALK.length - 1}`;
    do heard.push(await ann.next()); while (
      heard.at(-1)!.command !== "PONG" || heard.at(-1)!.params.at(-1) !== last
    );
    const answers = answersIn(heard);
    TALK.forEach(([sent, wanted], index) => {
      deepStrictEqual(kinds(answers[index]!, wanted), wanted, sent);
    });
  });
}

Deno.test("what is refused is answered in its place among one's own words", async () => {
  await using house = await openHouse();
  await using ann = await IrcClient.enter(house, "ann", { caps: ["echo-message"] });
  await ann.ask("JOIN #den");
  const sent = [
    "PRIVMSG #den :one",
    "PRIVMSG #nowhere :two",
    "PRIVMSG #den :three",
    "PRIVMSG",
    "PRIVMSG #den,#nowhere,#den :four",
    `PRIVMSG #den :${"x".repeat(480)}`,
    "PRIVMSG #den :five",
    "NOTICE #nowhere :six",
    "NOTICE #den :seven",
    "PING end",
  ];
  ann.sendBytes(sent.map((line) => `${line}\r\n`).join(""));
  const heard: string[] = [];
  do {
    const { command, params } = await ann.next();
    heard.push(/^\d/.test(command) ? command : `${command} ${params.at(-1)}`);
  } while (heard.at(-1) !== "PONG end");
  deepStrictEqual(heard, [
    "PRIVMSG one",
    "403",
    "PRIVMSG three",
    "411",
    "PRIVMSG four",
    "403",
    "417",
    "PRIVMSG five",
    "NOTICE seven",
    "PONG end",
  ]);
});

/** Somebody comes into a room whose end of the wire the test holds. */
async function enterByHand(house: TestHouse, name: string): Promise<MemoryPeer> {
  const peer = house.dialProgram("irc");
  peer.send(`NICK ${name}\r\nUSER ${name} 0 * :x\r\nJOIN #den\r\n`);
  await peer.hear(` 366 ${name} `);
  return peer;
}

Deno.test("what one packet says is said in a row, whoever talks at the same time", async () => {
  await using house = await TestHouse.open();
  const listener = await enterByHand(house, "cem");
  const [ann, bob] = [await enterByHand(house, "ann"), await enterByHand(house, "bob")];
  const lines = [1, 2, 3].map((line) => `PRIVMSG #den :${line}\r\n`).join("");
  for (const talker of [ann, bob]) talker.send(lines);
  const heard = await listener.hear(/:bob!\S+ PRIVMSG #den :3\r\n/);
  deepStrictEqual(
    [...heard.matchAll(/:(\w+)!\S+ PRIVMSG #den :(\d)/g)].map(([, who, what]) => `${who} ${what}`),
    [
      "ann 1",
      "ann 2",
      "ann 3",
      "bob 1",
      "bob 2",
      "bob 3",
    ],
  );
});

Deno.test("talk of one packet is one write to each who hears it", async () => {
  await using house = await TestHouse.open();
  const bob = await enterByHand(house, "bob");
  const ann = await enterByHand(house, "ann");
  await bob.hear(":ann!");
  const before = bob.writes.length;
  ann.send(Array.from({ length: 10 }, (_, line) => `PRIVMSG #den :${line}\r\n`).join(""));
  await bob.hear("PRIVMSG #den :9");
  strictEqual(bob.writes.length - before, 1);
});

Deno.test("what is sent behind QUIT is not done", async () => {
  await using house = await openHouse();
  await using bob = await IrcClient.enter(house, "bob");
  await bob.ask("JOIN #den");
  await using ann = await IrcClient.enter(house, "ann");
  ann.send("JOIN #den", "PRIVMSG #den :one", "QUIT", "PRIVMSG #den :two", "PING late");
  const heard = await ann.hearOut();
  strictEqual(heard.some(({ command }) => command === "PONG"), false);
  await bob.until(({ command }) => command === "QUIT");
  deepStrictEqual(await bob.overheard(), []);
});

Deno.test("two who talk at once each read their own words and the other's in one order", async () => {
  await using house = await openHouse();
  const caps = ["echo-message"];
  await using ann = await IrcClient.enter(house, "ann", { caps });
  await using bob = await IrcClient.enter(house, "bob", { caps });
  for (const client of [ann, bob]) await client.ask("JOIN #den");
  await ann.overheard();
  const count = 100;
  for (let line = 0; line < count; line++) {
    ann.send(`PRIVMSG #den :a${line}`);
    bob.send(`PRIVMSG #den :b${line}`);
  }
  const heard = async (client: IrcClient) => {
    const texts: string[] = [];
    while (texts.length < 2 * count) texts.push((await client.next()).params[1]!);
    return texts;
  };
  const [first, second] = await Promise.all([heard(ann), heard(bob)]);
  deepStrictEqual(first, second);
  for (const letter of ["a", "b"]) {
    deepStrictEqual(
      first!.filter((text) => text.startsWith(letter)),
      Array.from({ length: count }, (_, line) => `${letter}${line}`),
    );
  }
});
