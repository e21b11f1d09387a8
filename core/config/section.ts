/**
 * A section of the config file: the settings of one part of the house, or of one plugin.
 *
 * @module
 */

import type { Settings, SettingsOf } from "./setting.ts";

/** A section and its settings. */
export interface Section<Name extends string = string, Rows extends Settings = Settings> {
  /** What stands between the brackets: lower case, digits, `_` and `-`, a letter first. */
  readonly name: Name;
  /** One line of help, without a full stop at its end. */
  readonly summary: string;
  /** The settings, in the order they are shown; names are in snake_case. */
  readonly settings: Rows;
}

/** The values of several sections, by section, then by setting: `{ main: { port: number } }`. */
export type SectionValues<Sections extends readonly Section[]> = {
  readonly [Each in Sections[number] as Each["name"]]: SettingsOf<Each["settings"]>;
};

/**
 * Makes a section, and checks its names: the file is read in lower case, so others could never be set.
 *
 * @example
 * ```ts
 * import { strictEqual, throws } from "node:assert/strict";
 * import { int } from "./setting.ts";
 * const sides = int({ default: 6, min: 2, summary: "Sides of a die" });
 * strictEqual(section({ name: "dice", summary: "Dice", settings: { sides } }).name, "dice");
 * throws(() => section({ name: "dice", summary: "Dice", settings: { Sides: sides } }), TypeError);
 * ```
 * @throws {TypeError} If the section's name or a setting's name is not allowed.
 */
export function section<Name extends string, Rows extends Settings>(
  parts: Section<Name, Rows>,
): Section<Name, Rows> {
  if (!/^[a-z][a-z0-9_-]*$/.test(parts.name)) {
    throw new TypeError(
      `Cannot name a section "${parts.name}" as names are lower case, digits, _ and -`,
    );
  }
  for (const name of Object.keys(parts.settings)) {
    if (/^[a-z][a-z0-9_]*$/.test(name)) continue;
    throw new TypeError(`Cannot name a setting "${name}" as names are in snake_case`);
  }
  return parts;
}
