/**
 * The load generator in C of the shared tools, which takes a core of its own to load a server on
 * another: it checks every delivery, and accounts for the server's CPU and memory.
 *
 * @module
 */

/** How clients talk: IRC, or a terminal that sends line by line and answers no telnet. */
export type Tongue = "irc" | "terminal";

/** What it is told to do, beside the server. */
export interface LoadOptions {
  readonly scenario: "connect" | "fanout" | "idle" | "slow";
  readonly tongue: Tongue;
  readonly clients: number;
  readonly rooms?: number;
  readonly senders?: number;
  /** Messages of one sender that may be under way; or else `rate`. */
  readonly window?: number;
  /** Messages a second in all, whatever becomes of them. */
  readonly rate?: number;
  /** How long is measured, in seconds. */
  readonly seconds?: number;
}

/** What it tells: a number for each name. Times of CPU are in seconds, others as the name says. */
export type LoadFigures = Readonly<Record<string, number>>;

/** What a terminal waits for and says; IRC is what the generator does by itself. */
const TERMINAL = [
  ["--greet", "Name: "],
  ["--login", "u%d"],
  ["--login-ok", "Here: "],
  ["--join", "/join room%d"],
  ["--join-ok", "Here: "],
  ["--message", "%s"],
  ["--mark", ": "],
  ["--echo", "no"],
  ["--iac", "ignore"],
].flat();

/** So many messages are sent before it is measured, for the compiler to have done its work. */
const WARM_UP = 3000;

/** The load generator, compiled. */
export class Chatload {
  readonly #program: string;
  readonly #prefix: readonly string[];

  private constructor(program: string, prefix: readonly string[]) {
    this.#program = program;
    this.#prefix = prefix;
  }

  /**
   * Compiles it.
   *
   * @param tools The folder of the shared tools.
   * @param prefix Words before its own on each command line: those of taskset.
   */
  static async make(
    tools: string,
    { folder, prefix }: { readonly folder: string; readonly prefix: readonly string[] },
  ): Promise<Chatload> {
    await compileC(`${tools}/chatload.c`, `${folder}/chatload`);
    return new Chatload(`${folder}/chatload`, prefix);
  }

  /**
   * Puts a load on a server.
   *
   * @throws {Error} If anything was lost, doubled or out of order, or a client was not let in.
   */
  async run(
    { port, pid }: { readonly port: number; readonly pid: number },
    options: LoadOptions,
  ): Promise<LoadFigures> {
    const [program, ...words] = [...this.#prefix, this.#program];
    const args = [
      options.scenario,
      "--port",
      port,
      "--pid",
      pid,
      "--timeout",
      30,
      ...argsOf(options),
    ];
    const { stdout, stderr } = await new Deno.Command(program!, {
      args: [...words, ...args.map(String)],
      stdin: "null",
    }).output();
    const last = new TextDecoder().decode(stdout).trim().split("\n").at(-1) ?? "";
    if (!last.startsWith("{")) throw new Error(new TextDecoder().decode(stderr));
    const figures = JSON.parse(last) as Record<string, number | boolean>;
    const isWhole = options.scenario === "slow" || figures.ok === true;
    if (!isWhole) throw new Error(`Not all has arrived, or in order: ${last}`);
    return figures as LoadFigures;
  }
}

function argsOf(options: LoadOptions): (string | number)[] {
  const { scenario, tongue, clients, rooms = 1, senders, window, rate, seconds = 1 } = options;
  const talks = scenario === "fanout" || scenario === "slow";
  return [
    ...(tongue === "terminal" ? TERMINAL : []),
    ...["--clients", clients],
    ...(talks ? ["--rooms", rooms, "--senders", senders ?? 10, "--duration", seconds] : []),
    ...(scenario === "fanout" ? ["--warmup", WARM_UP] : []),
    ...(rate === undefined ? [] : ["--rate", rate]),
    ...(window === undefined ? [] : ["--window", window]),
    ...(scenario === "idle" ? ["--hold", seconds] : []),
  ];
}

/**
 * Compiles one file of C.
 *
 * @throws {Error} If there is no compiler, or it fails.
 */
export async function compileC(source: string, program: string): Promise<void> {
  const args = ["-O2", "-std=c11", "-o", program, source];
  const { success, stderr } = await new Deno.Command("cc", { args, stdin: "null" }).output();
  if (!success) throw new Error(new TextDecoder().decode(stderr));
}
