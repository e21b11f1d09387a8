/**
 * The first moments of a call: what is asked of the caller's program, and that it upsets nobody.
 *
 * @module
 */

import { deepStrictEqual, match, ok, strictEqual } from "node:assert/strict";
import { negotiation, subnegotiation } from "../../../core/telnet/encode.ts";
import { TestHouse } from "../../../testing/test_house.ts";
import type { VirtualCaller } from "../../../testing/virtual_caller.ts";

const [ECHO, SGA, TTYPE, NAWS] = [1, 3, 24, 31];
const OPENING = ["DO TTYPE", "WILL SGA", "DO NAWS", "DO CHARSET", "DO NEW-ENVIRON"];

/** What a terminal is asked for once it is known, and what somebody who may be at a MUD client is. */
const TO_TERMINAL = ["WILL GMCP", "WILL ECHO"];
const TO_UNKNOWN = ["WILL EOR", "WILL CHARSET", "WILL MSSP", "WILL MCCP2", ...TO_TERMINAL];

/** A client that says by hand what it wants. */
async function byHand(house: TestHouse): Promise<VirtualCaller> {
  const caller = await house.visitor();
  deepStrictEqual(caller.asked, OPENING);
  return caller;
}

function tellType(caller: VirtualCaller, name: string): void {
  caller.send(subnegotiation(TTYPE, new TextEncoder().encode(`\0${name}`)));
}

/** Waits until all that was sent has been taken in. */
async function settle(caller: VirtualCaller): Promise<void> {
  await caller.ayt();
}

Deno.test("the first bytes are the opening that upsets nobody, and nothing else of telnet", async () => {
  await using house = await TestHouse.open();
  const caller = await house.visitor();
  const first = caller.bytes[0]!.slice(0, 15);
  const opening = [[253, TTYPE], [251, SGA], [253, NAWS], [253, 42], [253, 39]];
  deepStrictEqual([...first], opening.flatMap((pair) => [255, ...pair]));
  deepStrictEqual(caller.asked, OPENING);
});

Deno.test("a caller who answers nothing gets no more telnet bytes, however long they stay", async () => {
  await using house = await TestHouse.open({ limits: { login_minutes: 60 } });
  const caller = await house.visitor();
  house.clock.advance(1000);
  caller.line("new");
  await caller.until(/name: $/);
  caller.line("ann");
  await caller.until(/password: $/);
  caller.line("secret word");
  await caller.until(/again: $/);
  caller.line("secret word");
  await caller.until(/^Here: /m);
  house.clock.advance(10 * 60_000);
  await caller.roundtrip();
  deepStrictEqual(caller.asked, OPENING);
});

Deno.test("WILL ECHO is held until the terminal type is known", async () => {
  await using house = await TestHouse.open();
  const caller = await byHand(house);
  caller.send(negotiation("WILL", TTYPE));
  caller.send(negotiation("DO", SGA));
  await settle(caller);
  deepStrictEqual(caller.asked, [...OPENING, "SB TTYPE 1"]);
  tellType(caller, "XTERM");
  await settle(caller);
  deepStrictEqual(caller.asked.slice(6), ["SB TTYPE 1"]);
  tellType(caller, "XTERM");
  await settle(caller);
  deepStrictEqual(caller.asked.slice(7), TO_TERMINAL);
});

Deno.test("WILL ECHO comes after half a second to whoever speaks telnet and tells no type", async () => {
  await using house = await TestHouse.open();
  const caller = await byHand(house);
  caller.send(negotiation("DO", SGA));
  await settle(caller);
  house.clock.advance(499);
  await settle(caller);
  deepStrictEqual(caller.asked, OPENING);
  house.clock.advance(1);
  await settle(caller);
  deepStrictEqual(caller.asked.slice(5), TO_UNKNOWN);
});

Deno.test("a telnet client that refuses to tell its type gets WILL ECHO at once", async () => {
  await using house = await TestHouse.open();
  const caller = await byHand(house);
  caller.send(negotiation("WONT", TTYPE));
  await settle(caller);
  deepStrictEqual(caller.asked.slice(5), TO_UNKNOWN);
});

Deno.test("a MUD client stays in line mode, and gets no WILL ECHO", async () => {
  await using house = await TestHouse.open();
  const caller = await house.guest("ann", { client: "mud" });
  house.clock.advance(1000);
  await settle(caller);
  ok(!caller.asked.includes("WILL ECHO"), String(caller.asked));
});

Deno.test("a MUD client that tells its type late has WILL ECHO taken back", async () => {
  await using house = await TestHouse.open();
  const caller = await byHand(house);
  caller.send(negotiation("WILL", TTYPE));
  await settle(caller);
  house.clock.advance(500);
  await settle(caller);
  deepStrictEqual(caller.asked.slice(6), TO_UNKNOWN);
  caller.send(negotiation("DO", ECHO));
  tellType(caller, "MUDLET 4.17");
  await settle(caller);
  ok(caller.asked.includes("WONT ECHO"), String(caller.asked));
});

