/**
 * Loads plugins: hands each what it needs, and keeps what it registers, to take it away again.
 *
 * @module
 */

import type { Caller } from "../commands/caller.ts";
import { type Log, logFor } from "../logging/log.ts";
import { choose } from "./caller/asking.ts";
import { edit } from "./caller/composing.ts";
import { page } from "./caller/paging.ts";
import { CAPABILITIES, capabilitiesFor } from "./capability.ts";
import { FailureCount, WITHIN_MS } from "./failures.ts";
import type { Gateways } from "./capabilities/gateways.ts";
import { hostParts } from "./host_parts.ts";
import { type House, presenceOf } from "./capabilities/house.ts";
import { LIFELINE, type Lifeline, runsApart } from "./isolation/isolated_plugin.ts";
import type { Login } from "./capabilities/login.ts";
import type { CallerContext } from "./caller/caller_context.ts";
import type { CommandRow, Plugin } from "./plugin.ts";
import { fromHere, PluginScope, TURN_MS } from "./plugin_scope.ts";
import { tableFor } from "./caller/table_layout.ts";
import { tellSysops } from "./sysop_notice.ts";
import { withinTime } from "./time_limit.ts";

/** How long the setup of a plugin may take, and its `save`, in milliseconds. */
export const SETUP_MS = 10_000;

/** How long a reload waits for the commands that are under way, in milliseconds. */
export const IDLE_MS = 5000;

/** So often within a minute a plugin that runs apart is started anew when it has died. */
export const DEATHS = 3;

/** The values of a plugin's section. */
export type SettingValues = Readonly<Record<string, unknown>>;

/** A plugin that the house has unloaded of itself. */
export interface GivenUp {
  /** In milliseconds since the epoch. */
  readonly at: number;
  /** In words that follow "as". */
  readonly reason: string;
  /** The last of what has gone wrong with it. */
  readonly error: unknown;
}

/** A plugin that is loaded. */
interface Loaded {
  readonly plugin: Plugin;
  readonly scope: PluginScope;
}

/** The plugins of the house. */
export class PluginHost {
  readonly #house: House;
  readonly #loaded = new Map<string, Loaded>();
  /** By plugin: when its workers have died, oldest first. */
  readonly #deaths = new Map<string, readonly number[]>();
  readonly #revivals = new Set<Promise<void>>();
  readonly #givenUp = new Map<string, GivenUp>();

  constructor(house: House) {
    this.#house = house;
  }

