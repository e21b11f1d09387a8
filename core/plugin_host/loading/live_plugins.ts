/**
 * The plugins of an open house: loading, reloading and unloading them while callers are there.
 *
 * @module
 */

import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { UserError } from "../../commands/errors.ts";
import { type Log, logFor } from "../../logging/log.ts";
import type { Clock } from "../../net/clock.ts";
import { momentText } from "../../words/time_text.ts";
import type { Plugin } from "../plugin.ts";
import type { PluginCatalogue, PluginRow } from "./plugin_catalogue.ts";
import { placeOf, placeText, PluginError, thrownText } from "./plugin_error.ts";
import type { PluginFile } from "./plugin_folder.ts";
import type { PluginHost, SettingValues } from "../plugin_host.ts";

/** A plugin as lists show it. */
export interface PluginReport {
  /** Its name; that of its file where it could not be read. */
  readonly name: string;
  /** As its author counts; undefined where they don't. */
  readonly version: string | undefined;
  /** Its file, as the sysop finds it; undefined for one in the program. */
  readonly file: string | undefined;
  /** Whether it is in the house. */
  readonly isLoaded: boolean;
  /** The commands that it has, sorted. */
  readonly commands: readonly string[];
  /** The capabilities that it has. */
  readonly needs: readonly string[];
  /** What is wrong with it, or with the newer one that could not take its place; why it was unloaded. */
  readonly problem: string | undefined;
}

/** What {@linkcode LivePlugins} work with. */
export interface LivePluginsParts {
  readonly catalogue: PluginCatalogue;
  readonly clock: Clock;
  readonly host: PluginHost;
  /** The names of those in the program that are left out. */
  readonly leftOut: ReadonlySet<string>;
  /** The names of the commands of a plugin. */
  commandsOf(plugin: string): readonly string[];
  /**
   * Reads the settings of a plugin anew.
   *
   * @throws {ConfigError} If one of them is wrong.
   */
  settingsOf(plugin: Plugin): Promise<SettingValues>;
}

/** The plugins of an open house. Changes to them are made one after the other. */
export class LivePlugins {
  readonly #parts: LivePluginsParts;
  readonly #log: Log = logFor("plugins");
  #last: Promise<unknown> = Promise.resolve();

  constructor(parts: LivePluginsParts) {
    this.#parts = parts;
  }

