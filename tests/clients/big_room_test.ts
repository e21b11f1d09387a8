/**
 * A room with many people in it.
 *
 * @module
 */

import { deepStrictEqual, strictEqual } from "node:assert/strict";
import { ServerProcess } from "./kit/server_process.ts";

const PEOPLE = 500;
const LINES = 3;

/** Everything said in this story, and nothing else. */
const SAID = /^(p\d+): line \d+$/;

Deno.test("500 callers in one room all talk, and all read every line in the same order", async () => {
  await using server = await ServerProcess.start("max_nodes = 600");
  await using callers = new AsyncDisposableStack();
  const people = await server.dialMany(PEOPLE, callers);
  await Promise.all(people.map((caller, number) => caller.enter(`p${number}`)));
  const listener = callers.use(await server.dial());
  await listener.enter("listener");

  await Promise.all(people.map(async (caller) => {
    for (let line = 1; line <= LINES; line++) caller.say(`line ${line}`);
    await caller.settle();
  }));
  listener.say("that was all");
  await Promise.all(people.map((caller) => caller.heard.waitFor("listener: that was all\r\n")));
  await listener.settle();

  const all = listener.heard.lines.filter((line) => SAID.test(line));
  strictEqual(all.length, PEOPLE * LINES);
  people.forEach((caller, number) => {
    // In line mode people have their own lines on the screen already, and are not sent them.
    const ofOthers = all.filter((line) => !line.startsWith(`p${number}: `));
    deepStrictEqual(caller.heard.lines.filter((line) => SAID.test(line)), ofOthers);
  });
});
