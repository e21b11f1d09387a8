/**
 * Writing a config file, and reading it back.
 *
 * @module
 */

import { deepStrictEqual, ok, strictEqual } from "node:assert/strict";
import fc from "fast-check";
import { writeConfig } from "../../core/config/config_writer.ts";
import { section } from "../../core/config/section.ts";
import { choice, flag, int, list, type Settings, text } from "../../core/config/setting.ts";
import { readSettings } from "../../core/config/settings_reader.ts";

const summary = "Something";

function sectionOf(settings: Settings) {
  return section({ name: "main", summary: "The house", settings });
}

/** The lines of the file from the section's summary on. */
function linesOf(settings: Settings): string[] {
  const lines = writeConfig([sectionOf(settings)]).split("\n");
  return lines.slice(lines.indexOf("; The house"));
}

Deno.test("the file opens with a comment", () => {
  ok(writeConfig([sectionOf({})]).startsWith("; These are all the settings of Partyline."));
});

Deno.test("each section has its summary, and each setting its help, bounds and default", () => {
  deepStrictEqual(
    linesOf({
      port: int({ default: 23, max: 65535, summary: "Port" }),
      wait: int({ default: 5, min: 1, max: 9, unit: "minutes", summary: "How long" }),
      name: text({ default: "Late Night", maxLength: 60, summary: "Name" }),
      guests: flag({ default: false, summary: "Guests" }),
      level: choice({ default: "low", of: ["low", "high"], summary: "Level" }),
      rooms: list({ default: ["lobby", "den"], summary: "Rooms" }),
    }),
    [
      "; The house",
      "[main]",
      "",
      "; Port (a whole number from 0 to 65535)",
      "port = 23",
      "",
      "; How long (a whole number of minutes from 1 to 9)",
      "wait = 5",
      "",
      "; Name (text of 1 to 60 characters)",
      "name = Late Night",
      "",
      "; Guests (yes or no)",
      "guests = no",
      "",
      "; Level (one of low, high)",
      "level = low",
      "",
      "; Rooms (a list with commas)",
      "rooms = lobby, den",
      "",
    ],
  );
});

Deno.test("an empty value leaves no space at the end of its line", () => {
  ok(linesOf({ rooms: list({ default: [], summary }) }).includes("rooms ="));
});

Deno.test("sections follow each other with a blank line between them", () => {
  const loud = flag({ default: true, summary: "Aloud" });
  const other = section({ name: "dice", summary: "Dice", settings: { loud } });
  const written = writeConfig([sectionOf({ loud }), other]);
  ok(written.endsWith("\nloud = yes\n\n; Dice\n[dice]\n\n; Aloud (yes or no)\nloud = yes\n"));
});

Deno.test("a section without settings is left out", () => {
  ok(!writeConfig([sectionOf({})]).includes("\n[main]\n"));
});

Deno.test("a usual value stands above the default, ready to be taken", () => {
  const port = int({ default: 0, usual: 8888, summary: "Port" });
  deepStrictEqual(linesOf({ port }).slice(-4), [
    "; Port (a whole number not below 0)",
    "; port = 8888",
    "port = 0",
    "",
  ]);
});

Deno.test("comments are wrapped at 80 columns between words", () => {
  const words = "twelve words that are quite enough to need more than a line ".repeat(4).trim();
  const lines = linesOf({ a: flag({ default: true, summary: words }) });
  const comment = lines.slice(3, -2);
  ok(comment.length > 1);
  ok(comment.every((line) => line.startsWith("; ") && line.length <= 80));
  strictEqual(comment.map((line) => line.slice(2)).join(" "), `${words} (yes or no)`);
});

Deno.test("a word longer than a line stays whole", () => {
  const word = "x".repeat(100);
  const lines = linesOf({ a: flag({ default: true, summary: `See ${word} there` }) });
  deepStrictEqual(lines.slice(3, -2), ["; See", `; ${word}`, "; there (yes or no)"]);
});

for (
  const [value, written] of [
    ["Bob's [den] = fun", "Bob's [den] = fun"],
    ["a;b", '"a;b"'],
    ["a#b", '"a#b"'],
    ["C:\\data", '"C:\\\\data"'],
    ['"quoted"', '"\\"quoted\\""'],
    ["'tis", '"\'tis"'],
    [" a ", '" a "'],
  ] as const
) {
  Deno.test(`the text ${value} is written as ${written}`, () => {
    ok(linesOf({ name: text({ default: value, summary }) }).includes(`name = ${written}`));
  });
}

Deno.test("whatever the defaults are, the file reads back without problems and gives them", () => {
  const line = fc.array(fc.oneof(
    fc.constantFrom(..."=;#\"'\\[] ,\u00a0\ufeffné👋"),
    fc.string({ unit: "grapheme" }),
  )).map((pieces) => pieces.join("").replace(/[\p{Cc}\p{Cs}\p{Zl}\p{Zp}]/gu, ""));
  const item = line.map((raw) => raw.replaceAll(",", "").trim()).filter((raw) => raw !== "");
  fc.assert(
    fc.property(fc.integer(), line, fc.boolean(), fc.array(item), (number, line, isOn, items) => {
      const settings = {
        number: int({ default: number, min: -(2 ** 31), summary }),
        line: text({ default: line, maxLength: 10_000, allowEmpty: true, summary }),
        is_on: flag({ default: isOn, summary }),
        items: list({ default: items, summary }),
      };
      // Without their defaults, so that nothing but the file can give the values.
      const blank = {
        number: int({ default: 0, min: -(2 ** 31), summary }),
        line: text({ default: "?", maxLength: 10_000, allowEmpty: true, summary }),
        is_on: flag({ default: !isOn, summary }),
        items: list({ default: ["?"], summary }),
      };
      const written = writeConfig([sectionOf(settings)]);
      deepStrictEqual(readSettings({ file: "c.ini", text: written }, [sectionOf(blank)]), {
        settings: { main: { number, line, is_on: isOn, items } },
        problems: [],
      });
    }),
    { numRuns: 300 },
  );
});
