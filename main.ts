/**
 * The command line, and the only file that wires the parts together.
 *
 * @module
 */

import { Command, CommanderError } from "commander";
import { setImmediate } from "node:timers";
import { dirname, resolve } from "node:path";
import { CommandRegistry } from "./core/commands/registry.ts";
import { Dispatcher } from "./core/commands/dispatch.ts";
import { createConfigFile, loadConfigFile } from "./core/config/config_file.ts";
import { ConfigError } from "./core/config/config_problem.ts";
import { writeConfig } from "./core/config/config_writer.ts";
import { HOUSE_SECTIONS, LIMITS, MAIN } from "./core/config/house_settings.ts";
import type { Section } from "./core/config/section.ts";
import { type Setting, SettingError, type SettingsOf } from "./core/config/setting.ts";
import { readSettings } from "./core/config/settings_reader.ts";
import { logFor, startLog } from "./core/logging/log.ts";
import { type Clock, TimerWheel } from "./core/net/clock.ts";
import { ConnectionLimits } from "./core/net/connection_limits.ts";
import { ListenError } from "./core/net/listen_error.ts";
import { listen, type Listener, type ListenOptions } from "./core/net/listener.ts";
import { parseNetworks } from "./core/net/networks.ts";
import { Countdown } from "./core/plugin_host/countdown.ts";
import { Credentials } from "./core/plugin_host/credentials.ts";
import { FrontDesk } from "./core/plugin_host/front_desk.ts";
import type { House } from "./core/plugin_host/house.ts";
import { PluginHost, sectionOf } from "./core/plugin_host/plugin_host.ts";
import { SessionDirectory } from "./core/session/directory.ts";
import { NodePool } from "./core/session/node_pool.ts";
import { TerminalGateway } from "./core/session/terminal_gateway.ts";
import { openDataFolder } from "./core/storage/data_folder.ts";
import { DatabaseError, openDatabase } from "./core/storage/database.ts";
import { SqliteJournal } from "./core/storage/sqlite_journal.ts";
import { LocalSequencer } from "./core/world/sequencer.ts";
import { World } from "./core/world/world.ts";
import manifest from "./deno.json" with { type: "json" };
import { PLUGINS } from "./plugins/mod.ts";

/** Every section of the settings: those of the house, then one of each plugin. */
export const SECTIONS: readonly Section[] = [...HOUSE_SECTIONS, ...PLUGINS.map(sectionOf)];

/** The values of all sections, by section, then by setting. */
export interface AllSettings {
  readonly main: SettingsOf<typeof MAIN.settings>;
  readonly limits: SettingsOf<typeof LIMITS.settings>;
  readonly [plugin: string]: Readonly<Record<string, unknown>>;
}

/** What a server is started with. */
export interface ServerOptions {
  readonly settings: AllSettings;
  /** The folder of the data, or `:memory:` to keep nothing. */
  readonly dataDir: string;
  readonly clock?: Clock;
  /** Opens a port; `listen` unless given. */
  readonly openPort?: (options: ListenOptions) => Listener;
  /** Called when the server wants to end: told to by a sysop, or unable to go on. */
  ended?(outcome: { readonly exitCode: number }): void;
}

/** A running server. */
export interface Server {
  readonly house: House;
  /** Where to dial, by gateway. */
  readonly addresses: readonly { gateway: string; hostname: string; port: number }[];
  /** Plugins that could not be loaded, and why. */
  readonly failures: readonly { plugin: string; reason: string }[];
  /** Tells everyone, hangs up, writes what there is to write, and closes everything. */
  stop(reason: string): Promise<void>;
}

/** How long callers have to read the last line, in milliseconds. */
const FAREWELL_MS = 2000;

/**
 * Starts a server.
 *
 * @throws {DatabaseError} If the data can't be used.
 * @throws {ListenError} If a port can't be had.
 */
