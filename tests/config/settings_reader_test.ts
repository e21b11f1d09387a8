/**
 * Reading settings, and what is said of wrong ones.
 *
 * @module
 */

import { deepStrictEqual, match, strictEqual, throws } from "node:assert/strict";
import fc from "fast-check";
import { ConfigError, formatProblem } from "../../core/config/config_problem.ts";
import { section } from "../../core/config/section.ts";
import { choice, flag, int, list, text } from "../../core/config/setting.ts";
import { readSettings } from "../../core/config/settings_reader.ts";

const MAIN = section({
  name: "main",
  summary: "The house",
  settings: {
    name: text({ default: "Partyline", summary: "Name" }),
    port: int({ default: 2023, max: 65535, summary: "Port" }),
    level: choice({ default: "info", of: ["info", "error"], summary: "Level" }),
  },
});

const LIMITS = section({
  name: "limits",
  summary: "Limits",
  settings: {
    guests: flag({ default: true, summary: "Guests" }),
    exempt: list({ default: ["::1"], summary: "Exempt" }),
  },
});

const SECTIONS = [MAIN, LIMITS] as const;

const DEFAULTS = {
  main: { name: "Partyline", port: 2023, level: "info" },
  limits: { guests: true, exempt: ["::1"] },
};

function problemsOf(text: string): string[] {
  const { problems } = readSettings({ file: "config.ini", text }, SECTIONS);
  return problems.map(formatProblem);
}

Deno.test("an empty file gives the defaults", () => {
  const reading = readSettings({ file: "config.ini", text: "" }, SECTIONS);
  deepStrictEqual(reading, { settings: DEFAULTS, problems: [] });
});

Deno.test("one setting in any case changes that one", () => {
  const reading = readSettings({ file: "config.ini", text: "[Main]\nPort = 23\n" }, SECTIONS);
  deepStrictEqual(reading, {
    settings: { ...DEFAULTS, main: { ...DEFAULTS.main, port: 23 } },
    problems: [],
  });
});

Deno.test("a section may come in two pieces", () => {
  const text = "[main]\nport = 1\n[limits]\nguests = no\n[main]\nname = Den";
  const { settings, problems } = readSettings({ file: "config.ini", text }, SECTIONS);
  deepStrictEqual(settings.main, { name: "Den", port: 1, level: "info" });
  deepStrictEqual(problems, []);
});

Deno.test("the settings are typed", () => {
  const { settings } = readSettings({ file: "config.ini", text: "" }, SECTIONS);
  const port: number = settings.main.port;
  const level: "info" | "error" = settings.main.level;
  // @ts-expect-error there is no such setting
  const missing: unknown = settings.main.prot;
  deepStrictEqual([port, level, missing], [2023, "info", undefined]);
});

Deno.test("a wrong value says what was expected and what was found", () => {
  deepStrictEqual(problemsOf("[main]\nport = abc"), [
    'config.ini:2: Cannot read "port" as it must be a whole number from 0 to 65535: "abc"',
  ]);
});

Deno.test("a wrong value leaves the default", () => {
  const { settings } = readSettings({ file: "config.ini", text: "[main]\nport = abc" }, SECTIONS);
  strictEqual(settings.main.port, 2023);
});

Deno.test("a found value is escaped and cut", () => {
  deepStrictEqual(problemsOf(`[main]\nport = \x1b\x9b${"x".repeat(100)}`), [
    'config.ini:2: Cannot read "port" as it must be a whole number from 0 to 65535: ' +
    `"\\u001b\\u009b${"x".repeat(58)}..."`,
  ]);
});

Deno.test("an unknown setting gets the nearest name as a hint", () => {
  deepStrictEqual(problemsOf("[main]\nprot = 1\ncolour = red"), [
    'config.ini:2: Cannot read "prot" as there is no such setting in [main]: did you mean "port"?',
    'config.ini:3: Cannot read "colour" as there is no such setting in [main]',
  ]);
});

