/**
 * What is wrong with the screens of a sysop, in words for them.
 *
 * @module
 */

import type { ScreenFolder } from "../../session/terminal/screen_folder.ts";
import { displayWidth } from "../../terminal/style/display_width.ts";
import type { ScreenFile } from "../../terminal/screens/screen_file.ts";
import { plain } from "../../terminal/style/styled_text.ts";
import { nearestWord } from "../../words/nearest_word.ts";
import { SCREEN_VALUES } from "./screen_values.ts";

/** The screens that the house shows by itself. Others are for topics of help, and for plugins. */
export const HOUSE_SCREENS = ["busy", "goodbye", "motd", "rules", "welcome"] as const;

/** Where the topics of help are. */
const HELP = "help/";

/** One line for each fault: the file, and what is wrong with it. */
export function screenProblems(folder: ScreenFolder): readonly string[] {
  const { files, faults } = folder.readAll();
  return [
    ...faults.map(({ file, reason }) => `${file}: Cannot show the screen as ${reason}`),
    ...files.flatMap(({ path, file }) => {
      const faults = [...faultsOfName(file), ...faultsOfKeys(file), ...faultsOfSize(file)];
      return faults.map((fault) => `${path}: ${fault}`);
    }),
  ];
}

/** Plugins may show anything, so only what is almost a name of ours is wrong. */
function* faultsOfName({ name: { screen } }: ScreenFile): Iterable<string> {
  const known: readonly string[] = HOUSE_SCREENS;
  if (screen.includes("/") || known.includes(screen)) return;
  const nearest = nearestWord(screen, known);
  if (nearest === undefined) return;
  yield `Cannot tell when to show the screen as it is called "${screen}": did you mean "${nearest}"?`;
}

/** What is in the folder of a plugin has values of that plugin. */
function* faultsOfKeys({ name: { screen }, keys }: ScreenFile): Iterable<string> {
  if (screen.includes("/") && !screen.startsWith(HELP)) return;
  const known = Object.keys(SCREEN_VALUES);
  for (const key of new Set(keys)) {
    if (known.includes(key)) continue;
    const nearest = nearestWord(key, known);
    const hint = nearest === undefined ? known.join(", ") : `did you mean "${nearest}"?`;
    yield `Cannot fill in "{{${key}}}" as there is no such placeholder: ${hint}`;
  }
}

function* faultsOfSize(file: ScreenFile): Iterable<string> {
  const { size } = file.name;
  if (!size) return;
  const { columns, rows } = sizeOf(file);
  if (columns > size.columns) {
    yield `Cannot keep to the size in its name as it is wider: ${columns} columns of ${size.columns}`;
  }
  if (rows > size.rows) {
    yield `Cannot keep to the size in its name as it is higher: ${rows} rows of ${size.rows}`;
  }
}

/** A value that has no width of its own may well be empty. */
function sizeOf({ size, sauce, keys, show }: ScreenFile): { columns: number; rows: number } {
  if (size) return { rows: size.rows, columns: Math.max(size.columns, sauce?.columns ?? 0) };
  const empty = Object.fromEntries(keys.map((key) => [key, ""]));
  const lines = plain(show(empty, "utf-8")).split("\n");
  return { rows: lines.length, columns: Math.max(...lines.map(displayWidth)) };
}
