/**
 * Reads the settings of the house out of a config file's text, and says all that is wrong with it.
 *
 * @module
 */

import { type ConfigProblem, quoteFound } from "./config_problem.ts";
import { type ConfigSource, type IniEntry, readIni } from "./ini_reader.ts";
import { nearestWord } from "../words/nearest_word.ts";
import type { Section, SectionValues } from "./section.ts";
import { SettingError } from "./setting.ts";

/** What a config file says: settings to use if there are no problems, and the problems. */
export interface SettingsReading<Sections extends readonly Section[]> {
  /** Every setting of every section; those that the file leaves out or gets wrong have their default. */
  readonly settings: SectionValues<Sections>;
  /** All that is wrong, in the order of the lines. */
  readonly problems: readonly ConfigProblem[];
}

/** How a config file is read. */
export interface ReadOptions {
  /** What becomes of sections that are not known: a problem each, unless they are to be let pass. */
  readonly unknownSections?: "pass" | "refuse";
}

/**
 * Reads the settings of `sections` out of a config file's text.
 *
 * @example
 * ```ts
 * import { deepStrictEqual, strictEqual } from "node:assert/strict";
 * import { section } from "./section.ts";
 * import { int } from "./setting.ts";
 * const main = section({
 *   name: "main",
 *   summary: "The house",
 *   settings: { port: int({ default: 2023, max: 65535, summary: "Port that everyone dials" }) },
 * });
 * const good = readSettings({ file: "config.ini", text: "[Main]\nPort = 23" }, [main]);
 * deepStrictEqual(good, { settings: { main: { port: 23 } }, problems: [] });
 *
 * const { problems } = readSettings({ file: "config.ini", text: "[main]\nprot = 23" }, [main]);
 * strictEqual(
 *   problems[0]?.text,
 *   'Cannot read "prot" as there is no such setting in [main]: did you mean "port"?',
 * );
 * ```
 * @param sections Each with a name of its own.
 */
export function readSettings<const Sections extends readonly Section[]>(
  source: ConfigSource,
  sections: Sections,
  { unknownSections = "refuse" }: ReadOptions = {},
): SettingsReading<Sections> {
  const ini = readIni(source);
  const values: Record<string, Record<string, unknown>> = {};
  for (const section of sections) values[section.name] = defaultsOf(section);
  const problems = [...ini.problems];

  for (const header of ini.headers) {
    if (unknownSections === "pass") break;
    if (sections.some((section) => section.name === header.name)) continue;
    const hint = didYouMean(header.name, sections.map((section) => section.name));
    const text = `Cannot read section ${
      quoteFound(header.name)
    } as there is no such section${hint}`;
    problems.push({ file: source.file, line: header.line, text });
  }
  for (const entry of ini.entries) {
    const section = sections.find((section) => section.name === entry.section);
    if (section === undefined) continue;
    const result = readEntry(entry, section);
    if ("text" in result) {
      problems.push({ file: source.file, line: entry.line, text: result.text });
    } else {
      values[section.name]![entry.key] = result.value;
    }
  }
  problems.sort((one, other) => (one.line ?? 0) - (other.line ?? 0));
  return { settings: values as SectionValues<Sections>, problems };
}

function defaultsOf(section: Section): Record<string, unknown> {
  const rows = Object.entries(section.settings);
  return Object.fromEntries(rows.map(([name, setting]) => [name, setting.default]));
}

/** The value of one entry, or the text of its problem. */
function readEntry(entry: IniEntry, section: Section): { value: unknown } | { text: string } {
  const name = quoteFound(entry.key);
  const setting = Object.hasOwn(section.settings, entry.key)
    ? section.settings[entry.key]
    : undefined;
  if (setting === undefined) {
    const hint = didYouMean(entry.key, Object.keys(section.settings));
    return { text: `Cannot read ${name} as there is no such setting in [${section.name}]${hint}` };
  }
  try {
    return { value: setting.parse(entry.value) };
  } catch (error) {
    if (!(error instanceof SettingError)) throw error;
    return { text: `Cannot read ${name} as ${error.message}: ${quoteFound(entry.value)}` };
  }
}

function didYouMean(name: string, known: readonly string[]): string {
  const nearest = nearestWord(name, known);
  return nearest === undefined ? "" : `: did you mean "${nearest}"?`;
}
