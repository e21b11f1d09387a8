/**
 * Somebody who does not read while others talk.
 *
 * @module
 */

import { deepStrictEqual, ok } from "node:assert/strict";
import { ServerProcess } from "./kit/server_process.ts";

/** Lines that are said before the others are waited for: less than an outbox holds. */
const BURST = 50;

/** Far more bursts than the buffers of two systems and an outbox can take. */
const MOST_BURSTS = 1000;

Deno.test("a caller who never reads is dropped as too slow, and the others lose nothing", async () => {
  await using server = await ServerProcess.start();
  await using talker = await server.dial();
  await talker.enter("talker");
  await using listener = await server.dial();
  await listener.enter("listener");
  // Bare, because a caller of the kit always reads.
  using slow = await Deno.connect({ hostname: "127.0.0.1", port: server.port });
  await slow.write(new TextEncoder().encode("slow\r\n"));
  await listener.heard.waitFor("-> slow has come in\r\n");

  const said: string[] = [];
  const isDropped = () => listener.heard.text.includes("<- slow has left (too slow)");
  for (let burst = 0; burst < MOST_BURSTS && !isDropped(); burst++) {
    for (let line = 0; line < BURST; line++) {
      const text = `${said.length} ${"x".repeat(1900)}`;
      said.push(text);
      talker.say(text);
    }
    await listener.heard.waitFor(`talker: ${said.at(-1)}\r\n`);
  }

  ok(isDropped(), `still there after ${said.length} lines`);
  const heard = listener.heard.lines.filter((line) => line.startsWith("talker: "));
  deepStrictEqual(heard, said.map((text) => `talker: ${text}`));
  await using next = await server.dial();
  await next.heard.waitFor("Name: ");
  next.say("next");
  await next.heard.waitFor("You are on node 3 of");
});
