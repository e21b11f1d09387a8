/**
 * A server as a sysop runs it: a process of its own, with a config file and a data folder.
 *
 * @module
 */

import { fileURLToPath } from "node:url";
import manifest from "../../../deno.json" with { type: "json" };
import { freePort, Program } from "../../kit/program.ts";
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
  #pid = 0;

  /**
   * Starts a server on a free port.
   *
   * @param settings What stands in the config file after `[Main]` and `Port = N`.
   */
  static async start(settings = ""): Promise<ServerProcess> {
    const server = new ServerProcess(await Deno.makeTempDir({ prefix: "partyline_" }));
    await Deno.writeTextFile(server.configFile, `[Main]\nPort = ${server.port}\n${settings}`);
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

  /** What it has written to standard output since it was last started. */
  get output(): Transcript {
    return this.#program.stdout;
  }

  /** Starts it again on the same config and data, after its end. */
  async startAgain(): Promise<void> {
    const [program, ...args] = serverCommand();
    const child = new Deno.Command(program!, {
      args: [...args, "--config", this.configFile],
      cwd: PROJECT,
      stdin: "null",
      stdout: "piped",
      stderr: "piped",
    }).spawn();
    this.#pid = child.pid;
    this.#program = new Program(child);
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

  /** `kill -9`: it has no time for anything. */
  async kill(): Promise<void> {
    await this.#program[Symbol.asyncDispose]();
  }

  /** Memory in use, in bytes, or undefined where the system does not tell. */
  async residentBytes(): Promise<number | undefined> {
    if (Deno.build.os !== "linux") return undefined;
    // Deno reads nothing there itself, unless it has all permissions.
    const cat = new Deno.Command("cat", { args: [`/proc/${this.#pid}/status`] });
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

/**
 * What starts the server: the words of PARTYLINE_COMMAND, or else of the task `start`, with the Deno that runs
 * the tests.
 */
function serverCommand(): readonly string[] {
  const named = Deno.env.get("PARTYLINE_COMMAND");
  if (named !== undefined) return named.split(" ");
  const [, ...args] = manifest.tasks.start.command.split(" ");
  return [Deno.execPath(), ...args];
}
