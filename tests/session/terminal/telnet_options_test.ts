/**
 * What the session does by telnet: compression, marks, line mode, and what crawlers are told.
 *
 * @module
 */

import { deepStrictEqual, doesNotMatch, match, ok, strictEqual } from "node:assert/strict";
import { constants, inflateSync } from "node:zlib";
import { concatenate, negotiation, subnegotiation } from "../../../core/telnet/encode.ts";
import { BYTES } from "../../../core/telnet/protocol.ts";
import { eventually } from "../../kit/eventually.ts";
import type { MemoryPeer } from "../../../testing/memory_link.ts";
import { TestHouse } from "../../../testing/test_house.ts";
import type { VirtualCaller } from "../../../testing/virtual_caller.ts";

const [ECHO, SGA, TM, TTYPE, EOR, LINEMODE, MSSP, MCCP2] = [1, 3, 6, 24, 25, 34, 70, 86];
const { IAC, IP } = BYTES;
/** As the wire shows it, which reads UTF-8. */
const IAC_WILL_TM = "\ufffd\ufffd\x06";
const END_OF_RECORD = String(BYTES.EOR);
const GO_AHEAD = String(BYTES.GA);

/** A client that says by hand what it wants, and what it is. */
async function byHand(house: TestHouse, ...types: readonly string[]): Promise<VirtualCaller> {
  const caller = await house.visitor();
  if (types.length > 0) caller.send(negotiation("WILL", TTYPE));
  for (const type of types) {
    caller.send(subnegotiation(TTYPE, new TextEncoder().encode(`\0${type}`)));
  }
  await caller.ayt();
  return caller;
}

function asked(caller: VirtualCaller, what: string): number {
  return caller.asked.filter((it) => it === what).length;
}

// Compression

/** A client in the middle of compression: what came before, and a reader of what comes. */
async function compressed(house: TestHouse): Promise<{ peer: MemoryPeer; read(): string }> {
  const peer = house.dialProgram("front-door");
  await peer.hear("Name: ");
  peer.send(negotiation("DO", MCCP2));
  peer.send(negotiation("WONT", TTYPE));
  const sign = [...subnegotiation(MCCP2, new Uint8Array())];
  const all = () => [...concatenate(peer.writes)];
  const start = () => indexOf(all(), sign);
  await eventually("compression starts", () => start() >= 0);
  const read = () => {
    const stream = Uint8Array.from(all().slice(start() + sign.length));
    if (stream.length === 0) return "";
    return inflateSync(stream, { finishFlush: constants.Z_SYNC_FLUSH }).toString();
  };
  return { peer, read };
}

function indexOf(bytes: readonly number[], wanted: readonly number[]): number {
  return bytes.findIndex((_, at) => wanted.every((byte, index) => bytes[at + index] === byte));
}

Deno.test("all behind the sign of MCCP2 is one zlib stream, to be read turn by turn", async () => {
  await using house = await TestHouse.open();
  const bob = await house.guest("bob");
  const { peer, read } = await compressed(house);
  peer.send("ann\r\n");
  await eventually("the room is shown", () => read().includes("Here: ann, bob"));
  bob.line("hello");
  await eventually("talk is read", () => read().endsWith("bob: hello\r\n"));
});

Deno.test("the zlib stream has an end when the session has one", async () => {
  await using house = await TestHouse.open();
  const { peer, read } = await compressed(house);
  peer.send("ann\r\n/quit\r\n");
  await peer.linkEnded;
  match(read(), /Goodbye, ann\.\r\n$/);
  const bytes = concatenate(peer.writes);
  const sign = [...subnegotiation(MCCP2, new Uint8Array())];
  // Without the end of the stream this throws.
  inflateSync(bytes.slice(indexOf([...bytes], sign) + sign.length));
});

Deno.test("DONT MCCP2 ends the stream, and what comes behind it is plain", async () => {
  await using house = await TestHouse.open();
  const { peer } = await compressed(house);
  peer.send(negotiation("DONT", MCCP2));
  peer.send("ann\r\n");
  await eventually("the rest is plain", () => peer.text.includes("Welcome to Partyline, ann."));
});

// Marks

Deno.test("a MUD client that has agreed to EOR gets one behind each prompt, and no GA", async () => {
  await using house = await TestHouse.open();
  const caller = await byHand(house, "MUDLET", "MUDLET");
  caller.send(negotiation("DO", EOR));
  caller.send("new\r\n");
  await caller.until(/New name: $/);
  await eventually("the prompt has its mark", () => asked(caller, END_OF_RECORD) === 1);
  strictEqual(asked(caller, GO_AHEAD), 0);
});