Deno.test("an unknown section gets the nearest name as a hint, and its settings are passed over", () => {
  deepStrictEqual(problemsOf("[mian]\nport = abc\n[weather]\nrain = yes"), [
    'config.ini:1: Cannot read section "mian" as there is no such section: did you mean "main"?',
    'config.ini:3: Cannot read section "weather" as there is no such section',
  ]);
});

Deno.test("names that objects have by themselves are unknown", () => {
  const names = ["__proto__", "constructor", "toString"];
  const text = `[main]\n${names.map((name) => `${name} = 1`).join("\n")}\n[__proto__]\na = 1`;
  const { settings, problems } = readSettings({ file: "config.ini", text }, SECTIONS);
  strictEqual(problems.length, 4);
  deepStrictEqual(settings, DEFAULTS);
});

Deno.test("a setting may have a name that objects have by themselves", () => {
  const settings = { constructor: int({ default: 1, summary: "Builder" }) };
  const houses = section({ name: "constructor", summary: "Houses", settings });
  const text = "[constructor]\nconstructor = 2";
  deepStrictEqual(readSettings({ file: "config.ini", text }, [houses]), {
    settings: { constructor: { constructor: 2 } },
    problems: [],
  });
});

Deno.test("all problems are told, in the order of the lines", () => {
  const text = [
    "port = 1",
    "[main]",
    "nonsense",
    "port = -1",
    "level = loud",
    "port = 2",
    "[limit]",
    "[limits]",
    "guests = maybe",
  ].join("\n");
  deepStrictEqual(problemsOf(text), [
    'config.ini:1: Cannot read "port" as no [section] stands above it',
    "config.ini:3: Cannot read the line as it must be [section], key = value or ; comment: " +
    '"nonsense"',
    'config.ini:4: Cannot read "port" as it must be a whole number from 0 to 65535: "-1"',
    'config.ini:5: Cannot read "level" as it must be one of info, error: "loud"',
    'config.ini:6: Cannot read "port" as it is set already: on line 4',
    'config.ini:7: Cannot read section "limit" as there is no such section: did you mean "limits"?',
    'config.ini:9: Cannot read "guests" as it must be yes or no: "maybe"',
  ]);
});

Deno.test("an error that is not about the value is passed on", () => {
  let isBroken = false;
  const rule = {
    expects: "anything",
    test(): boolean {
      if (isBroken) throw new RangeError("bug");
      return true;
    },
  };
  const broken = section({
    name: "main",
    summary: "The house",
    settings: { name: text({ default: "a", rule, summary: "Name" }) },
  });
  isBroken = true;
  throws(
    () => readSettings({ file: "config.ini", text: "[main]\nname = b" }, [broken]),
    RangeError,
  );
});

Deno.test("a ConfigError has one line for each problem", () => {
  const { problems } = readSettings({ file: "c.ini", text: "[main]\na = 1\nb = 2" }, SECTIONS);
  const error = new ConfigError(problems);
  deepStrictEqual(error.problems, problems);
  deepStrictEqual(error.message.split("\n"), problems.map(formatProblem));
});

Deno.test("no text makes the reader throw, and every problem is one line", () => {
  const line = fc.oneof(
    fc.constantFrom("[main]", "[limits]", "[", "[x]", "name", "port", "guests", "exempt", "="),
    fc.string({ unit: "binary" }),
  );
  const lines = fc.array(fc.tuple(line, fc.constantFrom("", " = ", "\n"), line));
  fc.assert(
    fc.property(lines, (lines) => {
      const text = ["[main]", ...lines.map((parts) => parts.join(""))].join("\n");
      for (const problem of problemsOf(text)) {
        match(problem, /^config\.ini:\d+: Cannot read [^\p{Cc}\p{Zl}\p{Zp}]+$/u);
      }
    }),
    { numRuns: 300 },
  );
});
