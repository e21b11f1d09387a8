/**
 * A server while it is measured, in a process of its own.
 *
 * @module
 */

import type { Contender, Place, Start } from "./contenders.ts";

const START_MS = 20_000;
const STOP_MS = 10_000;

/** How it is started. */
export interface RunOptions {
  readonly tools?: string;
  /** Words before its own on the command line: those of taskset. */
  readonly prefix: readonly string[];
}

/** A server on a port of its own. Disposing of it ends it, and takes its folder away. */
export class RunningServer implements AsyncDisposable {
  readonly port: number;
  /** Where terminals dial; the same where it speaks no telnet. */
  readonly terminalPort: number;
  readonly #process: Deno.ChildProcess;
  readonly #folder: string;
  #hasEnded = false;

  /**
   * Starts a server and waits until it can be dialled.
   *
   * @throws {Error} If it can't be had here, or does not start.
   */
  static async start(contender: Contender, { tools, prefix }: RunOptions): Promise<RunningServer> {
    const folder = await Deno.makeTempDir({ prefix: "partyline_bench_" });
    // Some peers give up their rights before they read their files.
    await Deno.chmod(folder, 0o777);
    try {
      const place: Place = { port: freePorts(), folder, ...(tools !== undefined && { tools }) };
      const start = await contender.prepare(place);
      const server = new RunningServer(start, { folder, prefix });
      await server.#untilReady(contender.name);
      return server;
    } catch (error) {
      await Deno.remove(folder, { recursive: true }).catch(() => {});
      throw error;
    }
  }

  private constructor(
    { words, port, terminalPort = port }: Start,
    { folder, prefix }: { readonly folder: string; readonly prefix: readonly string[] },
  ) {
    this.port = port;
    this.terminalPort = terminalPort;
    this.#folder = folder;
    const [program, ...args] = [...prefix, ...words];
    const pipes = { stdin: "null", stdout: "null", stderr: "null" } as const;
    this.#process = new Deno.Command(program!, { args, cwd: folder, ...pipes }).spawn();
    this.#process.status.then(() => this.#hasEnded = true);
  }

  /** The number of its process. */
  get pid(): number {
    return this.#process.pid;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#signal("SIGTERM");
    const timer = setTimeout(() => this.#signal("SIGKILL"), STOP_MS);
    await this.#process.status;
    clearTimeout(timer);
    await Deno.remove(this.#folder, { recursive: true });
  }

  async #untilReady(name: string): Promise<void> {
    const deadline = performance.now() + START_MS;
    while (!await canBeDialled(this.port)) {
      if (this.#hasEnded || performance.now() > deadline) {
        this.#signal("SIGKILL");
        throw new Error(`${name} does not start`);
      }
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

/** The first of two ports that nobody listens on. */
function freePorts(): number {
  for (;;) {
    using one = Deno.listen({ hostname: "127.0.0.1", port: 0 });
    try {
      using _ = Deno.listen({ hostname: "127.0.0.1", port: one.addr.port + 1 });
      return one.addr.port;
    } catch {
      // Somebody has it; then another pair.
    }
  }
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