export async function startServer(options: ServerOptions): Promise<Server> {
  const { settings, dataDir, clock = new TimerWheel() } = options;
  const folder = dataDir === ":memory:" ? undefined : openDataFolder(dataDir);
  const closing: (() => void)[] = folder ? [() => folder.release()] : [];
  try {
    const database = openDatabase(folder?.database ?? ":memory:", settings.main);
    closing.unshift(() => database.close());
    const journal = new SqliteJournal(database);
    const { house, sequencer } = furnish(journal, { ...options, clock });
    const failures = await loadPlugins(house, settings);
    await openHouse(house, settings.main.lobby);
    const listeners = openDoors(house, options);
    return {
      house,
      failures,
      addresses: listeners.map(({ gateway, listener }) => ({ gateway, ...listener.address })),
      async stop(reason) {
        house.countdown.cancel();
        const closed = listeners.map(({ listener }) => listener.close({ withinMs: FAREWELL_MS }));
        for (const session of [...house.directory.sessions()]) session.end(reason);
        await Promise.all(closed);
        sequencer.close();
        for (const close of closing) close();
      },
    };
  } catch (error) {
    for (const close of closing) close();
    throw error;
  }
}

/** Puts the parts of the house together. */
function furnish(
  journal: SqliteJournal,
  { settings: { main, limits }, clock, ended }: ServerOptions & { clock: Clock },
): { house: House; sequencer: LocalSequencer } {
  const world = new World(journal.load(), {
    guests: main.guests,
    messageBytes: limits.message_bytes,
    topicBytes: limits.topic_bytes,
    roomsPerPerson: limits.rooms_per_person,
    rooms: limits.rooms,
    bansPerRoom: limits.bans_per_room,
    mailPerPerson: limits.mail_per_person,
    ignoredPerPerson: limits.ignored_per_person,
  });
  const directory = new SessionDirectory({
    presence: (id) => world.presence(id),
    log: logFor("session"),
  });
  const sequencer = new LocalSequencer({
    world,
    journal,
    deliver: (event) => directory.deliver(event),
    now: () => clock.now(),
    atEndOfTurn: (run) => void setImmediate(run),
    failed(error) {
      logFor("storage").error("Cannot write to the database", { error });
      for (const session of [...directory.sessions()]) session.end("The server can't go on.");
      ended?.({ exitCode: 1 });
    },
  });
  const exempt = parseNetworks(limits.exempt);
  const house: House = {
    facts: {
      name: main.name,
      version: manifest.version,
      startedAt: clock.now(),
      lobby: main.lobby,
      joinLines: main.join_lines,
      recapLines: main.recap_lines,
    },
    world,
    sequencer,
    history: journal.messages,
    calls: journal.calls,
    directory,
    registry: new CommandRegistry(),
    nodes: new NodePool(main.max_nodes),
    clock,
    credentials: new Credentials({
      world,
      clock,
      isExempt: (address) => exempt.contains(address),
    }),
    countdown: new Countdown({
      clock,
      announce: (text) => void sequencer.submit({ kind: "shout", text, official: true }),
      stop: () => ended?.({ exitCode: 0 }),
    }),
    frontDesk: new FrontDesk(),
  };
  return { house, sequencer };
}

/** Loads the plugins in the binary. One that can't be loaded is left out, and said so. */
async function loadPlugins(house: House, settings: AllSettings): Promise<Server["failures"]> {
  const host = new PluginHost(house);
  const failures = [];
  for (const plugin of PLUGINS) {
    try {
      await host.load(plugin, settings[plugin.name] ?? {});
    } catch (error) {
      logFor("plugins").error("Plugin is left out", { plugin: plugin.name, error });
      failures.push({ plugin: plugin.name, reason: String(error) });
    }
  }
  return failures;
}

/** Makes what every house has: the lobby, and a code for the first sysop while there is none. */
async function openHouse({ world, sequencer }: House, lobby: string): Promise<void> {
  await sequencer.submit({ kind: "open-room", name: lobby });
  if (world.hasSysop || world.claimCode !== undefined) return;
  await sequencer.submit({ kind: "open-claim", code: newClaimCode() });
}

/** Three groups of four letters, without those that look like others: 58 bits. */
function newClaimCode(): string {
  const letters = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789";
  const bytes = crypto.getRandomValues(new Uint8Array(12));
  const code = Array.from(bytes, (byte) => letters[byte % letters.length]).join("");
  return code.replace(/(.{4})(?=.)/g, "$1-");
}

