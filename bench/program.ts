/**
 * The processes of a bench: the servers that are measured, and the load generator.
 *
 * @module
 */

import { fileURLToPath } from "node:url";
import manifest from "../deno.json" with { type: "json" };
import type { LoadOrder, LoadReport } from "./load_order.ts";

/** The servers that can be measured. */
export type ServerName = "bare" | "partyline";

/** On which core a program runs, when they are pinned. */
const CORES = { server: 0, load: 1 } as const;

const START_MS = 20_000;
const STOP_MS = 10_000;

const HERE = fileURLToPath(new URL(".", import.meta.url));

/** The task `start`, with the path of main.ts made absolute. Its first word is `deno`. */
const START = manifest.tasks.start.command.split(" ").slice(1)
  .map((word) => word === "main.ts" ? `${HERE}../main.ts` : word);

/** How programs are run. */
export interface ProgramOptions {
  /** Whether servers and the load generator are held to a core each. */
  readonly pinned: boolean;
  /** Ends what runs. */
  readonly signal: AbortSignal;
}

/** What a sysop would never set: nodes for everybody, and only errors in the log. */
function configOf(port: number): string {
  return `[main]\nhost = 127.0.0.1\nport = ${port}\ndetect_ms = 0\nmax_nodes = 10000\nlog_level = error\n`;
}

/** A server on a port of its own. Disposing of it ends it, and takes its folder away. */
export class ServerProgram implements AsyncDisposable {
  readonly port: number;
  readonly #process: Deno.ChildProcess;
  readonly #folder: string;
  #hasEnded = false;

  /** Starts a server and waits until it can be dialled. */
  static async start(name: ServerName, options: ProgramOptions): Promise<ServerProgram> {
    const port = freePort();
    const folder = await Deno.makeTempDir({ prefix: "partyline_bench_" });
    await Deno.writeTextFile(`${folder}/config.ini`, configOf(port));
    const args = name === "partyline"
      ? [...START, "--config", `${folder}/config.ini`]
      : ["run", "--no-prompt", "--allow-net", `${HERE}bare_server.ts`, String(port)];
    const process = commandOf(args, { ...options, core: CORES.server, stdout: "null" }).spawn();
    const server = new ServerProgram(process, { port, folder });
    try {
      await server.#untilReady();
      return server;
    } catch (error) {
      await server[Symbol.asyncDispose]();
      throw error;
    }
  }

  private constructor(
    process: Deno.ChildProcess,
    { port, folder }: { port: number; folder: string },
  ) {
    this.port = port;
    this.#process = process;
    this.#folder = folder;
    process.status.then(() => this.#hasEnded = true);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#signal("SIGTERM");
    const timer = setTimeout(() => this.#signal("SIGKILL"), STOP_MS);
    await this.#process.status;
    clearTimeout(timer);
    await Deno.remove(this.#folder, { recursive: true });
  }

  async #untilReady(): Promise<void> {
    const deadline = performance.now() + START_MS;
    while (!await canBeDialled(this.port)) {
      if (this.#hasEnded) throw new Error("The server has ended instead of starting");
      if (performance.now() > deadline) throw new Error("The server does not start");
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }

  #signal(signal: Deno.Signal): void {
    try {
      this.#process.kill(signal);
    } catch {
      // It has ended already.
    }
  }
}

/**
 * Runs the load generator against a server.
 *
 * @throws {Error} If it fails; it has said why on standard error.
 */
export async function runLoad(
  { port }: ServerProgram,
  { order, ...options }: ProgramOptions & { order: LoadOrder },
): Promise<LoadReport> {
  const args = ["run", "--no-prompt", "--allow-net=127.0.0.1", `${HERE}load.ts`];
  const { success, stdout } = await commandOf(
    [...args, String(port), JSON.stringify(order)],
    { ...options, core: CORES.load, stdout: "piped" },
  ).output();
  if (!success) throw new Error("The load generator has failed");
  return JSON.parse(new TextDecoder().decode(stdout));
}

/** Whether programs can be held to a core each: by taskset of util-linux, with two cores or more. */
export async function canPin(): Promise<boolean> {
  try {
    const command = new Deno.Command("taskset", { args: ["--version"], stdout: "null" });
    return (await command.output()).success && navigator.hardwareConcurrency > 1;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return false;
    throw error;
  }
}

/** This runtime, on one core or wherever the system puts it. */
function commandOf(
  args: readonly string[],
  options: ProgramOptions & { core: number; stdout: "null" | "piped" },
): Deno.Command {
  const { pinned, core, signal, stdout } = options;
  const [program, ...words] = pinned
    ? ["taskset", "--cpu-list", String(core), Deno.execPath(), ...args]
    : [Deno.execPath(), ...args];
  return new Deno.Command(program!, {
    args: words,
    signal,
    stdin: "null",
    stdout,
    stderr: "inherit",
  });
}

/** A port that nobody listens on. */
function freePort(): number {
  using listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  return listener.addr.port;
}

async function canBeDialled(port: number): Promise<boolean> {
  try {
    using _ = await Deno.connect({ hostname: "127.0.0.1", port });
    return true;
  } catch (error) {
    if (error instanceof Deno.errors.ConnectionRefused) return false;
    throw error;
  }
}
