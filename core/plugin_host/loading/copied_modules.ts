/**
 * The modules of one plugin where the runtime can't forget modules: imported from copies of its files.
 *
 * @module
 */

import { provide } from "./bridge.ts";
import { FileCopies } from "./file_copies.ts";
import { IMPORT_MS, type ModuleParts, type PluginModules } from "./plugin_modules.ts";
import { withinTime } from "../time_limit.ts";

/**
 * Imports copies, so that each loading has modules of its own. The runtime keeps them for good: about
 * 170 KiB for each time that a small plugin is loaded.
 */
export class CopiedModules implements PluginModules {
  readonly #parts: ModuleParts;
  readonly #files = new Map<string, string>();

  constructor(parts: ModuleParts) {
    this.#parts = parts;
    provide(parts.provided);
  }

  get files(): ReadonlyMap<string, string> {
    return this.#files;
  }

  async import(path: string): Promise<Readonly<Record<string, unknown>>> {
    const copies = new FileCopies(path, this.#parts, this.#files);
    const folder = await Deno.makeTempDir({ prefix: "partyline-" });
    try {
      await copies.read();
      const href = await copies.write(folder);
      const { clock } = this.#parts;
      return await withinTime(() => import(href), { clock, limitMs: IMPORT_MS });
    } catch (error) {
      throw copies.translated(error, folder);
    } finally {
      await Deno.remove(folder, { recursive: true });
    }
  }
}
