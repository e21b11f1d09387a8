/**
 * What is wrong with a plugin that can't be loaded, for its author and for the sysop.
 *
 * @module
 */

/** A place in a file, as editors read it: `plugins.d/dice.ts:3:8`. */
export interface Place {
  /** As the sysop finds it. */
  readonly file: string;
  /** Counted from 1. */
  readonly line?: number;
  /** Counted from 1. */
  readonly column?: number;
}

/** A plugin can't be loaded. Its message is one line, and all that its author needs. */
export class PluginError extends Error {
  override readonly name = "PluginError";

  /**
   * @param reason In words that follow "Cannot load the plugin as".
   */
  constructor(place: Place, reason: string, options?: ErrorOptions) {
    super(`${placeText(place)}: Cannot load the plugin as ${reason}`, options);
  }
}

/** A place on one line: `plugins.d/dice.ts:3:8`. */
export function placeText({ file, line, column }: Place): string {
  return [file, line, column].filter((part) => part !== undefined).join(":");
}

/** The URL, line and column in a line of a stack, or at the end of a syntax error. */
const FRAME = /((?:file|data):[^\s()]*?):(\d+):(\d+)\)?$/gm;

/**
 * The innermost place of an error that is in one of some files.
 *
 * @param files By URL, as the sysop finds them.
 * @example
 * ```ts
 * import { deepStrictEqual } from "node:assert/strict";
 * const error = new Error("no");
 * error.stack = "Error: no\n    at roll (file:///p/dice.ts:3:8)\n    at file:///p/mod.ts:1:1";
 * const files = new Map([["file:///p/mod.ts", "p/mod.ts"]]);
 * deepStrictEqual(placeOf(error, files), { file: "p/mod.ts", line: 1, column: 1 });
 * ```
 */
export function placeOf(error: unknown, files: ReadonlyMap<string, string>): Place | undefined {
  const stack = error instanceof Error ? error.stack ?? "" : "";
  for (const [, url, line, column] of stack.matchAll(FRAME)) {
    const file = files.get(url!);
    if (file !== undefined) return { file, line: Number(line), column: Number(column) };
  }
  return undefined;
}

/** What was thrown, on one line. */
export function thrownText(error: unknown): string {
  const text = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  return text.replace(/\s*\n\s*/g, " ");
}
