/**
 * Reading settings and plugins together: which plugins there are stands in the settings, and which
 * settings there are the plugins tell.
 *
 * @module
 */

import { ConfigError, type ConfigProblem, quoteFound } from "../../config/config_problem.ts";
import { HOUSE_SECTIONS, type PluginsSettings } from "../../config/house_settings.ts";
import { type ConfigSource, readIni } from "../../config/ini_reader.ts";
import { readSettings } from "../../config/settings_reader.ts";
import { nearestWord } from "../../words/nearest_word.ts";
import type { Plugin } from "../plugin.ts";
import type { PluginCatalogue } from "./plugin_catalogue.ts";
import type { SettingValues } from "../plugin_host.ts";
import { sectionOf } from "./plugin_section.ts";

/** What a config file and the plugins that it names come to. */
export interface HouseReading {
  /** Every section has a value for each of its settings: its default where there is no good one. */
  readonly settings: Readonly<Record<string, SettingValues>>;
  /** What is wrong in the file, in the order of its lines. */
  readonly problems: readonly ConfigProblem[];
  readonly catalogue: PluginCatalogue;
}

/**
 * Reads the settings of a house and its plugins. While a plugin can't be read, nobody knows what its
 * section is, so then unknown sections are let pass.
 *
 * @param catalogueFor Makes the catalogue that the settings ask for.
 * @throws {PluginError} If the folder of the plugins can't be read.
 */
export async function readHouse(
  source: ConfigSource,
  catalogueFor: (settings: PluginsSettings) => PluginCatalogue,
): Promise<HouseReading> {
  const { settings: { plugins } } = readSettings(source, HOUSE_SECTIONS);
  const catalogue = catalogueFor(plugins);
  await catalogue.find();
  const isWhole = catalogue.rows.every(({ plugin }) => plugin !== undefined);
  const { settings, problems } = readSettings(source, [...HOUSE_SECTIONS, ...catalogue.sections], {
    unknownSections: isWhole ? "refuse" : "pass",
  });
  return {
    settings: settings as Record<string, SettingValues>,
    problems: [...problems, ...namesOfNone(source, { plugins, catalogue })]
      .sort((one, other) => (one.line ?? 0) - (other.line ?? 0)),
    catalogue,
  };
}

/**
 * The names in the lists of plugins that no plugin has: such a name would leave out nothing, or
 * everything, or have run inside what was to run apart.
 */
function namesOfNone(
  source: ConfigSource,
  { plugins, catalogue: { rows, folder } }: {
    readonly plugins: PluginsSettings;
    readonly catalogue: PluginCatalogue;
  },
): readonly ConfigProblem[] {
  const inProgram = rows.filter(({ file }) => !file).map(({ name }) => name);
  const inFolder = rows.flatMap(({ file }) => file ? [file.name] : []);
  const lists = [
    { key: "enabled", known: inProgram, where: "in the program" },
    { key: "disabled", known: inProgram, where: "in the program" },
    { key: "isolate", known: inFolder, where: `in ${folder?.shown}` },
  ] as const;
  const { entries } = readIni(source);
  return lists.flatMap(({ key, known, where }) => {
    const line = entries.find((entry) => entry.section === "plugins" && entry.key === key)
      ?.line;
    return plugins[key].filter((name) => !known.includes(name)).map((name) => {
      const nearest = nearestWord(name, known);
      const hint = nearest !== undefined
        ? `did you mean "${nearest}"?`
        : known.join(", ") || "there are none";
      const text = `Cannot read "${key}" as there is no plugin ${
        quoteFound(name)
      } ${where}: ${hint}`;
      return { file: source.file, ...(line !== undefined && { line }), text };
    });
  });
}

/**
 * The settings of one plugin.
 *
 * @throws {ConfigError} If one of them is wrong, or a line of the file can't be read.
 */
export function settingsOfPlugin(source: ConfigSource, plugin: Plugin): SettingValues {
  const { settings, problems } = readSettings(source, [sectionOf(plugin)], {
    unknownSections: "pass",
  });
  if (problems.length > 0) throw new ConfigError(problems);
  return (settings as Record<string, SettingValues>)[plugin.name]!;
}