  /** The names of the plugins that are loaded, in the order they were. */
  get loaded(): readonly string[] {
    return [...this.#loaded.keys()];
  }

  /** Why the house has unloaded a plugin of itself; undefined unless it has, and since it is loaded again. */
  givenUp(name: string): GivenUp | undefined {
    return this.#givenUp.get(name);
  }

  /**
   * Sets a plugin up; all of it or nothing.
   *
   * @param settings The values of its section.
   * @throws If the plugin does, takes too long, needs what there is not, or registers what another has.
   */
  async load(plugin: Plugin, settings: SettingValues): Promise<void> {
    if (this.#loaded.has(plugin.name)) {
      throw new Error(`Cannot load plugin "${plugin.name}" as one of that name is loaded`);
    }
    const scope = await this.#setUp(plugin, { settings });
    try {
      if (this.#loaded.has(plugin.name)) {
        throw new Error(`Cannot load plugin "${plugin.name}" as one of that name is loaded`);
      }
      scope.open();
    } catch (error) {
      scope.close();
      throw error;
    }
    this.#loaded.set(plugin.name, { plugin, scope });
    this.#givenUp.delete(plugin.name);
  }

  /**
   * Puts a plugin in the place of the one of its name. Who runs a command of it meanwhile waits, and
   * then has the new one. If the new one can't be set up, the old one stays as it was.
   *
   * @param settings The values of its section.
   * @throws As {@linkcode PluginHost.load} does, and if the old one can't hand over what it knows.
   */
  async replace(plugin: Plugin, settings: SettingValues): Promise<void> {
    const old = this.#loaded.get(plugin.name);
    if (!old) return await this.load(plugin, settings);
    const release = this.#house.registry.hold(plugin.name);
    try {
      await this.#idle(old.scope);
      const saved = await this.#save(old.plugin);
      const scope = await this.#setUp(plugin, { settings, saved });
      try {
        if (this.#loaded.get(plugin.name) !== old) throw new Error("It was unloaded meanwhile");
        scope.takeOver(old.scope);
      } catch (error) {
        scope.close();
        throw error;
      }
      this.#loaded.set(plugin.name, { plugin, scope });
    } finally {
      release();
    }
  }

  /** Ends the workers of those that run apart, as the house is closed. */
  async close(): Promise<void> {
    for (const { plugin } of [...this.#loaded.values()]) {
      if (runsApart(plugin)) this.unload(plugin.name);
    }
    await Promise.all(this.#revivals);
  }

  /** Takes away all that a plugin has registered. What it is doing, it ends. */
  unload(name: string): void {
    this.#loaded.get(name)?.scope.close();
    this.#loaded.delete(name);
  }

  async #setUp(
    plugin: Plugin,
    { settings, saved }: { settings: SettingValues; saved?: unknown },
  ): Promise<PluginScope> {
    const unknown = plugin.needs.find((need) => !CAPABILITIES.includes(need));
    if (unknown !== undefined) {
      throw new Error(
        `Cannot load plugin "${plugin.name}" as it needs what there is not: "${unknown}"`,
      );
    }
    const isTrusted = this.#house.builtIns.has(plugin.name);
    const scope = new PluginScope(isTrusted ? {} : { turnMs: TURN_MS });
    const host = this.#hostFor(plugin, { settings, scope });
    try {
      await withinTime(() => plugin.setup(host, saved), {
        clock: this.#house.clock,
        limitMs: SETUP_MS,
      });
      return scope;
    } catch (error) {
      scope.close();
      throw error;
    }
  }

  /** What the old one knows, cut off from it, so that nothing keeps it in memory. */
  async #save(plugin: Plugin): Promise<unknown> {
    const { clock } = this.#house;
    return structuredClone(await withinTime(() => plugin.save(), { clock, limitMs: SETUP_MS }));
  }

  /** Waits for what is under way, but not for ever: a command may wait for its caller. */
  async #idle(scope: PluginScope): Promise<void> {
    const waited = Promise.withResolvers<void>();
    const cancel = this.#house.clock.after(IDLE_MS, waited.resolve);
    await Promise.race([scope.idle(), waited.promise]);
    cancel();
  }

  #hostFor(
    plugin: Plugin,
    { settings, scope }: { settings: SettingValues; scope: PluginScope },
  ): unknown {
    const { registry } = this.#house;
    const log = logFor(plugin.name);
    const failures = this.#failuresOf(plugin, { scope, log });
    return {
      settings,
      log,
      command: (row: CommandRow<string>) => {
        const run = ({ caller, args }: { caller: Caller; args: unknown }) =>
          failures.counted(() =>
            scope.run(() => row.run({ ...this.#contextFor(plugin, caller), args } as never))
          );
        scope.claim(fromHere(registry.prepare({ ...row, owner: plugin.name, run })));
      },
      ...(runsApart(plugin) &&
        { [LIFELINE]: this.#lifelineFor(plugin, { settings, scope, failures }) }),
      ...(plugin.needs.includes("gateways") && { gateways: this.#gatewaysFor(scope) }),
      ...(plugin.needs.includes("login") && { login: this.#loginFor(plugin, { scope, failures }) }),
      ...hostParts(plugin, { house: this.#house, log, failures, scope }),
    };
  }

  /** Counts what fails in a plugin, and unloads it when it is too much. What is in the binary stays. */
  #failuresOf(plugin: Plugin, { scope, log }: { scope: PluginScope; log: Log }): FailureCount {
    const { clock, builtIns } = this.#house;
    return new FailureCount({
      clock,
      log,
      run: (work) => scope.run(work),
      giveUp: (error) => {
        if (builtIns.has(plugin.name) || this.#loaded.get(plugin.name)?.scope !== scope) return;
        this.#giveUp(plugin.name, { reason: "it failed again and again", error });
      },
    });
  }

  /** Unloads a plugin that does more harm than good, and says so. */
  #giveUp(name: string, { reason, error }: Omit<GivenUp, "at">): void {
    this.unload(name);
    this.#givenUp.set(name, { at: this.#house.clock.now(), reason, error });
    logFor(name).error(`Plugin was unloaded as ${reason}`, { plugin: name, error });
    void tellSysops(
      this.#house,
      `Plugin "${name}" was unloaded as ${reason}: /plugins says more.`,
    );
  }

  #lifelineFor(
    plugin: Plugin,
    { settings, scope, failures }: {
      settings: SettingValues;
      scope: PluginScope;
      failures: FailureCount;
    },
  ): Lifeline {
    return {
      onClose: (end) => scope.onClose(end),
      failed: (where, error) => failures.note(where, error),
      died: (reason) => {
        const revival = this.#revive(plugin, { settings, scope, reason });
        this.#revivals.add(revival);
        void revival.then(() => this.#revivals.delete(revival));
      },
    };
  }

  /** Starts a plugin anew whose worker has died, unless that has happened too often. */
  async #revive(
    plugin: Plugin,
    { settings, scope, reason }: { settings: SettingValues; scope: PluginScope; reason: string },
  ): Promise<void> {
    const { name } = plugin;
    // One that dies while it is set up can't be loaded; who loads it is told.
    const isLoaded = () => this.#loaded.get(name)?.scope === scope;
    if (!isLoaded()) return;
    const now = this.#house.clock.now();
    const deaths = [...(this.#deaths.get(name) ?? []).filter((at) => at > now - WITHIN_MS), now];
    this.#deaths.set(name, deaths);
    logFor(name).error("Plugin was ended", { plugin: name, reason });
    if (deaths.length > DEATHS) {
      return this.#giveUp(name, { reason: "it was ended again and again", error: reason });
    }
    try {
      await this.replace(plugin, settings);
    } catch (error) {
      if (isLoaded()) this.#giveUp(name, { reason: "it can't be started anew", error });
    }
  }

  #gatewaysFor(scope: PluginScope): Gateways {
    return {
      house: this.#house,
      listen: (listener) => {
        scope.claim(() => this.#house.directory.listen(listener));
      },
      add: (gateway, ports) => {
        scope.claim(() => this.#house.gateways.add({ gateway, ...ports }));
      },
    };
  }

  #loginFor(
    plugin: Plugin,
    { scope, failures }: { scope: PluginScope; failures: FailureCount },
  ): Login {
    const { frontDesk } = this.#house;
    return {
      greet: (greeter) => {
        scope.claim(() => frontDesk.setGreeter(plugin.name, greeter));
      },
      welcome: (run) => {
        const welcome = (caller: Caller) =>
          failures.guard("a welcome", () => run(this.#contextFor(plugin, caller)));
        scope.claim(() => frontDesk.addWelcome(welcome));
      },
    };
  }

  #contextFor(plugin: Plugin, caller: Caller): CallerContext {
    return {
      name: presenceOf(this.#house, caller).person.name,
      role: caller.role,
      columns: caller.columns,
      reply: (text) => caller.reply(text),
      ask: (question, options) => caller.ask(question, options),
      choose: (question, options) => choose(caller, question, options),
      page: (text) => page(caller, text),
      table: (rows, options) => page(caller, tableFor(caller, rows, options)),
      edit: (text, limits) => edit(caller, text, limits),
      flushed: () => caller.flushed(),
      hangUp: (text) => caller.hangUp(text),
      ...capabilitiesFor(this.#house, caller, plugin),
    };
  }
}
