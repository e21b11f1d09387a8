/**
 * Records the opening of a call: what a real client and the server say by telnet, both ways.
 *
 *     deno run --allow-net --allow-write tests/kit/record_opening.ts LISTEN SERVER FILE CLIENT VERSION NOTES
 *
 * It listens on the port LISTEN, calls the one of the server for whoever calls it, and writes the file once
 * they have hung up. Type nothing; hang up after two seconds.
 *
 * @module
 */

import { telnetBytes } from "./telnet_opening.ts";

const [listen, server, file, client, version, notes] = Deno.args;

/** What has been said, in turns. */
const turns: { readonly by: "client" | "server"; readonly bytes: number[] }[] = [];

async function pass(from: Deno.Conn, to: Deno.Conn, by: "client" | "server"): Promise<void> {
  for await (const chunk of from.readable) {
    const last = turns.at(-1);
    if (last?.by === by) last.bytes.push(...chunk);
    else turns.push({ by, bytes: [...chunk] });
    await to.write(chunk);
  }
  await to.closeWrite();
}

const door = Deno.listen({ hostname: "127.0.0.1", port: Number(listen) });
const caller = await door.accept();
const house = await Deno.connect({ hostname: "127.0.0.1", port: Number(server) });
await Promise.allSettled([pass(caller, house, "client"), pass(house, caller, "server")]);

const exchange = turns.map(({ by, bytes }) => [by, telnetBytes(Uint8Array.from(bytes))] as const)
  .filter(([, bytes]) => bytes !== "")
  .map(([by, bytes]) => ({ [by]: bytes }));
const opening = { client, version, source: "recorded", notes, expects: {}, exchange };
await Deno.writeTextFile(file!, `${JSON.stringify(opening, undefined, 2)}\n`);
Deno.exit();
