/**
 * Reading settings and plugins together: which plugins there are stands in the settings, and which
 * settings there are the plugins tell.
 *
 * @module
 */

import { ConfigError, type ConfigProblem } from "../config/config_problem.ts";
import { HOUSE_SECTIONS, type PluginsSettings } from "../config/house_settings.ts";
import type { ConfigSource } from "../config/ini_reader.ts";
import { readSettings } from "../config/settings_reader.ts";
import type { Plugin } from "./plugin.ts";
import type { PluginCatalogue } from "./plugin_catalogue.ts";
import type { SettingValues } from "./plugin_host.ts";
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
  return { settings: settings as Record<string, SettingValues>, problems, catalogue };
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
