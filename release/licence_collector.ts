/**
 * Collects the licences of the project, its packages and its runtime: `deno task licences`.
 *
 * @module
 */

import { fileURLToPath } from "node:url";
import manifest from "../deno.json" with { type: "json" };
import type { Licence } from "./licences.ts";

const HERE = new URL(".", import.meta.url);

/** How packages name the file of their licence. */
const LICENCE_FILE = /^licen[cs]e(?:\.(?:md|txt))?$/i;

/** A package of deno.lock. */
export interface LockedPackage {
  readonly name: string;
  readonly version: string;
}

/**
 * The packages that a deno.lock names.
 *
 * @example
 * ```ts
 * import { deepStrictEqual } from "node:assert/strict";
 * const lock = { npm: { "@logtape/logtape@2.4.2": {} } };
 * deepStrictEqual(lockedPackages(lock), [{ name: "@logtape/logtape", version: "2.4.2" }]);
 * ```
 */
export function lockedPackages(
  { npm }: { readonly npm: Readonly<Record<string, unknown>> },
): LockedPackage[] {
  return Object.keys(npm).map((key) => {
    // A package that has others beside it is locked as `name@1.2.3_other@4.5.6`.
    const [, name, version] = /^(@?[^@]+)@([^_]+)/.exec(key)!;
    return { name: name!, version: version! };
  });
}

/**
 * Collects all licences.
 *
 * @throws {Error} If a package says no licence, or has no text of it.
 */
export async function collectLicences(): Promise<Licence[]> {
  const lock = JSON.parse(await readText(new URL("../deno.lock", HERE)));
  const packages = await Promise.all(lockedPackages(lock).map(licenceOf));
  return [
    {
      name: "Partyline",
      version: manifest.version,
      licence: manifest.license,
      text: await readText(new URL("../LICENSE", HERE)),
    },
    ...packages,
    // The executable is the runtime with the program in it.
    {
      name: "Deno",
      version: "",
      licence: "MIT",
      text: await readText(new URL("deno_licence.txt", HERE)),
    },
  ];
}

async function licenceOf({ name, version }: LockedPackage): Promise<Licence> {
  const folder = new URL(`${name}/${version}/`, cacheOfPackages());
  const { license } = JSON.parse(await readText(new URL("package.json", folder)));
  if (typeof license !== "string") {
    throw new Error(`Cannot collect the licence of "${name}" as its package.json names none`);
  }
  const file = await Array.fromAsync(Deno.readDir(folder)).then((entries) =>
    entries.find((entry) => LICENCE_FILE.test(entry.name))
  );
  if (!file) throw new Error(`Cannot collect the licence of "${name}" as it has no file of it`);
  return { name, version, licence: license, text: await readText(new URL(file.name, folder)) };
}

/** Where Deno keeps packages: `<name>/<version>/` below it. */
function cacheOfPackages(): URL {
  return new URL("../../", import.meta.resolve("ini/package.json"));
}

async function readText(file: URL): Promise<string> {
  const text = await Deno.readTextFile(file);
  return `${text.replaceAll("\r\n", "\n").trim()}\n`;
}

if (import.meta.main) {
  const text = JSON.stringify(await collectLicences(), undefined, 2);
  await Deno.writeTextFile(fileURLToPath(new URL("licences.json", HERE)), `${text}\n`);
}