  /** All plugins that there are. */
  list(): readonly PluginReport[] {
    return this.#parts.catalogue.rows.map((row): PluginReport => {
      const { name, plugin, file, problem } = row;
      const isLoaded = this.#isLoaded(plugin);
      return {
        name,
        version: plugin?.version,
        file: file?.shown,
        isLoaded,
        commands: isLoaded ? this.#parts.commandsOf(name) : [],
        needs: plugin?.needs ?? [],
        problem: problem ?? this.#whyGivenUp(row),
      };
    });
  }

  /** The folder of the screens that a plugin has brought, where it has a folder of its own. */
  screensOf(name: string): string | undefined {
    const path = this.#parts.catalogue.look(name)?.file?.path;
    if (path === undefined || !/^mod\.[jt]s$/.test(basename(path))) return undefined;
    return join(dirname(path), "screens");
  }

  /** Loads all of them. What can't be loaded is left out, and said so in the log. */
  async open(settings: Readonly<Record<string, SettingValues>>): Promise<void> {
    const { catalogue, host, leftOut } = this.#parts;
    for (const row of catalogue.rows) {
      const { name, plugin } = row;
      if (plugin && leftOut.has(name) && !row.file) continue;
      try {
        if (plugin) await host.load(plugin, settings[name] ?? defaultsOf(plugin));
        else this.#log.warn("Plugin is left out", { plugin: name, problem: row.problem });
      } catch (error) {
        const problem = catalogue.explain(error, row);
        catalogue.put({ ...row, problem });
        this.#note("Plugin is left out", { row, problem, error });
      }
    }
  }

  /**
   * Loads a plugin that is not loaded: one in the program, or one in the folder, which may be new.
   *
   * @param name Its name, or that of its file.
   * @throws {UserError} If it can't be; the message tells why.
   */
  load(name: string): Promise<void> {
    return this.#inTurn(async () => {
      const row = this.#parts.catalogue.look(name);
      if (this.#isLoaded(row?.plugin)) {
        throw new UserError(`Cannot load plugin "${name}" as it is loaded already`);
      }
      if (row?.plugin && !row.file) return await this.#bringIn(row.plugin, row);
      const { files = [] } = await this.#parts.catalogue.folder?.list() ?? {};
      const file = row?.file ?? files.find((file) => file.name === name);
      if (!file) throw this.#unknown(name);
      await this.#import(file);
    });
  }

  /**
   * Loads a plugin of the folder anew, in the place of itself. If that can't be done, the old one stays.
   *
   * @param name Its name, or that of its file.
   * @throws {UserError} If it can't be; the message tells why.
   */
  reload(name: string): Promise<void> {
    return this.#inTurn(async () => {
      const row = this.#parts.catalogue.look(name);
      if (!row) throw this.#unknown(name);
      if (!row.file) {
        throw new UserError(`Cannot reload plugin "${name}" as it is a part of the program`);
      }
      await this.#import(row.file);
    });
  }

  /**
   * Takes a plugin out of the house.
   *
   * @throws {UserError} If it is not loaded, or callers come in through it.
   */
  unload(name: string): Promise<void> {
    return this.#inTurn(() => {
      const { plugin } = this.#parts.catalogue.look(name) ?? {};
      if (!plugin || !this.#isLoaded(plugin)) {
        throw new UserError(`Cannot unload plugin "${name}" as it is not loaded`);
      }
      refuseGateways(plugin, "unload");
      this.#parts.host.unload(plugin.name);
    });
  }

  /**
   * Loads the plugins of the folder that have changed.
   *
   * @param paths Files that have changed, as absolute paths.
   * @returns What became of each of them, one line for each.
   */
  refresh(paths: ReadonlySet<string>): Promise<readonly string[]> {
    return this.#inTurn(async () => {
      const { catalogue } = this.#parts;
      const { files = [] } = await catalogue.folder?.list() ?? {};
      const told: string[] = [];
      for (const file of files) {
        const row = catalogue.rows.find((row) => row.file?.path === file.path);
        if (row && !hasChanged(row, paths)) continue;
        told.push(
          await this.#import(file).then(
            () => `Plugin "${catalogue.look(file.name)?.name}" is loaded from ${file.shown}.`,
            (error) => error.message,
          ),
        );
      }
      return told;
    });
  }

  /** Ends what of them is not of this thread, once nothing else is under way. */
  close(): Promise<void> {
    return this.#inTurn(() => this.#parts.host.close());
  }

  /** Reads a plugin anew and puts it into the house, in the place of the older one if there is one. */
  async #import(file: PluginFile): Promise<void> {
    const { catalogue } = this.#parts;
    const old = catalogue.rows.find((row) => row.file?.path === file.path);
    const row = await catalogue.read(file);
    try {
      if (!row.plugin) {
        this.#log.warn("Plugin could not be read", { file: file.shown, problem: row.problem });
        throw new UserError(row.problem ?? "");
      }
      if (old?.plugin && this.#isLoaded(old.plugin) && old.name !== row.name) {
        const reason = `it is called "${row.name}" now, and "${old.name}" is still loaded`;
        throw new UserError(new PluginError({ file: file.shown }, reason).message);
      }
      await this.#bringIn(row.plugin, row);
      catalogue.put(row);
    } catch (error) {
      const { message } = error as Error;
      // With the files of both, as a change of any of them may mend it.
      const files = new Map([...old?.files ?? [], ...row.files]);
      catalogue.put({ ...old ?? row, files, problem: message });
      throw error;
    }
  }

  async #bringIn(plugin: Plugin, row: PluginRow): Promise<void> {
    const { catalogue, host, settingsOf } = this.#parts;
    refuseGateways(plugin, "load");
    try {
      await host.replace(plugin, await settingsOf(plugin));
      this.#log.info("Plugin is loaded", { plugin: plugin.name, version: plugin.version });
    } catch (error) {
      const problem = catalogue.explain(error, row);
      this.#note("Plugin could not be loaded", { row, problem, error });
      throw new UserError(problem);
    }
  }

  /** What is wrong in an author's file is told with its place there; our own stack helps nobody. */
  #note(
    sentence: string,
    { row: { name, file }, problem, error }: {
      readonly row: PluginRow;
      readonly problem: string;
      readonly error: unknown;
    },
  ): void {
    if (file) this.#log.warn(sentence, { plugin: name, problem });
    else this.#log.error(sentence, { plugin: name, error });
  }

  /** Why the house has unloaded it of itself, and when. */
  #whyGivenUp({ plugin, file, files }: PluginRow): string | undefined {
    const givenUp = plugin && this.#parts.host.givenUp(plugin.name);
    if (!givenUp) return undefined;
    const { at, reason, error } = givenUp;
    const place = placeOf(error, files) ?? { file: file?.shown ?? plugin.name };
    const moment = momentText(at, { now: this.#parts.clock.now() });
    return `${placeText(place)}: The plugin was unloaded at ${moment} as ${reason}: ${
      thrownText(error)
    }`;
  }

  #isLoaded(plugin: Plugin | undefined): boolean {
    return plugin !== undefined && this.#parts.host.loaded.includes(plugin.name);
  }

  #unknown(name: string): UserError {
    const where = this.#parts.catalogue.folder?.shown;
    const reason = where === undefined ? "there is none of that name" : `it is not in ${where}`;
    return new UserError(`Cannot find plugin "${name}" as ${reason}`);
  }

  #inTurn<Result>(work: () => Result | Promise<Result>): Promise<Result> {
    const done = this.#last.then(work);
    this.#last = done.catch(() => {});
    return done;
  }
}

/** Whether one of its files is among those, or, as long as it could not be read, any beside it. */
function hasChanged({ file, files, plugin }: PluginRow, paths: ReadonlySet<string>): boolean {
  if ([...files.keys()].some((url) => paths.has(fileURLToPath(url)))) return true;
  return plugin === undefined && file !== undefined && paths.has(file.path);
}

/** Ports are opened when the house is, and callers who came through a gateway can't be moved to another. */
function refuseGateways({ name, needs }: Plugin, what: "load" | "unload"): void {
  if (!needs.includes("gateways")) return;
  throw new UserError(
    `Cannot ${what} plugin "${name}" while the house is open as callers come in through it`,
  );
}

function defaultsOf({ settings }: Plugin): SettingValues {
  return Object.fromEntries(
    Object.entries(settings).map(([name, setting]) => [name, setting.default]),
  );
}
