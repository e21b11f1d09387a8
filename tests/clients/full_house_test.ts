/**
 * More callers than there are nodes.
 *
 * @module
 */

import { deepStrictEqual, strictEqual } from "node:assert/strict";
import { ServerProcess } from "./kit/server_process.ts";
import type { SocketCaller } from "./kit/socket_caller.ts";

const NODES = 64;

Deno.test("64 callers fill the house, the 65th reads BUSY, and who comes next gets the node of who has left", async () => {
  await using server = await ServerProcess.start();
  await using callers = new AsyncDisposableStack();
  const seated = new Map<number, SocketCaller>();
  for (const [index, caller] of (await server.dialMany(NODES, callers)).entries()) {
    seated.set(await nodeOf(caller, `caller_${index}`), caller);
  }
  const numbers = [...seated.keys()].sort((a, b) => a - b);
  deepStrictEqual(numbers, Array.from({ length: NODES }, (_, index) => index + 1));

  const late = callers.use(await server.dial());
  await late.heard.waitForEnd();
  strictEqual(late.heard.text, "BUSY\r\n");

  const witness = seated.get(1)!;
  const leaving = seated.get(42)!;
  await leaving.hangUp();
  await witness.heard.waitFor(/<- caller_\d+ has left/);

  const next = callers.use(await server.dial());
  strictEqual(await nodeOf(next, "next"), 42);
  const none = callers.use(await server.dial());
  await none.heard.waitForEnd();
  strictEqual(none.heard.text, "BUSY\r\n");
});

/** Comes in, and tells on which node. */
async function nodeOf(caller: SocketCaller, name: string): Promise<number> {
  await caller.heard.waitFor("Name: ");
  caller.say(name);
  const [, node] = /node (\d+) of 64\.\r\n/.exec(await caller.heard.waitFor(/You are on .*\r\n/))!;
  return Number(node);
}
