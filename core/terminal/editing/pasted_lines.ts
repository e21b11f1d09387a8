/**
 * What was pasted, as lines that anybody may be shown.
 *
 * @module
 */

import { safeLines } from "../charset/safe_text.ts";

/**
 * The lines of a pasted text, at least one, each safe, without the empty ones at both ends. Any end
 * of a line will do: most terminals paste a CR for each (xterm), and telnet puts a NUL behind it.
 *
 * @example
 * ```ts
 * import { deepStrictEqual } from "node:assert/strict";
 * deepStrictEqual(pastedLines("\r\n  one\r\0\rtwo\x1b[2J \r"), ["  one", "", "two[2J "]);
 * ```
 */
export function pastedLines(text: string): string[] {
  const lines = safeLines(text.replaceAll("\0", "")).split("\n");
  const first = lines.findIndex(isFull);
  return first === -1 ? [""] : lines.slice(first, lines.findLastIndex(isFull) + 1);
}

function isFull(line: string): boolean {
  return line.trim() !== "";
}
