/**
 * A message as lines of IRC: PRIVMSG, NOTICE or TAGMSG, cut where it is longer than a line.
 *
 * @module
 */

import type { MessageExtras, MessageId, MessageLine, MessageStyle, Person } from "partyline";
import { sourceOf, tagsFor } from "./event_lines.ts";
import { BODY_BYTES, fitsSurely, formatMessage, withTags } from "../wire/message.ts";
import type { View } from "./profile.ts";

const ENCODER = new TextEncoder();
const DECODER = new TextDecoder();

const NO_TAGS: ReadonlyMap<string, string> = new Map();

/** A message, from the world or out of its history. */
export interface ShownMessage {
  readonly id: MessageId;
  /** In milliseconds since the epoch. */
  readonly at: number;
  readonly person: Person;
  readonly text: string;
  readonly style: MessageStyle;
  readonly extras?: MessageExtras;
  /** A channel or a nick, as it stands in the line. */
  readonly target: string;
  /** The batch that it is a part of. */
  readonly batch?: string;
}

/** What the lines of a message are made for. */
export type MessageView = Pick<View, "has" | "world">;

/**
 * The lines of a message. One of several lines is a batch for clients that know such (IRCv3 draft/multiline),
 * and as many messages for others, of which the first alone has the id (same specification, "Fallback").
 */
export function messageLines(view: MessageView, message: ShownMessage): readonly string[] {
  const { style, extras, batch } = message;
  if (style === "tags") return view.has("message-tags") ? [tagLine(view, message)] : [];
  if (extras?.lines && view.has("draft/multiline") && view.has("batch")) {
    return multiline(view, message, extras.lines);
  }
  const tags = messageTags(view, message);
  if (isShort(message)) return [withTags(shortLine(message), withBatch(tags, batch))];
  const [first, ...others] = cutText(message);
  if (first === undefined) return [];
  const lines = [line(message, { text: first, tags: withBatch(tags, batch) })];
  if (others.length === 0) return lines;
  const rest = withBatch(new Map([...tags].filter(([name]) => name !== "msgid")), batch);
  return [...lines, ...others.map((text) => line(message, { text, tags: rest }))];
}

function multiline(
  view: MessageView,
  message: ShownMessage,
  lines: readonly MessageLine[],
): readonly string[] {
  // The lines are shared by all who read them; no other batch has a reference with a dash.
  const reference = `m-${message.id.toString(36)}`;
  const source = sourceOf(message.person);
  const tags = withBatch(messageTags(view, message), message.batch);
  const params = [`+${reference}`, "draft/multiline", message.target];
  return [
    formatMessage({ tags, source, command: "BATCH", params }),
    ...lines.map(({ text, joined }) => {
      const own = new Map([["batch", reference]]);
      if (joined) own.set("draft/multiline-concat", "");
      return line(message, { text, tags: own });
    }),
    formatMessage({
      tags: withBatch(new Map(), message.batch),
      source,
      command: "BATCH",
      params: [`-${reference}`],
    }),
  ];
}

function messageTags(
  view: MessageView,
  { at, person, id, extras }: ShownMessage,
): ReadonlyMap<string, string> {
  const tags = extras?.tags;
  return tagsFor(view, { at, person, msgid: String(id), ...(tags && { tags }) });
}

function withBatch(
  tags: ReadonlyMap<string, string>,
  batch: string | undefined,
): ReadonlyMap<string, string> {
  return batch === undefined ? tags : new Map([["batch", batch], ...tags]);
}

/** Whether a message is a question of one client to another, or its answer (CTCP). */
export function isQuestion({ text, style }: Pick<ShownMessage, "text" | "style">): boolean {
  return text.startsWith("\x01") && style !== "action";
}

/** The line of a change of a channel's topic. */
export function topicLine(
  view: MessageView,
  { id, at, person, text, target, batch }: Omit<ShownMessage, "style" | "extras">,
): string {
  const tags = tagsFor(view, { at, person, msgid: String(id) });
  return formatMessage({
    tags: withBatch(tags, batch),
    source: sourceOf(person),
    command: "TOPIC",
    params: [target, text],
  });
}

function tagLine(view: MessageView, message: ShownMessage): string {
  return formatMessage({
    tags: withBatch(messageTags(view, message), message.batch),
    source: sourceOf(message.person),
    command: "TAGMSG",
    params: [message.target],
  });
}

function line(
  { person, style, target }: ShownMessage,
  { text, tags }: { text: string; tags: ReadonlyMap<string, string> },
): string {
  return formatMessage({
    tags,
    source: sourceOf(person),
    command: style === "notice" ? "NOTICE" : "PRIVMSG",
    params: [target, style === "action" ? `\x01ACTION ${text}\x01` : text],
  });
}

/** Whether a message is surely one line, as most are. */
function isShort({ text, extras, person, target }: ShownMessage): boolean {
  return !extras?.lines && !text.includes("\n") &&
    fitsSurely(sourceOf(person), target, text);
}

/** What was last shown in one line: clients of other capabilities are shown the same behind other tags. */
let lastShort: { readonly message: ShownMessage; readonly line: string } | undefined;

function shortLine(message: ShownMessage): string {
  const { text, style, target, person } = message;
  const last = lastShort?.message;
  const isSame = last?.text === text && last.style === style && last.target === target &&
    last.person === person;
  if (!isSame) lastShort = { message, line: line(message, { text, tags: NO_TAGS }) };
  return lastShort!.line;
}

/**
 * A text in pieces that fit in a line, cut at spaces where there are any. Of a message of several lines each
 * line is a piece, but for blank ones (IRCv3 draft/multiline, "Fallback").
 */
function cutText(message: ShownMessage): string[] {
  const { text, extras } = message;
  const around = line(message, { text: "", tags: NO_TAGS });
  const room = BODY_BYTES - ENCODER.encode(around).length;
  const lines = extras?.lines?.map(({ text }) => text) ?? text.split("\n");
  return lines.filter((text) => text !== "").flatMap((text) => cutAt(text, room));
}

function cutAt(text: string, bytes: number): string[] {
  const encoded = ENCODER.encode(text);
  if (encoded.length <= bytes) return [text];
  let end = bytes;
  // Not inside a character: those of several bytes go on with 10xxxxxx (RFC 3629, section 3).
  while ((encoded[end]! & 0xc0) === 0x80) end--;
  const space = encoded.lastIndexOf(0x20, end);
  const cut = space > bytes / 2 ? space : end;
  const [head, tail] = [encoded.subarray(0, cut), encoded.subarray(space === cut ? cut + 1 : cut)];
  return [DECODER.decode(head), ...cutAt(DECODER.decode(tail), bytes)];
}
