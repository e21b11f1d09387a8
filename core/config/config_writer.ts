/**
 * Writes the config file that ships: every setting with its default, its bounds and its line of help.
 *
 * @module
 */

import type { Section } from "./section.ts";
import type { IntSetting, Setting } from "./setting.ts";

/** The widest line of a comment, in columns. */
const COMMENT_COLUMNS = 80;

const OPENING = [
  "These are all the settings of Partyline. Each stands here with its default, so a line that is left " +
  "out changes nothing: a file with [main] and the one setting you care about is enough.",
  "Lines that start with ; or # are comments. A value that holds ; or #, or that starts with a quote, " +
  "stands in double quotes.",
];

/**
 * Writes a whole config file, with comments, that gives every setting its default. Sections without
 * settings are left out.
 *
 * @example
 * ```ts
 * import { ok } from "node:assert/strict";
 * import { section } from "./section.ts";
 * import { int } from "./setting.ts";
 * const sides = int({ default: 6, min: 2, max: 100, summary: "Sides of a die" });
 * const text = writeConfig([section({ name: "dice", summary: "Dice", settings: { sides } })]);
 * ok(text.endsWith(`
 * ; Dice
 * [dice]
 *
 * ; Sides of a die (a whole number from 2 to 100)
 * sides = 6
 * `));
 * ```
 */
export function writeConfig(sections: readonly Section[]): string {
  const opening = OPENING.map(writeComment).join("\n;\n");
  const written = sections.filter(({ settings }) => Object.keys(settings).length > 0);
  return [opening, ...written.map(writeSection)].join("\n\n") + "\n";
}

function writeSection(section: Section): string {
  const settings = Object.entries(section.settings).map(([name, setting]) =>
    writeSetting(name, setting)
  );
  return [`${writeComment(section.summary)}\n[${section.name}]`, ...settings].join("\n\n");
}

function writeSetting(name: string, setting: Setting): string {
  const comment = writeComment(`${setting.summary} (${setting.expects})`) +
    writeUsual(name, setting);
  return `${comment}\n${name} = ${quoteIfNeeded(setting.write(setting.default))}`.trimEnd();
}

/** The line that gives a setting its usual value, to be uncommented. */
function writeUsual(name: string, setting: Setting): string {
  const { usual } = setting as Partial<IntSetting>;
  return usual === undefined ? "" : `\n; ${name} = ${usual}`;
}

function writeComment(text: string): string {
  const lines: string[] = [];
  let line = ";";
  for (const word of text.split(/\s+/)) {
    if (line !== ";" && line.length + 1 + word.length > COMMENT_COLUMNS) {
      lines.push(line);
      line = ";";
    }
    line += ` ${word}`;
  }
  return [...lines, line].join("\n");
}

/** What reads back as it is without quotes: no comment sign, no backslash, no quote at the start. */
const PLAIN_VALUE = /^(?!["'])[^;#\\\p{Cc}]*$/u;

function quoteIfNeeded(value: string): string {
  return PLAIN_VALUE.test(value) && value === value.trim() ? value : JSON.stringify(value);
}
