/**
 * The server: the only file that wires the parts of the house together.
 *
 * @module
 */

import { isAbsolute, join } from "node:path";
import { fileURLToPath } from "node:url";
import { Dispatcher } from "./core/commands/dispatch.ts";
import { CommandRegistry } from "./core/commands/registry.ts";
import {
  GUARD,
  HOUSE_SECTIONS,
  LIMITS,
  MAIN,
  PLUGINS_SECTION,
  type PluginsSettings,
} from "./core/config/house_settings.ts";
import type { ConfigSource } from "./core/config/ini_reader.ts";
import type { Section } from "./core/config/section.ts";
import { type SettingsOf } from "./core/config/setting.ts";
import { logFor } from "./core/logging/log.ts";
import { type Clock, TimerWheel } from "./core/net/clock.ts";
import { cloaksOf } from "./core/net/cloak.ts";
import { Guard } from "./core/net/guard/guard.ts";
import { parseNetworks } from "./core/net/networks.ts";
import { TurnEnd } from "./core/net/outbox/turn_end.ts";
import { Bots } from "./core/plugin_host/capabilities/bots.ts";
import { Countdown } from "./core/plugin_host/countdown.ts";
import { Credentials } from "./core/plugin_host/arrival/credentials.ts";
import { Entry } from "./core/plugin_host/arrival/entry.ts";
import { FilteringSequencer } from "./core/plugin_host/filtering_sequencer.ts";
import { Filters } from "./core/plugin_host/capabilities/filters.ts";
import { FrontDesk } from "./core/plugin_host/arrival/front_desk.ts";
import { GatewayRegistry } from "./core/plugin_host/capabilities/gateways.ts";
import { HouseScreens } from "./core/plugin_host/screens/house_screens.ts";
import type { House } from "./core/plugin_host/capabilities/house.ts";
import { LivePlugins } from "./core/plugin_host/loading/live_plugins.ts";
import { PluginCatalogue } from "./core/plugin_host/loading/plugin_catalogue.ts";
import { PluginFolder } from "./core/plugin_host/loading/plugin_folder.ts";
import { PluginHost } from "./core/plugin_host/plugin_host.ts";
import { PluginLoader } from "./core/plugin_host/loading/plugin_loader.ts";
import { sectionOf } from "./core/plugin_host/loading/plugin_section.ts";
import { settingsOfPlugin } from "./core/plugin_host/loading/plugin_settings.ts";
import { PluginWatch } from "./core/plugin_host/loading/plugin_watch.ts";
import { PluginSpaces } from "./core/plugin_host/capabilities/store.ts";
import { tellSysops } from "./core/plugin_host/sysop_notice.ts";
import { SessionDirectory } from "./core/session/directory.ts";
import { NodePool } from "./core/session/node_pool.ts";
import type { CallerLimits } from "./core/session/session_house.ts";
import { ScreenFolder } from "./core/session/terminal/screen_folder.ts";
import { WaitingRoom } from "./core/session/waiting_room.ts";
import { Checkpointer } from "./core/storage/checkpointer.ts";
import { openDataFolder } from "./core/storage/data_folder.ts";
import { openDatabase } from "./core/storage/database.ts";
import { SqliteJournal } from "./core/storage/sqlite_journal.ts";
import { prepareGraphemes } from "./core/terminal/style/display_width.ts";
import { DEFAULT_POLICY, type WorldPolicy } from "./core/world/policy.ts";
import { LocalSequencer } from "./core/world/sequencer.ts";
import { World } from "./core/world/world.ts";
import * as partyline from "partyline";
import manifest from "./deno.json" with { type: "json" };
import { type DoorsOptions, type OpenDoor, openDoors, type ServerAddress } from "./doors.ts";
import { PLUGINS } from "./plugins/mod.ts";

/** Every section of the settings: those of the house, then one of each plugin. */
export const SECTIONS: readonly Section[] = [...HOUSE_SECTIONS, ...PLUGINS.map(sectionOf)];

