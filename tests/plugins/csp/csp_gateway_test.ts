/**
 * The gateway of CSP: as every gateway must be, and at the front door.
 *
 * @module
 */

import { strictEqual } from "node:assert/strict";
import { CspGateway } from "../../../plugins/csp/csp_gateway.ts";
import { cspRequest, cspResponse, type CspWords } from "../../kit/csp_caller.ts";
import { testGateway } from "../../kit/gateway_conformance.ts";
import { PASSWORD, TestHouse } from "../../../testing/test_house.ts";

const LOGGED_IN = `${cspResponse("110", { channel: "CC" })}\n`;

function line(command: string, words: CspWords): string {
  return `${cspRequest(command, words)}\n`;
}

function cannotJoin({ name, room }: { name: string; room: string }, payload: string): string {
  const about = `{"username": "${name}", "chat_name": "${room}"}`;
  return `${cspResponse("240", { about, channel: "CC", payload })}\n`;
}

function refused(payload: string): string {
  return `${cspResponse("300", { channel: "CC", payload })}\n`;
}

testGateway({
  name: "csp",
  gateway: "csp",
  door: "csp",
  needsAccount: true,
  comeIn: (username) => ({ send: line("AUTH", { username, password: PASSWORD }), hear: LOGGED_IN }),
  logIn: (username) => ({ send: line("AUTH", { username, password: PASSWORD }), hear: LOGGED_IN }),
  join: ({ name, room }) => ({
    send: line("JOIN", { username: name, chat_name: room }),
    hear: `"${name} has joined the group"}\n`,
  }),
  refusals: {
    banned: (who) => cannotJoin(who, "You are banned from joining this group"),
    full: (who) => cannotJoin(who, "This group is full"),
    inviteOnly: (who) => cannotJoin(who, "You need an invitation to join this group"),
  },
  say: ({ name, room, text }) => ({
    send: line("MSSG", { username: name, chat_name: room, payload: `(${name}) ${text}` }),
    hear: `${cspResponse("140", { channel: "DC", payload: `(${name}) ${text}` })}\n`,
  }),
  sayOutside: ({ name, room, text }) => ({
    send: line("MSSG", { username: name, chat_name: room, payload: text }),
    hear: refused("You are not in this group"),
  }),
  heard: ({ name, text }) =>
    `${cspResponse("140", { channel: "DC", payload: `(${name}) ${text}` })}\n`,
  cameIn: ({ name, room }) => {
    const about = `{"username": "${name}", "chat_name": "${room}"}`;
    const payload = `${name} has joined the group`;
    return `${cspResponse("180", { about, channel: "CC", payload })}\n`;
  },
  wentOut: ({ name }) => {
    const payload = `${name} has left the chat room`;
    return `${cspResponse("190", { about: `{"username": "${name}"}`, payload })}\n`;
  },
  kicked: ({ name }) => {
    const payload = `${name} has been kicked from the group`;
    return `${
      cspResponse("192", { about: `{"kicked_user": "${name}"}`, channel: "CC", payload })
    }\n`;
  },
  banned: ({ name }) => {
    const payload = `${name} has been banned from the group`;
    return `${
      cspResponse("191", { about: `{"banned_user": "${name}"}`, channel: "CC", payload })
    }\n`;
  },
  tooLong: {
    send: `${"x".repeat(65_537)}\n`,
    hear: `${cspResponse("320", { channel: "CC", payload: "Syntax error" })}\n`,
  },
  anew: Uint8Array.of(10),
  goodbye: refused,
});

Deno.test("CSP says yes to a brace, and no to anything else", async () => {
  await using house = await TestHouse.open();
  const gateway = new CspGateway(house.house);
  const detect = (text: string) => gateway.detect(new TextEncoder().encode(text));
  strictEqual(detect("{"), "yes");
  strictEqual(detect('{"version": 1.0'), "yes");
  for (const text of ["[", " {", "\n{", "\ufeff{", '"', "LOGIN {"]) strictEqual(detect(text), "no");
});

Deno.test("it serves a caller over TCP", async () => {
  await using house = await TestHouse.open({ door: "tcp" });
  const { hostname, port } = house.server.addresses.find(({ gateway }) => gateway === "csp")!;
  const conn = await Deno.connect({ hostname, port });
  await conn.write(new TextEncoder().encode(line("REDY", {})));
  await conn.closeWrite();
  const answer = await new Response(conn.readable).text();
  strictEqual(answer, `${cspResponse("100", { channel: "CC", payload: "Ready" })}\n`);
});
