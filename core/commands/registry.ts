/**
 * All commands there are, by the words and prefixes that people type.
 *
 * @module
 */

import { reachesRole, type Role } from "../world/role.ts";
import type { Command, Invocation } from "./command.ts";
import { nearestWord } from "../words/nearest_word.ts";
import { COMMAND_NAME, parseUsage, type Usage } from "./usage.ts";

/** A command in the registry: its row with every default filled in. */
export interface CommandEntry {
  /** The word that runs it. */
  readonly name: string;
  /** Its usage string, taken apart. */
  readonly usage: Usage;
  /** What it does, in one short sentence. */
  readonly summary: string;
  /** What the summary leaves out; may be empty. */
  readonly details: string;
  /** The least role that may run it. */
  readonly role: Role;
  /** Other words for its name. */
  readonly aliases: readonly string[];
  /** What a line begins with that means this command, if there is such a thing. */
  readonly shorthand: string | undefined;
  /** The name of the plugin it belongs to. */
  readonly owner: string;
  /** Does the work. */
  run(invocation: Invocation): void | Promise<void>;
}

/** A command can't be added, as another has its word or its shorthand. */
export class CommandClash extends Error {
  /** The name of the class. */
  override readonly name = "CommandClash";
  /** What follows "as" in the message. */
  readonly reason: string;
  /** The plugin whose command is there already. */
  readonly takenBy: string;

  /** Says what is taken by which other command. */
  constructor(entry: CommandEntry, taken: { readonly what: string; readonly by: CommandEntry }) {
    const reason = `${taken.what} is taken: ` +
      `command "${taken.by.name}" of plugin "${taken.by.owner}"`;
    super(`Cannot add command "${entry.name}" of plugin "${entry.owner}" as ${reason}`);
    this.reason = reason;
    this.takenBy = taken.by.owner;
  }
}

/** The registry of commands. Names, aliases and shorthands are unique in it; words match in any case. */
export class CommandRegistry {
  readonly #words = new Map<string, CommandEntry>();
  readonly #shorthands = new Map<string, CommandEntry>();
  readonly #held = new Map<string, Promise<void>>();

  /**
   * Adds a command with its aliases and its shorthand: all of it or nothing.
   *
   * @example
   * ```ts
   * import { strictEqual } from "node:assert/strict";
   * const registry = new CommandRegistry();
   * const remove = registry.add({
   *   usage: "roll [dice]",
   *   summary: "Roll dice.",
   *   owner: "dice",
   *   run: ({ args, caller }) => caller.reply(args.dice ?? "1d6"),
   * });
   * strictEqual(registry.find("ROLL")?.owner, "dice");
   * remove();
   * strictEqual(registry.find("roll"), undefined);
   * ```
   * @returns A function that removes the command whole.
   * @throws {TypeError} If the usage string, an alias or the shorthand is malformed.
   * @throws {CommandClash} If a word or the shorthand is taken; the message names both owners.
   */
  add<const Line extends string>(command: Command<Line>): () => void {
    // The types of the arguments are forgotten here: dispatch passes those that this usage string read.
    return this.prepare(command as unknown as Command)();
  }

  /**
   * Checks a command, to be added later.
   *
   * @returns What adds it, as {@linkcode CommandRegistry.add} does. It can be added again once it is
   * removed.
   * @throws {TypeError} If the usage string, an alias or the shorthand is malformed.
   */
  prepare(command: Command): () => () => void {
    const entry = fillIn(command);
    return () => this.#add(entry);
  }

  #add(entry: CommandEntry): () => void {
    const words = [entry.name, ...entry.aliases];
    const prefixes = entry.shorthand === undefined ? [] : [entry.shorthand];
    refuseTaken(entry, "word", words, this.#words);
    refuseTaken(entry, "shorthand", prefixes, this.#shorthands);

    for (const word of words) this.#words.set(word, entry);
    for (const prefix of prefixes) this.#shorthands.set(prefix, entry);
    return () => {
      removeOwn(entry, words, this.#words);
      removeOwn(entry, prefixes, this.#shorthands);
    };
  }

  /**
   * Has whoever runs a command of a plugin wait, while the plugin is replaced by another of its name.
   *
   * @returns What lets them go on.
   */
  hold(owner: string): () => void {
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#held.set(owner, promise);
    return () => {
      if (this.#held.get(owner) === promise) this.#held.delete(owner);
      resolve();
    };
  }

  /** What to wait for before a command is run; afterwards it must be looked up again. */
  heldBy({ owner }: Pick<CommandEntry, "owner">): Promise<void> | undefined {
    return this.#held.get(owner);
  }

  /** Finds a command by its whole name or an alias, in any case. Beginnings of names are not names. */
  find(word: string): CommandEntry | undefined {
    return this.#words.get(word.toLowerCase());
  }

  /**
   * Finds the command whose shorthand a line begins with: the longest that fits. The one for plain
   * text, whose shorthand is empty, fits every line.
   */
  findShorthand(line: string): CommandEntry | undefined {
    let longest: CommandEntry | undefined;
    for (const [prefix, entry] of this.#shorthands) {
      if (line.startsWith(prefix) && prefix.length >= (longest?.shorthand?.length ?? 0)) {
        longest = entry;
      }
    }
    return longest;
  }

  /** Lists the commands that a role may run, sorted by name. */
  list({ role }: { readonly role: Role }): readonly CommandEntry[] {
    return [...new Set(this.#words.values())]
      .filter((entry) => reachesRole(role, entry.role))
      .sort((a, b) => a.name < b.name ? -1 : 1);
  }

  /** Finds the word nearest to a mistyped one, among those that a role may run. */
  nearest(word: string, { role }: { readonly role: Role }): string | undefined {
    return nearestWord(
      word,
      this.list({ role }).flatMap(({ name, aliases }) => [name, ...aliases]),
    );
  }
}

function fillIn(command: Command): CommandEntry {
  const usage = parseUsage(command.usage);
  const { summary, details = "", role = "guest", aliases = [], shorthand, owner } = command;
  for (const alias of aliases) {
    if (alias !== "?" && !COMMAND_NAME.test(alias)) {
      throw malformed(usage.name, "an alias is ? or lower-case letters, digits, - and _", alias);
    }
  }
  if (new Set([usage.name, ...aliases]).size <= aliases.length) {
    throw malformed(usage.name, "each alias is another word", aliases.join(", "));
  }
  if (shorthand !== undefined && /^\/|\s/.test(shorthand)) {
    throw malformed(usage.name, "a shorthand has no spaces and does not begin with /", shorthand);
  }
  return {
    name: usage.name,
    usage,
    summary,
    details,
    role,
    aliases: [...aliases],
    shorthand,
    owner,
    run: (invocation) => command.run(invocation),
  };
}

function malformed(name: string, rule: string, found: string): TypeError {
  return new TypeError(`Cannot add command "${name}" as ${rule}: "${found}"`);
}

type Taken = ReadonlyMap<string, CommandEntry>;

function refuseTaken(entry: CommandEntry, what: string, keys: readonly string[], taken: Taken) {
  for (const key of keys) {
    const other = taken.get(key);
    if (other === undefined) continue;
    throw new CommandClash(entry, { what: `the ${what} "${key}"`, by: other });
  }
}

function removeOwn(entry: CommandEntry, keys: readonly string[], map: Map<string, CommandEntry>) {
  for (const key of keys) {
    if (map.get(key) === entry) map.delete(key);
  }
}
