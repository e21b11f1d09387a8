/**
 * What help can say about the commands, made from their rows.
 *
 * @module
 */

import { reachesRole, type Role } from "../world/role.ts";
import type { CommandRegistry } from "./registry.ts";

/** One line of the list of commands. */
export interface HelpLine {
  /** How it is typed, without the slash: `tell <user> <text...>`. */
  readonly usage: string;
  /** What it does, in one short sentence. */
  readonly summary: string;
}

/** The commands of one plugin. */
export interface HelpGroup {
  /** The plugin's name. */
  readonly owner: string;
  /** Sorted by name; at least one. */
  readonly lines: readonly HelpLine[];
}

/** All that is known about one command. */
export interface HelpPage extends HelpLine {
  /** The plugin it belongs to. */
  readonly owner: string;
  /** What the summary leaves out; may be empty. */
  readonly details: string;
  /** Other words for its name. */
  readonly aliases: readonly string[];
  /** What a line begins with that means this command; empty for plain text. */
  readonly shorthand: string | undefined;
  /** The least role that may run it. */
  readonly role: Role;
}

/** Lists what a role may run, by plugin, both sorted by name. */
export function helpList(registry: CommandRegistry, role: Role): readonly HelpGroup[] {
  const groups = Map.groupBy(registry.list({ role }), ({ owner }) => owner);
  return [...groups.keys()].sort().map((owner) => ({
    owner,
    lines: groups.get(owner)!.map(({ usage, summary }) => ({ usage: usage.shown, summary })),
  }));
}

/**
 * Tells all about one command.
 *
 * @example
 * ```ts
 * import { strictEqual } from "node:assert/strict";
 * import { CommandRegistry } from "./registry.ts";
 * const registry = new CommandRegistry();
 * registry.add({ usage: "quit", summary: "Hang up.", aliases: ["bye"], owner: "house", run() {} });
 * strictEqual(helpFor(registry, "/bye", "guest")?.usage, "quit");
 * ```
 * @param word A name or an alias, with or without a slash before it.
 * @returns Nothing if there is no such command, or none that the role may run.
 */
export function helpFor(registry: CommandRegistry, word: string, role: Role): HelpPage | undefined {
  const entry = registry.find(word.replace(/^\//, ""));
  if (entry === undefined || !reachesRole(role, entry.role)) return undefined;
  const { usage, summary, owner, details, aliases, shorthand } = entry;
  return { usage: usage.shown, summary, owner, details, aliases, shorthand, role: entry.role };
}
