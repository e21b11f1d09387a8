/**
 * The command line of Partyline.
 *
 * @module
 */

import { Command, CommanderError } from "commander";
import { dirname, resolve } from "node:path";
import { createConfigFile, loadConfigFile } from "./core/config/config_file.ts";
import { ConfigError } from "./core/config/config_problem.ts";
import { writeConfig } from "./core/config/config_writer.ts";
import { MAIN, PLUGINS_SECTION } from "./core/config/house_settings.ts";
import { type Setting, SettingError } from "./core/config/setting.ts";
import type { ConfigSource } from "./core/config/ini_reader.ts";
import { logFor, startLog } from "./core/logging/log.ts";
import { type Clock, TimerWheel } from "./core/net/clock.ts";
import { ListenError } from "./core/net/listen_error.ts";
import type { ListenOptions } from "./core/net/listener.ts";
import { CertificateError, readCertificate } from "./core/net/tls/tls_certificate.ts";
import { importAccounts, ImportError } from "./core/plugin_host/account_import.ts";
import { AuthorError } from "./core/plugin_host/loading/author_error.ts";
import type { PluginReport } from "./core/plugin_host/loading/live_plugins.ts";
import type { PluginCatalogue } from "./core/plugin_host/loading/plugin_catalogue.ts";
import { PluginError } from "./core/plugin_host/loading/plugin_error.ts";
import { readHouse } from "./core/plugin_host/loading/plugin_settings.ts";
import { openDataFolder } from "./core/storage/data_folder.ts";
import { DatabaseError, openDatabase } from "./core/storage/database.ts";
import { hashPassword } from "./core/storage/password.ts";
import { SqliteJournal } from "./core/storage/sqlite_journal.ts";
import { formatTable } from "./core/terminal/style/table.ts";
import { plain } from "./core/terminal/style/styled_text.ts";
import { faultOfRoomName } from "./core/world/name.ts";
import manifest from "./deno.json" with { type: "json" };
import type { Door } from "./doors.ts";
import { planImport } from "./plugins/csp/import_files.ts";
import { licencesText } from "./release/licences.ts";
import {
  type AllSettings,
  catalogueFor,
  policyOf,
  SECTIONS,
  type Server,
  startServer,
} from "./server.ts";

/** The options of `partyline start`. */
interface StartOptions {
  readonly config?: string;
  readonly host?: string;
  readonly port?: string;
  readonly data?: string;
  readonly watchPlugins?: true;
}

/** A mistake on the command line or in the settings: its message is all that the sysop needs. */
class StartError extends Error {}

/** What the sysop can do something about, told without a stack. */
const SYSOP_ERRORS = [
  AuthorError,
  CertificateError,
  ConfigError,
  DatabaseError,
  ImportError,
  ListenError,
  PluginError,
  StartError,
] as const;

const CONFIG_FILE = "config.ini";

/** What the settings say, and the plugins that they name. */
interface Loaded {
  readonly file: string;
  readonly settings: AllSettings;
  readonly catalogue: PluginCatalogue;
  /** The clock that runs the plugins' time. */
  readonly clock: Clock;
}

/** Reads the settings: of the file that is named, else of the one here, which is made if there is none. */
async function loadSettings(options: StartOptions): Promise<Loaded> {
  const file = options.config ?? CONFIG_FILE;
  if (options.config === undefined && !await exists(file)) {
    await createConfigFile(file, writeConfig(SECTIONS));
    tell(`Wrote ${file}, with every setting and its default.`);
  }
  const loaded = await readAll(await loadConfigFile(file));
  const { settings } = loaded;
  const main = {
    ...settings.main,
    ...(options.host !== undefined &&
      { host: override("--host", MAIN.settings.host, options.host) }),
    ...(options.port !== undefined &&
      { port: override("--port", MAIN.settings.port, options.port) }),
  };
  return { ...loaded, settings: { ...settings, main } };
}

