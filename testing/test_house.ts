/**
 * A real house with its doors in memory and its clock in the test's hands.
 *
 * @module
 */

import { readSettings } from "../core/config/settings_reader.ts";
import { listen, Listener, type ListenOptions } from "../core/net/listener.ts";
import type { House } from "../core/plugin_host/capabilities/house.ts";
import type { Plugin } from "../core/plugin_host/plugin.ts";
import type { PluginCatalogue } from "../core/plugin_host/loading/plugin_catalogue.ts";
import { PluginHost, type SettingValues } from "../core/plugin_host/plugin_host.ts";
import { hashPassword } from "../core/storage/password.ts";
import { type AllSettings, catalogueFor, SECTIONS, type Server, startServer } from "../server.ts";
import { FakeClock } from "./fake_clock.ts";
import { MemoryDoor } from "./memory_door.ts";
import type { MemoryPeer } from "./memory_link.ts";
import { type CallerOptions, VirtualCaller } from "./virtual_caller.ts";
import { TcpWire } from "./wire.ts";

/** What a test may choose about a {@linkcode TestHouse}. */
export interface TestHouseOptions {
  /** Settings that differ from the defaults, by section. */
  readonly main?: Partial<AllSettings["main"]>;
  readonly limits?: Partial<AllSettings["limits"]>;
  readonly guard?: Partial<AllSettings["guard"]>;
  readonly login?: Readonly<Record<string, unknown>>;
  readonly line?: Readonly<Record<string, unknown>>;
  readonly csp?: Readonly<Record<string, unknown>>;
  readonly irc?: Readonly<Record<string, unknown>>;
  /** The folder of the data; nothing is kept unless given. */
  readonly dataDir?: string;
  /** The folder of the plugins that are not in the program; there are none unless given. */
  readonly pluginFolder?: string;
  /** Those of them that run apart, by the names of their files. */
  readonly isolate?: readonly string[];
  /** How often those are asked whether they are well, in milliseconds; each second unless given. */
  readonly pingMs?: number;
  /** Whether plugins are loaded as soon as they change. */
  readonly watchPlugins?: boolean;
  /** What config.ini holds when it is read again, for a plugin that is loaded anew. */
  readonly config?: { text: string };
  /** The plugins that there are, in place of those of a folder, and the clock that they were read by. */
  readonly plugins?: { readonly catalogue: PluginCatalogue; readonly clock: FakeClock };
  /** The settings of plugins that are not in the program, by their names. */
  readonly pluginSettings?: Readonly<Record<string, SettingValues>>;
  /**
   * Whether callers are greeted once it is known what their terminals are like; at once unless told, as the
   * clock stands still and whoever speaks no telnet would wait for ever.
   */
  readonly greetsKnown?: boolean;
  /** Where callers dial: in memory, or a port that the system chooses. */
  readonly door?: "memory" | "tcp";
}

/** What a test may choose about somebody who comes in. */
export interface GuestOptions extends CallerOptions {
  /** Their address: 192.0.2.1 unless told, which no limit spares. */
  readonly address?: string;
}

/** A port of the house: the front door, or the one of a gateway that has its own. */
export type DoorName = "front-door" | "line" | "csp" | "irc";

/** The password of everybody whom {@linkcode TestHouse.member} makes. */
export const PASSWORD = "correct horse";

/** As cheap as scrypt allows: tests log in often. */
const CHEAP = { N: 2, r: 1, p: 1, iterations: 1 };

/** A house that is open, as the server itself opens it. */
export class TestHouse implements AsyncDisposable {
  readonly clock: FakeClock;
  readonly server: Server;
  /** Resolves when the server wants to end. */
  readonly ended: Promise<{ readonly exitCode: number }>;
  /** By port; none where callers dial by TCP. */
  readonly #doors: ReadonlyMap<number, MemoryDoor>;
  readonly #callers: VirtualCaller[] = [];
  readonly #peers: MemoryPeer[] = [];
  #stopped: Promise<void> | undefined;

  private constructor(
    { clock, server, ended, doors }:
      & Pick<TestHouse, "clock" | "server" | "ended">
      & { doors: ReadonlyMap<number, MemoryDoor> },
  ) {
    this.clock = clock;
    this.server = server;
    this.ended = ended;
    this.#doors = doors;
  }

  /** Opens a house. No address is spared from the limits, unless the settings say so. */
  static async open(options: TestHouseOptions = {}): Promise<TestHouse> {
    const { dataDir = ":memory:", plugins } = options;
    const clock = plugins?.clock ?? new FakeClock();
    const ended = Promise.withResolvers<{ exitCode: number }>();
    const doors = new Map<number, MemoryDoor>();
    const openDoor = (options: ListenOptions) => {
      const door = new MemoryDoor(options.port);
      doors.set(options.port, door);
      return new Listener(door, options);
    };
    const { pluginFolder, isolate, pingMs, config, watchPlugins } = options;
    const inFolder = pluginFolder === undefined
      ? undefined
      : catalogueFor({ path: pluginFolder, ...(isolate && { isolate }) }, {
        folder: ".",
        clock,
        ...(pingMs !== undefined && { pingMs }),
      });
    await inFolder?.find();
    const catalogue = plugins?.catalogue ?? inFolder;
    const server = await startServer({
      settings: settingsFor(options),
      dataDir,
      clock,
      ...(catalogue && { catalogue }),
      ...(config && { readAgain: async () => ({ file: "config.ini", text: config.text }) }),
      ...(watchPlugins && { watchPlugins }),
      greetsAtOnce: !options.greetsKnown,
      openPort: (port: ListenOptions) =>
        options.door === "tcp"
          ? listen({ ...port, hostname: "127.0.0.1", port: 0 })
          : openDoor(port),
      ended: (outcome) => ended.resolve(outcome),
    });
    return new TestHouse({ clock, server, ended: ended.promise, doors });
  }

