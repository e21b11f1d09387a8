/**
 * A message of several lines, while a client sends it (IRCv3 draft/multiline).
 *
 * @module
 */

import { type MessageLine, nameKey, type WorldPolicy } from "partyline";
import { FailReply, type Failure } from "../wire/irc_error.ts";
import type { IrcSession } from "../irc_session.ts";
import type { Message } from "../wire/message.ts";
import { fitsInLine, type SpeechCommand } from "./speech.ts";

/** The type of batch that a client opens for such a message. */
export const MULTILINE = "draft/multiline";

/** The tag of a line that goes on where the line before it ended. */
const CONCAT_TAG = "draft/multiline-concat";

const ENCODER = new TextEncoder();

/** What a client says when it opens a message of several lines. */
export interface MultilineOpening {
  /** The batch's reference, without `+`. */
  readonly reference: string;
  /** Where the message goes, as it was typed. */
  readonly target: string;
  /** The tags that go on with the message. */
  readonly tags?: Readonly<Record<string, string>>;
  /** What the client wants to know the answer by. */
  readonly label?: string;
}

/** A message of several lines, while a client sends it. */
export class MultilineBatch {
  readonly opening: MultilineOpening;
  /** What went wrong has been told: the rest of it is thrown away in silence. */
  hasFailed = false;
  #command: SpeechCommand | undefined;
  readonly #lines: MessageLine[] = [];
  #bytes = 0;

  constructor(opening: MultilineOpening) {
    this.opening = opening;
  }

  /** The command of all its lines; undefined while there are none. */
  get command(): SpeechCommand | undefined {
    return this.#command;
  }

  get lines(): readonly MessageLine[] {
    return this.#lines;
  }

  /** "Line messages are joined by a single line feed unless the concat tag is sent" (section "Batch types"). */
  get text(): string {
    return this.#lines
      .map(({ text, joined }, index) => index === 0 || joined ? text : `\n${text}`)
      .join("");
  }

  /**
   * Takes the next line.
   *
   * @throws {FailReply} If the message can't have it.
   */
  add(
    { command, text, joined }: MessageLine & { readonly command: SpeechCommand },
    limits: Pick<WorldPolicy, "multilineBytes" | "multilineLines">,
  ): void {
    this.#command ??= command;
    if (command !== this.#command || command === "TAGMSG") {
      throw invalid("All lines of a message are PRIVMSG, or all are NOTICE");
    }
    if (joined && text === "") throw invalid("A line that is joined to the last is not blank");
    if (this.#lines.length >= limits.multilineLines) {
      throw tooMuch("MULTILINE_MAX_LINES", limits.multilineLines);
    }
    const feed = this.#lines.length === 0 || joined ? 0 : 1;
    this.#bytes += feed + ENCODER.encode(text).length;
    if (this.#bytes > limits.multilineBytes) {
      throw tooMuch("MULTILINE_MAX_BYTES", limits.multilineBytes);
    }
    this.#lines.push({ text, joined });
  }
}

/** A failure of a batch that has no code of its own. */
export function invalid(text: string): FailReply {
  return batchFailure({ code: "MULTILINE_INVALID", text });
}

/** Ends the message that a client is sending, and tells it why, by the label of the message. */
export function failMultiline(session: IrcSession, failure: FailReply): void {
  const batch = session.state.multiline;
  if (batch) {
    batch.hasFailed = true;
    session.giveLabel(batch.opening.label);
  }
  session.explain(failure);
}

/**
 * Takes a line that belongs to a message of several lines.
 *
 * @returns False if it is a message of its own.
 */
export function takeBatchedLine(
  session: IrcSession,
  { tags, params }: Message,
  command: SpeechCommand,
): boolean {
  const reference = tags.get("batch");
  if (reference === undefined || !session.state.has(MULTILINE)) return false;
  const batch = session.state.multiline;
  if (batch?.opening.reference !== reference) {
    failMultiline(session, invalid("There is no batch of that reference"));
    return true;
  }
  if (batch.hasFailed) return true;
  const [target = "", text = ""] = params;
  try {
    checkTarget(batch, target);
    batch.add({ command, text, joined: tags.has(CONCAT_TAG) }, session.irc.house.world.policy);
    if (!fitsInLine(session, { command, target, text })) {
      throw invalid("A line is too long to be passed on");
    }
  } catch (error) {
    if (!(error instanceof FailReply)) throw error;
    failMultiline(session, error);
  }
  return true;
}

function checkTarget({ opening: { target } }: MultilineBatch, typed: string): void {
  if (nameKey(typed) === nameKey(target)) return;
  throw batchFailure({
    code: "MULTILINE_INVALID_TARGET",
    context: [target, typed || "*"],
    text: "All lines of a message have the target of its batch",
  });
}

function tooMuch(code: string, limit: number): FailReply {
  return batchFailure({ code, context: [String(limit)], text: "The message is too long" });
}

function batchFailure(failure: Failure): FailReply {
  return new FailReply("BATCH", failure);
}
