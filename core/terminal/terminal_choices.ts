/**
 * What a caller may choose about their terminal, how it is written, and under which key it is kept.
 *
 * @module
 */

import {
  type Charset,
  clampSize,
  type ColourDepth,
  SIZE_BOUNDS,
  type TerminalProfile,
  type TerminalSize,
} from "./profile.ts";
import type { ThemeName } from "./style/theme.ts";
import { THEME_NAMES } from "./style/themes.ts";

/** What a caller has chosen; what is left out is as their client tells, or as we guess. */
export interface TerminalChoices
  extends Partial<Omit<TerminalProfile, keyof TerminalSize | "xterm">> {
  /** In cells, whatever the client says. */
  readonly size?: TerminalSize;
}

/** The name of something about a terminal that can be chosen, as callers type it. */
export type ChoiceName =
  | "bell"
  | "charset"
  | "colours"
  | "editing"
  | "keep-alive"
  | "screen-reader"
  | "size"
  | "theme"
  | "times";

/** Something that can be chosen. */
export interface ChoiceRow<Field extends keyof TerminalChoices> {
  /** What of the terminal it is. */
  readonly field: Field;
  /** Whether it is of the client that is called with, and another client of the same person has its own. */
  readonly ofClient: boolean;
  /** What may be chosen, as people read it. */
  readonly shown: string;
  /** The value of a word; undefined if it is none. */
  read(word: string): TerminalChoices[Field];
}

const CHARSETS: readonly Charset[] = ["utf-8", "cp437", "latin-1", "ascii"];

const COLOURS: readonly ColourDepth[] = ["none", "8", "16", "256", "true"];

const ON_OR_OFF = new Map([["on", true], ["off", false]]);

const SIZES = `${SIZE_BOUNDS.columns.min}x${SIZE_BOUNDS.rows.min} to ` +
  `${SIZE_BOUNDS.columns.max}x${SIZE_BOUNDS.rows.max}`;

/** All that can be chosen, by the words that callers type. */
export const CHOICES = {
  "bell": oneOf("bell", ON_OR_OFF),
  "charset": oneOf("charset", byName(CHARSETS), { ofClient: true }),
  "colours": oneOf("colours", byName(COLOURS), { ofClient: true }),
  "editing": oneOf("editsLines", new Map([["client", true], ["server", false]]), {
    ofClient: true,
  }),
  "keep-alive": oneOf("keepAlive", ON_OR_OFF),
  "screen-reader": oneOf("screenReader", ON_OR_OFF),
  "size": { field: "size", ofClient: true, shown: SIZES, read: readSize },
  "theme": oneOf("theme", byName<ThemeName>(THEME_NAMES)),
  "times": oneOf("times", ON_OR_OFF),
} as const satisfies Readonly<Record<ChoiceName, ChoiceRow<keyof TerminalChoices>>>;

/** Longer names of clients are cut, so that every key is one that is kept. */
const CLIENT_LENGTH = 24;

/**
 * The key of the preference that a choice is kept under.
 *
 * @example
 * ```ts
 * import { strictEqual } from "node:assert/strict";
 * strictEqual(choiceKey("charset", "MUDLET 4.17"), "terminal.mudlet.charset");
 * strictEqual(choiceKey("charset", undefined), "terminal.unnamed.charset");
 * strictEqual(choiceKey("bell", "XTERM"), "terminal.bell");
 * ```
 * @param client The terminal type that the client has told first, if it has.
 */
export function choiceKey(name: ChoiceName, client: string | undefined): string {
  if (!CHOICES[name].ofClient) return `terminal.${name}`;
  // Another version of a client is the same client.
  const word = (client ?? "").split(" ", 1)[0]!.toLowerCase().replaceAll(/[^a-z\d-]/g, "_");
  return `terminal.${word.slice(0, CLIENT_LENGTH) || "unnamed"}.${name}`;
}

/**
 * What somebody has chosen for a client, of all that they prefer. What cannot be read is not chosen.
 *
 * @example
 * ```ts
 * import { deepStrictEqual } from "node:assert/strict";
 * const preferences = new Map([["terminal.xterm.size", "132x37"], ["terminal.screen-reader", "on"]]);
 * deepStrictEqual(choicesFrom(preferences, "XTERM"), {
 *   screenReader: true,
 *   size: { columns: 132, rows: 37 },
 * });
 * ```
 */
export function choicesFrom(
  preferences: ReadonlyMap<string, string>,
  client: string | undefined,
): TerminalChoices {
  const chosen: Record<string, unknown> = {};
  if (preferences.size === 0) return chosen;
  for (const [name, row] of Object.entries(CHOICES)) {
    const word = preferences.get(choiceKey(name as ChoiceName, client));
    const value = word === undefined ? undefined : row.read(word);
    if (value !== undefined) chosen[row.field] = value;
  }
  return chosen;
}

function oneOf<Field extends keyof TerminalChoices, Value extends TerminalChoices[Field]>(
  field: Field,
  values: ReadonlyMap<string, Value>,
  { ofClient = false }: { readonly ofClient?: boolean } = {},
): ChoiceRow<Field> {
  return {
    field,
    ofClient,
    shown: [...values.keys()].join(", "),
    read: (word) => values.get(word),
  };
}

function byName<Name extends string>(names: readonly Name[]): Map<string, Name> {
  return new Map(names.map((name) => [name, name]));
}

/** Only what is a screen can be chosen: a mistake should be told, not mended. */
function readSize(word: string): TerminalSize | undefined {
  const [, columns, rows] = /^(\d{1,3})x(\d{1,3})$/.exec(word) ?? [];
  if (columns === undefined || rows === undefined) return undefined;
  const size = { columns: Number(columns), rows: Number(rows) };
  const clamped = clampSize(size);
  return size.columns === clamped.columns && size.rows === clamped.rows ? size : undefined;
}