function openDoors(
  house: House,
  { settings: { main, limits }, openPort = listen }: ServerOptions,
): { gateway: string; listener: Listener }[] {
  const { registry, world, clock } = house;
  const exempt = parseNetworks(limits.exempt);
  const minutes = (count: number) => count * 60_000;
  const gateway = new TerminalGateway({
    ...house,
    name: main.name,
    dispatcher: new Dispatcher({ registry, log: logFor("commands") }),
    vocabulary: {
      registry,
      sources: {
        user: () => [...world.presences()].map(({ person }) => person.name),
        room: () => [...world.rooms()].filter(({ rules }) => !rules.hidden).map(({ name }) => name),
      },
    },
    limits: {
      lineBytes: limits.line_bytes,
      linesPerSecond: limits.lines_per_second,
      linesBurst: limits.lines_burst,
      idleMs: minutes(limits.idle_minutes),
      idleWarningMs: minutes(limits.idle_warning_minutes),
      loginMs: minutes(limits.login_minutes),
    },
    keepAliveMs: minutes(main.keep_alive_minutes),
    log: logFor("session"),
    isExempt: (address) => exempt.contains(address),
    receive: (session) => house.frontDesk.receive(house, session),
  });
  if (main.port === 0) return [];
  const listener = openPort({
    hostname: main.host,
    port: main.port,
    clock,
    outboxLimitBytes: limits.outbox_bytes,
    limits: new ConnectionLimits({ perAddress: limits.connections_per_address, exempt }),
    serve: (link) => gateway.serve(link),
  });
  return [{ gateway: gateway.name, listener }];
}

/** The options of `partyline start`. */
interface StartOptions {
  readonly config?: string;
  readonly host?: string;
  readonly port?: string;
  readonly data?: string;
}

/** A mistake on the command line or in the settings: its message is all that the sysop needs. */
class StartError extends Error {}

const CONFIG_FILE = "config.ini";

/** Reads the settings: of the file that is named, else of the one here, which is made if there is none. */
async function loadSettings(
  options: StartOptions,
): Promise<{ file: string; settings: AllSettings }> {
  const file = options.config ?? CONFIG_FILE;
  if (options.config === undefined && !await exists(file)) {
    await createConfigFile(file, writeConfig(SECTIONS));
    tell(`Wrote ${file}, with every setting and its default.`);
  }
  const { settings, problems } = readSettings(await loadConfigFile(file), SECTIONS);
  if (problems.length > 0) throw new ConfigError(problems);
  const all = settings as unknown as AllSettings;
  const main = {
    ...all.main,
    ...(options.host !== undefined &&
      { host: override("--host", MAIN.settings.host, options.host) }),
    ...(options.port !== undefined &&
      { port: override("--port", MAIN.settings.port, options.port) }),
  };
  return { file, settings: { ...all, main } };
}

function override<Value>(flag: string, setting: Setting<Value>, raw: string): Value {
  try {
    return setting.parse(raw);
  } catch (error) {
    if (!(error instanceof SettingError)) throw error;
    throw new StartError(`Cannot read ${flag} as ${error.message}: "${raw}"`);
  }
}

async function start(options: StartOptions): Promise<void> {
  const { file, settings } = await loadSettings(options);
  startLog({ level: settings.main.log_level });
  const dataDir = options.data ?? resolve(dirname(file), settings.main.data_dir);
  let stopping: Promise<void> | undefined;
  const stop = async (reason: string, exitCode: number) => {
    await server.stop(reason);
    tell("Stopped.");
    Deno.exit(exitCode);
  };
  const server = await startServer({
    settings,
    dataDir,
    ended: ({ exitCode }) => void (stopping ??= stop("The server stops.", exitCode)),
  });
  const onSignal = () => {
    if (stopping) Deno.exit(1);
    tell("Stopping. Once more to stop at once.");
    stopping = stop("The server stops.", 0);
  };
  for (const signal of STOP_SIGNALS) Deno.addSignalListener(signal, onSignal);
  for (const line of banner(server, dataDir)) tell(line);
}

const STOP_SIGNALS: readonly Deno.Signal[] = Deno.build.os === "windows"
  ? ["SIGINT", "SIGBREAK"]
  : ["SIGINT", "SIGTERM"];

