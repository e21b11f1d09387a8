/**
 * The catalogue of plugins: those in the program, and those in the folder, as far as they can be read.
 *
 * @module
 */

import { CommandClash } from "../../commands/registry.ts";
import { ConfigError } from "../../config/config_problem.ts";
import type { Section } from "../../config/section.ts";
import type { Plugin } from "../plugin.ts";
import { PluginError } from "./plugin_error.ts";
import type { PluginFile, PluginFolder } from "./plugin_folder.ts";
import { explain, type PluginLoader } from "./plugin_loader.ts";
import { sectionOf } from "./plugin_section.ts";

/** A plugin in the catalogue. */
export interface PluginRow {
  /** Its name; that of its file where it could not be read. */
  readonly name: string;
  /** The plugin; undefined where it could not be read. */
  readonly plugin: Plugin | undefined;
  /** Where it begins; undefined for one in the program. */
  readonly file: PluginFile | undefined;
  /** Its files that are known, as the sysop finds them, by their URLs and by those of their copies. */
  readonly files: ReadonlyMap<string, string>;
  /** What is wrong with it, or with the newer one that could not take its place. */
  readonly problem: string | undefined;
}

/** What a {@linkcode PluginCatalogue} is made of. */
export interface CatalogueParts {
  /** The plugins in the program, in the order they are loaded. */
  readonly builtIn: readonly Plugin[];
  /** Names of sections that are not of plugins. */
  readonly reserved: readonly string[];
  /** Where the others are, and what loads them; there are no others unless given. */
  readonly outside?: { readonly folder: PluginFolder; readonly loader: PluginLoader };
}

/** All plugins that there are. */
export class PluginCatalogue {
  readonly #parts: CatalogueParts;
  #rows: readonly PluginRow[];

  constructor(parts: CatalogueParts) {
    this.#parts = parts;
    this.#rows = parts.builtIn.map((plugin) => ({
      name: plugin.name,
      plugin,
      file: undefined,
      files: new Map(),
      problem: undefined,
    }));
  }

  /** Those in the program first, then those in the folder by the names of their files. */
  get rows(): readonly PluginRow[] {
    return this.#rows;
  }

  /** The folder, if there is one. */
  get folder(): PluginFolder | undefined {
    return this.#parts.outside?.folder;
  }

  /** The sections of all plugins that could be read. */
  get sections(): readonly Section[] {
    return this.#rows.flatMap(({ plugin }) => plugin ? [sectionOf(plugin)] : []);
  }

  /**
   * Looks through the folder and reads each plugin in it, up to its definition.
   *
   * @throws {PluginError} If the folder can't be read.
   */
  async find(): Promise<void> {
    const { files = [], clashes = [] } = await this.folder?.list() ?? {};
    for (const { file, error } of clashes) {
      this.put({
        name: file.name,
        plugin: undefined,
        file,
        files: new Map(),
        problem: error.message,
      });
    }
    for (const file of files) this.put(await this.read(file));
  }

  /** Finds a plugin by its name, or by that of its file. */
  look(name: string): PluginRow | undefined {
    return this.#rows.find((row) => row.name === name) ??
      this.#rows.find(({ file }) => file?.name === name);
  }

  /** Puts a row in the place of the one of the same file, or at the end. */
  put(row: PluginRow): void {
    const index = this.#rows.findIndex((other) =>
      row.file ? other.file?.path === row.file.path : other.name === row.name
    );
    this.#rows = index < 0 ? [...this.#rows, row] : this.#rows.with(index, row);
  }

  /** Reads a plugin anew, and puts it nowhere. One whose name is taken could not be read. */
  async read(file: PluginFile): Promise<PluginRow> {
    const { plugin, files, error } = await this.#parts.outside!.loader.load(file);
    const problem = error ?? (plugin && this.#faultOfName(plugin.name, file));
    return problem
      ? { name: file.name, plugin: undefined, file, files, problem: problem.message }
      : { name: plugin?.name ?? file.name, plugin, file, files, problem: undefined };
  }

  /** What could not be done with a plugin, in words for its author and the sysop. */
  explain(error: unknown, { name, file, files }: PluginRow): string {
    if (error instanceof ConfigError) return error.message;
    if (!file) return `Cannot load plugin "${name}": ${(error as Error).message}`;
    const { message } = explain(error, { doing: "its setup", file, files });
    if (!(error instanceof CommandClash)) return message;
    const other = this.#rows.find(({ plugin }) => plugin?.name === error.takenBy);
    return `${message} (${other?.file?.shown ?? "in the program"})`;
  }

  #faultOfName(name: string, { path, shown }: PluginFile): PluginError | undefined {
    const place = { file: shown };
    if (this.#parts.reserved.includes(name)) {
      return new PluginError(place, `a section of the house's settings has its name: "${name}"`);
    }
    const other = this.#rows.find(({ plugin, file }) =>
      plugin?.name === name && file?.path !== path
    );
    if (!other) return undefined;
    const where = other.file?.shown ?? "in the program";
    return new PluginError(place, `there is a plugin "${name}" already: ${where}`);
  }
}