/** The values of all sections, by section, then by setting. */
export interface AllSettings {
  readonly main: SettingsOf<typeof MAIN.settings>;
  readonly limits: SettingsOf<typeof LIMITS.settings>;
  readonly guard: SettingsOf<typeof GUARD.settings>;
  readonly plugins: SettingsOf<typeof PLUGINS_SECTION.settings>;
  readonly [plugin: string]: Readonly<Record<string, unknown>>;
}

/** What a server is started with. */
export interface ServerOptions extends Omit<DoorsOptions, "settings"> {
  readonly settings: AllSettings;
  /** The folder of the data, or `:memory:` to keep nothing. */
  readonly dataDir: string;
  /** The folder that other files in the settings are looked for from; the current one by default. */
  readonly folder?: string;
  readonly clock?: Clock;
  /** The plugins that there are; those in the program unless given. */
  readonly catalogue?: PluginCatalogue;
  /** Reads the settings again, for plugins that are loaded later; they have their defaults unless given. */
  readonly readAgain?: () => Promise<ConfigSource>;
  /** Whether plugins are loaded as soon as they change, whatever the settings say. */
  readonly watchPlugins?: boolean;
  /** Called when the server wants to end: told to by a sysop, or unable to go on. */
  ended?(outcome: { readonly exitCode: number }): void;
}

/** A running server. */
export interface Server {
  readonly house: House;
  /** Where to dial, by gateway. */
  readonly addresses: readonly ServerAddress[];
  /** Plugins that could not be loaded, and why. */
  readonly failures: readonly { plugin: string; reason: string }[];
  /**
   * Reads certificates again, for callers to come, and what gateways keep of files. What can't be
   * used is logged, and the old stays.
   *
   * @returns How many could not be used.
   */
  reload(): Promise<number>;
  /** Tells everyone, hangs up, writes what there is to write, and closes everything. */
  stop(reason: string): Promise<void>;
}

// Files that are found from this one are all named here: an executable has the whole program in one file in this
// folder, from which those of other folders would be looked for in the wrong place.
const CHECKPOINT_WORKER = new URL("./core/storage/checkpoint_worker.ts", import.meta.url);
const PLUGIN_WORKER = new URL("./plugin_worker.ts", import.meta.url);
const BUILT_IN_SCREENS = fileURLToPath(new URL("./screens", import.meta.url));

const MINUTE_MS = 60_000;

