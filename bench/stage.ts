/**
 * What trials work with: servers, loads, and how long they may take.
 *
 * @module
 */

import { setTimeout as delay } from "node:timers/promises";
import { Chatload, type LoadFigures, type LoadOptions } from "./chatload.ts";
import { type ContenderName, CONTENDERS, WARMING } from "./contenders.ts";
import type { LoadOrder, ReportOn } from "./load_order.ts";
import { runLoad } from "./own_load.ts";
import type { Pins } from "./pinning.ts";
import { RunningServer } from "./running_server.ts";
import { type Length, NotHereError } from "./trial.ts";

/** What a stage is made of. */
export interface StageParts {
  readonly length: Length;
  readonly pins: Pins;
  /** The folder of the shared tools, if there is one. */
  readonly tools?: string;
}

/** For those to be gone who have hung up: ten thousand at a time. */
const SETTLE_MS = 1000;

/** What trials work with. Disposing of it takes away what it has started and compiled. */
export class Stage implements AsyncDisposable {
  readonly length: Length;
  readonly #parts: StageParts;
  readonly #scratch: string;
  /** All that were started; most have ended. */
  readonly #servers = new Set<RunningServer>();
  readonly #ending = new AbortController();
  #chatload: Promise<Chatload> | undefined;

  constructor(parts: StageParts) {
    this.length = parts.length;
    this.#parts = parts;
    this.#scratch = Deno.makeTempDirSync({ prefix: "partyline_bench_" });
  }

  /**
   * Starts a server.
   *
   * @throws {NotHereError} If it is somebody else's, and can't be had here.
   */
  async serve(
    name: ContenderName,
    { members = 0 }: { readonly members?: number } = {},
  ): Promise<RunningServer> {
    const { pins, tools } = this.#parts;
    const contender = CONTENDERS.find((contender) => contender.name === name)!;
    const options = { prefix: pins.server, members, ...(tools !== undefined && { tools }) };
    try {
      const server = await RunningServer.start(contender, options);
      this.#servers.add(server);
      return server;
    } catch (error) {
      if (!contender.isPeer) throw error;
      throw new NotHereError(name, messageOf(error));
    }
  }

  /**
   * Starts a server for a load of the generator in C.
   *
   * @param before Put on it first, where a server is compiled while it runs; what it leaves behind has a second.
   * @throws {NotHereError} If there is no such generator, or no such server.
   */
  async chatload(
    name: ContenderName,
    options: LoadOptions,
    before: readonly LoadOptions[] = [],
  ): Promise<LoadFigures> {
    await this.#compiled();
    await using server = await this.serve(name);
    for (const load of WARMING.has(name) ? before : []) {
      await this.chatloadOn(server, load);
      await delay(SETTLE_MS);
    }
    return await this.chatloadOn(server, options);
  }

  /**
   * Puts a load of the generator in C on a server.
   *
   * @throws {NotHereError} If there is no such generator.
   */
  async chatloadOn(server: RunningServer, options: LoadOptions): Promise<LoadFigures> {
    const generator = await this.#compiled();
    const { irc, terminal } = server.doors;
    const port = options.tongue === "irc" ? irc : terminal;
    const { signal } = this.#ending;
    return await generator.run({ port, pid: server.pid, signal }, options);
  }

  /** @throws {NotHereError} If there is no generator in C. */
  async #compiled(): Promise<Chatload> {
    const { pins, tools } = this.#parts;
    const what = "the load generator in C";
    if (tools === undefined) {
      throw new NotHereError(what, "PARTYLINE_SHARED names no folder of shared tools");
    }
    this.#chatload ??= Chatload.make(tools, { folder: this.#scratch, prefix: pins.load });
    return await this.#chatload.catch((error) => {
      throw new NotHereError(what, messageOf(error));
    });
  }

  /** Puts a load of our own generator on a server. */
  async load<Order extends LoadOrder>(
    server: RunningServer,
    order: Order,
    whenBegun?: () => void,
  ): Promise<ReportOn<Order>> {
    const prefix = this.#parts.pins.load;
    return await runLoad(server.doors, { order, prefix, ...(whenBegun && { whenBegun }) });
  }

  /** Whether it has been disposed of, so that what fails now means nothing. */
  get hasEnded(): boolean {
    return this.#ending.signal.aborted;
  }

  /** Ends whatever runs, at once: loads of our own generator end with their servers. */
  async [Symbol.asyncDispose](): Promise<void> {
    if (this.hasEnded) return;
    this.#ending.abort();
    for (const server of this.#servers) {
      await server.kill();
      await server[Symbol.asyncDispose]();
    }
    await Deno.remove(this.#scratch, { recursive: true });
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