function* banner({ house, addresses }: Server, dataDir: string): Iterable<string> {
  yield `${house.facts.name} is open. (Partyline ${house.facts.version})`;
  for (const { gateway, hostname, port } of addresses) {
    const host = ["0.0.0.0", "::"].includes(hostname) ? "localhost" : hostname;
    yield `  ${gateway}  on ${hostname} port ${port}; from this machine: telnet ${host} ${port}`;
  }
  if (addresses.length === 0) yield "  No port is open: [main] port is 0.";
  yield `  data    in ${dataDir}`;
  if (house.world.claimCode !== undefined) {
    yield `  sysop   nobody yet: dial in, /register, then /claim ${house.world.claimCode}`;
  }
}

/** Reads settings and plugins without opening a port or touching the data. */
async function check(options: StartOptions): Promise<void> {
  const file = options.config ?? CONFIG_FILE;
  const known = options.config !== undefined || await exists(file);
  const source = known ? await loadConfigFile(file) : { file, text: "" };
  const { settings, problems } = readSettings(source, SECTIONS);
  if (problems.length > 0) throw new ConfigError(problems);
  const all = settings as unknown as AllSettings;
  const server = await startServer({
    settings: { ...all, main: { ...all.main, port: 0 } },
    dataDir: ":memory:",
  });
  await server.stop("");
  for (const { plugin, reason } of server.failures) {
    throw new StartError(`Cannot load plugin "${plugin}": ${reason}`);
  }
  tell(known ? `${file} is fine.` : `There is no ${file}: every setting has its default.`);
  for (const { name, summary } of PLUGINS) tell(`  plugin ${name}: ${summary}`);
}

async function init(folder: string): Promise<void> {
  try {
    await Deno.mkdir(folder, { recursive: true });
  } catch (error) {
    throw new StartError(`Cannot make the folder "${folder}": ${(error as Error).message}`);
  }
  const file = folder === "." ? CONFIG_FILE : `${folder}/${CONFIG_FILE}`;
  await createConfigFile(file, writeConfig(SECTIONS));
  tell(`Wrote ${file}, with every setting and its default.`);
}

async function exists(path: string): Promise<boolean> {
  try {
    await Deno.stat(path);
    return true;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return false;
    throw error;
  }
}

function tell(line: string): void {
  Deno.stdout.writeSync(new TextEncoder().encode(line + "\n"));
}

function complain(text: string): void {
  Deno.stderr.writeSync(new TextEncoder().encode(text + "\n"));
}

/** The command line. */
function commandLine(): Command {
  const config = ["--config <file>", `settings file (default: ${CONFIG_FILE} here)`] as const;
  const program = new Command("partyline")
    .description("One party that every terminal can dial.")
    .version(manifest.version)
    .showSuggestionAfterError()
    // Else it would ask the environment, which we have no leave to read.
    .configureOutput({ getOutHasColors: () => false, getErrHasColors: () => false })
    .exitOverride();
  program.command("start", { isDefault: true })
    .description("open the house (the default)")
    .option(...config)
    .option("--host <address>", "address to listen on, whatever the settings say")
    .option("--port <port>", "port to listen on, whatever the settings say")
    .option("--data <dir>", "folder of the data, whatever the settings say")
    .action(start);
  program.command("check")
    .description("read settings and plugins, and say what is wrong")
    .option(...config)
    .action(check);
  program.command("init")
    .description(`write a ${CONFIG_FILE} with every setting`)
    .argument("[dir]", "folder to write it to", ".")
    .action(init);
  return program;
}

if (import.meta.main) {
  // Whatever nobody has caught is a bug of one session, command or plugin: the others go on.
  globalThis.addEventListener("unhandledrejection", (event) => {
    event.preventDefault();
    logFor("main").error("Promise was rejected and nobody caught it", { error: event.reason });
  });
  globalThis.addEventListener("error", (event) => {
    event.preventDefault();
    logFor("main").error("Error that nobody caught", { error: event.error });
  });
  try {
    await commandLine().parseAsync(Deno.args, { from: "user" });
  } catch (error) {
    if (error instanceof CommanderError) Deno.exit(error.exitCode);
    const isForSysop = [ConfigError, DatabaseError, ListenError, StartError]
      .some((kind) => error instanceof kind);
    complain(isForSysop ? (error as Error).message : Deno.inspect(error));
    Deno.exit(1);
  }
}
