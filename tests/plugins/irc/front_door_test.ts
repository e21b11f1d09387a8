/**
 * IRC at the front door: its clients are known by their first word, and nobody else is taken for one.
 *
 * @module
 */

import { deepStrictEqual, strictEqual } from "node:assert/strict";
import { setImmediate } from "node:timers/promises";
import type { Detection } from "partyline";
import { eventually } from "../../kit/eventually.ts";
import type { MemoryPeer } from "../../../testing/memory_link.ts";
import { TestHouse } from "../../../testing/test_house.ts";

const DETECT_MS = 200;

function openHouse(): Promise<TestHouse> {
  return TestHouse.open({ main: { detect_ms: DETECT_MS } });
}

/** Waits until all that a caller has sent is read, and what follows from it is done. */
async function taken(peer: MemoryPeer): Promise<void> {
  await eventually("all is read", () => peer.unreadBytes === 0);
  for (let turns = 0; turns < 3; turns++) await setImmediate();
}

/** The gateways of all sessions. */
function gateways({ house }: TestHouse): string[] {
  return [...house.directory.sessions()].map(({ gateway }) => gateway);
}

const USER = "USER ann 0 * :Ann\r\n";

/** What clients begin with, and a piece of what they read then. */
const OPENINGS: Readonly<Record<string, readonly [sent: string, heard: string]>> = {
  "NICK and USER": [`NICK ann\r\n${USER}`, " 001 ann :"],
  "USER and NICK": [`${USER}NICK ann\r\n`, " 001 ann :"],
  "CAP": ["CAP LS 302\r\n", " CAP * LS * :account-notify "],
  "PASS": [`PASS secret\r\nNICK ann\r\n${USER}`, " 001 ann :"],
  "lower case and LF alone": ["nick ann\nuser ann 0 * ann\n", " 001 ann :"],
  "PING": ["PING :are you there\r\n", " PONG irc.partyline :are you there\r\n"],
};

for (const [what, [sent, heard]] of Object.entries(OPENINGS)) {
  Deno.test(`the front door knows IRC by ${what}, however the bytes are cut, and without waiting`, async () => {
    await using house = await openHouse();
    for (let cut = 1; cut <= sent.length; cut++) {
      const peer = house.dialProgram("front-door", { address: `192.0.2.${cut}` });
      peer.send(sent.slice(0, cut));
      await taken(peer);
      peer.send(sent.slice(cut));
      await peer.hear(heard);
      deepStrictEqual(gateways(house), ["irc"]);
      peer.reset();
      await eventually("they have left", () => house.house.world.presenceCount === 0);
      await eventually("their session has", () => house.house.directory.size === 0);
    }
  });
}

/** First bytes, and whether they are of IRC. */
const FIRST_BYTES: Readonly<Record<string, Detection>> = {
  "C": "more",
  "CAP": "more",
  "CAP ": "yes",
  "CAP LS 302\r\n": "yes",
  "Cap ls": "yes",
  "CAPTAIN\r\n": "no",
  "N": "more",
  "NICK": "more",
  "NICK ": "yes",
  "nick\r\n": "no",
  "nick\n": "no",
  "nickolas\r\n": "no",
  "PASS": "more",
  "PASS x": "yes",
  "pass\n": "no",
  "PASSENGER": "no",
  "PART #den\r\n": "no",
  "user\r\n": "no",
  "USER ann": "yes",
  "AUTHENTICATE PLAIN": "yes",
  ":ann NICK bob": "no",
  " NICK ann": "no",
  "\r\n": "no",
  "new\r\n": "no",
};

for (const [first, detection] of Object.entries(FIRST_BYTES)) {
  Deno.test(`IRC says ${detection} to ${JSON.stringify(first)}`, async () => {
    await using house = await TestHouse.open();
    const { gateway } = house.house.gateways.rows.find(({ gateway }) => gateway.name === "irc")!;
    strictEqual(gateway.detect!(new TextEncoder().encode(first)), detection);
  });
}

for (const name of ["nick", "cap", "user", "Pass", "ping"]) {
  Deno.test(`whoever types the name ${name} is at a terminal`, async () => {
    await using house = await openHouse();
    const peer = house.dialProgram("front-door");
    peer.send(`${name}\r\n`);
    await peer.hear(`Welcome to Partyline, ${name}.`);
    deepStrictEqual(gateways(house), ["telnet"]);
  });
}

Deno.test("half a word of IRC that no more follows is typed at a terminal", async () => {
  await using house = await openHouse();
  const peer = house.dialProgram("front-door");
  peer.send("NICK");
  await taken(peer);
  strictEqual(peer.text, "");
  house.clock.advance(DETECT_MS);
  await peer.hear("Name: ");
  peer.send("olas\r\n");
  await peer.hear("Welcome to Partyline, NICKolas.");
});

Deno.test("whoever says nothing is at a terminal", async () => {
  await using house = await openHouse();
  const peer = house.dialProgram("front-door");
  await taken(peer);
  house.clock.advance(DETECT_MS);
  await peer.hear("Name: ");
  // There a line of IRC is a line like any other.
  peer.send("NICK ann\r\n");
  await peer.hear('Cannot take the name "NICK ann"');
});

Deno.test("a telnet client that negotiates is at a terminal, whatever word comes next", async () => {
  await using house = await openHouse();
  const peer = house.dialProgram("front-door");
  peer.send(Uint8Array.of(255, 251, 31));
  peer.send("NICK ann\r\n");
  await peer.hear('Cannot take the name "NICK ann"');
});

Deno.test("it has no port of its own unless the settings give it one", async () => {
  await using house = await TestHouse.open({ irc: { port: 0 } });
  deepStrictEqual(house.server.addresses.filter(({ gateway }) => gateway === "irc"), []);
});
