/**
 * The "filters" capability: plugins look at messages before they are said, and change or refuse them.
 *
 * @module
 */

import type { Cancel, Clock } from "../../net/clock.ts";
import type { Log } from "../../logging/log.ts";
import type { MessageStyle } from "../../world/event.ts";
import type { Role } from "../../world/role.ts";
import type { FailureCount } from "../failures.ts";
import { runBrokenOff, TimeLimitError } from "../time_limit.ts";

/** How long a filter may take to answer, in milliseconds. */
export const FILTER_MS = 100;

/** How long a filter may keep all others waiting, in milliseconds, if it does not wait itself. */
const TURN_MS = 1000;

/** What can be filtered: what is said in a room, shouted to everyone, or told to one person. */
export type FilteredKind = "say" | "shout" | "tell";

/** What can be filtered, sorted. */
export const FILTERED_KINDS: readonly FilteredKind[] = ["say", "shout", "tell"];

/** A message that somebody is about to send. */
export interface FilteredMessage {
  /** What it is about to be. */
  readonly kind: FilteredKind;
  /** As it was typed, or as the filter before has left it; lines of a message of several have LF between them. */
  readonly text: string;
  /** How it is meant. */
  readonly style: Exclude<MessageStyle, "tags">;
  /** Whose message it is. */
  readonly name: string;
  /** Whether they say that they are a program. */
  readonly isBot: boolean;
  /** Their role in the house. */
  readonly role: Role;
  /** The room that it is said in, as they typed it. */
  readonly room?: string;
  /** The name of whom it is told to, as they typed it. */
  readonly to?: string;
}

/** The message is not sent. `reason` is a clause: the person reads `Cannot say that as <reason>`. */
export interface FilterRefusal {
  /** Why. One line, of 200 characters at the most. */
  readonly refuse: string;
}

/** What a filter says: another text, the message as it is or with another text, no, or nothing. */
export type FilterAnswer =
  | string
  | Pick<FilteredMessage, "text">
  | FilterRefusal
  | undefined
  | void;

/** Which messages a filter looks at, and when. */
export interface FilterRow {
  /** The kinds that it looks at; one, or several. */
  readonly on: FilteredKind | readonly FilteredKind[];
  /** What the text has in it: a word in any case, or an expression. Without it, all fit. */
  readonly match?: RegExp | string;
  /** Filters of a lower order come first, 0 unless told; of one order, by the names of their plugins. */
  readonly order?: number;
}

/** A filter. It has {@linkcode FILTER_MS} to answer, or the message goes on without it. */
export type Filter = (message: FilteredMessage) => FilterAnswer | Promise<FilterAnswer>;

/** What the "filters" capability adds to the host. */
export interface FilterHost {
  /**
   * Has a filter look at messages, by whatever gateway they come, before they are sent. A plugin's own bot
   * is not filtered by the plugin.
   *
   * @returns What takes it away.
   */
  filter(row: FilterRow, filter: Filter): Cancel;
}

/** What becomes of a message: its text from here on, or a no. */
export type FilterVerdict = { readonly text: string } | FilterRefusal;

/** A filter in its place. */
export interface PlacedFilter {
  /** The name of the plugin. */
  readonly owner: string;
  readonly order: number;
  /** Whether it looks at a message of that kind and text. */
  fits(kind: FilteredKind, text: string): boolean;
  /** Looks at it. Never throws or rejects; undefined lets it go on as it is. */
  run(message: FilteredMessage): FilterVerdict | undefined | Promise<FilterVerdict | undefined>;
}

/** All filters of the house, in their order. */
export class Filters {
  #rows: readonly PlacedFilter[] = [];

  /** Whether there is none. */
  get isEmpty(): boolean {
    return this.#rows.length === 0;
  }

  /**
   * Adds a filter in its place.
   *
   * @returns What takes it away again.
   */
  add(row: PlacedFilter): Cancel {
    this.#rows = [...this.#rows, row].sort(byOrder);
    return () => {
      this.#rows = this.#rows.filter((other) => other !== row);
    };
  }

  /**
   * Shows a message to those filters that fit it, one after the other.
   *
   * @param speaker The plugin whose bot says it, which does not filter itself.
   * @returns What became of it: at once unless a filter has taken its time.
   */
  judge(message: FilteredMessage, speaker?: string): FilterVerdict | Promise<FilterVerdict> {
    const rows = this.#rows;
    return judge(message, speaker ? rows.filter(({ owner }) => owner !== speaker) : rows);
  }
}

function judge(
  message: FilteredMessage,
  rows: readonly PlacedFilter[],
): FilterVerdict | Promise<FilterVerdict> {
  let { text } = message;
  for (const [index, row] of rows.entries()) {
    if (!row.fits(message.kind, text)) continue;
    // Of its own, so that no plugin can change what the next one sees but by its answer.
    const verdict = row.run({ ...message, text });
    if (verdict instanceof Promise) {
      return verdict.then((verdict = { text }) =>
        "refuse" in verdict
          ? verdict
          : judge({ ...message, text: verdict.text }, rows.slice(index + 1))
      );
    }
    if (verdict && "refuse" in verdict) return verdict;
    text = verdict?.text ?? text;
  }
  return { text };
}

