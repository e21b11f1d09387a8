/**
 * The house of a party: one plugin from a file, with its settings, beside those of the program.
 *
 * @module
 */

import { basename, dirname, extname, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import type { PluginRow } from "../core/plugin_host/loading/plugin_catalogue.ts";
import type { SettingValues } from "../core/plugin_host/plugin_host.ts";
import { settingsOfPlugin } from "../core/plugin_host/loading/plugin_settings.ts";
import { catalogueFor } from "../server.ts";
import { FakeClock } from "./fake_clock.ts";
import { TestHouse } from "./test_house.ts";

/** What the house is made of. */
interface HouseParts {
  readonly plugin: string | URL;
  readonly settings: Readonly<Record<string, unknown>>;
  /** Where the plugin is looked for from. */
  readonly folder: string;
}

/**
 * Opens the house.
 *
 * @returns The house, and the name of the plugin.
 * @throws {Error} If the plugin can't be loaded.
 * @throws {ConfigError} If a setting is wrong.
 */
export async function openHouse(
  { plugin, settings, folder }: HouseParts,
): Promise<{ readonly house: TestHouse; readonly name: string }> {
  const path = plugin instanceof URL ? fileURLToPath(plugin) : resolve(folder, plugin);
  const clock = new FakeClock();
  const catalogue = catalogueFor({ path: dirname(path) }, { folder: ".", clock });
  const row = await catalogue.read({
    name: basename(path, extname(path)),
    path,
    shown: relative(Deno.cwd(), path) || path,
  });
  if (row.problem !== undefined) throw new Error(row.problem);
  catalogue.put(row);
  const { values, text } = settingsOf(row, settings);
  const house = await TestHouse.open({
    plugins: { catalogue, clock },
    pluginSettings: { [row.name]: values },
    config: { text },
  });
  const [failure] = house.server.failures;
  if (failure) {
    await house[Symbol.asyncDispose]();
    throw new Error(failure.reason);
  }
  return { house, name: row.name };
}

/** The settings as a config file has them, and as the plugin is handed them. */
function settingsOf(
  { name, plugin }: PluginRow,
  given: Readonly<Record<string, unknown>>,
): { readonly values: SettingValues; readonly text: string } {
  const lines = Object.entries(given).map(([key, value]) => {
    const raw = plugin!.settings[key]?.write(value as never) ?? String(value);
    return `${key} = ${JSON.stringify(raw)}`;
  });
  const text = [`[${name}]`, ...lines].join("\n");
  return { text, values: settingsOfPlugin({ file: "settings of the party", text }, plugin!) };
}
