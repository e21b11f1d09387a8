/**
 * What the Tab key can make of a half-typed line.
 *
 * @module
 */

import type { Completion } from "../terminal/editing/tab_completion.ts";
import { reachesRole } from "../world/role.ts";
import { dealSlots } from "./arguments.ts";
import type { Caller } from "./caller.ts";
import type { CommandRegistry } from "./registry.ts";
import { readTypedLine } from "./typed_line.ts";
import type { Parameter } from "./usage.ts";

/** Where the names come from that only the world knows: those that this caller may see. */
export interface CompletionSources {
  /** Names of people. */
  user(caller: Caller): Iterable<string>;
  /** Names of rooms. */
  room(caller: Caller): Iterable<string>;
}

/** What words can be completed from. */
export interface Vocabulary {
  /** The commands, their parameters and choices. */
  readonly registry: CommandRegistry;
  /** The names in the world. */
  readonly sources: CompletionSources;
}

/** A press of the Tab key. */
export interface CompletionRequest {
  /** Who pressed it. */
  readonly caller: Caller;
  /** The line so far. */
  readonly line: string;
  /** Where the cursor stands, in UTF-16 units; what comes after it does not count. */
  readonly cursor: number;
}

/** Words that could go on from what is typed of them, with what is to follow each. */
interface Offer {
  readonly typed: string;
  readonly words: Iterable<string>;
  readonly suffix: string;
}

/**
 * Completes the word at the cursor: a command's name after a slash, a parameter by its kind, and in
 * running text the name of a person, which at the start of a line is followed by a colon. Matching
 * ignores case, and nothing is offered that the caller's role may not run.
 *
 * @returns Sorted candidates, at least one, each with what should follow it; nothing where nothing fits.
 */
export function complete(
  vocabulary: Vocabulary,
  { caller, line, cursor }: CompletionRequest,
): Completion | undefined {
  const before = line.slice(0, cursor);
  const offer = makeOffer(vocabulary, caller, before);
  if (offer === undefined) return undefined;
  const start = before.length - offer.typed.length;
  const candidates = findMatches(offer);
  return candidates.length > 0 ? { start, candidates } : undefined;
}

function makeOffer(vocabulary: Vocabulary, caller: Caller, before: string): Offer | undefined {
  const typed = readTypedLine(vocabulary.registry, before);
  if (typed.kind === "slash" && typed.rest === "" && !before.endsWith(" ")) {
    return offerCommands(vocabulary.registry, caller, "/" + typed.word);
  }
  const entry = typed.kind === "slash" ? vocabulary.registry.find(typed.word) : typed.entry;
  if (entry === undefined || !reachesRole(caller.role, entry.role)) return undefined;

  const slot = dealSlots(entry.usage, typed.rest).find(({ end }) => end === typed.rest.length);
  if (slot === undefined) return undefined;
  const value = typed.rest.slice(slot.start);
  const { parameter } = slot;
  if (parameter.rest && parameter.kind === "text") {
    const word = value.slice(value.lastIndexOf(" ") + 1);
    if (word === "") return undefined;
    const suffix = word === before ? ": " : " ";
    return { typed: word, words: vocabulary.sources.user(caller), suffix };
  }
  const words = wordsFor(parameter, vocabulary, caller);
  if (parameter.rest) return { typed: value, words, suffix: "" };
  // Where a single word is wanted, a no-break space stands for the space in a room's name.
  return { typed: value, words: words.map((word) => word.replaceAll(" ", "\u00a0")), suffix: " " };
}

function offerCommands(registry: CommandRegistry, caller: Caller, typed: string): Offer {
  const entries = registry.list(caller);
  const names = entries.map(({ name }) => "/" + name);
  const aliases = entries.flatMap((entry) => entry.aliases.map((alias) => "/" + alias));
  const named = names.some((name) => begins(name, typed));
  return { typed, words: named ? names : aliases, suffix: " " };
}

function wordsFor(
  { kind, choices }: Parameter,
  { registry, sources }: Vocabulary,
  caller: Caller,
): readonly string[] {
  switch (kind) {
    case "choice":
      return choices;
    case "command":
      return registry.list(caller).map(({ name }) => name);
    case "room":
      return [...sources.room(caller)];
    case "user":
      return [...sources.user(caller)];
    default:
      return [];
  }
}

function findMatches({ typed, words, suffix }: Offer): readonly string[] {
  const matches = [...new Set(words)].filter((word) => begins(word, typed));
  return matches.sort(compareNames).map((word) => word + suffix);
}

function begins(word: string, typed: string): boolean {
  return word.toLowerCase().startsWith(typed.toLowerCase());
}

function compareNames(a: string, b: string): number {
  const [left, right] = [a.toLowerCase(), b.toLowerCase()];
  return left === right ? 0 : left < right ? -1 : 1;
}