/** How long callers have to read the last line, in milliseconds. */
const FAREWELL_MS = 1000;

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
    let checkpointer: Checkpointer | undefined;
    const journal = new SqliteJournal(database, () => checkpointer?.committed());
    const { house, sequencer } = furnish(journal, { ...options, clock });
    closing.unshift(() => void house.plugins.close());
    await house.plugins.open(settings);
    await openHouse(house, settings.main.lobby);
    const doors = openDoors(house, options);
    // Last, as whoever dials in need not wait for it.
    prepareGraphemes();
    if (folder) {
      const parts = { path: folder.database, url: CHECKPOINT_WORKER, log: logFor("storage") };
      checkpointer = new Checkpointer(database, parts);
    }
    const watch = watchPlugins(house, options);
    return {
      house,
      failures: house.plugins.list().flatMap(({ name, problem }) =>
        problem === undefined ? [] : [{ plugin: name, reason: problem }]
      ),
      addresses: doors.map(({ gateway, over, door }) => ({ gateway, ...door.address, over })),
      reload: () => reload(house, doors),
      async stop(reason) {
        watch?.close();
        house.countdown.cancel();
        await house.plugins.close();
        const closed = doors.map(({ door }) => door.close({ withinMs: FAREWELL_MS }));
        house.directory.close(reason);
        await Promise.all(closed);
        sequencer.close();
        house.guard.close();
        await checkpointer?.close();
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
  options: ServerOptions & { readonly clock: Clock },
): { house: House; sequencer: LocalSequencer } {
  const { settings: { main, limits, guard: rules }, folder = ".", clock, ended } = options;
  const snapshot = journal.load();
  const world = new World(snapshot, policyOf({ main, limits }));
  const directory = new SessionDirectory({
    lastMessage: snapshot.lastMessage,
    presence: (id) => world.presence(id),
    user: (id) => world.user(id),
    log: logFor("session"),
  });
  const sequencer = new LocalSequencer({
    world,
    journal,
    deliver: (event) => directory.deliver(event),
    now: () => clock.now(),
    atEndOfTurn: (run) => TurnEnd.shared.work(run),
    failed(error) {
      logFor("storage").error("Cannot write to the database", { error });
      directory.close("The server can't go on.");
      ended?.({ exitCode: 1 });
    },
  });
  const guard = guardOf({ limits, guard: rules }, clock);
  const exempt = parseNetworks(limits.exempt);
  const isExempt = (address: string) => exempt.contains(address);
  const waiting = new WaitingRoom({
    clock,
    size: rules.waiting,
    silenceMs: rules.silence_seconds * 1000,
    loginMs: limits.login_minutes * MINUTE_MS,
    guard,
  });
  directory.listen((event) => waiting.heard(event));
  const registry = new CommandRegistry();
  const [filters, bots] = [new Filters(), new Bots()];
  const house: House = {
    name: main.name,
    facts: {
      version: manifest.version,
      startedAt: clock.now(),
      folder,
      lobby: main.lobby,
      joinLines: main.join_lines,
      recapLines: main.recap_lines,
    },
    world,
    sequencer: new FilteringSequencer({
      sequencer,
      world,
      filters,
      botOwner: (presence) => bots.ownerOf(presence),
    }),
    history: journal.messages,
    calls: journal.calls,
    filters,
    bots,
    pluginSpaces: new PluginSpaces({ rows: journal.plugins, clock }),
    builtIns: new Set(PLUGINS.map(({ name }) => name)),
    fetchHosts: options.settings.plugins.fetch_hosts,
    directory,
    waiting,
    registry,
    dispatcher: new Dispatcher({ registry, log: logFor("commands") }),
    nodes: new NodePool(main.max_nodes),
    clock,
    limits: callerLimits(limits),
    keepAliveMs: main.keep_alive_minutes * MINUTE_MS,
    log: logFor("session"),
    isExempt,
    cloak: cloaksOf(journal.cloakSecret()),
    guard,
    credentials: new Credentials({
      world,
      clock,
      isExempt,
      failed: (address) => guard.report(address, "password"),
    }),
    // These come in through the house that they are a part of.
    get entry() {
      return entry;
    },
    get plugins() {
      return plugins;
    },
    get screens() {
      return screens;
    },
    countdown: new Countdown({
      clock,
      announce: (text) => void sequencer.submit({ kind: "shout", text, official: true }),
      stop: () => ended?.({ exitCode: 0 }),
    }),
    frontDesk: new FrontDesk(),
    gateways: new GatewayRegistry(),
  };
  const entry = new Entry(house);
  const plugins = pluginsOf(house, options);
  const screens = screensOf(house, { path: main.screens, folder });
  return { house, sequencer };
}

/** The limits of the world that the settings say. */
export function policyOf({ main, limits }: Pick<AllSettings, "main" | "limits">): WorldPolicy {
  return {
    guests: main.guests,
    messageBytes: limits.message_bytes,
    topicBytes: limits.topic_bytes,
    roomsPerPerson: limits.rooms_per_person,
    rooms: limits.rooms,
    bansPerRoom: limits.bans_per_room,
    mailPerPerson: limits.mail_per_person,
    ignoredPerPerson: limits.ignored_per_person,
    multilineBytes: DEFAULT_POLICY.multilineBytes,
    multilineLines: DEFAULT_POLICY.multilineLines,
    notesPerTarget: DEFAULT_POLICY.notesPerTarget,
  };
}

function guardOf(
  { limits, guard }: Pick<AllSettings, "limits" | "guard">,
  clock: Clock,
): Guard {
  return new Guard({
    clock,
    allowed: [...limits.exempt, ...guard.allow],
    perAddress: limits.connections_per_address,
    perNetwork: guard.connections_per_network,
    perMinute: guard.connections_per_minute,
    networkPerMinute: guard.network_connections_per_minute,
    banMs: guard.ban_minutes * MINUTE_MS,
  });
}

function callerLimits(limits: AllSettings["limits"]): CallerLimits {
  return {
    lineBytes: limits.line_bytes,
    linesPerSecond: limits.lines_per_second,
    linesBurst: limits.lines_burst,
    idleMs: limits.idle_minutes * MINUTE_MS,
    idleWarningMs: limits.idle_warning_minutes * MINUTE_MS,
  };
}

/**
 * The catalogue of a house: the plugins in the program, and those of the folder that the settings name.
 *
 * @param folder The folder of the settings.
 */
export function catalogueFor(
  { path, isolate = [] }: Pick<PluginsSettings, "path"> & Partial<Pick<PluginsSettings, "isolate">>,
  { folder, clock, pingMs }: {
    readonly folder: string;
    readonly clock: Clock;
    /** How often those that run apart are asked whether they are well; as the house does unless given. */
    readonly pingMs?: number;
  },
): PluginCatalogue {
  const plugins = new PluginFolder(isAbsolute(path) ? path : join(folder, path));
  const loader = new PluginLoader({
    provided: new Map([["partyline", partyline]]),
    clock,
    shownPath: (path) => plugins.shownPath(path),
    apart: {
      names: isolate,
      worker: {
        url: PLUGIN_WORKER,
        clock,
        ...(pingMs !== undefined && { pingMs }),
      },
    },
  });
  return new PluginCatalogue({ ...IN_PROGRAM, outside: { folder: plugins, loader } });
}

const IN_PROGRAM = { builtIn: PLUGINS, reserved: HOUSE_SECTIONS.map(({ name }) => name) };

/** The plugins of a house, which are not loaded yet. */
function pluginsOf(house: House, { settings, catalogue, readAgain }: ServerOptions): LivePlugins {
  const { enabled, disabled } = settings.plugins;
  const isLeftOut = (name: string) =>
    disabled.includes(name) || (enabled.length > 0 && !enabled.includes(name));
  return new LivePlugins({
    catalogue: catalogue ?? new PluginCatalogue(IN_PROGRAM),
    clock: house.clock,
    host: new PluginHost(house),
    leftOut: new Set(PLUGINS.map(({ name }) => name).filter(isLeftOut)),
    commandsOf: (plugin) =>
      house.registry.list({ role: "sysop" })
        .filter(({ owner }) => owner === plugin).map(({ name }) => name),
    async settingsOf(plugin) {
      const source = await readAgain?.() ?? { file: "", text: "" };
      return settingsOfPlugin(source, plugin);
    },
  });
}

function screensOf(
  house: House,
  { path, folder }: { readonly path: string; readonly folder: string },
): HouseScreens {
  const now = () => house.clock.now();
  return new HouseScreens({
    house,
    own: new ScreenFolder({ path: isAbsolute(path) ? path : join(folder, path), now }),
    builtIn: new ScreenFolder({ path: BUILT_IN_SCREENS, now }),
    folderOf: (plugin) => house.plugins.screensOf(plugin),
  });
}

/** Loads plugins as soon as they change, and tells the sysops who are here. */
function watchPlugins(
  house: House,
  { settings, catalogue, watchPlugins = settings.plugins.watch }: ServerOptions,
): PluginWatch | undefined {
  const { folder } = catalogue ?? {};
  if (!watchPlugins || !folder) return undefined;
  return new PluginWatch({
    folder,
    clock: house.clock,
    async changed(paths) {
      const told = await house.plugins.refresh(paths);
      for (const line of told.join("\n").split("\n")) if (line) await tellSysops(house, line);
    },
  });
}

/** Makes what every house has: the lobby, and a code for the first sysop while there is none. */
async function openHouse({ world, sequencer }: House, lobby: string): Promise<void> {
  await sequencer.submit({ kind: "open-room", name: lobby, permanent: true });
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

/** Has all read again what they have read from files. */
async function reload(house: House, doors: readonly OpenDoor[]): Promise<number> {
  const log = logFor("main");
  let failures = house.screens.reload();
  const all = [
    ...doors.map(({ gateway, door }) => ({ gateway, reload: () => door.reload() })),
    ...house.gateways.rows.map(({ gateway }) => ({
      gateway: gateway.name,
      reload: () => gateway.reload?.(),
    })),
  ];
  for (const { gateway, reload } of all) {
    try {
      await reload();
    } catch (error) {
      failures++;
      log.error("Cannot reload, so the old stays", { gateway, error });
    }
  }
  return failures;
}
