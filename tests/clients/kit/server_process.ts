/**
 * A server as a sysop runs it: a process of its own, with a config file and a data folder.
 *
 * @module
 */

import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { freePort, type Program, startProgram } from "../../kit/program.ts";
import type { Transcript } from "../../kit/transcript.ts";
import { SocketCaller } from "./socket_caller.ts";

const PROJECT = fileURLToPath(new URL("../../..", import.meta.url));

/** The last of the lines that every start writes. */
const READY = /^ {2}data .*\n/m;

/** A record of the log that tells of a bug of ours. */
const ERROR_RECORD = /^\S+ \S+Z error .*$/m;

/** A running server. Disposing of it ends it, takes its folder away, and fails if it logged a bug. */
export class ServerProcess implements AsyncDisposable {
  readonly port: number;
  readonly #folder: string;
  #program!: Program;

  /**
   * Starts a server on a free port.
   *
   * @param settings What stands in the config file after `[Main]` and `Port = N`.
   * @param files Other files beside it: texts by their paths.
   */
  static async start(
    settings = "",
    files: Readonly<Record<string, string>> = {},
  ): Promise<ServerProcess> {
    const server = new ServerProcess(await Deno.makeTempDir({ prefix: "partyline_" }));
    await Deno.writeTextFile(server.configFile, `[Main]\nPort = ${server.port}\n${settings}`);
    for (const [path, text] of Object.entries(files)) await server.write(path, text);
    await server.startAgain();
    return server;
  }

  private constructor(folder: string) {
    this.#folder = folder;
    this.port = freePort();
  }

  get configFile(): string {
    return `${this.#folder}/config.ini`;
  }

  /** Writes a file beside the config file, whole at once: it is never seen half written. */
  async write(path: string, text: string): Promise<void> {
    const file = `${this.#folder}/${path}`;
    await Deno.mkdir(dirname(file), { recursive: true });
    await Deno.writeTextFile(`${file}.new`, text);
    await Deno.rename(`${file}.new`, file);
  }

  /** What it has written to standard output since it was last started. */
  get output(): Transcript {
    return this.#program.stdout;
  }

  /** Starts it again on the same config and data, after its end. */
  async startAgain(): Promise<void> {
    this.#program = startProgram(["--config", this.configFile], PROJECT);
    try {
      await this.#program.stdout.until(READY);
    } catch (cause) {
      throw new Error(`The server did not start: ${this.#program.stderr.text}`, { cause });
    }
  }

  /** A caller who has just dialled. */
  dial(): Promise<SocketCaller> {
    return SocketCaller.dial(this.port);
  }

  /** Many who dial at the same time; they hang up when the test is over. */
  async dialMany(count: number, during: AsyncDisposableStack): Promise<readonly SocketCaller[]> {
    const dial = async () => during.use(await this.dial());
    return await Promise.all(Array.from({ length: count }, dial));
  }

  /** Asks it to stop, as an init system does; tells its exit code. */
  async stop(): Promise<number> {
    this.#program.signal("SIGTERM");
    return (await this.#program.ended).code;
  }

  /** Asks it to read its files again. */
  reload(): void {
    this.#program.signal("SIGHUP");
  }

  /** `kill -9`: it has no time for anything. */
  async kill(): Promise<void> {
    await this.#program[Symbol.asyncDispose]();
  }

  /** Memory in use, in bytes, or undefined where the system does not tell. */
  async residentBytes(): Promise<number | undefined> {
    if (Deno.build.os !== "linux") return undefined;
    // Deno reads nothing there itself, unless it has all permissions.
    const cat = new Deno.Command("cat", { args: [`/proc/${this.#program.pid}/status`] });
    const status = new TextDecoder().decode((await cat.output()).stdout);
    const [, kibibytes] = /^VmRSS:\s*(\d+) kB$/m.exec(status) ?? [];
    return kibibytes === undefined ? undefined : Number(kibibytes) * 1024;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.kill();
    await Deno.remove(this.#folder, { recursive: true });
    const log = this.#program.stderr.text;
    if (ERROR_RECORD.test(log)) throw new Error(`The server has logged a bug:\n${log}`);
  }
}
