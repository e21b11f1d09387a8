/**
 * What a client says: to a room, to those of a rank in it, or to one person.
 *
 * @module
 */

import {
  type EventOf,
  type MessageExtras,
  type MessageStyle,
  type Outcome,
  type Refusal,
  RefusedError,
} from "partyline";
import { IrcError } from "../wire/irc_error.ts";
import type { IrcSession } from "../irc_session.ts";
import { BODY_BYTES, fitsSurely, formatMessage } from "../wire/message.ts";
import { readMessageTarget } from "./message_target.ts";

/** The commands that say something. */
export type SpeechCommand = "NOTICE" | "PRIVMSG" | "TAGMSG";

/** What a client says. */
export interface Speech {
  readonly command: SpeechCommand;
  /** Empty for a TAGMSG; with line feeds for a message of several lines. */
  readonly text: string;
  readonly style: MessageStyle;
  readonly extras?: MessageExtras;
  /** Tells the client that the world says no; as of any message unless given. */
  readonly refused?: (refusal: Refusal) => void;
  /** Whether it is said to others as well, so that the answer is not over. */
  readonly goesOn?: boolean;
}

const ENCODER = new TextEncoder();

/** Before what clients send for `/me` (CTCP, "ACTION"), and after it. */
const ACTION = { start: "\x01ACTION ", end: "\x01" } as const;

/**
 * How a text is meant.
 *
 * @example
 * ```ts
 * import { deepStrictEqual } from "node:assert/strict";
 * deepStrictEqual(readText("PRIVMSG", "\x01ACTION waves\x01"), { text: "waves", style: "action" });
 * deepStrictEqual(readText("NOTICE", "hi"), { text: "hi", style: "notice" });
 * ```
 */
export function readText(
  command: SpeechCommand,
  text: string,
): { readonly text: string; readonly style: MessageStyle } {
  if (command === "TAGMSG") return { text: "", style: "tags" };
  if (command === "NOTICE") return { text, style: "notice" };
  const deed = deedOf(text);
  return deed === undefined ? { text, style: "say" } : { text: deed, style: "action" };
}

/** Some clients leave out the end. */
function deedOf(text: string): string | undefined {
  if (!text.startsWith(ACTION.start)) return undefined;
  const rest = text.slice(ACTION.start.length);
  const deed = rest.endsWith(ACTION.end) ? rest.slice(0, -1) : rest;
  return deed === "" || deed.includes(ACTION.end) ? undefined : deed;
}

/** The tags of a client's message that go on with it: those that begin with a plus (IRCv3 message-tags). */
export function clientTags(
  session: IrcSession,
  tags: ReadonlyMap<string, string>,
): Readonly<Record<string, string>> | undefined {
  if (!session.state.has("message-tags")) return undefined;
  const kept = [...tags].filter(([name]) => name.startsWith("+") && name.length > 1);
  return kept.length === 0 ? undefined : Object.fromEntries(kept);
}

/** Whether a line of somebody's fits into one line when it goes on to others, with who it is from before it. */
export function fitsInLine(
  { mask }: IrcSession,
  { command, target, text }: { command: SpeechCommand; target: string; text: string },
): boolean {
  if (fitsSurely(mask, target, text)) return true;
  const line = formatMessage({ source: mask, command, params: [target, text] });
  return ENCODER.encode(line).length <= BODY_BYTES;
}

/**
 * Says something to one target. What the sender must know of it is added to the answer in its place.
 *
 * @returns What to wait for before the next line, if there is something.
 * @throws {IrcError} 401 for what can't be a name.
 */
export function say(session: IrcSession, target: string, speech: Speech): Promise<void> | void {
  const { text, style, extras } = speech;
  const message = { text, style, ...(extras && { extras }) };
  const to = readMessageTarget(target);
  if ("person" in to && to.person === "") throw new IrcError("NOSUCHNICK", ["*"]);
  const draft = "room" in to
    ? { kind: "say", ...to, ...message } as const
    : { kind: "tell", to: to.person, ...message } as const;
  return session.say(draft, (outcome) => {
    tellOutcome(session, outcome, { target, speech });
    // Nothing that others say afterwards comes before it.
    if (!speech.goesOn) session.sendAnswer();
  });
}

function tellOutcome(
  session: IrcSession,
  { events, refused }: Outcome,
  { target, speech: { command, refused: tell } }: { target: string; speech: Speech },
): void {
  if (refused) {
    if (tell) return tell(refused);
    const isUntold = isSilent(command, new RefusedError(refused));
    if (!isUntold) session.refuse(refused, { command, params: [target] });
  } else if (command === "PRIVMSG") {
    const told = events.find((event) => event.kind === "told");
    if (told) tellWhatBecameOfIt(session, told);
  }
}

/**
 * Whether nothing is said of a failure. "Automatic replies MUST NEVER be sent in response to a NOTICE message"
 * (RFC 2812, section 3.3.2); tags say something of the moment, as that somebody is typing: no harm if nobody is
 * there to see it.
 */
export function isSilent(command: SpeechCommand, error: unknown): boolean {
  if (command === "NOTICE") return error instanceof IrcError || error instanceof RefusedError;
  return command === "TAGMSG" && error instanceof RefusedError && error.refusal.code === "not-here";
}

/** The sender learns that the other is away, or reads it later. */
function tellWhatBecameOfIt(session: IrcSession, { to, fate, away }: EventOf<"told">): void {
  if (away !== undefined) session.numeric("AWAY", [to.name, away]);
  if (fate !== "kept") return;
  const text = `${to.name} is not here, and will be told at their next login`;
  if (!session.state.has("standard-replies")) return session.notice(text);
  session.remark("NOTE", "PRIVMSG", { code: "MESSAGE_KEPT", context: [to.name], text });
}