Deno.test("a client that refuses SGA gets GA behind each prompt, and no EOR", async () => {
  await using house = await TestHouse.open();
  const caller = await house.visitor();
  caller.send(negotiation("DONT", SGA));
  caller.send(negotiation("WONT", TTYPE));
  caller.send(negotiation("DONT", ECHO));
  caller.send("new\r\n");
  await caller.until(/New name: $/);
  await eventually("the prompt has its mark", () => asked(caller, GO_AHEAD) > 0);
  strictEqual(asked(caller, END_OF_RECORD), 0);
});

Deno.test("nobody else gets a mark", async () => {
  await using house = await TestHouse.open();
  for (const client of ["nc", "telnet", "mud"] as const) {
    const caller = await house.guest(client, { client });
    await caller.ayt();
    deepStrictEqual([asked(caller, GO_AHEAD), asked(caller, END_OF_RECORD)], [0, 0], client);
  }
});

Deno.test("no mark stands behind talk", async () => {
  await using house = await TestHouse.open();
  const bob = await house.guest("bob");
  const caller = await byHand(house, "MUDLET", "MUDLET");
  caller.send(negotiation("DO", EOR));
  caller.send("ann\r\n");
  await caller.until(/^Here: /m);
  await caller.ayt();
  const before = asked(caller, END_OF_RECORD);
  bob.line("one");
  bob.line("two");
  await caller.until("bob: two\n");
  await caller.ayt();
  strictEqual(asked(caller, END_OF_RECORD), before);
});

Deno.test("TIMING-MARK is answered each time, behind what came of the lines before it", async () => {
  await using house = await TestHouse.open();
  const caller = await house.guest("ann", { client: "telnet" });
  caller.send(concatenate([
    new TextEncoder().encode("/topic\r\0"),
    negotiation("DO", TM),
  ]));
  await eventually("the mark is answered", () => asked(caller, "WILL TIMING-MARK") === 1);
  match(caller.heard, /lobby has no topic\.\n/);
  caller.send(negotiation("DO", TM));
  await eventually("the next mark is answered", () => asked(caller, "WILL TIMING-MARK") === 2);
});

Deno.test("TIMING-MARK behind an interrupt comes before what the interrupt brings", async () => {
  // The telnet of inetutils shows nothing between its Ctrl-C and the mark.
  await using house = await TestHouse.open();
  const { caller, peer } = house.dialByHand({ client: "telnet" });
  await caller.settled(/Name: $/);
  caller.line("ann");
  await caller.until(/lobby> $/);
  caller.send(Uint8Array.of(IAC, IP, ...negotiation("DO", TM)));
  await caller.until("To leave, type /quit");
  const said = peer.text.slice(peer.text.lastIndexOf("lobby>", peer.text.indexOf("To leave")));
  ok(said.indexOf(IAC_WILL_TM) >= 0 && said.indexOf(IAC_WILL_TM) < said.indexOf("To leave"), said);
});

// Who edits the line

Deno.test("a terminal that can't move its cursor is asked for LINEMODE, and told EDIT and TRAPSIG", async () => {
  await using house = await TestHouse.open();
  const caller = await byHand(house, "DUMB", "DUMB");
  strictEqual(asked(caller, "DO LINEMODE"), 1);
  caller.send(negotiation("WILL", LINEMODE));
  await caller.ayt();
  strictEqual(asked(caller, "SB LINEMODE 1 3"), 1);
});

Deno.test("a terminal that refuses character mode is asked for LINEMODE, once", async () => {
  await using house = await TestHouse.open();
  const caller = await byHand(house, "XTERM", "XTERM");
  strictEqual(asked(caller, "DO LINEMODE"), 0);
  caller.send(negotiation("DONT", ECHO));
  caller.send(negotiation("WILL", 31));
  caller.send(negotiation("WONT", LINEMODE));
  caller.send(subnegotiation(31, Uint8Array.of(0, 90, 0, 30)));
  await caller.ayt();
  strictEqual(asked(caller, "DO LINEMODE"), 1);
});

