/**
 * Reads INI text into entries that know their lines. The `ini` package says what a value is; it knows no
 * line numbers and drops what it can't read, so lines, sections and names are read here.
 *
 * @module
 */

import { unsafe } from "ini";
import { type ConfigProblem, quoteFound } from "./config_problem.ts";

/** A config file's text and the name to call it by. */
export interface ConfigSource {
  /** The file's name, as the sysop gave it. */
  readonly file: string;
  /** All of its text, with or without a byte order mark. */
  readonly text: string;
}

/** A line such as `[main]`. */
export interface IniHeader {
  /** The name between the brackets, in lower case. */
  readonly name: string;
  /** The line, counted from 1. */
  readonly line: number;
}

/** A line such as `port = 2023`. */
export interface IniEntry {
  /** The name of the section that the line is in, in lower case. */
  readonly section: string;
  /** The name before the equals sign, in lower case. */
  readonly key: string;
  /** The value, without the quotes and comments around it. */
  readonly value: string;
  /** The line, counted from 1. */
  readonly line: number;
}

/** What an INI text holds. */
export interface IniFile {
  /** The headers in the order of their lines. A section may come up several times. */
  readonly headers: readonly IniHeader[];
  /** The entries in the order of their lines. No two have the same section and key. */
  readonly entries: readonly IniEntry[];
  /** The lines that could not be read. */
  readonly problems: readonly ConfigProblem[];
}

/** The longest config file that is read, in bytes, or in UTF-16 units of its text: 1 MiB. */
export const CONFIG_LIMIT = 1024 * 1024;

/**
 * Reads INI text: `[section]`, `key = value`, and comments that start with `;` or `#`. Names may be in
 * any case. A value in double quotes is a JSON string, one in single quotes stands as it is, and any other
 * ends where a comment starts; a backslash before `;`, `#` or a backslash makes it part of the value.
 *
 * @example
 * ```ts
 * import { deepStrictEqual } from "node:assert/strict";
 * const { entries } = readIni({ file: "config.ini", text: "[Main]\nPort = 2023 ; ours\n" });
 * deepStrictEqual(entries, [{ section: "main", key: "port", value: "2023", line: 2 }]);
 * ```
 */
export function readIni(source: ConfigSource): IniFile {
  const reading = new IniReading(source.file);
  if (source.text.length > CONFIG_LIMIT) {
    reading.problems.push(tooLong(source.file));
    return reading;
  }
  const lines = source.text.replace(/^\uFEFF/, "").split(/\r\n|\n|\r/);
  for (const [index, line] of lines.entries()) reading.readLine(line.trim(), index + 1);
  return reading;
}

/** The problem of a file that is longer than {@linkcode CONFIG_LIMIT}. */
export function tooLong(file: string): ConfigProblem {
  return { file, text: `Cannot read the file as it is longer than ${CONFIG_LIMIT} bytes` };
}

class IniReading implements IniFile {
  readonly headers: IniHeader[] = [];
  readonly entries: IniEntry[] = [];
  readonly problems: ConfigProblem[] = [];
  readonly #file: string;
  /** The section that the next entry is in: undefined before the first, null after one that can't be read. */
  #section: string | null | undefined;
  /** Where each `[section]key` was first seen. */
  readonly #firstLines = new Map<string, number>();

  constructor(file: string) {
    this.#file = file;
  }

  readLine(text: string, line: number): void {
    if (text === "" || /^[;#]/.test(text)) return;
    const reason = text.startsWith("[")
      ? this.#readHeader(text, line)
      : this.#readEntry(text, line);
    if (reason !== undefined) this.problems.push({ file: this.#file, line, text: reason });
  }

  #readHeader(text: string, line: number): string | undefined {
    const name = /^\[([^\]]+)\]\s*(?:[;#].*)?$/s.exec(text)?.[1]?.trim().toLowerCase();
    this.#section = name || null;
    if (!name) return `Cannot read the line as it must be [section]: ${quoteFound(text)}`;
    this.headers.push({ name, line });
    return undefined;
  }

  #readEntry(text: string, line: number): string | undefined {
    const equals = text.indexOf("=");
    const key = text.slice(0, Math.max(equals, 0)).trim().toLowerCase();
    if (key === "") {
      return `Cannot read the line as it must be [section], key = value or ; comment: ${
        quoteFound(text)
      }`;
    }
    // One problem for the header is enough.
    if (this.#section === null) return undefined;
    if (this.#section === undefined) {
      return `Cannot read ${quoteFound(key)} as no [section] stands above it`;
    }
    const section = this.#section;
    const place = `[${section}]${key}`;
    const firstLine = this.#firstLines.get(place);
    if (firstLine !== undefined) {
      return `Cannot read ${quoteFound(key)} as it is set already: on line ${firstLine}`;
    }
    this.#firstLines.set(place, line);
    const raw = text.slice(equals + 1).trim();
    const value = readValue(raw);
    if (value === undefined) {
      return `Cannot read ${quoteFound(key)} as its quotes, or backslashes in them, are wrong: ${
        quoteFound(raw)
      }`;
    }
    this.entries.push({ section, key, value, line });
    return undefined;
  }
}

/** Reads what stands after the equals sign; undefined if it is not well quoted. */
function readValue(raw: string): string | undefined {
  if (raw.startsWith("'")) return /^'([^']*)'\s*(?:[;#].*)?$/s.exec(raw)?.[1];
  if (!raw.startsWith('"')) return unsafe(raw);
  // The package keeps the quotes when a comment follows them, and when what they hold is no JSON.
  const quoted = /^("(?:[^"\\]|\\.)*")\s*(?:[;#].*)?$/s.exec(raw)?.[1];
  if (quoted === undefined) return undefined;
  const value: string = unsafe(quoted);
  return value === quoted ? undefined : value;
}
