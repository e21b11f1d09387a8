/**
 * The modules of one plugin where the runtime can't forget modules: imported from copies of its files.
 *
 * @module
 */

import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { PluginError, thrownText } from "./plugin_error.ts";
import {
  foreignReason,
  IMPORT_MS,
  type ModuleParts,
  type PluginModules,
} from "./plugin_modules.ts";
import { readModuleText, syntaxError } from "./plugin_text.ts";
import { withinTime } from "./time_limit.ts";

/** What may be an import of another file. What only looks like one, in a text, is no such file. */
const IMPORTED_FILE = /\b(?:from|import)\s*\(?\s*(["'])(\.{1,2}\/[^"'\n]+)\1/g;

/** An import of what comes from elsewhere. */
const FOREIGN = /^\s*(?:import|export)\b[^"';]*(["'])((?:npm|jsr|https?|data|blob):[^"'\n]*)\1/m;

/**
 * Imports copies, so that each loading has modules of its own. The runtime keeps them for good: about
 * 170 KiB for each time that a small plugin is loaded. "partyline" is found by the program's import map.
 */
export class CopiedModules implements PluginModules {
  readonly #parts: ModuleParts;
  readonly #files = new Map<string, string>();

  constructor(parts: ModuleParts) {
    this.#parts = parts;
  }

  get files(): ReadonlyMap<string, string> {
    return this.#files;
  }

  async import(path: string): Promise<Readonly<Record<string, unknown>>> {
    const folder = await Deno.makeTempDir({ prefix: "partyline-" });
    try {
      await this.#copy(path, folder);
      const { href } = this.#copyOf(path, folder);
      return await withinTime(() => import(href), {
        clock: this.#parts.clock,
        limitMs: IMPORT_MS,
      });
    } catch (error) {
      throw this.#translated(error, { path, folder });
    } finally {
      await Deno.remove(folder, { recursive: true });
    }
  }

  /** Where the copy of a file is: below the folder, with all of its path, which traces then show. */
  #copyOf(path: string, folder: string): URL {
    return pathToFileURL(join(folder, path.replaceAll(":", "")));
  }

  async #copy(path: string, folder: string): Promise<void> {
    const { href } = pathToFileURL(path);
    if (this.#files.has(href)) return;
    const file = { path, shown: this.#parts.shownPath(path) };
    this.#files.set(href, file.shown);
    const text = await readModuleText(file);
    const [, , foreign] = FOREIGN.exec(text) ?? [];
    if (foreign !== undefined) {
      const line = text.slice(0, text.indexOf(foreign)).split("\n").length;
      throw new PluginError({ file: file.shown, line }, foreignReason(foreign, this.#parts));
    }
    const copy = fileURLToPath(this.#copyOf(path, folder));
    await Deno.mkdir(dirname(copy), { recursive: true });
    await Deno.writeTextFile(copy, text.replace(/\bimport\.meta\.url\b/g, JSON.stringify(href)));
    for (const [, , specifier] of text.matchAll(IMPORTED_FILE)) {
      const other = fileURLToPath(new URL(specifier!, href));
      if (await isFile(other)) await this.#copy(other, folder);
    }
  }

  /** The error as if the files themselves had been imported. */
  #translated(
    error: unknown,
    { path, folder }: { readonly path: string; readonly folder: string },
  ): unknown {
    if (!(error instanceof Error)) return error;
    const copied = this.#copyOf(path, folder).href;
    const front = copied.slice(0, -new URL(pathToFileURL(path)).pathname.length);
    error.stack = error.stack?.replaceAll(front, "file://");
    error.message = error.message.replaceAll(front, "file://");
    const [, url] = /\bat (file:\S+?):\d+:\d+$/m.exec(error.message) ?? [];
    const shown = url === undefined ? undefined : this.#files.get(url);
    if (shown === undefined || !/SyntaxError/.test(thrownText(error))) return error;
    return syntaxError(error, { file: { path: fileURLToPath(url!), shown }, text: "" });
  }
}

async function isFile(path: string): Promise<boolean> {
  try {
    return (await Deno.stat(path)).isFile;
  } catch {
    return false;
  }
}
