/**
 * The front door: who is served by which protocol, and that nothing of what they sent is lost.
 *
 * @module
 */

import { deepStrictEqual, match, ok, strictEqual } from "node:assert/strict";
import { setImmediate } from "node:timers/promises";
import { plugin } from "partyline";
import { cspRequest, READY } from "../../kit/csp_caller.ts";
import { eventually } from "../../kit/eventually.ts";
import type { MemoryPeer } from "../../../testing/memory_link.ts";
import { TestHouse, type TestHouseOptions } from "../../../testing/test_house.ts";

const DETECT_MS = 200;

function openHouse({ main, ...options }: TestHouseOptions = {}): Promise<TestHouse> {
  return TestHouse.open({ ...options, main: { detect_ms: DETECT_MS, ...main } });
}

function bytes(...parts: (string | number)[]): Uint8Array {
  return Uint8Array.from(
    parts.flatMap((part) =>
      typeof part === "number" ? [part] : [...new TextEncoder().encode(part)]
    ),
  );
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

const ALERT = "\x15\x03\x01\x00\x02\x02(";

/** What callers begin with, the gateway that serves them, and what is in what they read then. */
const OPENINGS: Readonly<
  Record<string, readonly [sent: Uint8Array, gateway: string | undefined, heard: string]>
> = {
  "a login of the line protocol": [bytes("LOGIN bob\r\n"), "line", "OK\r\n"],
  "a login in lower case": [bytes("login bob\n"), "line", "OK\r\n"],
  "a login and more": [bytes("LOGIN bob\r\nJOIN #den\r\n"), "line", "OK\r\nOK\r\n"],
  "a login and half of more": [bytes("LOGIN bob\r\nJOI"), "line", "OK\r\n"],
  "another word of the line protocol": [
    bytes("MSG bob hi\r\n"),
    "line",
    "ERROR USER NOT LOGGED IN\r\n",
  ],
  "LOGOUT": [bytes("LOGOUT\n"), "line", "ERROR USER NOT FOUND\r\n"],
  "LOGIN without a name": [bytes("LOGIN\r\n"), "line", "ERROR INVALID COMMAND\r\n"],
  "a request of CSP": [bytes(`${cspRequest("REDY", {})}\n`), "csp", `${READY}\n`],
  "two requests of CSP": [
    bytes(`${cspRequest("REDY", {})}\n`.repeat(2)),
    "csp",
    `${READY}\n${READY}\n`,
  ],
  "a browser": [bytes("GET / HTTP/1.1\r\nHost: x\r\n\r\n"), undefined, "HTTP/1.1 426 "],
  "a client of TLS": [bytes(22, 3, 1, 2, 0, 1, 0, 1, 252, 3, 3), undefined, ALERT],
  "a telnet client": [bytes(255, 251, 31, 255, 253, 3, "ann\r\n"), "telnet", "Welcome to "],
  "a telnet client that says a word of another protocol": [
    bytes(255, 251, 31, "LOGIN bob\r\n"),
    "telnet",
    'Cannot take the name "LOGIN bob"',
  ],
  "a name": [bytes("ann\r\n"), "telnet", "Welcome to Partyline, ann."],
  "a name like a word of another protocol": [
    bytes("logan\n"),
    "telnet",
    "Welcome to Partyline, logan.",
  ],
  "JOIN without a room": [bytes("JOIN den\n"), "line", "ERROR INVALID COMMAND\r\n"],
  "an empty line": [bytes("\r\n"), "telnet", "Name: "],
};

for (const [what, [sent, gateway, heard]] of Object.entries(OPENINGS)) {
  Deno.test(`the front door knows ${what}, however the bytes are cut, and without waiting`, async () => {
    await using house = await openHouse();
    for (let cut = 1; cut <= sent.length; cut++) {
      const peer = house.dialProgram("front-door", { address: `192.0.2.${cut}` });
      peer.send(sent.slice(0, cut));
      await taken(peer);
      peer.send(sent.slice(cut));
      await peer.hear(heard);
      deepStrictEqual(gateways(house), gateway === undefined ? [] : [gateway]);
      peer.reset();
      await eventually("they have left", () => house.house.world.presenceCount === 0);
      await eventually("their session has", () => house.house.directory.size === 0);
    }
  });

  Deno.test(`the front door knows ${what}, byte by byte`, async () => {
    await using house = await openHouse();
    const peer = house.dialProgram("front-door");
    for (const byte of sent) {
      peer.send(Uint8Array.of(byte));
      await taken(peer);
    }
    await peer.hear(heard);
  });
}

for (
  const method of ["CONNECT", "DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT", "TRACE"]
) {
  Deno.test(`the front door answers ${method} as HTTP, and hangs up`, async () => {
    await using house = await openHouse();
    const peer = house.dialProgram("front-door");
    peer.send(`${method} / HTTP/1.1\r\n\r\n`);
    match(await peer.hearOut(), /^HTTP\/1\.1 426 Upgrade Required\r\n/);
    strictEqual(house.house.directory.size, 0);
  });
}

Deno.test("a client of HTTP/2 is answered too", async () => {
  await using house = await openHouse();
  const peer = house.dialProgram("front-door");
  peer.send("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n");
  match(await peer.hearOut(), /^HTTP\/1\.1 426 /);
});

// Time

Deno.test("whoever says nothing is at a terminal after detect_ms, and not before", async () => {
  await using house = await openHouse();
  const peer = house.dialProgram("front-door");
  await taken(peer);
  house.clock.advance(DETECT_MS - 1);
  await taken(peer);
  deepStrictEqual([peer.text, gateways(house)], ["", []]);
  house.clock.advance(1);
  await peer.hear("Name: ");
  deepStrictEqual(gateways(house), ["telnet"]);
  peer.send("ann\n");
  await peer.hear("Welcome to Partyline, ann.");
});

Deno.test("half a word that no more follows is typed at a terminal", async () => {
  await using house = await openHouse();
  const peer = house.dialProgram("front-door");
  peer.send("log");
  await taken(peer);
  strictEqual(peer.text, "");
  house.clock.advance(DETECT_MS);
  await peer.hear("Name: ");
  peer.send("an\n");
  await peer.hear("Welcome to Partyline, logan.");
});

Deno.test("whoever dribbles has no more time than others, and loses nothing", async () => {
  await using house = await openHouse();
  const peer = house.dialProgram("front-door");
  for (const letter of "JOIN") {
    peer.send(letter);
    await taken(peer);
    deepStrictEqual(gateways(house), []);
    house.clock.advance(DETECT_MS / 4);
  }
  await peer.hear("Name: ");
  peer.send("ed\n");
  await peer.hear("Welcome to Partyline, JOINed.");
});

Deno.test("a word of a protocol that goes on for ever is typed at a terminal", async () => {
  await using house = await openHouse();
  const peer = house.dialProgram("front-door");
  peer.send(`MSG ${"x".repeat(507)}`);
  await taken(peer);
  deepStrictEqual(gateways(house), []);
  peer.send("x");
  await peer.hear("Name: ");
  deepStrictEqual(gateways(house), ["telnet"]);
});

Deno.test("with detect_ms 0 everybody is at a terminal at once", async () => {
  await using house = await openHouse({ main: { detect_ms: 0 } });
  const peer = house.dialProgram("front-door");
  peer.send("LOGIN bob\n");
  await peer.hear('Cannot take the name "LOGIN bob"');
});

Deno.test("nobody waits for somebody else who is silent", async () => {
  await using house = await openHouse();
  const silent = house.dialProgram("front-door");
  await taken(silent);
  const caller = house.dialProgram("front-door");
  caller.send("LOGIN bob\r\n");
  strictEqual(await caller.hear("\n"), "OK\r\n");
  deepStrictEqual([silent.text, gateways(house)], ["", ["line"]]);
});

Deno.test("telnet's first byte is for the terminal, whatever gateways want it", async () => {
  await using house = await openHouse();
  await house.load(plugin({
    name: "greedy",
    summary: "For tests.",
    needs: ["gateways"],
    setup: (host) =>
      host.gateways.add({
        name: "greedy",
        summary: "For tests.",
        detect: () => "yes",
        serve: (link) => Promise.resolve(link.write(bytes("mine"))),
      }),
  }));
  const peer = house.dialProgram("front-door");
  peer.send(Uint8Array.of(255));
  await peer.hear("Name: ");
  const other = house.dialProgram("front-door");
  other.send("ann\n");
  strictEqual(await other.hearOut(), "mine");
});

// The end

for (const sent of ["", "LOG", "LOGIN bob\r\n", "{", "GE", "\x16", "ann"]) {
  for (const end of ["end", "reset"] as const) {
    Deno.test(`after ${JSON.stringify(sent)} and ${end}, nothing is left`, async () => {
      await using house = await openHouse();
      for (const isTaken of [false, true]) {
        const peer = house.dialProgram("front-door");
        if (sent !== "") peer.send(sent);
        if (isTaken) await taken(peer);
        peer[end]();
        await peer.linkEnded;
        await eventually(
          "nobody is here",
          () => house.house.directory.size === 0 && house.house.world.presenceCount === 0,
        );
        await eventually("all nodes are free", () => house.house.nodes.taken === 0);
      }
    });
  }
}

Deno.test("what was sent before the end is served", async () => {
  await using house = await openHouse();
  const peer = house.dialProgram("front-door");
  peer.send("LOGIN bob\nJOIN #den\n");
  peer.end();
  strictEqual(await peer.hearOut(), "OK\r\nOK\r\n");
});

Deno.test("a server that stops does not wait for who is silent at the door", async () => {
  await using house = await openHouse();
  const peer = house.dialProgram("front-door");
  await taken(peer);
  const stopped = house.stop();
  await taken(peer);
  house.clock.advance(2000);
  await stopped;
  await peer.linkEnded;
});

// Nodes

Deno.test("BUSY is for terminals: other protocols take no node", async () => {
  await using house = await openHouse({ main: { max_nodes: 1 } });
  const first = house.dialProgram("front-door");
  first.send("ann\n");
  await first.hear("Welcome");
  const second = house.dialProgram("front-door");
  second.send("bob\n");
  strictEqual(await second.hearOut(), "BUSY\r\n");
  const silent = house.dialProgram("front-door");
  await taken(silent);
  strictEqual(silent.text, "");
  house.clock.advance(DETECT_MS);
  strictEqual(await silent.hearOut(), "BUSY\r\n");
  for (const sent of ["LOGIN bob\r\n", `${cspRequest("REDY", {})}\n`, "GET / HTTP/1.1\r\n\r\n"]) {
    const peer = house.dialProgram("front-door");
    peer.send(sent);
    ok(!(await peer.hear("\n")).includes("BUSY"));
  }
  strictEqual(house.house.nodes.taken, 1);
});

Deno.test("the dialect of the line protocol is that of the settings", async () => {
  await using house = await openHouse({ line: { dialect: "seed" } });
  const peer = house.dialProgram("front-door");
  peer.send("loginxyz bob\n");
  strictEqual(await peer.hear("\n"), "OK\n");
});
