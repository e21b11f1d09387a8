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
  /** How long is measured, in seconds, unless it is `messages`. */
  readonly seconds?: number;
  /** How many messages are sent. */
  readonly messages?: number;
  /** Messages that are sent before it is measured, for the compiler to have done its work. */
  readonly warmUp?: number;
  /** Clients that may be on their way in at a time. */
  readonly atOnce?: number;
  /**
   * Whether CPU and memory of the server are told, as they are unless given. Beside one who never reads it looks at
   * them five times a second, and for some 7 ms then nobody is read or written to.
   */
  readonly accounts?: boolean;
}

/**
 * What it tells: a number for each name, as `peak.rss_kb` where names stand in each other. Times of CPU are in
 * seconds, others as the name says.
 */
export type LoadFigures = Readonly<Record<string, number>>;

/** What a terminal waits for and says; IRC is what the generator does by itself. */
const TERMINAL = [
  ...["--greet", "Name: ", "--login", "u%d", "--login-ok", "Here: "],
  ...["--join", "/join room%d", "--join-ok", "Here: "],
  ...["--message", "%s", "--mark", ": ", "--echo", "no", "--iac", "ignore"],
];

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
   * Puts a load on a server, until it is done or `signal` ends it.
   *
   * @throws {Error} If anything was lost, doubled or out of order, or a client was not let in.
   */
  async run(
    { port, pid, signal }: {
      readonly port: number;
      readonly pid: number;
      readonly signal: AbortSignal;
    },
    options: LoadOptions,
  ): Promise<LoadFigures> {
    const [program, ...words] = [...this.#prefix, this.#program];
    const args = [
      options.scenario,
      "--port",
      port,
      ...(options.accounts === false ? [] : ["--pid", pid]),
      "--timeout",
      30,
      ...argsOf(options),
    ];
    const { stdout, stderr } = await new Deno.Command(program!, {
      args: [...words, ...args.map(String)],
      stdin: "null",
      signal,
    }).output();
    const last = new TextDecoder().decode(stdout).trim().split("\n").at(-1) ?? "";
    if (!last.startsWith("{")) throw new Error(new TextDecoder().decode(stderr));
    const figures = JSON.parse(last) as Record<string, unknown>;
    if (figures.ok !== true) throw new Error(`Not all has arrived, or in order: ${last}`);
    return Object.fromEntries(numbersOf(figures));
  }
}

function* numbersOf(figures: object): Iterable<[name: string, value: number]> {
  for (const [name, value] of Object.entries(figures)) {
    if (typeof value === "number") yield [name, value];
    if (typeof value !== "object" || value === null) continue;
    for (const [inner, number] of numbersOf(value)) yield [`${name}.${inner}`, number];
  }
}

function argsOf(options: LoadOptions): (string | number)[] {
  const { scenario, tongue, clients, rooms = 1, senders = 10, seconds = 1 } = options;
  const { rate, window, warmUp, messages, atOnce } = options;
  const talks = scenario === "fanout" || scenario === "slow";
  return [
    ...(tongue === "terminal" ? TERMINAL : []),
    ...["--clients", clients],
    ...(talks ? ["--rooms", rooms, "--senders", senders] : []),
    ...(talks && messages === undefined ? ["--duration", seconds] : []),
    ...(messages === undefined ? [] : ["--messages", messages]),
    ...(rate === undefined ? [] : ["--rate", rate]),
    ...(window === undefined ? [] : ["--window", window]),
    ...(warmUp === undefined ? [] : ["--warmup", warmUp]),
    ...(atOnce === undefined ? [] : ["--inflight", atOnce]),
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
