/**
 * More callers than there are nodes.
 *
 * @module
 */

import { strictEqual } from "node:assert/strict";
import { ServerProcess } from "./kit/server_process.ts";
import { SocketCaller } from "./kit/socket_caller.ts";

const NODES = 64;

Deno.test("64 callers fill the house, the 65th reads BUSY, and who comes next gets the node of who has left", async () => {
  await using server = await ServerProcess.start();
  await using callers = new AsyncDisposableStack();
  const seated: SocketCaller[] = [];
  for (let node = 1; node <= NODES; node++) {
    const caller = callers.use(await server.dial());
    await caller.heard.waitFor(`You are on node ${node} of ${NODES}.`);
    seated.push(caller);
  }

  const late = callers.use(await server.dial());
  await late.heard.waitForEnd();
  strictEqual(late.heard.text, "BUSY\r\n");

  const witness = seated[0]!;
  const leaving = seated[41]!;
  await witness.enter("witness");
  await leaving.enter("leaving");
  await leaving.hangUp();
  await witness.heard.waitFor("<- leaving has left");

  const next = callers.use(await server.dial());
  await next.heard.waitFor(`You are on node 42 of ${NODES}.`);
  const none = callers.use(await server.dial());
  await none.heard.waitForEnd();
  strictEqual(none.heard.text, "BUSY\r\n");
});
