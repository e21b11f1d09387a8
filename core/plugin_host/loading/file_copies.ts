/**
 * Copies of a plugin's files: taken once, and written to folders that modules are imported from.
 *
 * @module
 */

import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { bridgeTo, writeBridges } from "./bridge.ts";
import { PluginError, thrownText } from "./plugin_error.ts";
import { foreignReason, type ModuleParts, noFileReason } from "./plugin_modules.ts";
import { readModuleText, syntaxError } from "./plugin_text.ts";

/** What may be an import of another file. What only looks like one, in a text, is no such file. */
const IMPORTED_FILE = /\b(?:from|import)\s*\(?\s*(["'])(\.{1,2}\/[^"'\n]+)\1/g;

/** An import of what comes from elsewhere. */
const FOREIGN = /^\s*(?:import|export)\b[^"';]*(["'])((?:npm|jsr|https?|data|blob):[^"'\n]*)\1/m;

/** What files are copied with. */
export type CopyParts = Pick<ModuleParts, "provided" | "shownPath">;

/** The files of one plugin, as they were when they were read. */
export class FileCopies {
  readonly #path: string;
  readonly #parts: CopyParts;
  readonly #files: Map<string, string>;
  readonly #texts = new Map<string, string>();

  /**
   * @param path The file that it begins with.
   * @param files Where each file that is read is put, by its URL, as the sysop finds it.
   */
  constructor(path: string, parts: CopyParts, files: Map<string, string>) {
    this.#path = path;
    this.#parts = parts;
    this.#files = files;
  }

  /**
   * Reads the files.
   *
   * @throws {PluginError} If one can't be read, or imports what plugins may not.
   */
  async read(path = this.#path): Promise<void> {
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
    this.#texts.set(path, text.replace(/\bimport\.meta\.url\b/g, JSON.stringify(href)));
    for (const [, , specifier] of text.matchAll(IMPORTED_FILE)) {
      const other = fileURLToPath(new URL(specifier!, href));
      if (await isFile(other)) await this.read(other);
    }
  }

  /**
   * Writes the copies into a folder, with bridges to what is provided.
   *
   * @returns The URL of the copy that the plugin begins with.
   */
  async write(folder: string): Promise<string> {
    const bridged = await writeBridges(folder, this.#parts.provided);
    for (const [path, text] of this.#texts) {
      const url = copyOf(path, folder);
      // What its code throws later names the copy.
      this.#files.set(url.href, this.#files.get(pathToFileURL(path).href)!);
      const copy = fileURLToPath(url);
      await Deno.mkdir(dirname(copy), { recursive: true });
      await Deno.writeTextFile(copy, bridged(text));
    }
    return copyOf(this.#path, folder).href;
  }

  /** The error as if the files themselves had been imported. */
  translated(error: unknown, folder: string): unknown {
    if (!(error instanceof Error)) return error;
    const copied = copyOf(this.#path, folder).href;
    const front = copied.slice(0, -new URL(pathToFileURL(this.#path)).pathname.length);
    const translate = (text: string) => {
      for (const name of this.#parts.provided.keys()) {
        text = text.replaceAll(bridgeTo(name, folder).href, name);
      }
      return text.replaceAll(front, "file://");
    };
    if (error.stack !== undefined) error.stack = translate(error.stack);
    error.message = translate(error.message);
    const [, missing] = /^Module not found:? "?(file:[^\s"]+)/.exec(error.message) ?? [];
    if (missing !== undefined) return this.#missing(missing) ?? error;
    const [, url] = /\bat (file:\S+?):\d+:\d+$/m.exec(error.message) ?? [];
    const shown = url === undefined ? undefined : this.#files.get(url);
    if (shown === undefined || !/SyntaxError|could not be parsed/.test(thrownText(error))) {
      return error;
    }
    return syntaxError(error, { file: { path: fileURLToPath(url!), shown }, text: "" });
  }

  /** Says where the import stands of a file that is not there. */
  #missing(url: string): PluginError | undefined {
    for (const [path, text] of this.#texts) {
      for (const { 2: specifier = "", index } of text.matchAll(IMPORTED_FILE)) {
        const { href } = pathToFileURL(path);
        if (new URL(specifier, href).href !== url) continue;
        const before = text.slice(0, text.indexOf(specifier, index)).split("\n");
        const [line, column] = [before.length, before.at(-1)!.length + 1];
        return new PluginError(
          { file: this.#files.get(href)!, line, column },
          noFileReason(specifier),
        );
      }
    }
    return undefined;
  }
}

/** Where the copy of a file is: below the folder, with all of its path, which traces then show. */
function copyOf(path: string, folder: string): URL {
  return pathToFileURL(join(folder, path.replaceAll(":", "")));
}

async function isFile(path: string): Promise<boolean> {
  try {
    return (await Deno.stat(path)).isFile;
  } catch {
    return false;
  }
}