/** Reads settings and plugins, and stops at what is wrong in the settings. */
async function readAll(source: ConfigSource): Promise<Loaded> {
  const { file } = source;
  const clock = new TimerWheel();
  const { settings, problems, catalogue } = await readHouse(
    source,
    (plugins) => catalogueFor(plugins, { folder: dirname(file), clock }),
  );
  if (problems.length > 0) throw new ConfigError(problems);
  const all = settings as unknown as AllSettings;
  checkTogether(file, all);
  const { path } = all.plugins;
  // A house without plugins of its own need not have the folder, but whoever names one means it.
  if (path !== PLUGINS_SECTION.settings.path.default && !await exists(catalogue.folder!.path)) {
    throw new StartError(`${file}: Cannot read plugins as there is no such folder: "${path}"`);
  }
  const { screens } = all.main;
  if (screens !== MAIN.settings.screens.default && !await exists(resolve(dirname(file), screens))) {
    throw new StartError(`${file}: Cannot read screens as there is no such folder: "${screens}"`);
  }
  return { file, settings: all, catalogue, clock };
}

/** What no single setting can tell is wrong. */
function checkTogether(file: string, settings: AllSettings): void {
  const fault = faultOfRoomName(settings.main.lobby);
  if (fault) {
    throw new StartError(`${file}: Cannot read "lobby" as ${fault}: "${settings.main.lobby}"`);
  }
  const ports = new Map<unknown, string>();
  for (const { where, port } of portSettings(settings)) {
    const other = ports.get(port);
    if (other !== undefined) {
      throw new StartError(`${file}: Cannot use port ${port} twice: in ${other} and ${where}`);
    }
    ports.set(port, where);
  }
}

/** The ports that are set, with the section, and the key where it is not `port` itself. */
function* portSettings(settings: AllSettings): Iterable<{ where: string; port: unknown }> {
  for (const [section, values] of Object.entries<Readonly<Record<string, unknown>>>(settings)) {
    for (const [key, port] of Object.entries(values)) {
      if (port === 0) continue;
      if (key === "port") yield { where: `[${section}]`, port };
      else if (key.endsWith("_port")) yield { where: `[${section}] ${key}`, port };
    }
  }
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
  const { file, settings, catalogue, clock } = await loadSettings(options);
  startLog({ level: settings.main.log_level });
  const dataDir = dataDirOf(options, file, settings);
  let stopping: Promise<void> | undefined;
  const stop = async (reason: string, exitCode: number) => {
    await server.stop(reason);
    tell("Stopped.");
    Deno.exit(exitCode);
  };
  const server = await startServer({
    settings,
    dataDir,
    folder: dirname(file),
    clock,
    catalogue,
    readAgain: () => loadConfigFile(file),
    ...(options.watchPlugins && { watchPlugins: true }),
    ended: ({ exitCode }) => void (stopping ??= stop("The server stops.", exitCode)),
  });
  const onSignal = () => {
    if (stopping) Deno.exit(1);
    tell("Stopping. Once more to stop at once.");
    stopping = stop("The server stops.", 0);
  };
  for (const signal of STOP_SIGNALS) Deno.addSignalListener(signal, onSignal);
  if (Deno.build.os !== "windows") Deno.addSignalListener("SIGHUP", () => reload(server));
  if (server.addresses.length === 0) {
    await server.stop("");
    throw new StartError("Cannot open the house as it has no port: [main] port is 0");
  }
  for (const line of banner(server, dataDir)) tell(line);
}

const STOP_SIGNALS: readonly Deno.Signal[] = Deno.build.os === "windows"
  ? ["SIGINT", "SIGBREAK"]
  : ["SIGINT", "SIGTERM"];

/** What SIGHUP asks for. */
async function reload(server: Server): Promise<void> {
  const failures = await server.reload();
  tell(failures === 0 ? "Reloaded." : "Not all could be reloaded: see the log.");
}

function* banner({ house, addresses }: Server, dataDir: string): Iterable<string> {
  yield `${house.name} is open. (Partyline ${house.facts.version})`;
  for (const { gateway, hostname, port, over } of addresses) {
    if (gateway !== "front-door") {
      const how = over === "TCP" ? "" : `, ${over}`;
      yield `  ${gateway.padEnd(7)} on ${hostname} port ${port}${how}`;
      continue;
    }
    const host = ["0.0.0.0", "::"].includes(hostname) ? "localhost" : hostname;
    yield `  door    on ${hostname} port ${port}; from this machine: telnet ${host} ${port}`;
  }
  yield* pluginLines(house.plugins.list());
  yield `  data    in ${dataDir}`;
  if (house.world.claimCode !== undefined) {
    yield `  sysop   nobody yet: dial in, /register, then /claim ${house.world.claimCode}`;
  }
}

