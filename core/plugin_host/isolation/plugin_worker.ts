/**
 * A worker that one plugin runs in, apart from the house, as the house sees it: watched, and ended
 * when it does not answer.
 *
 * @module
 */

import type { Clock } from "../../net/clock.ts";
import type { FileCopies } from "../loading/file_copies.ts";
import { IMPORT_MS } from "../loading/plugin_modules.ts";
import { withinTime } from "../time_limit.ts";
import { MAIN, type Served, Wire, type WireMessage } from "./wire.ts";
import type { Stamped } from "./worker_guest.ts";

/** How often a worker is asked whether it is well, in milliseconds of the machine's own clock. */
const PING_MS = 1000;

/** So many questions without an answer are the end of it. */
export const UNANSWERED = 5;

const MIB = 1_048_576;

/** The most memory that the values of a plugin may take, in bytes: 256 MiB. */
export const HEAP_BYTES = 256 * MIB;

/** How long a worker may take to begin, in milliseconds: the program has to be read first. */
const START_MS = 30_000;

/** What workers are made with. */
export interface WorkerParts {
  /** The module that a worker begins with. */
  readonly url: URL;
  readonly clock: Clock;
  /** How often a worker is asked whether it is well, in milliseconds; each second unless given. */
  readonly pingMs?: number;
  /** The most memory that the values of a plugin may take, in bytes; {@linkcode HEAP_BYTES} unless given. */
  readonly heapBytes?: number;
}

/** A worker has died, or was ended as it did not answer. */
export class WorkerGone extends Error {
  override readonly name = "WorkerGone";
  /** In words that follow "as". */
  readonly reason: string;

  constructor(reason: string) {
    super(`Cannot do that as the plugin is gone: ${reason}`);
    this.reason = reason;
    // Where the house was when it found that out tells nobody what the plugin did.
    this.stack = `${this.name}: ${this.message}`;
  }
}

/** What a worker is started with. */
export interface WorkerStart {
  readonly copies: FileCopies;
  readonly parts: WorkerParts;
  /** Serves what the plugin asks for. */
  readonly served: Served;
  /** Called once if it dies, with the reason as of {@linkcode WorkerGone}, but not if it is closed. */
  died(reason: string): void;
}

/** A worker with one plugin in it. */
export class PluginWorker {
  readonly wire: Wire;
  readonly #start: WorkerStart;
  readonly #folder: string;
  readonly #worker: Worker;
  readonly #watch: ReturnType<typeof setInterval>;
  #unanswered = 0;
  #limit: number;
  #hasEnded = false;

  private constructor(start: WorkerStart, folder: string) {
    this.#start = start;
    this.#folder = folder;
    const { url, clock, pingMs = PING_MS } = start.parts;
    this.#limit = Math.ceil(START_MS / pingMs);
    this.#worker = new Worker(url, workerOptions(folder));
    const post = (message: WireMessage) =>
      this.#worker.postMessage({ message, now: clock.now() } satisfies Stamped);
    this.wire = new Wire(post, start.served);
    this.#worker.addEventListener("message", ({ data }) => this.#receive(data));
    this.#worker.addEventListener("error", (event) => {
      event.preventDefault();
      this.#die(`it has died: ${event.message}`);
    });
    // By turns and not by time: a machine that was asleep would find all of them late.
    this.#watch = setInterval(() => this.#ask(), pingMs);
    this.#ask();
  }

  /**
   * Starts a worker, and has it import the plugin.
   *
   * @returns The worker, and what the plugin is.
   * @throws What the files throw, or a {@linkcode WorkerGone} if it dies of them.
   */
  static async open(start: WorkerStart): Promise<{ worker: PluginWorker; facts: unknown }> {
    const folder = await Deno.realPath(await Deno.makeTempDir({ prefix: "partyline-" }));
    let worker: PluginWorker | undefined;
    try {
      const plugin = await start.copies.write(folder);
      const opened = worker = new PluginWorker(start, folder);
      const facts = await withinTime(() => opened.call("open", [plugin]), {
        clock: start.parts.clock,
        limitMs: IMPORT_MS,
      });
      return { worker, facts };
    } catch (error) {
      if (worker) worker.close();
      else await Deno.remove(folder, { recursive: true });
      throw error;
    }
  }

  /** Has the plugin do something; what it throws names the author's files. */
  async call(method: string, args: readonly unknown[] = []): Promise<unknown> {
    return await this.callTo(MAIN, method, args);
  }

  /** Calls something that the plugin has registered. */
  async callTo(target: number, method: string, args: readonly unknown[]): Promise<unknown> {
    try {
      return await this.wire.call(target, method, args);
    } catch (error) {
      throw this.translated(error);
    }
  }

  /** An error of the worker as if the plugin had run in its own files. */
  translated(error: unknown): unknown {
    return this.#start.copies.translated(error, this.#folder);
  }

  /** Ends it for good. */
  close(): void {
    this.#end(new WorkerGone("it is not loaded any more"));
  }

  #receive(message: WireMessage): void {
    try {
      this.wire.receive(message);
    } catch {
      this.#die("it sends what is no message");
    }
  }

  #ask(): void {
    if (this.#unanswered >= this.#limit) return this.#die("it does not answer");
    this.#unanswered++;
    const { heapBytes = HEAP_BYTES } = this.#start.parts;
    const answered = (taken: unknown) => {
      this.#unanswered = 0;
      this.#limit = UNANSWERED;
      if (Number(taken) <= heapBytes) return;
      const found = Math.ceil(Number(taken) / MIB);
      this.#die(`it takes too much memory: ${found} of at most ${heapBytes / MIB} MiB`);
    };
    // Only the end of the wire keeps the answer away.
    this.wire.call(MAIN, "ping").then(answered, () => {});
  }

  #die(reason: string): void {
    if (this.#hasEnded) return;
    this.#end(new WorkerGone(reason));
    this.#start.died(reason);
  }

  #end(why: WorkerGone): void {
    if (this.#hasEnded) return;
    this.#hasEnded = true;
    clearInterval(this.#watch);
    this.#worker.terminate();
    this.wire.end(why);
    try {
      Deno.removeSync(this.#folder, { recursive: true });
    } catch {
      // What cleans up folders for things that pass was faster.
    }
  }
}

/** It may read its own copies, which it is imported from, and nothing else. */
function workerOptions(folder: string): WorkerOptions {
  const permissions = {
    read: [folder],
    write: false,
    net: false,
    env: false,
    run: false,
    ffi: false,
    sys: false,
    import: false,
  };
  return { type: "module", deno: { permissions } } as WorkerOptions;
}
