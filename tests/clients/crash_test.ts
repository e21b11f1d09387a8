/**
 * `kill -9` in the middle of a conversation.
 *
 * @module
 */

import { ok, strictEqual } from "node:assert/strict";
import { ServerProcess } from "./kit/server_process.ts";
import type { SocketCaller } from "./kit/socket_caller.ts";

const CALLERS = 30;

/** After how many lines, as one of the callers counts them, the server is killed. */
const MOMENTS = [1, 60, 250, 500];

/** Somebody's words, live or in a recap: everything from the name on. */
const SAID = /c\d+: round \d+ line \d+$/;

Deno.test("every line that any caller saw before kill -9 is in /recap after the next start", async (t) => {
  await using server = await ServerProcess.start();
  await using founder = await server.dial();
  await founder.enter("keeper");
  await founder.register();
  for (const [round, moment] of MOMENTS.entries()) {
    await t.step(`killed after ${moment} lines`, async () => {
      const seen = await talkUntilKilled(server, { round, moment });
      await server.startAgain();
      const recap = await recapOf(server, round);
      for (const lines of seen) isWithin(recap, lines);
    });
  }
});

/**
 * Lets everybody talk in a room of that round, each saying the next line as soon as the last one is done,
 * until the server is killed.
 *
 * @returns The lines that each of them saw.
 */
async function talkUntilKilled(
  server: ServerProcess,
  { round, moment }: { round: number; moment: number },
): Promise<readonly (readonly string[])[]> {
  await using callers = new AsyncDisposableStack();
  const people = await server.dialMany(CALLERS, callers);
  await Promise.all(people.map(async (caller, number) => {
    await caller.enter(`c${number}`);
    await caller.join(`round ${round}`);
  }));
  let isOver = false;
  const talk = async (caller: SocketCaller) => {
    for (let line = 0; !isOver; line++) {
      caller.say(`round ${round} line ${line}`);
      await caller.settle();
    }
  };
  // All of them fail in the end, as there is nobody left to answer.
  const [observer, ...talkers] = people;
  const talking = Promise.allSettled(talkers.map(talk));
  for (let count = 0; count < moment; count++) {
    await observer!.heard.waitFor(/c\d+: round \d+ line \d+\r\n/);
  }
  isOver = true;
  await server.kill();
  await talking;
  return people.map(linesSeen);
}

function linesSeen({ heard }: SocketCaller): readonly string[] {
  return heard.lines.flatMap((line) => SAID.exec(line)?.[0] ?? []);
}

async function recapOf(server: ServerProcess, round: number): Promise<readonly string[]> {
  await using keeper = await server.dial();
  await keeper.logIn("keeper");
  await keeper.join(`round ${round}`);
  const before = keeper.heard.lines.length;
  keeper.say("/recap 1000");
  await keeper.settle();
  const recap = keeper.heard.lines.slice(before).flatMap((line) => SAID.exec(line)?.[0] ?? []);
  ok(recap.length < 1000, "more was said than fits into the recap");
  return recap;
}

/** Whether the lines stand in the recap, in their order; others may stand between them. */
function isWithin(recap: readonly string[], lines: readonly string[]): void {
  const places = new Map(recap.map((line, place) => [line, place]));
  strictEqual(places.size, recap.length, "a line stands there twice");
  let last = -1;
  for (const line of lines) {
    const place = places.get(line) ?? -1;
    ok(place > last, `"${line}" is ${place < 0 ? "lost" : "out of order"}`);
    last = place;
  }
}
