/**
 * What callers find when the house opens again, after a polite end and after kill -9.
 *
 * @module
 */

import { deepStrictEqual, match, ok } from "node:assert/strict";
import { freePort, type Program, startProgram } from "../../kit/program.ts";
import { TestHouse } from "../../../testing/test_house.ts";
import { VirtualCaller } from "../../../testing/virtual_caller.ts";
import { TcpWire } from "../../../testing/wire.ts";

/** A folder for the data of one test. */
async function temporaryFolder(): Promise<{ path: string } & AsyncDisposable> {
  const path = await Deno.makeTempDir();
  return { path, [Symbol.asyncDispose]: () => Deno.remove(path, { recursive: true }) };
}

/** Somebody in the lobby of a program that runs. */
async function enter(name: string, port: number): Promise<VirtualCaller> {
  const caller = new VirtualCaller(await TcpWire.dial({ hostname: "127.0.0.1", port }));
  caller.line(name);
  await caller.until(/^Here: .*\n/m);
  return caller;
}

async function open(folder: string, port: number): Promise<Program> {
  const program = startProgram(["--host", "127.0.0.1", "--port", String(port)], folder);
  await program.stdout.until(/telnet 127\.0\.0\.1 \d+\n/);
  return program;
}

/** The numbers of the lines that somebody has read. */
function numbers(heard: string): number[] {
  return Array.from(heard.matchAll(/\w+: line (\d+)\n/g), ([, number]) => Number(number));
}

Deno.test("after kill -9 every line that any caller saw is in /recap", async () => {
  await using folder = await temporaryFolder();
  const port = freePort();
  const program = await open(folder.path, port);
  const callers = await Promise.all(["ann", "bob", "cy"].map((name) => enter(name, port)));
  let number = 0;
  for (let round = 0; round < 50; round++) {
    for (const caller of callers) caller.line(`line ${++number}`);
  }
  // In the middle of it: somebody has seen some lines, and more are on their way.
  await callers[0]!.until(/line (?:[4-9]\d)\n/);
  program.signal("SIGKILL");
  await program.ended;
  for (const caller of callers) {
    caller.reset();
    await caller.hungUp;
  }
  const seen = new Set(callers.flatMap((caller) => numbers(caller.heard)));
  ok(seen.size > 0);

  await using again = await open(folder.path, port);
  const dee = await enter("dee", port);
  dee.line("/recap 1000");
  await dee.roundtrip();
  const kept = new Set(numbers(dee.heard));
  deepStrictEqual([...seen].filter((number) => !kept.has(number)), []);
  dee.reset();
  await dee.hungUp;
  again.signal("SIGTERM");
  await again.ended;
});

Deno.test("accounts, rooms, bans, mail, ignored names and the sysop outlast a restart", async () => {
  await using folder = await temporaryFolder();
  {
    await using house = await TestHouse.open({ dataDir: folder.path });
    const ann = await house.sysop("ann");
    await house.register("bob");
    for (
      const line of [
        "/join den",
        "/topic Bears",
        "/private on",
        "/limit 9",
        "/ban mallory spam",
        "/ignore bob",
        "/tell bob see you",
        "hello den",
      ]
    ) await ann.answerTo(line);
  }
  await using house = await TestHouse.open({ dataDir: folder.path });
  const ann = await house.member("ann");
  match(
    (await ann.answerTo("/join den")).join("\n"),
    /ann: hello den\nYou are in den\nTopic: Bears/,
  );
  match((await ann.answerTo("/room")).join("\n"), /private, open to all, at most 9 people/);
  match((await ann.answerTo("/bans")).join("\n"), /mallory +ban +ann +.*spam/);
  deepStrictEqual(await ann.answerTo("/ignore"), ["You ignore bob."]);
  match((await ann.answerTo("/nodes")).join("\n"), /1 of 64 nodes taken/);
  const bob = await house.member("bob");
  await bob.until(/While you were away:\n.* ann told you: see you\n/);
});

Deno.test("a house that was claimed has no code when it opens again, one that was not keeps its own", async () => {
  await using folder = await temporaryFolder();
  let code: string | undefined;
  {
    await using house = await TestHouse.open({ dataDir: folder.path });
    code = house.house.world.claimCode;
    ok(code);
  }
  {
    await using house = await TestHouse.open({ dataDir: folder.path });
    deepStrictEqual(house.house.world.claimCode, code);
    await house.sysop("ann");
  }
  await using house = await TestHouse.open({ dataDir: folder.path });
  deepStrictEqual(house.house.world.claimCode, undefined);
});

Deno.test("who is here when the house stops has left by the time that it opens again", async () => {
  await using folder = await temporaryFolder();
  {
    await using house = await TestHouse.open({ dataDir: folder.path });
    await house.guest("ann");
    await house.stop("The server stops.");
  }
  await using house = await TestHouse.open({ dataDir: folder.path });
  const bob = await house.guest("bob");
  match((await bob.answerTo("/last")).join("\n"), /ann +telnet +\d\d:\d\d +\d\d:\d\d$/);
});
