/**
 * A server while it is measured, in a process of its own.
 *
 * @module
 */

import type { Contender, Place, Start } from "./contenders.ts";
import type { Doors } from "./load_order.ts";

const START_MS = 20_000;
const STOP_MS = 10_000;
const DIAL_AGAIN_MS = 20;

/** The user and the group that own nothing, for servers that root may not run. */
const NOBODY = 65_534;

/** How many ports in a row a server gets. */
const PORTS = 4;

/** How it is started. */
export interface RunOptions {
  readonly tools?: string;
  /** Words before its own on the command line: those of taskset. */
  readonly prefix: readonly string[];
  /** How many people have an account already; none unless given. */
  readonly members?: number;
}

/** A server on a port of its own. Disposing of it ends it, and takes its folder away. */
export class RunningServer implements AsyncDisposable {
  readonly port: number;
  /** The same port for all where it speaks but one protocol. */
  readonly doors: Doors;
  readonly folder: string;
  readonly #name: string;
  readonly #start: Start;
  readonly #prefix: readonly string[];
  #process: Deno.ChildProcess;
  #hasEnded = false;
  #disposal: Promise<void> | undefined;

  /**
   * Starts a server and waits until it can be dialled.
   *
   * @throws {Error} If it can't be had here, or does not start.
   */
  static async start(
    contender: Contender,
    { tools, prefix, members = 0 }: RunOptions,
  ): Promise<RunningServer> {
    const folder = await Deno.makeTempDir({ prefix: "partyline_bench_" });
    // Some peers give up their rights before they read their files.
    await Deno.chmod(folder, 0o777);
    try {
      const port = freePorts();
      const place: Place = { port, folder, members, ...(tools !== undefined && { tools }) };
      const start = await contender.prepare(place);
      const server = new RunningServer(contender.name, { start, folder, prefix });
      await server.#untilReady();
      return server;
    } catch (error) {
      await Deno.remove(folder, { recursive: true }).catch(() => {});
      throw error;
    }
  }

  private constructor(
    name: string,
    { start, folder, prefix }: {
      readonly start: Start;
      readonly folder: string;
      readonly prefix: readonly string[];
    },
  ) {
    const { port, doors = { irc: port, terminal: port, line: port, csp: port } } = start;
    this.#name = name;
    this.#start = start;
    this.#prefix = prefix;
    this.port = port;
    this.doors = doors;
    this.folder = folder;
    this.#process = this.#spawn();
  }

  /** The number of its process. */
  get pid(): number {
    return this.#process.pid;
  }

  /** `kill -9`: it has no time for anything. */
  async kill(): Promise<void> {
    this.#signal("SIGKILL");
    await this.#process.status;
  }

  /** Starts it again on what it has kept, after its end. */
  async startAgain(): Promise<void> {
    this.#process = this.#spawn();
    await this.#untilReady();
  }

  /** Asks it to stop, and waits until it has. */
  async stop(): Promise<void> {
    this.#signal("SIGTERM");
    const timer = setTimeout(() => this.#signal("SIGKILL"), STOP_MS);
    await this.#process.status;
    clearTimeout(timer);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await (this.#disposal ??= this.#dispose());
  }

  async #dispose(): Promise<void> {
    await this.stop();
    await Deno.remove(this.folder, { recursive: true });
  }

  #spawn(): Deno.ChildProcess {
    const { words, shunsRoot = false } = this.#start;
    const [program, ...args] = [...this.#prefix, ...words];
    const asNobody = shunsRoot && Deno.uid() === 0 ? { uid: NOBODY, gid: NOBODY } : {};
    const pipes = { stdin: "null", stdout: "null", stderr: "null" } as const;
    const options = { args, cwd: this.folder, ...pipes, ...asNobody };
    const process = new Deno.Command(program!, options).spawn();
    this.#hasEnded = false;
    process.status.then(() => this.#hasEnded = true);
    return process;
  }

  async #untilReady(): Promise<void> {
    const deadline = performance.now() + START_MS;
    while (!await canBeDialled(this.port)) {
      if (this.#hasEnded || performance.now() > deadline) {
        this.#signal("SIGKILL");
        throw new Error(`${this.#name} does not start`);
      }
      await new Promise((resolve) => setTimeout(resolve, DIAL_AGAIN_MS));
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

/** The first of several ports in a row that nobody listens on. */
function freePorts(): number {
  for (;;) {
    using listeners = new DisposableStack();
    const { port } = listeners.use(Deno.listen({ hostname: "127.0.0.1", port: 0 })).addr;
    try {
      for (let next = 1; next < PORTS; next++) {
        listeners.use(Deno.listen({ hostname: "127.0.0.1", port: port + next }));
      }
      return port;
    } catch {
      // Somebody has one of them, or there is none behind the last; then others.
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
