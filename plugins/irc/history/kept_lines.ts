/**
 * Messages that were said before: replayed, asked for, or kept for somebody who was not here.
 *
 * @module
 */

import {
  type MessageExtras,
  type MessageId,
  momentText,
  type RoomMessage,
  type TopicChange,
} from "partyline";
import type { IrcSession } from "../irc_session.ts";
import { messageLines, topicLine } from "../rendering/message_lines.ts";

/** A kept message or change of a topic, and the channel or nick it was sent to. */
export type Kept =
  | { readonly message: RoomMessage; readonly target: string }
  | { readonly topic: TopicChange; readonly target: string };

/**
 * Sends a client messages that were said before. Where it can't be told when by a tag (IRCv3 server-time),
 * the moment stands before the text.
 *
 * @param batch The reference of the batch that they are in.
 */
export function sendKept(
  session: IrcSession,
  kept: readonly Kept[],
  batch?: string,
): void {
  const { irc: { house: { world, clock } }, state } = session;
  const view = { world, has: state.has.bind(state) };
  const now = clock.now();
  const inBatch = batch === undefined ? {} : { batch };
  for (const { target, ...one } of kept) {
    if ("topic" in one) {
      session.answerWith(topicLine(view, { ...one.topic, person: one.topic, target, ...inBatch }));
      continue;
    }
    const shown = state.has("server-time") ? one.message : withMoment(one.message, now);
    const lines = messageLines(view, { ...shown, person: shown, target, ...inBatch });
    for (const line of lines) session.answerWith(line);
  }
}

/** The number of a kept message or change of a topic. */
export function numberOf(kept: Kept): MessageId {
  return "topic" in kept ? kept.topic.id : kept.message.id;
}

function withMoment(message: RoomMessage, now: number): RoomMessage {
  const moment = `[${momentText(message.at, { now })}] `;
  const { extras } = message;
  return {
    ...message,
    text: moment + message.text,
    ...(extras && { extras: extrasWithMoment(extras, moment) }),
  };
}

function extrasWithMoment({ lines, ...extras }: MessageExtras, moment: string): MessageExtras {
  if (!lines) return extras;
  return {
    ...extras,
    lines: lines.map((line, index) => index === 0 ? { ...line, text: moment + line.text } : line),
  };
}