/** What a sysop should know of plugins when the house opens: those from outside, and what is wrong. */
function* pluginLines(plugins: readonly PluginReport[]): Iterable<string> {
  const outside = plugins.filter(({ file, isLoaded }) => file !== undefined && isLoaded);
  if (outside.length > 0) yield `  plugins ${outside.map(({ name }) => name).join(", ")}`;
  for (const { problem } of plugins) if (problem !== undefined) yield `  missing ${problem}`;
}

/** Reads settings and plugins without opening a port or touching the data. */
async function check(options: StartOptions): Promise<void> {
  const file = options.config ?? CONFIG_FILE;
  const known = options.config !== undefined || await exists(file);
  const source = known ? await loadConfigFile(file) : { file, text: "" };
  const { settings, catalogue, clock } = await readAll(source);
  const server = await startServer({
    settings,
    dataDir: ":memory:",
    folder: dirname(file),
    clock,
    catalogue,
    openPort: checkPort,
  });
  const plugins = server.house.plugins.list();
  const screens = server.house.screens.problems();
  await server.stop("");
  tell(known ? `${file} is fine.` : `There is no ${file}: every setting has its default.`);
  tell(pluginTable(plugins));
  const problems = [...plugins.flatMap(({ problem }) => problem ?? []), ...screens];
  if (problems.length > 0) throw new StartError(problems.join("\n"));
}

const TABLE_COLUMNS = 100;

/** All plugins, with what they bring and what they need. */
function pluginTable(plugins: readonly PluginReport[]): string {
  const rows = plugins.map(({ name, version, file, isLoaded, commands, needs, problem }) => [
    name,
    version ?? (file === undefined ? manifest.version : ""),
    file ?? "the program",
    problem !== undefined
      ? "is wrong: see below"
      : isLoaded
      ? commands.join(" ") || "none"
      : "is left out",
    needs.join(" ") || "nothing",
  ]);
  const head = ["Name", "Version", "From", "Commands", "Needs"];
  return plain(formatTable(rows, { head, columns: TABLE_COLUMNS }));
}

/** Looks at what a port needs, and opens none. */
function checkPort({ hostname, port, tls }: ListenOptions): Door {
  if (tls) readCertificate(tls);
  return { address: { hostname, port }, reload() {}, close: () => Promise.resolve() };
}

/** Takes over accounts and groups of a CSP server into a house that is not running. */
async function importCsp(
  options: StartOptions & { readonly users: string; readonly groups: string },
): Promise<void> {
  const { file, settings } = await loadSettings(options);
  const plan = planImport({
    users: await loadConfigFile(options.users),
    groups: await loadConfigFile(options.groups),
  });
  const folder = openDataFolder(dataDirOf(options, file, settings));
  try {
    const database = openDatabase(folder.database, settings.main);
    try {
      const journal = new SqliteJournal(database);
      const report = await importAccounts(journal, {
        plan,
        at: Date.now(),
        policy: policyOf(settings),
      });
      const { users, rooms, owners, bans } = report;
      tell(`Users: ${users.made} made, ${users.known} there already.`);
      tell(`Rooms: ${rooms.made} made, ${rooms.known} there already.`);
      tell(`Owners: ${owners} made. Bans: ${bans} made.`);
    } finally {
      database.close();
    }
  } finally {
    folder.release();
  }
}

