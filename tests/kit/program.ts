/**
 * The program as a user meets it: a process of its own, with the permissions of `deno task start`, or the
 * executable that PARTYLINE_COMMAND names.
 *
 * @module
 */

import { resolve } from "node:path";
import { fileURLToPath } from "node:url";
import manifest from "../../deno.json" with { type: "json" };
import { Transcript } from "./transcript.ts";

/** How a process ended, and all that it said. */
export interface Ending {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** A process, until it has ended. */
export class Program implements AsyncDisposable {
  readonly stdout: Transcript;
  readonly stderr: Transcript;
  readonly ended: Promise<Ending>;
  readonly #child: Deno.ChildProcess;
  #isRunning = true;

  constructor(child: Deno.ChildProcess) {
    this.#child = child;
    this.stdout = new Transcript(child.stdout);
    this.stderr = new Transcript(child.stderr);
    this.ended = this.#end();
  }

  /** The id of the process. */
  get pid(): number {
    return this.#child.pid;
  }

  signal(signal: Deno.Signal): void {
    this.#child.kill(signal);
  }

  /** Ends it if nothing else has. */
  async [Symbol.asyncDispose](): Promise<void> {
    if (this.#isRunning) this.signal("SIGKILL");
    await this.ended;
  }

  async #end(): Promise<Ending> {
    const { code } = await this.#child.status;
    this.#isRunning = false;
    return { code, stdout: await this.stdout.ended, stderr: await this.stderr.ended };
  }
}

const PROJECT = fileURLToPath(new URL("../..", import.meta.url));

/** What follows `deno` in the task, with the path of main.ts made absolute. */
const START = manifest.tasks.start.command.split(" ").slice(1)
  .map((word) => word === "main.ts" ? `${PROJECT}main.ts` : word)
  // On a new machine Deno still looks its packages up, and would say so among what the program says.
  .toSpliced(1, 0, "--quiet");

/**
 * What starts the program, from any folder: the words of PARTYLINE_COMMAND, a path from the top folder and
 * what follows it, or else those of the task `start`, with the Deno that runs the tests.
 */
function partylineCommand(): readonly [program: string, ...words: string[]] {
  const named = Deno.env.get("PARTYLINE_COMMAND");
  if (named === undefined) return [Deno.execPath(), ...START];
  const [program, ...words] = named.split(" ");
  return [program!.includes("/") ? resolve(PROJECT, program!) : program!, ...words];
}

/**
 * Starts the program.
 *
 * @param words What the user types after `partyline`.
 * @param folder The folder they stand in.
 */
export function startProgram(
  words: readonly string[],
  folder: string,
  options: ProgramOptions = {},
): Program {
  const [program, ...first] = partylineCommand();
  return spawn(program, [...first, ...words], { ...options, folder });
}

/** What a test may choose about a {@linkcode Program}. */
export interface ProgramOptions {
  /** What is piped into it; nothing unless given. */
  readonly input?: string;
}

/** Starts the runtime that runs this test. */
export function startDeno(
  words: readonly string[],
  folder: string,
  options: ProgramOptions = {},
): Program {
  return spawn(Deno.execPath(), words, { ...options, folder });
}

function spawn(
  program: string,
  words: readonly string[],
  { folder, input }: ProgramOptions & { readonly folder: string },
): Program {
  const command = new Deno.Command(program, {
    args: [...words],
    cwd: folder,
    stdin: input === undefined ? "null" : "piped",
    stdout: "piped",
    stderr: "piped",
  });
  const child = command.spawn();
  if (input !== undefined) new Blob([input]).stream().pipeTo(child.stdin);
  return new Program(child);
}

/** A port that nobody listens on. */
export function freePort(): number {
  const listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const { port } = listener.addr;
  listener.close();
  return port;
}
