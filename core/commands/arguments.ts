/**
 * The arguments of a command, read from what was typed after its name.
 *
 * @module
 */

import { quoted } from "./quoted.ts";
import type { Args, Parameter, Usage } from "./usage.ts";

/** The stretch of a typed line that belongs to one parameter; empty where the line ended before it. */
export interface Slot {
  /** Whose stretch it is. */
  readonly parameter: Parameter;
  /** Where it begins, in UTF-16 units. */
  readonly start: number;
  /** Where it ends: the first unit that is not part of it. */
  readonly end: number;
}

/**
 * Deals a line out to the parameters of a command: a word each, with any number of spaces between,
 * and all that is left to the one that takes the rest.
 *
 * @example
 * ```ts
 * import { deepStrictEqual } from "node:assert/strict";
 * import { parseUsage } from "./usage.ts";
 * const slots = dealSlots(parseUsage("tell <user> <text...>"), "bob  hello  there");
 * deepStrictEqual(slots.map(({ start, end }) => [start, end]), [[0, 3], [5, 17]]);
 * ```
 */
export function dealSlots(usage: Usage, line: string): Slot[] {
  let at = 0;
  return usage.parameters.map((parameter, index) => {
    // Plain text keeps the spaces it begins with: a figure drawn over several lines needs them.
    const start = parameter.rest && index === 0 ? 0 : skipSpaces(line, at);
    at = parameter.rest ? line.length : skipWord(line, start);
    return { parameter, start, end: at };
  });
}

/**
 * Reads the arguments of a command, or says in a sentence for the caller what is wrong with them.
 *
 * @example
 * ```ts
 * import { deepStrictEqual } from "node:assert/strict";
 * import { parseUsage } from "./usage.ts";
 * const usage = parseUsage("tell <user> <text...>");
 * deepStrictEqual(parseArguments(usage, "bob hi  there"), {
 *   args: { user: "bob", text: "hi  there" },
 * });
 * deepStrictEqual(parseArguments(usage, "bob"), {
 *   problem: "Cannot run /tell as <text> is missing. Usage: /tell <user> <text...>",
 * });
 * ```
 * @param rest What follows the command's name and the spaces after it. A rest parameter that comes
 * first keeps the spaces that this begins with; trailing spaces are never part of a value.
 */
export function parseArguments(
  usage: Usage,
  rest: string,
): { readonly args: Args } | { readonly problem: string } {
  const line = rest.slice(0, endWithoutSpaces(rest));
  const slots = dealSlots(usage, line);
  const values: [string, string | number][] = [];
  for (const { parameter, start, end } of slots) {
    const typed = line.slice(start, end);
    if (typed === "") {
      if (parameter.required) return explain(usage, `${labelOf(parameter)} is missing`);
      continue;
    }
    const value = readValue(parameter, typed);
    if (value === undefined) return explain(usage, describeMismatch(parameter, typed));
    values.push([parameter.name, value]);
  }
  const surplus = line.slice(skipSpaces(line, slots.at(-1)?.end ?? 0));
  if (surplus !== "") return explain(usage, `it takes nothing more: found ${quoted(surplus)}`);
  return { args: Object.fromEntries(values) };
}

function readValue({ kind, choices }: Parameter, typed: string): string | number | undefined {
  if (kind === "choice") return choices.find((choice) => choice === typed.toLowerCase());
  if (kind !== "int") return typed;
  const value = /^-?[0-9]+$/.test(typed) ? Number(typed) : NaN;
  return Number.isSafeInteger(value) ? value : undefined;
}

function describeMismatch(parameter: Parameter, typed: string): string {
  const wanted = parameter.kind === "int"
    ? `${labelOf(parameter)} takes a whole number`
    : `it takes ${parameter.choices.slice(0, -1).join(", ")} or ${parameter.choices.at(-1)}`;
  return `${wanted}: found ${quoted(typed)}`;
}

function explain(usage: Usage, reason: string): { readonly problem: string } {
  return { problem: `Cannot run /${usage.name} as ${reason}. Usage: /${usage.shown}` };
}

function labelOf({ shown }: Parameter): string {
  return shown.replace("...", "");
}

function skipSpaces(line: string, from: number): number {
  let at = from;
  while (line[at] === " ") at++;
  return at;
}

function skipWord(line: string, from: number): number {
  const space = line.indexOf(" ", from);
  return space === -1 ? line.length : space;
}

/** Not a regular expression: those take quadratic time over a line full of spaces. */
function endWithoutSpaces(line: string): number {
  let end = line.length;
  while (end > 0 && line[end - 1] === " ") end--;
  return end;
}
