/**
 * What Partyline costs: `deno task bench`, with `--quick` for a rough answer in a few minutes, with
 * `--runs N` for more or fewer runs. Prints one table, and writes it to bench/results/ and as a picture to `--plot`.
 *
 * @module
 */

import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import manifest from "../deno.json" with { type: "json" };
import { Chatload } from "./chatload.ts";
import { type Contender, type ContenderName, CONTENDERS } from "./contenders.ts";
import { LOAD_CASES, type LoadLength } from "./load_case.ts";
import { measureHistory } from "./history_time.ts";
import { Measurements } from "./measurements.ts";
import { runLoad } from "./own_load.ts";
import { findPins, type Pins } from "./pinning.ts";
import { plot } from "./plot.ts";
import { type CaseLength, ROOM_CASES, type RoomCase } from "./room_cases.ts";
import { RunningServer } from "./running_server.ts";
import { timeStart } from "./start_time.ts";
import { formatTable } from "./table.ts";

/** How long all of it takes. */
interface Length {
  /** How often each load is put on a new server. */
  readonly runs: number;
  readonly room: CaseLength;
  readonly own: LoadLength;
  readonly hasPeers: boolean;
  /** How many messages a long history has. */
  readonly kept: number;
}

/** How often a start is timed in each run. */
const STARTS = 3;

const QUICK: Length = {
  runs: 1,
  room: { seconds: 0.4, crowd: 1000 },
  own: { warmUpMs: 300, measureMs: 700, guests: 200 },
  hasPeers: false,
  kept: 200_000,
};

const WHOLE: Length = {
  runs: 3,
  room: { seconds: 2, crowd: 10_000 },
  own: { warmUpMs: 1000, measureMs: 2000, guests: 1000 },
  hasPeers: true,
  kept: 5_000_000,
};

/** Results depend on the machine, so this folder is made at run time and never committed. */
const RESULTS = fileURLToPath(new URL("./results/", import.meta.url));

/** What a bench works with. */
interface Tools {
  readonly length: Length;
  readonly pins: Pins;
  /** The shared tools; without them there are no loads of the generator in C. */
  readonly shared?: string;
  readonly chatload?: Chatload;
  /** Servers that can't be had here, and why. */
  readonly missing: Map<ContenderName, string>;
  readonly measurements: Measurements;
}

async function bench(tools: Tools): Promise<void> {
  const { length, chatload } = tools;
  for (let run = 1; run <= length.runs; run++) {
    const of = `run ${run} of ${length.runs}`;
    for (const roomCase of chatload ? ROOM_CASES : []) await runCase(roomCase, { tools, of });
    for (const { name, server, unit, of: other, order } of LOAD_CASES) {
      say(`${of}: ${name}\n`);
      const contender = CONTENDERS.find((contender) => contender.name === server)!;
      await using running = await RunningServer.start(contender, { prefix: tools.pins.server });
      const options = { order: order(length.own), prefix: tools.pins.load };
      const { count, seconds } = await runLoad(running.terminalPort, options);
      const measured = { name, unit, ...(other !== undefined && { of: other }) };
      tools.measurements.add(measured, count / seconds);
    }
    say(`${of}: start\n`);
    for (let start = 0; start < STARTS; start++) {
      tools.measurements.add({ name: "start to listening", unit: "ms" }, await timeStart([]));
    }
  }
  say("history\n");
  measureHistory(length.kept, tools.measurements);
}

/** Puts one load on each server that can be had. */
async function runCase(
  roomCase: RoomCase,
  { tools, of }: { readonly tools: Tools; readonly of: string },
): Promise<void> {
  const { length, missing, shared, pins } = tools;
  const contenders = contendersOf(roomCase, length);
  for (const contender of contenders) {
    if (missing.has(contender.name)) continue;
    say(`${of}: ${roomCase.name}, ${contender.name}\n`);
    let server: RunningServer;
    try {
      const options = { prefix: pins.server, ...(shared !== undefined && { tools: shared }) };
      server = await RunningServer.start(contender, options);
    } catch (error) {
      if (!contender.isPeer) throw error;
      missing.set(contender.name, error instanceof Error ? error.message : String(error));
      continue;
    }
    await using running = server;
    await measure(roomCase, { contender, running, tools });
  }
}

