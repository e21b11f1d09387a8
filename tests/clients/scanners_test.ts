/**
 * Two thousand scanners beside twenty people, at a server as a sysop runs it.
 *
 * @module
 */

import { ok, strictEqual } from "node:assert/strict";
import type { ClientName } from "../../testing/telnet_client.ts";
import { VirtualCaller } from "../../testing/virtual_caller.ts";
import { eventually } from "../kit/eventually.ts";
import { LOCAL_PROXY, LocalWire } from "../kit/local_wire.ts";
import { Scanners } from "../kit/scanner.ts";
import { ServerProcess } from "./kit/server_process.ts";

const SCANNERS = 2000;

const CLIENTS: readonly ClientName[] = ["telnet", "nc", "mud", "dumb"];
const QUICK = 16;
const SLOW = 4;

/** What the server may grow by while all of them are there: bounds, and not what it takes today. */
const MOST_BYTES = 200 * 1024 * 1024;

/** How long a slow client takes to answer telnet, and its person over a key: that is what it is like. */
const SLOW_ANSWER_MS = 3000;
const SLOW_KEY_MS = 400;

const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

/** A wire on which all that is sent is held back at first, as on a slow line. */
async function slowWire(call: { port: number; from: string }): Promise<LocalWire> {
  const wire = await LocalWire.dial(call);
  const send = wire.send.bind(wire);
  let isHeld = true;
  const held: Uint8Array[] = [];
  wire.send = (bytes) => isHeld ? void held.push(bytes) : send(bytes);
  void pause(SLOW_ANSWER_MS).then(() => {
    isHeld = false;
    for (const bytes of held) send(bytes);
  });
  return wire;
}

/**
 * Waits for what has been heard, and not for what is yet to be: telnet may still be settling, and a
 * caller's `until` begins anew when it has.
 */
function hears(caller: VirtualCaller, text: string | RegExp): Promise<void> {
  return eventually(`${text} is heard`, () => caller.heard.search(text) >= 0);
}

/** Comes in as a person does: presses Enter if asked to, and types their name. */
async function comeIn(
  caller: VirtualCaller,
  name: string,
  type?: (text: string) => Promise<void>,
): Promise<void> {
  await hears(caller, /Name: |to come in: /);
  if (!caller.heard.includes("Name: ")) caller.line("");
  await hears(caller, "Name: ");
  await type?.(name);
  caller.line(type ? "" : name);
  await hears(caller, /^Here: /m);
}

Deno.test("two thousand scanners keep none of twenty people out, and the server stays small", async () => {
  await using server = await ServerProcess.start(
    `[limits]\nexempt =\n[guard]\nproxies = ${LOCAL_PROXY}\n`,
  );
  const { port } = server;
  const before = await server.residentBytes();
  const people: VirtualCaller[] = [];

  await using scanners = new Scanners();
  const scanning = scanners.dial(port, SCANNERS);
  const slow = Array.from({ length: SLOW }, async (_, index) => {
    const client = CLIENTS[index % CLIENTS.length]!;
    const wire = await slowWire({ port, from: `127.2.${index + 1}.1` });
    const caller = new VirtualCaller(wire, { client });
    people.push(caller);
    await comeIn(caller, `slow_${"abcd"[index]}`, async (text) => {
      for (const key of text) {
        caller.type(key);
        await pause(SLOW_KEY_MS);
      }
    });
  });
  // The quick ones come one after the other, all the while.
  for (let index = 0; index < QUICK; index++) {
    const client = CLIENTS[index % CLIENTS.length]!;
    const wire = await LocalWire.dial({ port, from: `127.1.${index + 1}.1` });
    const caller = new VirtualCaller(wire, { client });
    people.push(caller);
    await comeIn(caller, `quick_${index}`);
  }
  await Promise.all([scanning, ...slow]);
  for (const caller of people) strictEqual(caller.isHungUp, false);

  const [first, last] = [people[0]!, people.at(-1)!];
  last.line("Can you all hear me");
  for (const caller of people) if (caller !== last) await hears(caller, "Can you all hear me\n");
  first.line("/who");
  await hears(first, /^20 people/m);

  const after = await server.residentBytes();
  if (before !== undefined && after !== undefined) {
    ok(after - before < MOST_BYTES, `grown by ${Math.round((after - before) / 1048576)} MiB`);
  }
  for (const caller of people) caller.reset();
  await Promise.all(people.map(({ hungUp }) => hungUp));
});
