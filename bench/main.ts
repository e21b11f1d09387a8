/**
 * What Partyline costs: `deno task bench`, with `--quick` for a rough answer in under a minute, and
 * with `--pin` to hold server and load to a core each. Prints one table and writes it to
 * bench/results/latest.json.
 *
 * @module
 */

import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import manifest from "../deno.json" with { type: "json" };
import { figureOf } from "./figure.ts";
import { CALLERS, LOAD_CASES, type LoadLength, SENDERS } from "./load_case.ts";
import { MESSAGE_BYTES } from "./message.ts";
import { measureParts } from "./micro.ts";
import { canPin, type ProgramOptions, runLoad, ServerProgram } from "./program.ts";
import type { StopwatchOptions } from "./stopwatch.ts";
import { formatTable, type Row } from "./table.ts";

/** How long all of it takes. */
interface Length {
  /** How often each load is put on new servers. */
  readonly runs: number;
  readonly load: LoadLength;
  readonly parts: StopwatchOptions;
}

const QUICK: Length = {
  runs: 1,
  load: { warmUpMs: 500, measureMs: 2000, guests: 500 },
  parts: { warmUpMs: 150, sampleMs: 20, samples: 7 },
};

const WHOLE: Length = {
  runs: 3,
  load: { warmUpMs: 1500, measureMs: 5000, guests: 1500 },
  parts: { warmUpMs: 500, sampleMs: 50, samples: 21 },
};

/** Results depend on the machine, so this folder is made at run time and never committed. */
const RESULTS = fileURLToPath(new URL("./results/", import.meta.url));

const STOP_SIGNALS: readonly Deno.Signal[] = Deno.build.os === "windows"
  ? ["SIGINT"]
  : ["SIGINT", "SIGTERM"];

/** What each case did per second, by its name. */
type Speeds = ReadonlyMap<string, number>;

/** Measures all of it. */
async function bench({ runs, load, parts }: Length, options: ProgramOptions): Promise<void> {
  const speeds: Speeds[] = [];
  for (let run = 1; run <= runs; run++) {
    const tell = (name: string) => say(`Run ${run} of ${runs}: ${name}\n`);
    speeds.push(await putLoads(load, { ...options, tell }));
  }
  say("The parts\n");
  const rows = [...rowsOf(speeds), ...await measureParts(parts, options.signal)];
  const about = {
    version: manifest.version,
    deno: Deno.version.deno,
    system: `${Deno.build.os} ${Deno.build.arch}`,
    cores: navigator.hardwareConcurrency,
    pinned: options.pinned,
    at: new Date().toISOString(),
    runs,
    ...load,
  };
  print([...headOf(about), "", formatTable(rows), ""].join("\n"));
  await Deno.mkdir(RESULTS, { recursive: true });
  const report = JSON.stringify({ ...about, rows }, undefined, 2);
  await Deno.writeTextFile(`${RESULTS}latest.json`, `${report}\n`);
}

/** Puts every load on new servers. */
async function putLoads(
  length: LoadLength,
  { tell, ...options }: ProgramOptions & { tell(name: string): void },
): Promise<Speeds> {
  await using bare = await ServerProgram.start("bare", options);
  await using partyline = await ServerProgram.start("partyline", options);
  const servers = { bare, partyline };
  const speeds = new Map<string, number>();
  for (const { name, server, order } of LOAD_CASES) {
    tell(name);
    const { count, seconds } = await runLoad(servers[server], { ...options, order: order(length) });
    speeds.set(name, count / seconds);
  }
  return speeds;
}

/** The rows of all loads. A ratio compares what one run has measured; of several, the median. */
function rowsOf(runs: readonly Speeds[]): Row[] {
  return LOAD_CASES.map(({ name, unit, of }) => {
    const figure = figureOf(runs.map((speeds) => speeds.get(name)!));
    if (of === undefined) return { name, unit, ...figure };
    const ratios = figureOf(runs.map((speeds) => speeds.get(name)! / speeds.get(of)!));
    return { name, unit, ...figure, ratio: { value: ratios.median, of } };
  });
}

function headOf(
  about: LoadLength & {
    readonly version: string;
    readonly deno: string;
    readonly system: string;
    readonly cores: number;
    readonly pinned: boolean;
    readonly runs: number;
  },
): string[] {
  const { version, deno, system, cores, pinned, runs, measureMs, guests } = about;
  const pins = pinned ? "server and load pinned to a core each" : "nothing pinned";
  return [
    `Partyline ${version} on Deno ${deno}, ${system}, ${cores} cores, ${pins}`,
    `One room of ${CALLERS}, ${SENDERS} of them talk, ${MESSAGE_BYTES} bytes a message, ` +
    "every delivery checked",
    `Runs: ${runs}, each ${measureMs / 1000} s of talk a row, and ${guests} log-ins`,
  ];
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
    pin: { type: "boolean", default: false },
  },
});
if (values.pin && !await canPin()) {
  throw new Error("Cannot pin as that takes taskset of util-linux and two cores");
}
const stop = new AbortController();
for (const signal of STOP_SIGNALS) Deno.addSignalListener(signal, () => stop.abort());
try {
  await bench(values.quick ? QUICK : WHOLE, { pinned: values.pin, signal: stop.signal });
} catch (error) {
  if (!stop.signal.aborted) throw error;
  say("Stopped.\n");
  Deno.exit(130);
}
