/**
 * The gateway of the line protocol: as every gateway must be, in both dialects, and on which ports.
 *
 * @module
 */

import { ok, strictEqual } from "node:assert/strict";
import type { Detection } from "partyline";
import { LineGateway } from "../../../plugins/line/line_gateway.ts";
import { MODERN } from "../../../plugins/line/modern_dialect.ts";
import { type GatewayDriver, testGateway } from "../../kit/gateway_conformance.ts";
import { PASSWORD, TestHouse } from "../../../testing/test_house.ts";

/** What ends whatever telnet command was begun, and the line. */
const ANEW = Uint8Array.of(255, 240, 255, 240, 10);

/** A driver of a dialect: what its words are turned into at the end of a line. */
function driverOf(
  dialect: "modern" | "seed",
  { spell, end }: { spell: (text: string) => string; end: string },
): GatewayDriver {
  const line = (text: string) => spell(text) + end;
  return {
    name: `line, ${dialect}`,
    gateway: "line",
    door: "line",
    house: { line: { dialect } },
    spell,
    comeIn: (name) => ({ send: `LOGIN ${name}\r\n`, hear: line("OK") }),
    join: ({ room }) => ({ send: `JOIN #${room}\r\n`, hear: line("OK") }),
    refusals: {
      banned: ({ room }) => line(`ERROR BANNED FROM #${room}`),
      full: ({ room }) => line(`ERROR #${room} IS FULL`),
      inviteOnly: ({ room }) => line(`ERROR #${room} IS INVITE ONLY`),
    },
    say: ({ room, text }) => ({ send: `MSG #${room} ${text}\r\n`, hear: line("OK") }),
    sayOutside: ({ room, text }) => ({
      send: `MSG #${room} ${text}\r\n`,
      hear: line(`ERROR ROOM #${room} NOT AVAILABLE`),
    }),
    heard: ({ name, room, text }) =>
      line(
        dialect === "modern"
          ? `GOTROOMMSG ${name} #${room} ${text}`
          : `GOTROOMMSG #${room} ${text}`,
      ),
    cameIn: () => "",
    wentOut: () => "",
    kicked: () => "",
    banned: () => "",
    tooLong: { send: `MSG #den ${"x".repeat(8192)}\r\n`, hear: line("ERROR LINE TOO LONG") },
    anew: ANEW,
    goodbye: (reason) => dialect === "modern" ? line(`INFO ${reason}`) : "",
  };
}

testGateway({
  ...driverOf("modern", { spell: (text) => text, end: "\r\n" }),
  logIn: (name) => ({ send: `LOGIN ${name} ${PASSWORD}\r\n`, hear: "OK\r\n" }),
});

testGateway(driverOf("seed", { spell: (text) => text.toUpperCase(), end: "\n" }));

/** First bytes, and whether they are of the line protocol. */
const OPENINGS: Readonly<Record<string, Detection>> = {
  "LOGIN bob": "yes",
  "LOGIN ": "yes",
  "login bob": "yes",
  "LOGIN": "more",
  "L": "more",
  "LO": "more",
  "LOGIN\n": "yes",
  "LOGIN\r": "yes",
  "LOGINXYZ BOB": "no",
  "LOGINXYZ BOB\n": "no",
  "LOGOUT": "more",
  "LOGOUT\r\n": "yes",
  "JOIN #": "more",
  "JOIN #den": "more",
  "JOIN #den\r": "yes",
  "PART #den\n": "yes",
  "part #den\n": "yes",
  "MSG bob hi": "more",
  "MSG bob hi\n": "yes",
  "JOIN den\n": "yes",
  "JOIN\n": "yes",
  "/LOGIN BOB\n": "no",
  " LOGIN bob\n": "no",
  "LOGAN\n": "no",
  "bob\n": "no",
  "\n": "no",
  "{": "no",
};

for (const [opening, detection] of Object.entries(OPENINGS)) {
  Deno.test(`the line protocol says ${detection} to ${JSON.stringify(opening)}`, async () => {
    await using house = await TestHouse.open();
    const gateway = new LineGateway(house.house, MODERN);
    strictEqual(gateway.detect(new TextEncoder().encode(opening)), detection);
  });
}

Deno.test("it has no port of its own unless the settings give it one", async () => {
  await using house = await TestHouse.open({ line: { port: 0 } });
  ok(house.server.addresses.every(({ gateway }) => gateway !== "line"));
});

Deno.test("it is found at the port that the settings say", async () => {
  await using house = await TestHouse.open({ line: { port: 7777 } });
  const { port } = house.server.addresses.find(({ gateway }) => gateway === "line")!;
  strictEqual(port, 7777);
  const caller = house.dialProgram("line");
  caller.send("LOGIN bob\r\n");
  strictEqual(await caller.hear("\n"), "OK\r\n");
});

Deno.test("the same port serves a caller over TCP", async () => {
  await using house = await TestHouse.open({ door: "tcp" });
  const { hostname, port } = house.server.addresses.find(({ gateway }) => gateway === "line")!;
  const conn = await Deno.connect({ hostname, port });
  await conn.write(new TextEncoder().encode("LOGIN bob\r\nJOIN #den\r\nMSG #den hi\r\n"));
  await conn.closeWrite();
  strictEqual(await new Response(conn.readable).text(), "OK\r\nOK\r\nOK\r\n");
});
