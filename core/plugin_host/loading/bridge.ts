/**
 * How copies of a plugin's files reach what the program provides: through modules written beside them,
 * each of which hands on what its thread has of one name.
 *
 * @module
 */

import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

/** What plugins import by a name, such as "partyline": the exports, by that name. */
export type Provided = ReadonlyMap<string, Readonly<Record<string, unknown>>>;

/** Under which symbol of its thread a bridge looks. */
const KEY = "partyline.provided";

/** What bridges of this thread find, by its name. */
const FOUND: Record<string, unknown> = {};

/** Lets the bridges of this thread find what is provided. */
export function provide(provided: Provided): void {
  for (const [name, exports] of provided) FOUND[name] = exports;
  Object.defineProperty(globalThis, Symbol.for(KEY), { value: FOUND });
}

/** Where the bridge to what is provided by a name is, in a folder. */
export function bridgeTo(name: string, folder: string): URL {
  return pathToFileURL(join(folder, `${name}.js`));
}

/**
 * Writes a bridge for each name into a folder.
 *
 * @returns What makes the text of a copy import the bridges; its lines stay where they are.
 */
export async function writeBridges(
  folder: string,
  provided: Provided,
): Promise<(text: string) => string> {
  const hrefs = new Map<string, string>();
  for (const [name, exports] of provided) {
    const url = bridgeTo(name, folder);
    await Deno.mkdir(dirname(fileURLToPath(url)), { recursive: true });
    await Deno.writeTextFile(url, bridgeText(name, Object.keys(exports)));
    hrefs.set(name, url.href);
  }
  return (text) =>
    text.replace(IMPORT, (all, word, between, _quote, name) => {
      const href = hrefs.get(name);
      return href === undefined ? all : `${word}${between}${JSON.stringify(href)}`;
    });
}

/** What may be an import of what is provided. */
const IMPORT = /\b(from|import)(\s*\(?\s*)(["'])([\w/]+)\3/g;

function bridgeText(name: string, exported: readonly string[]): string {
  const found = `globalThis[Symbol.for("${KEY}")]["${name}"]`;
  return `export const { ${exported.join(", ")} } = ${found};\n`;
}
