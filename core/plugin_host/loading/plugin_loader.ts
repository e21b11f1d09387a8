/**
 * Loads the file of a plugin that is not in the program, up to its definition.
 *
 * @module
 */

import { CommandClash } from "../../commands/registry.ts";
import { section } from "../../config/section.ts";
import { nearestWord } from "../../words/nearest_word.ts";
import { CAPABILITIES } from "../capability.ts";
import { CopiedModules } from "./copied_modules.ts";
import { readApart, runsApart } from "../isolation/isolated_plugin.ts";
import { isPlugin, type Plugin } from "../plugin.ts";
import { placeOf, PluginError, thrownText } from "./plugin_error.ts";
import type { PluginFile } from "./plugin_folder.ts";
import {
  canForget,
  ForgettableModules,
  IMPORT_MS,
  type ModuleParts,
  type PluginModules,
} from "./plugin_modules.ts";
import { sectionOf } from "./plugin_section.ts";
import { WorkerGone, type WorkerParts } from "../isolation/plugin_worker.ts";
import { TimeLimitError } from "../time_limit.ts";

/** What became of a file: its plugin, or what is wrong with it. */
export interface LoadedFile {
  /** Every file that was read, by its URL, as the sysop finds it. */
  readonly files: ReadonlyMap<string, string>;
  readonly plugin?: Plugin;
  readonly error?: PluginError;
}

/** What a {@linkcode PluginLoader} works with. */
export interface PluginLoaderParts extends ModuleParts {
  /** How its modules are made; the best way that the runtime has unless given. */
  readonly modules?: "copied" | "forgettable";
  /** Those that run apart: the names of their files, and what their workers are made with. */
  readonly apart?: { readonly names: readonly string[]; readonly worker: WorkerParts };
}

/** Loads the files of plugins. */
export class PluginLoader {
  readonly #parts: PluginLoaderParts;

  constructor(parts: PluginLoaderParts) {
    this.#parts = parts;
  }

  /** Imports a plugin and all of its files anew. Never rejects. */
  async load(file: PluginFile): Promise<LoadedFile> {
    const { modules, apart } = this.#parts;
    if (apart?.names.includes(file.name)) return await this.#loadApart(file, apart.worker);
    const made: PluginModules = modules === "copied" || (modules === undefined && !canForget)
      ? new CopiedModules(this.#parts)
      : new ForgettableModules(this.#parts);
    const { files } = made;
    try {
      return { files, plugin: pluginIn(await made.import(file.path), file) };
    } catch (error) {
      return { files, error: explain(error, { doing: "it", file, files }) };
    }
  }

  async #loadApart(file: PluginFile, worker: WorkerParts): Promise<LoadedFile> {
    const files = new Map<string, string>();
    try {
      const exports = await readApart(file.path, { ...this.#parts, worker }, files);
      return { files, plugin: pluginIn(exports, file) };
    } catch (error) {
      return { files, error: explain(error, { doing: "it", file, files }) };
    }
  }
}

/**
 * The error of a plugin that threw or took too long, with the place in its own files.
 *
 * @param doing Who threw, in words that stand before "threw": `its setup`.
 */
export function explain(
  error: unknown,
  { doing, file, files }: {
    readonly doing: string;
    readonly file: Pick<PluginFile, "shown">;
    readonly files: ReadonlyMap<string, string>;
  },
): PluginError {
  if (error instanceof PluginError) return error;
  const place = placeOf(error, files) ?? { file: file.shown };
  if (error instanceof CommandClash) return new PluginError(place, error.reason, { cause: error });
  if (error instanceof WorkerGone) return new PluginError(place, error.reason, { cause: error });
  const reason = error instanceof TimeLimitError
    ? `${doing} did not end within ${IMPORT_MS / 1000} seconds`
    : `${doing} threw ${thrownText(error)}`;
  return new PluginError(place, reason, { cause: error });
}

function pluginIn(exports: object, { shown }: PluginFile): Plugin {
  if (!("default" in exports)) {
    throw new PluginError(
      { file: shown },
      "it exports no plugin: write export default plugin({ ... }). A file that is not a plugin " +
        "itself belongs into the folder of one, or begins with _",
    );
  }
  const { default: plugin } = exports;
  if (isPlugin(plugin) && runsApart(plugin) && plugin.needs.includes("gateways")) {
    throw new PluginError(
      { file: shown },
      'it needs "gateways", which works with the house itself, and the setting isolate names it',
    );
  }
  if (!isPlugin(plugin)) {
    throw new PluginError(
      { file: shown },
      "its default export was not made by plugin({ ... })",
    );
  }
  const unknown = plugin.needs.find((need) => !CAPABILITIES.includes(need));
  if (unknown !== undefined) {
    const nearest = nearestWord(unknown, CAPABILITIES);
    const hint = nearest === undefined ? "" : `: did you mean "${nearest}"?`;
    throw new PluginError({ file: shown }, `it needs what there is not, "${unknown}"${hint}`);
  }
  try {
    section(sectionOf(plugin));
  } catch (error) {
    throw new PluginError({ file: shown }, `its settings are wrong: ${(error as Error).message}`);
  }
  return plugin;
}
