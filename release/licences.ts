/**
 * The licences of all that is in the executable: what `partyline licences` prints.
 *
 * @module
 */

import licences from "./licences.json" with { type: "json" };

/** The licence of one thing. */
export interface Licence {
  /** What is licensed: the name of a package, the project itself, or the runtime. */
  readonly name: string;
  /** Its version; empty for the runtime, which the executable was made with. */
  readonly version: string;
  /** The name of the licence, as SPDX has it: `MIT`. */
  readonly licence: string;
  /** All of the licence's text, which ends with a newline. */
  readonly text: string;
}

/** The project's own licence first, then those of all npm packages by name, then the runtime's. */
export const LICENCES: readonly Licence[] = licences;

const RULE = `${"-".repeat(72)}\n`;

/**
 * All licences as one text, each below its name.
 *
 * @example
 * ```ts
 * import { strictEqual } from "node:assert/strict";
 * const [ini] = LICENCES.filter(({ name }) => name === "ini");
 * strictEqual(licencesText([ini!]).split("\n", 1)[0], `ini ${ini!.version}: ISC`);
 * ```
 */
export function licencesText(all: readonly Licence[] = LICENCES): string {
  return all.map(({ name, version, licence, text }) =>
    `${[name, version].join(" ").trim()}: ${licence}\n\n${text}`
  ).join(`\n${RULE}\n`);
}
