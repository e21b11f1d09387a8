/**
 * The log: set-up of the log library, and the logger that each part of the house asks for.
 *
 * @module
 */

import { configureSync, getLogger, type LogRecord, resetSync } from "@logtape/logtape";
import { formatEntry } from "./log_line.ts";

/** The levels, from the one that says the most to the one that says the least. */
export const LOG_LEVELS = ["debug", "info", "warning", "error"] as const;

/** A level: records below it are not written. */
export type LogLevel = typeof LOG_LEVELS[number];

/**
 * What one part of the house logs with. The sentence is fixed; whatever changes from record to record is
 * a named value. Never log what people say or type, nor a password.
 */
export interface Log {
  /** For whoever works on the program. */
  debug(sentence: string, values?: Readonly<Record<string, unknown>>): void;
  /** A sysop would want to know. */
  info(sentence: string, values?: Readonly<Record<string, unknown>>): void;
  /** A sysop may have to act. */
  warn(sentence: string, values?: Readonly<Record<string, unknown>>): void;
  /** A bug of ours. */
  error(sentence: string, values?: Readonly<Record<string, unknown>>): void;
}

/** How the log is set up. */
export interface LogOptions {
  /** The least important level to write. */
  readonly level: LogLevel;
  /**
   * Takes each record as {@linkcode formatEntry} writes it, without the final line end. Unless given,
   * records go to standard error. What it throws is dropped.
   */
  readonly write?: (line: string) => void;
}

/** The root of our categories, apart from those of the libraries. */
const ROOT = "partyline";

const ENCODER = new TextEncoder();

/**
 * Starts the log, or starts it anew with other options. Until then nothing is written, and loggers made
 * before count as well.
 *
 * @example
 * ```ts
 * import { match } from "node:assert/strict";
 * const lines: string[] = [];
 * startLog({ level: "info", write: (line) => lines.push(line) });
 * logFor("net").info("Listening", { port: 2023 });
 * match(lines[0] ?? "", / info net  Listening port=2023$/);
 * stopLog();
 * ```
 */
export function startLog(options: LogOptions): void {
  const write = options.write ?? writeToStandardError;
  configureSync({
    reset: true,
    sinks: { lines: (record) => write(formatRecord(record)) },
    loggers: [
      { category: ROOT, sinks: ["lines"], lowestLevel: options.level },
      // The library's own log. Were it left out, the library would log to the console.
      { category: ["logtape", "meta"], sinks: [], lowestLevel: null },
    ],
  });
}

/** Stops the log: nothing is written until it is started again. */
export function stopLog(): void {
  resetSync();
}

/**
 * The logger of one part of the house, before or after the log is started.
 *
 * @param category The folder or the plugin: `net`, `irc`.
 */
export function logFor(category: string): Log {
  return getLogger([ROOT, category]);
}

function formatRecord(record: LogRecord): string {
  return formatEntry({
    timestamp: record.timestamp,
    level: record.level,
    category: record.category.slice(1).join("."),
    // Not record.message: there the library has put values into braces of the sentence.
    sentence: String(record.rawMessage),
    values: record.properties,
  });
}

function writeToStandardError(line: string): void {
  try {
    let rest = ENCODER.encode(`${line}\n`);
    while (rest.length > 0) rest = rest.subarray(Deno.stderr.writeSync(rest));
  } catch {
    // Whoever read standard error is gone, or its disk is full. The house goes on without a log.
  }
}
