/**
 * What a typed line asks for, told by how it begins.
 *
 * @module
 */

import type { CommandEntry, CommandRegistry } from "./registry.ts";

/**
 * A line, sorted. `rest` is always the end of the line as it was typed, so what it holds begins
 * `line.length - rest.length` units into it.
 */
export type TypedLine =
  /** A slash and a word, which need not name a command. */
  | { readonly kind: "slash"; readonly word: string; readonly rest: string }
  /** The prefix of a command, and its arguments. */
  | { readonly kind: "shorthand"; readonly entry: CommandEntry; readonly rest: string }
  /** Something to say, and the command that says it, if there is one. */
  | { readonly kind: "plain"; readonly entry: CommandEntry | undefined; readonly rest: string };

/**
 * Sorts a line: `/word rest` is a command, `//rest` the text `/rest`, then come the shorthands, and
 * all else is plain text. Spaces before a slash are no part of it: what follows may be a password,
 * and the room must not read it because of one space too many.
 *
 * @example
 * ```ts
 * import { deepStrictEqual } from "node:assert/strict";
 * import { CommandRegistry } from "./registry.ts";
 * const registry = new CommandRegistry();
 * deepStrictEqual(readTypedLine(registry, "/tell bob  hi"), {
 *   kind: "slash",
 *   word: "tell",
 *   rest: "bob  hi",
 * });
 * ```
 */
export function readTypedLine(registry: CommandRegistry, line: string): TypedLine {
  const start = withoutLeadingSpaces(line);
  if (start.startsWith("//")) return readPlain(registry, start.slice(1));
  if (start.startsWith("/")) {
    const [word = ""] = start.slice(1).split(" ", 1);
    return { kind: "slash", word, rest: withoutLeadingSpaces(start.slice(1 + word.length)) };
  }
  const entry = registry.findShorthand(line);
  if (!entry?.shorthand) return readPlain(registry, line);
  return {
    kind: "shorthand",
    entry,
    rest: withoutLeadingSpaces(line.slice(entry.shorthand.length)),
  };
}

/** Takes away the spaces, and nothing but spaces, that a line begins with. */
export function withoutLeadingSpaces(line: string): string {
  return line.replace(/^ +/, "");
}

function readPlain(registry: CommandRegistry, rest: string): TypedLine {
  return { kind: "plain", entry: registry.findShorthand(""), rest };
}