Deno.test("neither a terminal in character mode nor a MUD client is asked for LINEMODE", async () => {
  await using house = await TestHouse.open();
  for (const client of ["telnet", "mud"] as const) {
    const caller = await house.guest(client, { client });
    await caller.ayt();
    strictEqual(asked(caller, "DO LINEMODE"), 0, client);
  }
});

Deno.test("LINEMODE is refused to a client that offers it, as it would not send keys any more", async () => {
  await using house = await TestHouse.open();
  const caller = await byHand(house, "XTERM", "XTERM");
  caller.send(negotiation("WILL", LINEMODE));
  await caller.ayt();
  strictEqual(asked(caller, "DONT LINEMODE"), 1);
});

Deno.test("who agrees to GMCP is at a MUD client, whatever its name: it keeps its line", async () => {
  await using house = await TestHouse.open();
  const caller = await byHand(house, "ANSI", "ANSI");
  strictEqual(asked(caller, "WILL ECHO"), 1);
  caller.send(negotiation("DO", ECHO));
  caller.send(negotiation("DO", 201));
  await caller.ayt();
  strictEqual(asked(caller, "WONT ECHO"), 1);
});

// Crawlers

Deno.test("a crawler is told what the house is and how many are here", async () => {
  await using house = await TestHouse.open({ main: { contact: "sysop@example.org", port: 4000 } });
  await house.guest("bob");
  const caller = await byHand(house);
  caller.send(negotiation("DO", MSSP));
  await caller.ayt();
  const answer = caller.asked.find((it) => it.startsWith("SB MSSP "))!;
  const text = String.fromCharCode(...answer.split(" ").slice(2).map(Number));
  const pairs = text.split("\x01").slice(1).map((pair) => pair.split("\x02") as [string, string]);
  const { CODEBASE, ...status } = Object.fromEntries(pairs);
  match(CODEBASE!, /^Partyline \d+\.\d+\.\d+$/);
  deepStrictEqual(status, {
    NAME: "Partyline",
    PLAYERS: "1",
    UPTIME: String(Math.floor(house.house.facts.startedAt / 1000)),
    FAMILY: "Custom",
    CONTACT: "sysop@example.org",
    PORT: "4000",
    SSL: "0",
    LANGUAGE: "English",
    GAMEPLAY: "Social",
    STATUS: "Live",
    CHARSET: "UTF-8",
    "UTF-8": "1",
    ANSI: "1",
    VT100: "1",
    "XTERM 256 COLORS": "1",
    "XTERM TRUE COLORS": "1",
    GMCP: "1",
    MCCP: "1",
  });
});

// Peers that ask for ever

Deno.test("STATUS is answered, and a peer that asks a million times is not answered a million times", async () => {
  await using house = await TestHouse.open();
  const caller = await byHand(house);
  const question = subnegotiation(5, Uint8Array.of(1));
  caller.send(negotiation("DO", 5));
  for (let round = 0; round < 20; round++) {
    caller.send(concatenate(Array.from({ length: 500 }, () => question)));
  }
  await caller.ayt();
  const answers = caller.asked.filter((it) => it.startsWith("SB STATUS 0"));
  ok(answers.length > 0 && answers.length <= 500, String(answers.length));
  house.clock.advance(10_000);
  caller.send(question);
  await caller.ayt();
  strictEqual(caller.asked.filter((it) => it.startsWith("SB STATUS 0")).length, answers.length + 1);
});

Deno.test("a peer that asks whether we are there for ever is told a few hundred times", async () => {
  await using house = await TestHouse.open();
  const caller = await byHand(house);
  caller.send(Uint8Array.from(Array.from({ length: 4000 }, () => [IAC, BYTES.AYT]).flat()));
  caller.send("ann\r\n");
  await caller.until("Welcome to Partyline, ann.");
  ok(caller.heard.split("is here, and you are").length < 600);
});

Deno.test("a subnegotiation without an end and the odd one of MCCP1 keep nobody from coming in", async () => {
  await using house = await TestHouse.open();
  const caller = await byHand(house);
  caller.send(Uint8Array.of(IAC, BYTES.SB, 85, BYTES.WILL, BYTES.SE));
  caller.send(Uint8Array.of(IAC, BYTES.SB, 201));
  for (let round = 0; round < 50; round++) caller.send(new Uint8Array(2000).fill(65));
  caller.send(Uint8Array.of(IAC, BYTES.SE));
  caller.send("ann\r\n");
  const heard = await caller.until("Welcome to Partyline, ann.");
  doesNotMatch(heard, /AAA/);
});