async function measure(
  { name, load, readings, servers, compareWith }: RoomCase,
  { contender, running, tools }: {
    readonly contender: Contender;
    readonly running: RunningServer;
    readonly tools: Tools;
  },
): Promise<void> {
  const options = load(tools.length.room);
  const port = options.tongue === "terminal" ? running.terminalPort : running.port;
  const figures = await tools.chatload!.run({ port, pid: running.pid }, options);
  const [first] = servers;
  const other = compareWith === undefined
    ? contender.name === first ? undefined : `${name}: ${first}`
    : `${compareWith}: Partyline`;
  for (const { unit, of } of readings) {
    const measured = { name: `${name}: ${contender.name}`, unit };
    tools.measurements.add({ ...measured, ...(other && { of: other }) }, of(figures));
  }
}

function contendersOf({ servers }: RoomCase, { hasPeers }: Length): Contender[] {
  return CONTENDERS.filter(({ name, isPeer = false }) =>
    servers.includes(name) || (isPeer && hasPeers && servers.includes("peers"))
  );
}

/** The load generator in C, or why there is none. */
async function findChatload(
  shared: string | undefined,
  options: { readonly folder: string; readonly prefix: readonly string[] },
): Promise<Chatload | string> {
  if (shared === undefined) return "PARTYLINE_SHARED names no folder of shared tools";
  try {
    return await Chatload.make(`${shared}/tools`, options);
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** @throws {RangeError} If it is no count. */
function countOf(runs: string): number {
  if (/^[1-9]\d?$/.test(runs)) return Number(runs);
  throw new RangeError(`Cannot run "${runs}" times: a number from 1 to 99`);
}

function print(text: string): void {
  Deno.stdout.writeSync(new TextEncoder().encode(text));
}

/** Progress, apart from the table. */
function say(text: string): void {
  Deno.stderr.writeSync(new TextEncoder().encode(text));
}

const { values } = parseArgs({
  args: Deno.args,
  options: {
    quick: { type: "boolean", default: false },
    runs: { type: "string" },
    plot: { type: "string" },
  },
});
const usual = values.quick ? QUICK : WHOLE;
const length = { ...usual, runs: values.runs === undefined ? usual.runs : countOf(values.runs) };
const pins = await findPins();
const shared = Deno.env.get("PARTYLINE_SHARED");
const scratch = await Deno.makeTempDir({ prefix: "partyline_bench_" });
try {
  const chatload = await findChatload(shared, { folder: scratch, prefix: pins.load });
  const isThere = chatload instanceof Chatload;
  const measurements = new Measurements();
  const missing = new Map<ContenderName, string>();
  const parts = { length, pins, missing, measurements };
  await bench(isThere ? { ...parts, chatload, shared: `${shared}/tools` } : parts);
  const rows = measurements.rows();
  const about = {
    version: manifest.version,
    deno: Deno.version.deno,
    system: `${Deno.build.os} ${Deno.build.arch}`,
    cores: navigator.hardwareConcurrency,
    isPinned: pins.server.length > 0,
    at: new Date().toISOString(),
    runs: length.runs,
    missing: Object.fromEntries(missing),
    ...(!isThere && { withoutLoadInC: chatload }),
  };
  const head = [
    `Partyline ${about.version} on Deno ${about.deno}, ${about.system}, ${about.cores} cores, ` +
    (about.isPinned ? "server and load pinned to a core each" : "nothing pinned"),
    `Medians of ${length.runs}; 64 bytes a message, every delivery checked`,
    ...(isThere ? [] : [`Without the load generator in C: ${chatload}`]),
    ...Array.from(missing, ([name, reason]) => `Without ${name}: ${reason}`),
  ];
  print([...head, "", formatTable(rows), ""].join("\n"));
  await Deno.mkdir(RESULTS, { recursive: true });
  const stamp = about.at.replaceAll(/[:.]/g, "-");
  const report = JSON.stringify({ ...about, rows }, undefined, 2);
  await Deno.writeTextFile(`${RESULTS}${stamp}.json`, `${report}\n`);
  if (values.plot !== undefined) await Deno.writeTextFile(values.plot, plot(rows));
} finally {
  await Deno.remove(scratch, { recursive: true });
}
