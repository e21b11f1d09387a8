/**
 * Starting, stopping and starting again.
 *
 * @module
 */

import { match, ok, strictEqual } from "node:assert/strict";
import { ServerProcess } from "./kit/server_process.ts";

Deno.test("a file with [Main] and Port alone starts the house, which says where to dial", async () => {
  await using server = await ServerProcess.start();
  match(await Deno.readTextFile(server.configFile), /^\[Main\]\nPort = \d+\n*$/);
  await server.output.until(/^ {2}sysop .*\/claim [A-Z2-9]{4}-[A-Z2-9]{4}-[A-Z2-9]{4}\n/m);
  match(server.output.text, /^Partyline is open\. \(Partyline \d+\.\d+\.\d+\)\n/);
  ok(server.output.text.includes(`telnet localhost ${server.port}\n`));
  await using caller = await server.dial();
  await caller.enter("ann");
});

Deno.test("SIGTERM tells everyone, ends with code 0, and leaves data that a second start goes on with", async () => {
  await using server = await ServerProcess.start();
  await using ann = await server.dial();
  await ann.enter("ann");
  await ann.register();
  await using ben = await server.dial();
  await ben.enter("ben");
  ben.say("see you after the break");
  await ann.heard.waitFor("ben: see you after the break\r\n");
  await using unnamed = await server.dial();
  await unnamed.heard.waitFor("Name: ");

  strictEqual(await server.stop(), 0);
  for (const caller of [ann, ben, unnamed]) {
    await caller.heard.waitForEnd();
    strictEqual(caller.heard.lines.at(-1), "*** The server stops.");
  }

  await server.startAgain();
  await using again = await server.dial();
  await again.logIn("ann");
  ok(again.heard.text.includes("ben: see you after the break"), again.heard.text);
});