function dataDirOf(options: StartOptions, file: string, { main }: AllSettings): string {
  return options.data ?? resolve(dirname(file), main.data_dir);
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

/** Makes the folder of a new plugin. */
async function newPlugin(name: string, { folder }: { readonly folder: string }): Promise<void> {
  // Whoever starts a house does not wait until this is read.
  const { startPlugin } = await import("./core/plugin_host/loading/plugin_starter.ts");
  const taken = SECTIONS.map(({ name }) => name);
  const { path, file } = await startPlugin(name, { folder, taken });
  tell(`Made ${path}, with a plugin that works, ${file}. Test it: partyline plugin test ${path}`);
  if (file.endsWith(".ts")) return;
  tell(
    `It is in JavaScript, as this program can't read TypeScript: it was made with Deno ${Deno.version.deno}.`,
  );
}

/** Runs the tests of a plugin. */
async function testPlugin(folder: string): Promise<void> {
  startLog({ level: "error" });
  const { runPluginTests } = await import("./testing/plugin_test_run.ts");
  const { failed } = await runPluginTests(folder, { tell });
  Deno.exit(failed === 0 ? 0 : 1);
}

/** Tells the hash of a password, to stand in the settings in its place. */
async function tellHash(): Promise<void> {
  const password = await readPassword();
  if (password === "") throw new StartError("Cannot hash a password that is empty");
  // What is behind the space is for logging in by SCRAM, which is for accounts.
  const [hash] = (await hashPassword(password)).split(" ", 1);
  tell(hash!);
}

/** The first line of what is typed or piped in; what is typed at a terminal is not shown. */
async function readPassword(): Promise<string> {
  if (!Deno.stdin.isTerminal()) {
    const text = await new Response(Deno.stdin.readable).text();
    return text.split(/\r?\n/, 1)[0]!;
  }
  Deno.stderr.writeSync(new TextEncoder().encode("Password: "));
  Deno.stdin.setRaw(true);
  try {
    return await readHidden();
  } finally {
    Deno.stdin.setRaw(false);
    complain("");
  }
}

/** Reads what is typed up to the end of the line; the terminal itself takes nothing back. */
async function readHidden(): Promise<string> {
  let typed = "";
  for await (const keys of Deno.stdin.readable.pipeThrough(new TextDecoderStream())) {
    for (const key of keys) {
      if (key === "\r" || key === "\n") return typed;
      if (key === "\x03" || key === "\x04") throw new StartError("Cancelled.");
      typed = key === "\b" || key === "\x7f" ? [...typed].slice(0, -1).join("") : typed + key;
    }
  }
  return typed;
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
  write(line + "\n", Deno.stdout);
}

function complain(text: string): void {
  write(text + "\n", Deno.stderr);
}

function write(text: string, to: Pick<typeof Deno.stdout, "writeSync">): void {
  try {
    let rest = new TextEncoder().encode(text);
    while (rest.length > 0) rest = rest.subarray(to.writeSync(rest));
  } catch {
    // Whoever read it is gone, as a terminal that was closed. The house goes on, and can be stopped.
  }
}

/** Ends the program with the word, whatever plugins have left behind: a timer would keep it running. */
function ending<Given extends unknown[]>(run: (...given: Given) => Promise<void>) {
  return async (...given: Given): Promise<void> => {
    await run(...given);
    Deno.exit(0);
  };
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
    .option("--watch-plugins", "load plugins as soon as they change, whatever the settings say")
    .action(start);
  program.command("check")
    .description("read settings and plugins, and say what is wrong")
    .option(...config)
    .action(ending(check));
  program.command("import")
    .description("take over accounts and rooms from another server, while this one is not running")
    .command("csp")
    .description("from the files of a CSP server")
    .requiredOption("--users <file>", "accounts: user_accounts.txt")
    .requiredOption("--groups <file>", "groups: list.txt")
    .option(...config)
    .option("--data <dir>", "folder of the data, whatever the settings say")
    .action(ending(importCsp));
  const plugins = program.command("plugin").description("for authors of plugins");
  plugins.command("new")
    .description("write a plugin to begin with, its tests, and its types for editors")
    .argument("<name>", "its name: lower-case letters, digits and _")
    .option("--folder <dir>", "folder to make its folder in", ".")
    .action(newPlugin);
  plugins.command("test")
    .description(
      "run the tests of a plugin: all files in its folder that end in _test.ts or _test.js",
    )
    .argument("<folder>", "folder of the plugin")
    .action(testPlugin);
  program.command("hash-password")
    .description("read a password and write its hash, for a setting such as [irc] oper_password")
    .action(tellHash);
  program.command("init")
    .description(`write a ${CONFIG_FILE} with every setting`)
    .argument("[dir]", "folder to write it to", ".")
    .action(init);
  program.command("licences")
    .description("print the licences of Partyline and of all that is in it")
    .action(() => tell(licencesText().trimEnd()));
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
    const isForSysop = SYSOP_ERRORS.some((kind) => error instanceof kind);
    complain(isForSysop ? (error as Error).message : Deno.inspect(error));
    Deno.exit(1);
  }
}
