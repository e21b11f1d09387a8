/**
 * How one record of the log reads as text: the time, the level, the category, a fixed sentence, named values.
 *
 * @module
 */

import { inspect } from "node:util";

/** One record, as the log library hands it over. */
export interface LogEntry {
  /** Milliseconds since 1970-01-01 UTC. */
  readonly timestamp: number;
  /** The level's name. */
  readonly level: string;
  /** The part of the house that speaks. */
  readonly category: string;
  /** A sentence that is the same in every record of its kind. */
  readonly sentence: string;
  /** What is different in this record. Those that are undefined are left out. */
  readonly values: Readonly<Record<string, unknown>>;
}

/** The most characters that one value may take, so that a hostile name can't fill the disk. */
const VALUE_LIMIT = 1000;

/** The most characters of one stack: an error's message is a part of it. */
const STACK_LIMIT = 10_000;

/** The most errors shown of a chain of causes; a chain can be a ring. */
const CAUSE_LIMIT = 5;

/** Letters, digits, punctuation and symbols, without those that mean something in this format. */
const PLAIN_VALUE = /^(?:(?!["\\=])[\p{L}\p{N}\p{P}\p{S}])+$/u;

/** Whatever could end a line, move a cursor or turn the direction of the text around. */
const UNSAFE_CHARACTER = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu;

const SHORT_ESCAPES: Readonly<Record<string, string>> = { "\t": "\\t", "\n": "\\n", "\r": "\\r" };

/**
 * Writes one record as text without the final line end. It is one line, then, for each error among the
 * values, its stack on lines that are indented by four spaces. A value with a space or a sign of this
 * format stands in quotes. Control characters are escaped, so no value can look like a record of its own.
 *
 * @example
 * ```ts
 * import { strictEqual } from "node:assert/strict";
 * const line = formatEntry({
 *   timestamp: Date.UTC(2026, 10, 21, 14, 39, 58),
 *   level: "info",
 *   category: "net",
 *   sentence: "Listening",
 *   values: { address: "0.0.0.0", port: 2023, of: "Late Night\n" },
 * });
 * strictEqual(
 *   line,
 *   '2026-11-21 14:39:58Z info net  Listening address=0.0.0.0 port=2023 of="Late Night\\n"',
 * );
 * ```
 */
export function formatEntry(entry: LogEntry): string {
  const time = new Date(entry.timestamp).toISOString().slice(0, 19).replace("T", " ");
  const words = [`${time}Z ${entry.level} ${entry.category}  ${entry.sentence}`];
  const stackLines: string[] = [];
  for (const [name, value] of Object.entries(entry.values)) {
    if (value === undefined) continue;
    words.push(`${name}=${formatValue(value)}`);
    if (value instanceof Error) stackLines.push(...linesOfStack(value));
  }
  return [words.join(" "), ...stackLines.map((line) => `    ${line}`)].map(escapeUnsafe).join("\n");
}

function formatValue(value: unknown): string {
  if (value instanceof Error) return quoteIfNeeded(value.name);
  const isObject = typeof value === "object" || typeof value === "function";
  return quoteIfNeeded(
    isObject ? inspect(value, { breakLength: Infinity, depth: 2 }) : String(value),
  );
}

function quoteIfNeeded(text: string): string {
  const shown = text.length > VALUE_LIMIT ? `${text.slice(0, VALUE_LIMIT)}...` : text;
  return PLAIN_VALUE.test(shown) ? shown : `"${shown.replace(/["\\]/g, "\\$&")}"`;
}

function linesOfStack(error: Error): string[] {
  const lines: string[] = [];
  let cause: unknown = error;
  for (let shown = 0; cause instanceof Error && shown < CAUSE_LIMIT; shown++) {
    const stack = (cause.stack ?? String(cause)).slice(0, STACK_LIMIT).split(/\r\n|\n|\r/);
    if (shown > 0) stack[0] = `Caused by: ${stack[0]}`;
    lines.push(...stack);
    cause = cause.cause;
  }
  return lines;
}

function escapeUnsafe(line: string): string {
  return line.replace(
    UNSAFE_CHARACTER,
    (character) => SHORT_ESCAPES[character] ?? `\\u{${character.codePointAt(0)?.toString(16)}}`,
  );
}
