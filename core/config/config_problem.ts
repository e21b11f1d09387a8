/**
 * What can be wrong with a config file, and the error that carries it.
 *
 * @module
 */

/** One thing that is wrong with a config file. */
export interface ConfigProblem {
  /** The file's name, as the sysop gave it. */
  readonly file: string;
  /** The line, counted from 1; left out when the problem is the file itself. */
  readonly line?: number;
  /** What could not be done, what was expected and what was found: `Cannot read "port" as ...`. */
  readonly text: string;
}

/**
 * Writes a problem as one line, for the sysop.
 *
 * @example
 * ```ts
 * import { strictEqual } from "node:assert/strict";
 * const text = 'Cannot read "port" as it must be a whole number from 0 to 65535: "abc"';
 * strictEqual(
 *   formatProblem({ file: "config.ini", line: 12, text }),
 *   'config.ini:12: Cannot read "port" as it must be a whole number from 0 to 65535: "abc"',
 * );
 * ```
 */
export function formatProblem(problem: ConfigProblem): string {
  const line = problem.line === undefined ? "" : `:${problem.line}`;
  return `${problem.file}${line}: ${problem.text}`;
}

/** Says that the config file can't be used; its message has one line for each problem. */
export class ConfigError extends Error {
  override readonly name = "ConfigError";
  /** All that is wrong, in the order of the lines. */
  readonly problems: readonly ConfigProblem[];

  constructor(problems: readonly ConfigProblem[], options?: ErrorOptions) {
    super(problems.map(formatProblem).join("\n"), options);
    this.problems = problems;
  }
}

/** The most characters of the file that a problem repeats. */
const FOUND_LIMIT = 60;

/**
 * Puts a piece of the file into quotes for a problem's text: control characters escaped, and cut to 60
 * characters.
 *
 * @example
 * ```ts
 * import { strictEqual } from "node:assert/strict";
 * strictEqual(quoteFound('12"\t'), '"12\\"\\t"');
 * strictEqual(quoteFound("x".repeat(100)), `"${"x".repeat(60)}..."`);
 * ```
 */
export function quoteFound(found: string): string {
  const shown = found.length > FOUND_LIMIT ? `${found.slice(0, FOUND_LIMIT)}...` : found;
  // JSON lets the controls above 126 and the line separators through.
  return JSON.stringify(shown).replace(
    /[\p{Cc}\p{Zl}\p{Zp}]/gu,
    (control) => `\\u${control.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}
