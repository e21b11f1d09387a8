/**
 * The kinds of settings. A setting is a row of a table: its default, its bounds, and one line of help.
 *
 * @module
 */

/** Says what a value must be, in words that follow "Cannot read ... as": `it must be yes or no`. */
export class SettingError extends Error {
  override readonly name = "SettingError";
}

/** What all kinds of settings have in common. `Value` is what the house gets to see. */
export interface Setting<Value = unknown> {
  /** The function of this module that made the row. */
  readonly kind: "choice" | "flag" | "int" | "list" | "text";
  /** The value of a setting that the file does not name. */
  readonly default: Value;
  /** One line of help, without a full stop at its end. */
  readonly summary: string;
  /** What a value must be, in words that follow "it must be": `a whole number from 0 to 65535`. */
  readonly expects: string;
  /**
   * Reads a value as it stands in the file, quotes already undone.
   *
   * @throws {SettingError} If it is not what the setting expects.
   */
  parse(raw: string): Value;
  /** Writes a value so that `parse` reads it back. */
  write(value: Value): string;
}

/** The settings of one section, by their names in snake_case. */
export type Settings = Readonly<Record<string, Setting>>;

/** The values that a section's settings have: `{ port: int(...) }` gives `{ port: number }`. */
export type SettingsOf<Rows extends Settings> = {
  readonly [Name in keyof Rows]: Rows[Name]["default"];
};

/** A whole number. */
export interface IntSetting extends Setting<number> {
  /** Made by {@linkcode int}. */
  readonly kind: "int";
  /** What is counted: `minutes`, `bytes`. */
  readonly unit: string | undefined;
  /** The smallest value allowed. */
  readonly min: number;
  /** The largest value allowed. */
  readonly max: number;
  /** A value other than the default that many want: the shipped file shows it, ready to be taken. */
  readonly usual: number | undefined;
}

/** One line of text. */
export interface TextSetting extends Setting<string> {
  /** Made by {@linkcode text}. */
  readonly kind: "text";
  /** The longest value allowed, in characters. */
  readonly maxLength: number;
}

/** A yes or a no. */
export interface FlagSetting extends Setting<boolean> {
  /** Made by {@linkcode flag}. */
  readonly kind: "flag";
}

/** One word of a few. */
export interface ChoiceSetting<Word extends string = string> extends Setting<Word> {
  /** Made by {@linkcode choice}. */
  readonly kind: "choice";
  /** The words to choose from. */
  readonly of: readonly Word[];
}

/** Any number of texts, with commas between them. */
export interface ListSetting extends Setting<readonly string[]> {
  /** Made by {@linkcode list}. */
  readonly kind: "list";
}

/** What a text, or an item of a list, must be. */
export interface TextRule {
  /** In words that follow "it must be": `an IP address`. */
  readonly expects: string;
  /** Whether a value keeps the rule. */
  test(value: string): boolean;
}

/**
 * A setting that is a whole number, from 0 up unless `min` says otherwise.
 *
 * @example
 * ```ts
 * import { strictEqual, throws } from "node:assert/strict";
 * const port = int({ default: 2023, max: 65535, summary: "Port that everyone dials" });
 * strictEqual(port.parse("23"), 23);
 * throws(() => port.parse("abc"), { message: "it must be a whole number from 0 to 65535" });
 * ```
 * @throws {TypeError} If the default is out of bounds.
 */
export function int(
  options: {
    default: number;
    min?: number;
    max?: number;
    unit?: string;
    usual?: number;
    summary: string;
  },
): IntSetting {
  const { min = 0, max = Number.MAX_SAFE_INTEGER, unit, usual, summary } = options;
  const kind = unit === undefined ? "a whole number" : `a whole number of ${unit}`;
  const bounds = max === Number.MAX_SAFE_INTEGER ? `not below ${min}` : `from ${min} to ${max}`;
  const expects = `${kind} ${bounds}`;
  return withGoodDefault({
    kind: "int",
    default: options.default,
    unit,
    min,
    max,
    usual,
    summary,
    expects,
    parse(raw) {
      const value = /^(?:-[1-9]\d*|\d+)$/.test(raw) ? Number(raw) : NaN;
      if (value >= min && value <= max) return value;
      throw new SettingError(`it must be ${expects}`);
    },
    write: String,
  });
}

/**
 * A setting that is one line of text, 1 to 200 characters unless said otherwise.
 *
 * @example
 * ```ts
 * import { strictEqual, throws } from "node:assert/strict";
 * const name = text({ default: "Partyline", maxLength: 20, summary: "Name of the house" });
 * strictEqual(name.parse("Late Night"), "Late Night");
 * throws(() => name.parse(""), { message: "it must be text of 1 to 20 characters" });
 * ```
 * @throws {TypeError} If the default is not a good value.
 */
