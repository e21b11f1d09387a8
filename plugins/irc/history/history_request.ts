/**
 * What a client asks for by CHATHISTORY (IRCv3 draft/chathistory).
 *
 * @module
 */

import type { Bound, Span } from "partyline";
import { readReference } from "./message_reference.ts";

/** A part of a history, as a conversation gives it. */
export type HistorySpan = Omit<Span, "withTags">;

/** A subcommand that asks for messages, its references read. */
export interface MessagesRequest {
  readonly subcommand: HistorySubcommand;
  /** A channel or a nick, as it was typed. */
  readonly target: string;
  /** Undefined for `*`: no bound. */
  readonly references: readonly (Bound | undefined)[];
  readonly limit: number;
}

/** The subcommands that ask for messages. */
export type HistorySubcommand = keyof typeof SUBCOMMANDS;

/** What is wrong with a request, by the code of its FAIL. */
export class BadRequest extends Error {
  override readonly name = "BadRequest";
  readonly code: "INVALID_PARAMS" | "INVALID_MSGREFTYPE" | "MESSAGE_ERROR";

  /** Makes what is wrong with a request. */
  constructor(code: BadRequest["code"], message: string) {
    super(message);
    this.code = code;
  }
}

/** How many messages or moments each subcommand names, and whether a star may stand for one. */
const SUBCOMMANDS = {
  AFTER: { references: 1 },
  AROUND: { references: 1 },
  BEFORE: { references: 1 },
  BETWEEN: { references: 2 },
  LATEST: { references: 1, star: true },
} as const satisfies Readonly<Record<string, { references: number; star?: true }>>;

/** Whether there is a subcommand of that word that asks for messages. */
export function isHistorySubcommand(word: string): word is HistorySubcommand {
  return Object.hasOwn(SUBCOMMANDS, word);
}

/**
 * Reads what comes after a subcommand: a target, references, and a limit.
 *
 * @param most The most messages that are given at once.
 * @throws {BadRequest} If it is not that.
 */
export function readMessagesRequest(
  subcommand: HistorySubcommand,
  params: readonly string[],
  most: number,
): MessagesRequest {
  const row: { readonly references: number; readonly star?: true } = SUBCOMMANDS[subcommand];
  checkCount(params, row.references + 2);
  const [target = "", ...rest] = params;
  const typed = rest.slice(0, -1);
  return {
    subcommand,
    target,
    references: typed.map((word) => row.star && word === "*" ? undefined : boundOf(word)),
    limit: readLimit(rest.at(-1)!, most),
  };
}

/** Refuses other than so many parameters. */
export function checkCount(params: readonly string[], wanted: number): void {
  if (params.length < wanted) throw new BadRequest("INVALID_PARAMS", "Insufficient parameters");
  if (params.length > wanted) throw new BadRequest("INVALID_PARAMS", "Too many parameters");
}

/** How many are wanted, and no more than there may be. */
export function readLimit(typed: string, most: number): number {
  if (!/^\d{1,9}$/.test(typed) || Number(typed) === 0) {
    throw new BadRequest("INVALID_PARAMS", "The limit is a number above 0");
  }
  return Math.min(Number(typed), most);
}

function boundOf(typed: string): Bound {
  const reference = readReference(typed);
  if (reference === "unknown") throw new BadRequest("MESSAGE_ERROR", "There is no such message");
  if (reference) return reference;
  if (/^(timestamp=|\*$)/.test(typed) || !typed.includes("=")) {
    throw new BadRequest("INVALID_PARAMS", "A message is msgid=<id> or timestamp=<moment>");
  }
  throw new BadRequest("INVALID_MSGREFTYPE", "That kind of reference is not known");
}

/** What a request needs of a conversation. */
export interface HistoryReader<Item> {
  read(span: HistorySpan): Item[];
  /** When a message was sent, in milliseconds since the epoch, if it is kept. */
  momentOf(id: number): number | undefined;
}

/** The part of a conversation that is asked for, oldest first. */
export function answerTo<Item>(
  { subcommand, references: [first, second], limit }: MessagesRequest,
  reader: HistoryReader<Item>,
): Item[] {
  switch (subcommand) {
    case "AFTER":
      return reader.read({ after: first!, take: "oldest", limit });
    case "AROUND":
      return around(first!, limit, reader);
    case "BEFORE":
      return reader.read({ before: first!, take: "newest", limit });
    case "BETWEEN":
      return isEarlier(second!, first!, reader)
        ? reader.read({ after: second!, before: first!, take: "newest", limit })
        : reader.read({ after: first!, before: second!, take: "oldest", limit });
    case "LATEST":
      return reader.read({ ...(first && { after: first }), take: "newest", limit });
  }
}

/** Half of them from before the message or moment, and the rest from there on. */
function around<Item>(middle: Bound, limit: number, reader: HistoryReader<Item>): Item[] {
  const half = Math.floor(limit / 2);
  const before = reader.read({ before: middle, take: "newest", limit: half });
  const justBefore = "id" in middle ? { id: middle.id - 1 } : { at: middle.at - 1 };
  const rest = limit - before.length;
  return [...before, ...reader.read({ after: justBefore, take: "oldest", limit: rest })];
}

function isEarlier(one: Bound, other: Bound, { momentOf }: HistoryReader<unknown>): boolean {
  if ("id" in one && "id" in other) return one.id < other.id;
  const [a, b] = [one, other].map((bound) => "id" in bound ? momentOf(bound.id) : bound.at);
  return a !== undefined && b !== undefined && a < b;
}
