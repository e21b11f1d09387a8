/**
 * That docs/screens.md says how it is.
 *
 * @module
 */

import { deepStrictEqual, ok, strictEqual } from "node:assert/strict";
import { HOUSE_SCREENS } from "../../core/plugin_host/screens/screen_check.ts";
import { SCREEN_VALUES } from "../../core/plugin_host/screens/screen_values.ts";
import { type ColourDepth, DEFAULT_PROFILE } from "../../core/terminal/profile.ts";
import { fittingScreens } from "../../core/terminal/screens/screen_choice.ts";
import { readScreen } from "../../core/terminal/screens/screen_file.ts";
import { CHARSET_WORDS, parseScreenName } from "../../core/terminal/screens/screen_name.ts";
import { PluginFiles } from "../kit/plugin_files.ts";
import { TestHouse } from "../../testing/test_house.ts";

const PAGE = Deno.readTextFileSync(new URL("../../docs/screens.md", import.meta.url));

function block(kind: string): string {
  return new RegExp(`\`\`\`${kind}\\n([^]*?)\`\`\``).exec(PAGE)![1]!;
}

/** The rows of tables whose first cell matches. */
function rows(first: RegExp): string[][] {
  return PAGE.split("\n").map((line) => line.split("|").slice(1, -1).map((cell) => cell.trim()))
    .filter(([cell = ""]) => first.test(cell));
}

Deno.test("the table of placeholders is that of the program", () => {
  const told = rows(/^`\{\{\w+\}\}`$/).map(([key = "", summary]) => [key.slice(3, -3), summary]);
  deepStrictEqual(told, Object.entries(SCREEN_VALUES).map(([key, { summary }]) => [key, summary]));
});

Deno.test("every screen of the house is in the table", () => {
  const told = rows(/^`[a-z]+`$/).map(([name = ""]) => name.slice(1, -1));
  deepStrictEqual(told.toSorted(), [...HOUSE_SCREENS]);
});

Deno.test("the first screen is shown as the page says", async () => {
  await using own = await PluginFiles.make({ "motd.txt": block("txt") });
  await using house = await TestHouse.open({ main: { screens: own.path } });
  const ann = await house.guest("ann");
  ok(ann.heard.includes(block("text")), ann.heard);
});

/** The terminal that a row describes. */
function terminalOf(words: string) {
  const [size = "", charset = "", colours = ""] = words.split(", ");
  const [columns = 0, rows = 0] = size.split("x").map(Number);
  const depth = colours.replace("no colours", "none").replace(" colours", "") as ColourDepth;
  return {
    ...DEFAULT_PROFILE,
    columns,
    rows,
    charset: CHARSET_WORDS[charset.replace("-", "").toLowerCase()]!,
    colours: depth,
    screenReader: words.endsWith("screen reader"),
  };
}

Deno.test("callers are shown the files that the page says", () => {
  const names = block("files").trimEnd().split("\n");
  const picture = new TextEncoder().encode("\x1b[24;80Hx");
  const files = names.map((name) =>
    readScreen(
      parseScreenName(name)!,
      name.startsWith("welcome.utf8") ? picture : new Uint8Array(),
    )
  );
  const told = rows(/^\d+x\d+, /);
  strictEqual(told.length, 9);
  for (const [terminal = "", file] of told) {
    const [best] = fittingScreens(files, terminalOf(terminal));
    strictEqual(`\`${names[files.indexOf(best!)]}\``, file, terminal);
  }
});
