/**
 * The modules of one plugin, made anew each time it is loaded, and forgotten with it.
 *
 * @module
 */

import { isBuiltin } from "node:module";
import { fileURLToPath, pathToFileURL } from "node:url";
import * as vm from "node:vm";
import type { Clock } from "../../net/clock.ts";
import type { Provided } from "./bridge.ts";
import { type Place, PluginError } from "./plugin_error.ts";
import { type ModuleFile, readModuleText, syntaxError } from "./plugin_text.ts";
import { withinTime } from "../time_limit.ts";

/** How long the files of a plugin may take to run when they are imported, in milliseconds. */
export const IMPORT_MS = 10_000;

/** What modules are made from. */
export interface ModuleParts {
  readonly provided: Provided;
  readonly clock: Clock;
  /** A path as the sysop finds it. */
  shownPath(path: string): string;
}

/** The modules of a plugin. */
export interface PluginModules {
  /** Every file that it has imported, by its URL, as the sysop finds it. It may grow. */
  readonly files: ReadonlyMap<string, string>;
  /**
   * Imports the file that it begins with.
   *
   * @returns The exports of that file.
   * @throws {PluginError} If a file is not there, can't be parsed, or imports what plugins may not.
   * @throws Whatever the files throw themselves.
   */
  import(path: string): Promise<Readonly<Record<string, unknown>>>;
}

/**
 * Whether the runtime can make modules that it forgets again. Deno can from 2.9 on; older ones keep
 * every module that they have ever imported.
 */
export const canForget = "SourceTextModule" in vm;

/** A file on its way to be a module. */
interface Source extends ModuleFile {
  readonly url: string;
  readonly text: string;
}

/** Modules of the virtual machine, which live no longer than who uses them. */
export class ForgettableModules implements PluginModules {
  readonly #parts: ModuleParts;
  readonly #modules = new Map<string, Promise<vm.Module>>();
  readonly #sources = new Map<string, Source>();
  readonly #files = new Map<string, string>();

  constructor(parts: ModuleParts) {
    this.#parts = parts;
  }

  get files(): ReadonlyMap<string, string> {
    return this.#files;
  }

  async import(path: string): Promise<Readonly<Record<string, unknown>>> {
    const module = await this.#fromFile(pathToFileURL(path).href);
    try {
      await module.link((specifier, from) => this.#find(specifier, from));
    } catch (error) {
      throw error instanceof SyntaxError ? this.#explain(error) : error;
    }
    const { clock } = this.#parts;
    await withinTime(() => module.evaluate(), { clock, limitMs: IMPORT_MS });
    return module.namespace as Record<string, unknown>;
  }

  /** The module that an import means. */
  async #find(specifier: string, { identifier }: { readonly identifier: string }) {
    const { provided } = this.#parts;
    const known = provided.get(specifier);
    if (known) return shared(specifier, known);
    if (isBuiltin(specifier) && specifier.startsWith("node:")) {
      return shared(specifier, await import(specifier));
    }
    if (!/^(?:\.{0,2}\/|file:)/.test(specifier)) {
      throw this.#refusal(identifier, { specifier, reason: foreignReason(specifier, this.#parts) });
    }
    return await this.#fromImport(specifier, identifier);
  }