  get house(): House {
    return this.server.house;
  }

  /** Somebody dials in. */
  async dial({ address, ...options }: GuestOptions = {}): Promise<VirtualCaller> {
    const wire = this.#doors.size > 0
      ? this.#door("front-door").dial(address)
      : await TcpWire.dial(this.server.addresses[0]!);
    return this.#add(new VirtualCaller(wire, options));
  }

  /** Somebody dials in whose end of the wire the test holds: to stall it, or to read single writes. */
  dialByHand(options: GuestOptions = {}): { caller: VirtualCaller; peer: MemoryPeer } {
    const peer = this.#door("front-door").dial(options.address);
    return { caller: this.#add(new VirtualCaller(peer, options)), peer };
  }

  /** A program dials in, whose bytes the test sends and reads. */
  dialProgram(door: DoorName, { address }: Pick<GuestOptions, "address"> = {}): MemoryPeer {
    const peer = this.#door(door).dial(address);
    this.#peers.push(peer);
    return peer;
  }

  /** Somebody dials in and is asked for their name. */
  async visitor(options: GuestOptions = {}): Promise<VirtualCaller> {
    const caller = await this.dial(options);
    await caller.settled(/Name: $/);
    return caller;
  }

  /** A guest comes into the lobby. */
  async guest(name: string, options: GuestOptions = {}): Promise<VirtualCaller> {
    const caller = await this.visitor(options);
    caller.line(name);
    return await entered(caller);
  }

  /** A member comes into the lobby; the account is made unless there is one. */
  async member(name: string, options: GuestOptions = {}): Promise<VirtualCaller> {
    if (!this.house.world.userNamed(name)) await this.register(name);
    const caller = await this.visitor(options);
    caller.line(name);
    await caller.until(/[Pp]assword.*: $/);
    caller.line(PASSWORD);
    return await entered(caller);
  }

  /** The member who has claimed the house comes into the lobby. */
  async sysop(name: string, options: GuestOptions = {}): Promise<VirtualCaller> {
    const caller = await this.member(name, options);
    caller.line(`/claim ${this.house.world.claimCode}`);
    await caller.until("The server is yours.\n");
    if (caller.sendsKeys) await caller.prompt();
    return caller;
  }

  /** Makes an account, as if its owner had been here before. */
  async register(name: string, password = PASSWORD): Promise<void> {
    const passwordHash = await hashPassword(password, CHEAP);
    await this.house.sequencer.submit({ kind: "register", name, passwordHash });
  }

  /** Loads a plugin beside those in the binary, and gives what unloads it. */
  async load(
    plugin: Plugin,
    settings: Readonly<Record<string, unknown>> = {},
  ): Promise<() => void> {
    const host = new PluginHost(this.house);
    await host.load(plugin, settings);
    return () => host.unload(plugin.name);
  }

  /** Stops the server politely. */
  stop(reason = "The server stops."): Promise<void> {
    this.#stopped ??= this.server.stop(reason);
    return this.#stopped;
  }

  /** Stops the house, and fails the test if anybody was sent what no terminal can show. */
  async [Symbol.asyncDispose](): Promise<void> {
    for (const caller of [...this.#callers, ...this.#peers]) caller.reset();
    await this.stop();
    await Promise.all(this.#callers.map((caller) => caller.hungUp));
    for (const caller of this.#callers) caller.check();
  }

  #door(name: DoorName): MemoryDoor {
    const { port } = this.server.addresses.find(({ gateway }) => gateway === name)!;
    return this.#doors.get(port)!;
  }

  #add(caller: VirtualCaller): VirtualCaller {
    this.#callers.push(caller);
    return caller;
  }
}

async function entered(caller: VirtualCaller): Promise<VirtualCaller> {
  await caller.until(/^Here: .*\n/m);
  if (caller.sendsKeys) await caller.prompt();
  return caller;
}

function settingsFor(
  { main, limits, guard, login, line, csp, irc, pluginSettings }: TestHouseOptions,
): AllSettings {
  const { settings } = readSettings({ file: "config.ini", text: "" }, SECTIONS);
  const defaults = settings as unknown as AllSettings;
  return {
    ...defaults,
    ...pluginSettings,
    // The clock stands still, so whoever says nothing at the front door would wait for ever.
    main: { ...defaults.main, detect_ms: 0, ...main },
    limits: { ...defaults.limits, exempt: [], ...limits },
    // As it stands still, a minute never passes, so nobody is counted by the minute.
    guard: {
      ...defaults.guard,
      challenge: "never",
      connections_per_minute: 100_000,
      network_connections_per_minute: 1_000_000,
      connections_per_network: 100_000,
      ban_minutes: 0,
      ...guard,
    },
    login: { ...defaults.login, ...login },
    line: { ...defaults.line, port: 8888, ...line },
    csp: { ...defaults.csp, port: 12345, ...csp },
    irc: { ...defaults.irc, port: 6667, ...irc },
  };
}