function byOrder(a: PlacedFilter, b: PlacedFilter): number {
  if (a.order !== b.order) return a.order - b.order;
  return a.owner === b.owner ? 0 : a.owner < b.owner ? -1 : 1;
}

/** What a {@linkcode PluginFilters} works with. */
export interface PluginFiltersParts {
  /** The name of the plugin. */
  readonly plugin: string;
  readonly filters: Filters;
  readonly clock: Clock;
  readonly log: Pick<Log, "warn">;
  readonly failures: FailureCount;
  /** Whether the plugin is in the house: while it is being set up, its filters see nothing. */
  isOpen(): boolean;
  /** Called when a filter took too long. */
  skipped(): void;
}

/** The filters of one plugin. */
export class PluginFilters implements FilterHost {
  readonly #parts: PluginFiltersParts;
  readonly #added = new Set<Cancel>();
  #hasEnded = false;

  constructor(parts: PluginFiltersParts) {
    this.#parts = parts;
  }

  filter({ on, match, order = 0 }: FilterRow, filter: Filter): Cancel {
    const kinds: readonly FilteredKind[] = typeof on === "string" ? [on] : on;
    const unknown = kinds.find((kind) => !FILTERED_KINDS.includes(kind));
    if (unknown !== undefined || kinds.length === 0) {
      throw new TypeError(
        `Cannot filter that as what can be filtered is ${FILTERED_KINDS.join(", ")}: "${on}"`,
      );
    }
    if (!Number.isFinite(order)) {
      throw new TypeError(`Cannot put the filter there as its order is no number: ${order}`);
    }
    if (this.#hasEnded) return () => {};
    const { plugin, filters, isOpen } = this.#parts;
    const hasMatch = matcherOf(match);
    const remove = filters.add({
      owner: plugin,
      order,
      fits: (kind, text) => isOpen() && kinds.includes(kind) && hasMatch(text),
      run: (message) => this.#run(filter, message),
    });
    const cancel = () => {
      this.#added.delete(cancel);
      remove();
    };
    this.#added.add(cancel);
    return cancel;
  }

  /** Takes all of them away for good. */
  end(): void {
    this.#hasEnded = true;
    for (const cancel of [...this.#added]) cancel();
  }

  #run(
    filter: Filter,
    message: FilteredMessage,
  ): FilterVerdict | undefined | Promise<FilterVerdict | undefined> {
    try {
      const answer = runBrokenOff(() => filter(message), TURN_MS);
      return isPromise(answer) ? this.#inTime(answer) : verdictOf(answer);
    } catch (error) {
      if (error instanceof TimeLimitError) this.#skip();
      else this.#fail(error);
      return undefined;
    }
  }

  /** The answer, or nothing when it takes too long. */
  #inTime(answer: PromiseLike<FilterAnswer>): Promise<FilterVerdict | undefined> {
    const { clock } = this.#parts;
    return new Promise((resolve) => {
      let isLate = false;
      const cancel = clock.after(FILTER_MS, () => {
        isLate = true;
        this.#skip();
        resolve(undefined);
      });
      Promise.resolve(answer).then(verdictOf).catch((error) => void this.#fail(error)).then(
        (verdict) => {
          cancel();
          if (!isLate) resolve(verdict ?? undefined);
        },
      );
    });
  }

  #skip(): void {
    const { failures, log, skipped } = this.#parts;
    log.warn("A filter was skipped as it took too long", { limitMs: FILTER_MS });
    skipped();
    failures.count(new Error("A filter took too long"));
  }

  #fail(error: unknown): void {
    this.#parts.failures.note("a filter", error);
  }
}

/** How it is told whether a text fits. */
export function matcherOf(match: RegExp | string | undefined): (text: string) => boolean {
  if (match === undefined) return () => true;
  if (typeof match === "string") {
    const wanted = match.toLowerCase();
    return (text) => text.toLowerCase().includes(wanted);
  }
  // With these flags an expression goes on where it stopped at the text before.
  const expression = new RegExp(match.source, match.flags.replace(/[gy]/g, ""));
  return (text) => expression.test(text);
}

function isPromise(
  answer: FilterAnswer | PromiseLike<FilterAnswer>,
): answer is PromiseLike<FilterAnswer> {
  return typeof answer === "object" && answer !== null && "then" in answer;
}

function verdictOf(answer: FilterAnswer): FilterVerdict | undefined {
  if (answer === undefined) return undefined;
  if (typeof answer === "string") return { text: answer };
  if (typeof answer === "object" && answer !== null) {
    if ("refuse" in answer && typeof answer.refuse === "string") return { refuse: answer.refuse };
    if ("text" in answer && typeof answer.text === "string") return { text: answer.text };
  }
  throw new TypeError("Cannot use what a filter answers: it is neither a text, a message nor a no");
}