  async #fromImport(specifier: string, identifier: string): Promise<vm.Module> {
    const { href } = new URL(specifier, identifier);
    const path = fileURLToPath(href);
    if (!/\.(?:m?[jt]s|json)$/.test(path)) {
      throw this.#refusal(identifier, {
        specifier,
        reason: `it imports "${specifier}", and files that plugins import end in .ts, .js or .json`,
      });
    }
    try {
      if ((await Deno.stat(path)).isFile) return await this.#fromFile(href);
    } catch (error) {
      if (error instanceof PluginError) throw error;
    }
    throw this.#refusal(identifier, { specifier, reason: noFileReason(specifier) });
  }

  #fromFile(url: string): Promise<vm.Module> {
    return this.#once(url, async () => {
      const path = fileURLToPath(url);
      const file: ModuleFile = { path, shown: this.#parts.shownPath(path) };
      this.#files.set(url, file.shown);
      const text = await readModuleText(file);
      this.#sources.set(url, { ...file, url, text });
      if (path.endsWith(".json")) return jsonModule(url, { file, text });
      try {
        return new vm.SourceTextModule(text, {
          identifier: url,
          initializeImportMeta: metaOf({ url, filename: path }),
          // The runtime never forgets a module that has this, so it is for those alone that use it.
          ...(/\bimport\s*\(/.test(text) && {
            importModuleDynamically: (specifier: string) => this.#importLater(specifier, url),
          }),
        });
      } catch (error) {
        throw syntaxError(error, { file, text });
      }
    });
  }

  /** What `import()` means, at whatever time. */
  async #importLater(specifier: string, identifier: string): Promise<vm.Module> {
    const module = await this.#find(specifier, { identifier });
    if (module.status === "unlinked") {
      await module.link((specifier, from) => this.#find(specifier, from));
    }
    await module.evaluate();
    return module;
  }

  #once(key: string, make: () => Promise<vm.Module>): Promise<vm.Module> {
    const known = this.#modules.get(key);
    if (known) return known;
    const made = make();
    this.#modules.set(key, made);
    return made;
  }

  #refusal(
    identifier: string,
    { specifier, reason }: { readonly specifier: string; readonly reason: string },
  ): PluginError {
    const source = this.#sources.get(identifier)!;
    return new PluginError(placeIn(source, specifier), reason);
  }

  /** Says where the import stands of something that is not exported: the runtime does not. */
  #explain(error: SyntaxError): unknown {
    const [, specifier, name] =
      /'(.*)' does not provide an export named '(.*)'/.exec(error.message) ?? [];
    if (specifier === undefined || name === undefined) return error;
    for (const source of this.#sources.values()) {
      if (!source.text.includes(specifier) || !wordIn(source.text, name)) continue;
      const reason = `it imports "${name}", which "${specifier}" does not export. ` +
        `If it is a type, write: import type`;
      return new PluginError(placeIn(source, name), reason);
    }
    return error;
  }
}

/** Why an import of what is neither provided nor a file is refused. */
export function foreignReason(
  specifier: string,
  { provided }: Pick<ModuleParts, "provided">,
): string {
  const names = [...provided.keys()].map((name) => `"${name}"`).join(", ");
  return `it imports what plugins may not: "${specifier}". They may import ${names}, ` +
    `modules of node: and files beside them`;
}

/** Why an import of a file that is not there is refused. */
export function noFileReason(specifier: string): string {
  return `it imports "${specifier}", and there is no such file`;
}

/** The first place where a word stands in a file. */
function placeIn({ shown, text }: Source, word: string): Place {
  const index = wordIn(text, word)?.index;
  if (index === undefined) return { file: shown };
  const before = text.slice(0, index).split("\n");
  return { file: shown, line: before.length, column: before.at(-1)!.length + 1 };
}

function wordIn(text: string, word: string): RegExpExecArray | null {
  const escaped = word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
  return new RegExp(`(?<![\\w$])${escaped}(?![\\w$])`).exec(text);
}

/**
 * Fills in `import.meta`. The runtime never forgets this function, so it must not know the module.
 */
function metaOf(facts: { readonly url: string; readonly filename: string }) {
  return (meta: object) => void Object.assign(meta, facts);
}

/** By their exports: the modules of what is there already, one for all plugins, as each is kept for good. */
const SHARED = new WeakMap<object, vm.Module>();

function shared(identifier: string, exports: Readonly<Record<string, unknown>>): vm.Module {
  const module = SHARED.get(exports) ?? synthetic(identifier, exports);
  SHARED.set(exports, module);
  return module;
}

/** A module of what is there already. */
function synthetic(identifier: string, exports: Readonly<Record<string, unknown>>): vm.Module {
  const module: vm.SyntheticModule = new vm.SyntheticModule(
    Object.keys(exports),
    () => {
      for (const [name, value] of Object.entries(exports)) module.setExport(name, value);
    },
    { identifier },
  );
  return module;
}

function jsonModule(
  url: string,
  { file, text }: { readonly file: ModuleFile; readonly text: string },
): vm.Module {
  try {
    return synthetic(url, { default: JSON.parse(text) });
  } catch (error) {
    throw new PluginError({ file: file.shown }, `it is no JSON: ${(error as Error).message}`);
  }
}