export function text(
  options: {
    default: string;
    maxLength?: number;
    allowEmpty?: boolean;
    rule?: TextRule;
    summary: string;
  },
): TextSetting {
  const { maxLength = 200, allowEmpty = false, rule, summary } = options;
  const length = `text of ${allowEmpty ? 0 : 1} to ${maxLength} characters`;
  return withGoodDefault({
    kind: "text",
    default: options.default,
    maxLength,
    summary,
    expects: rule?.expects ?? length,
    parse(raw) {
      refuseControls(raw);
      const isBlank = raw.trim() === "";
      if ((isBlank && !allowEmpty) || [...raw].length > maxLength) {
        throw new SettingError(`it must be ${length}`);
      }
      if (rule?.test(raw) === false) throw new SettingError(`it must be ${rule.expects}`);
      return raw;
    },
    write: (value) => value,
  });
}

/** The words for yes and no, in lower case. */
const FLAG_WORDS: ReadonlyMap<string, boolean> = new Map([
  ["yes", true],
  ["true", true],
  ["on", true],
  ["1", true],
  ["no", false],
  ["false", false],
  ["off", false],
  ["0", false],
]);

/**
 * A setting that is a yes or a no. It is read from yes, true, on and 1 and their opposites, in any case.
 *
 * @example
 * ```ts
 * import { strictEqual } from "node:assert/strict";
 * const guests = flag({ default: true, summary: "Whether guests may come in" });
 * strictEqual(guests.parse("Off"), false);
 * strictEqual(guests.write(false), "no");
 * ```
 */
export function flag(options: { default: boolean; summary: string }): FlagSetting {
  const expects = "yes or no";
  return {
    kind: "flag",
    default: options.default,
    summary: options.summary,
    expects,
    parse(raw) {
      const value = FLAG_WORDS.get(raw.toLowerCase());
      if (value === undefined) throw new SettingError(`it must be ${expects}`);
      return value;
    },
    write: (value) => value ? "yes" : "no",
  };
}

/**
 * A setting that is one word of a few, read in any case.
 *
 * @example
 * ```ts
 * import { strictEqual } from "node:assert/strict";
 * const greeting = choice({ default: "long", of: ["short", "long"], summary: "Which greeting" });
 * strictEqual(greeting.parse("Short"), "short");
 * strictEqual(greeting.expects, "one of short, long");
 * ```
 * @throws {TypeError} If the default is not one of the words.
 */
export function choice<const Words extends readonly [string, ...string[]]>(
  options: { default: NoInfer<Words[number]>; of: Words; summary: string },
): ChoiceSetting<Words[number]> {
  const words: readonly Words[number][] = options.of;
  const expects = `one of ${words.join(", ")}`;
  return withGoodDefault({
    kind: "choice",
    default: options.default,
    of: words,
    summary: options.summary,
    expects,
    parse(raw) {
      const value = words.find((word) => word.toLowerCase() === raw.toLowerCase());
      if (value === undefined) throw new SettingError(`it must be ${expects}`);
      return value;
    },
    write: (value) => value,
  });
}

/**
 * A setting that is any number of texts with commas between them; spaces around an item don't count, and
 * neither do empty items.
 *
 * @example
 * ```ts
 * import { deepStrictEqual } from "node:assert/strict";
 * const rooms = list({ default: ["lobby"], summary: "Rooms that are always there" });
 * deepStrictEqual(rooms.parse("lobby, den,"), ["lobby", "den"]);
 * deepStrictEqual(rooms.parse(""), []);
 * ```
 * @throws {TypeError} If an item of the default is not a good one.
 */
export function list(
  options: { default: readonly string[]; rule?: TextRule; summary: string },
): ListSetting {
  const { rule, summary } = options;
  const expects = `a list with commas${rule === undefined ? "" : `, each ${rule.expects}`}`;
  return withGoodDefault({
    kind: "list",
    default: options.default,
    summary,
    expects,
    parse(raw) {
      refuseControls(raw);
      const items = raw.split(",").map((item) => item.trim()).filter((item) => item !== "");
      const isGood = items.every((item) => rule?.test(item) ?? true);
      if (!isGood) throw new SettingError(`it must be ${expects}`);
      return items;
    },
    write: (value) => value.join(", "),
  });
}

/** Control characters, line separators and halves of characters: none of them is text on one line. */
const NOT_ONE_LINE = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}]/u;

function refuseControls(raw: string): void {
  if (NOT_ONE_LINE.test(raw)) throw new SettingError("it must not hold control characters");
}

/** Finds the author's mistake when the program starts, not when a sysop uncomments the line. */
function withGoodDefault<Value, Row extends Setting<Value>>(row: Row & Setting<Value>): Row {
  const raw = row.write(row.default);
  try {
    row.parse(raw);
  } catch (error) {
    if (!(error instanceof SettingError)) throw error;
    throw new TypeError(`Cannot use a default as ${error.message}: ${JSON.stringify(raw)}`);
  }
  return row;
}
