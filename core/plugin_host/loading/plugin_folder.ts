/**
 * The folder of the plugins that are not in the program: which files in it are plugins.
 *
 * @module
 */

import { join, relative, resolve } from "node:path";
import { PluginError } from "./plugin_error.ts";

/** A plugin in the folder. */
export interface PluginFile {
  /** What its file or its folder is called: `dice` for `dice.ts` and for `dice/mod.ts`. */
  readonly name: string;
  /** Where it begins, as an absolute path. */
  readonly path: string;
  /** The same as the sysop finds it: `plugins.d/dice.ts`. */
  readonly shown: string;
}

/** What is in the folder. */
export interface FolderListing {
  /** Sorted by name. */
  readonly files: readonly PluginFile[];
  /** Names that two files have, and so neither. */
  readonly clashes: readonly { readonly file: PluginFile; readonly error: PluginError }[];
}

/** What a file is called that begins a plugin that has a folder of its own. */
const FOLDER_FILES = ["mod.ts", "mod.js"];

/** `dice.ts` and `dice.js`; not `.dice.ts`, `_dice.ts`, `dice.d.ts`, `dice.test.ts` or `dice_test.ts`. */
const PLUGIN_FILE = /^(?![._])(?!.*[._]test\.)([^.]+)\.(?:ts|js)$/;

/** The folder of the plugins. It need not be there. */
export class PluginFolder {
  /** As the sysop finds it. */
  readonly shown: string;
  /** As an absolute path. */
  readonly path: string;

  /** @param path From the folder that the program runs in, as the sysop finds it. */
  constructor(path: string) {
    this.shown = join(path);
    this.path = resolve(path);
  }

  /** A path as the sysop finds it: one in the folder begins as the folder does. */
  shownPath(path: string): string {
    const inside = relative(this.path, path);
    return inside.startsWith("..") || resolve(inside) === inside ? path : join(this.shown, inside);
  }

  /**
   * The plugins in the folder; none if it is not there.
   *
   * @throws {PluginError} If the folder can't be read.
   */
  async list(): Promise<FolderListing> {
    const byName = new Map<string, PluginFile[]>();
    for (const file of await this.#find()) {
      byName.set(file.name, [...byName.get(file.name) ?? [], file]);
    }
    const files: PluginFile[] = [];
    const clashes: { file: PluginFile; error: PluginError }[] = [];
    for (const name of [...byName.keys()].sort()) {
      const [file, other] = byName.get(name)! as [PluginFile, PluginFile?];
      if (!other) {
        files.push(file);
        continue;
      }
      const reason = `there is another of its name: ${other.shown}`;
      clashes.push({ file, error: new PluginError({ file: file.shown }, reason) });
    }
    return { files, clashes };
  }

  async #find(): Promise<PluginFile[]> {
    const found: PluginFile[] = [];
    try {
      for await (const { name } of Deno.readDir(this.path)) {
        const path = join(this.path, name);
        const inFolder = /^[._]/.test(name) ? [] : FOLDER_FILES.map((file) => join(path, file));
        const [, plain] = PLUGIN_FILE.exec(name) ?? [];
        const candidates = plain === undefined ? inFolder : [path];
        for (const candidate of candidates) {
          if (!await isFile(candidate)) continue;
          found.push({ name: plain ?? name, path: candidate, shown: this.shownPath(candidate) });
        }
      }
    } catch (error) {
      if (error instanceof Deno.errors.NotFound) return [];
      throw new PluginError(
        { file: this.shown },
        `its folder can't be read: ${(error as Error).message}`,
        { cause: error },
      );
    }
    return found.sort((a, b) => a.path < b.path ? -1 : 1);
  }
}

async function isFile(path: string): Promise<boolean> {
  try {
    return (await Deno.stat(path)).isFile;
  } catch {
    return false;
  }
}
