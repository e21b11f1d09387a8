/**
 * How long a start takes, from the command until it can be dialled: part of `deno task bench`, and
 * `deno task bench:start dist/partyline` for the executable.
 *
 * @module
 */

import { fileURLToPath } from "node:url";
import { resolve } from "node:path";
import manifest from "../deno.json" with { type: "json" };
import { figureOf } from "./figure.ts";
import { formatTable } from "./table.ts";

const RUNS = 21;

/** How long to wait before it is dialled again, in milliseconds: what is measured is as coarse as that. */
const DIAL_AGAIN_MS = 1;

const PROJECT = fileURLToPath(new URL("..", import.meta.url));

/** The program and its words. */
type Command = readonly [program: string, ...words: string[]];

/** What follows the name of this file, or else the task `start`. */
function commandOf([program, ...words]: readonly string[]): Command {
  if (program !== undefined) return [resolve(program), ...words];
  const start = manifest.tasks.start.command.split(" ").slice(1)
    .map((word) => word === "main.ts" ? `${PROJECT}main.ts` : word);
  return [Deno.execPath(), ...start];
}

/**
 * Starts it so many times, each in an empty folder, and ends it again.
 *
 * @param words The program and its words; none is the task `start`.
 * @returns The milliseconds that each took.
 */
export async function timeStarts(words: readonly string[], count: number): Promise<number[]> {
  // The first fills the caches of the system.
  await timeStart(words);
  const times: number[] = [];
  while (times.length < count) times.push(await timeStart(words));
  return times;
}

async function timeStart(words: readonly string[]): Promise<number> {
  const [program, ...args] = commandOf(words);
  const folder = await Deno.makeTempDir({ prefix: "partyline_bench_" });
  const port = freePort();
  const command = new Deno.Command(program, {
    args: [...args, "--port", String(port)],
    cwd: folder,
    stdin: "null",
    stdout: "null",
    stderr: "inherit",
  });
  const begun = performance.now();
  const child = command.spawn();
  let hasEnded = false;
  child.status.then(() => hasEnded = true);
  try {
    while (!await isListening(port)) {
      if (hasEnded) throw new Error(`Cannot measure "${program}" as it has ended`);
      await new Promise((resolve) => setTimeout(resolve, DIAL_AGAIN_MS));
    }
    return performance.now() - begun;
  } finally {
    if (!hasEnded) child.kill("SIGKILL");
    await child.status;
    await Deno.remove(folder, { recursive: true });
  }
}

/** A port that nobody listens on. */
function freePort(): number {
  using listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  return listener.addr.port;
}

async function isListening(port: number): Promise<boolean> {
  try {
    using _ = await Deno.connect({ hostname: "127.0.0.1", port });
    return true;
  } catch (error) {
    if (error instanceof Deno.errors.ConnectionRefused) return false;
    throw error;
  }
}

if (import.meta.main) {
  const times = await timeStarts(Deno.args, RUNS);
  const row = { name: "start to listening", unit: "ms", ...figureOf(times) };
  Deno.stdout.writeSync(new TextEncoder().encode(`${formatTable([row])}\n`));
}