Deno.test("a terminal that can't move its cursor stays in line mode", async () => {
  await using house = await TestHouse.open();
  const caller = await house.guest("ann", { client: "dumb" });
  house.clock.advance(1000);
  await settle(caller);
  ok(!caller.asked.includes("WILL ECHO"), String(caller.asked));
});

Deno.test("a terminal that refuses ECHO stays in line mode and can talk", async () => {
  await using house = await TestHouse.open();
  const caller = await byHand(house);
  caller.send(negotiation("WONT", TTYPE));
  caller.send(negotiation("DO", SGA));
  caller.send(negotiation("DONT", ECHO));
  caller.send("ann\r\n/topic\r\n");
  await caller.until("lobby has no topic.\n");
});

Deno.test("a client that agrees to ECHO alone is shown what it sends", async () => {
  await using house = await TestHouse.open();
  const caller = await byHand(house);
  caller.send(negotiation("WONT", TTYPE));
  caller.send(negotiation("DONT", SGA));
  caller.send(negotiation("DO", ECHO));
  await settle(caller);
  caller.send("ann\r\n");
  await caller.until(/^Name: ann\n[^]*Welcome to Partyline, ann\./m);
});

Deno.test("a terminal that goes back to line mode keeps half a line, and is not drawn upon", async () => {
  await using house = await TestHouse.open();
  const bob = await house.guest("bob");
  const caller = await house.guest("ann", { client: "telnet" });
  caller.type("hel");
  await caller.until("hel");
  caller.send(negotiation("DONT", ECHO));
  await caller.ayt();
  const before = caller.heard.length;
  caller.send("lo\r\n");
  await bob.until("ann: hello\n");
  await caller.ayt();
  ok(!caller.heard.slice(before).includes("lobby>"));
});

Deno.test("the name typed during the negotiation is not lost", async () => {
  await using house = await TestHouse.open();
  const caller = await house.dial();
  const type = subnegotiation(TTYPE, new TextEncoder().encode("\0XTERM"));
  const answers = [
    negotiation("WILL", TTYPE),
    negotiation("DO", SGA),
    type,
    type,
    negotiation("DO", ECHO),
    subnegotiation(NAWS, Uint8Array.of(0, 80, 0, 24)),
  ];
  // Between any two answers there are letters of the name.
  answers.forEach((bytes, index) => {
    caller.send("beatrix".slice(index, index + 1));
    caller.send(bytes);
  });
  caller.send("x\r\0");
  await caller.until("Welcome to Partyline, beatrix.");
});

Deno.test("half a line typed before the switch to single keys can be edited after it", async () => {
  await using house = await TestHouse.open();
  const caller = await byHand(house);
  caller.send(negotiation("WILL", TTYPE));
  caller.send("bob,");
  tellType(caller, "XTERM");
  tellType(caller, "XTERM");
  caller.send(negotiation("DO", SGA));
  await settle(caller);
  caller.send(negotiation("DO", ECHO));
  await settle(caller);
  await caller.until(/^Name: bob,$/m);
  caller.press("backspace");
  caller.send("\r\0");
  await caller.until("Welcome to Partyline, bob.");
});

Deno.test("half a line typed in telnet's line mode comes along to its character mode", async () => {
  await using house = await TestHouse.open();
  const caller = await house.dial({ client: "telnet" });
  caller.type("bo");
  await caller.settled(/^Name: bo$/m);
  caller.line("b");
  await caller.until("Welcome to Partyline, bob.");
  match(caller.screen.allText(), /^Name: bob$/m);
});

Deno.test("random answers to the opening never keep a caller from coming in", async () => {
  await using house = await TestHouse.open();
  const verbs = ["WILL", "WONT", "DO", "DONT"] as const;
  for (let round = 0; round < 16; round++) {
    const caller = await house.visitor();
    for (const [index, option] of [TTYPE, SGA, NAWS].entries()) {
      caller.send(negotiation(verbs[(round >> index) % 4]!, option!));
    }
    await settle(caller);
    caller.send(negotiation("DONT", ECHO));
    caller.send(`guest_${"abcdefghijklmnop"[round]}\r\n`);
    await caller.until("Welcome to Partyline, guest_");
    caller.reset();
  }
});

Deno.test("a program that asks for ever is not answered for ever", async () => {
  await using house = await TestHouse.open();
  const caller = await byHand(house);
  const question = [...negotiation("DO", 200), ...negotiation("WILL", 200)];
  for (let round = 0; round < 10; round++) {
    caller.send(Uint8Array.from(Array.from({ length: 200 }, () => question).flat()));
    await settle(caller);
  }
  const answers = caller.asked.filter((asked) => asked.endsWith(" 200"));
  ok(answers.length > 0 && answers.length <= 1000, String(answers.length));
  strictEqual(caller.isHungUp, false);
});
