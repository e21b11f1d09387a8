/**
 * What was said before: CHATHISTORY.
 *
 * @module
 */

import { roomChannel } from "../channels/channel_name.ts";
import type { IrcCommands } from "../command.ts";
import { conversationOf } from "../history/conversation.ts";
import {
  answerTo,
  BadRequest,
  checkCount,
  isHistorySubcommand,
  readLimit,
  readMessagesRequest,
} from "../history/history_request.ts";
import { FailReply } from "../wire/irc_error.ts";
import type { IrcSession } from "../irc_session.ts";
import { sendKept } from "../history/kept_lines.ts";
import type { Message } from "../wire/message.ts";
import { readMoment } from "../history/message_reference.ts";

/** What was said before. */
export const CHATHISTORY_COMMANDS: IrcCommands = {
  CHATHISTORY: {
    params: "LATEST|BEFORE|AFTER|AROUND|BETWEEN <target> <reference>... <limit>, " +
      "or TARGETS <moment> <moment> <limit>",
    summary: "Read what was said before, or with whom.",
    spec: "IRCv3 draft/chathistory",
    run: chathistory,
  },
};

/** So many of those whom a user has talked with are looked through. */
const MOST_CORRESPONDENTS = 1000;

function chathistory(session: IrcSession, { params }: Message): void {
  const [typed = "", ...rest] = params;
  const subcommand = typed.toUpperCase();
  try {
    if (subcommand === "TARGETS") sendTargets(session, rest);
    else sendMessages(session, subcommand, rest);
  } catch (error) {
    if (!(error instanceof BadRequest)) throw error;
    const context = error.code === "MESSAGE_ERROR" ? [subcommand, rest[0]!] : [subcommand || "*"];
    throw new FailReply("CHATHISTORY", { code: error.code, context, text: error.message });
  }
}

function sendMessages(session: IrcSession, subcommand: string, params: readonly string[]): void {
  if (!isHistorySubcommand(subcommand)) {
    throw new BadRequest("INVALID_PARAMS", "There is no such subcommand");
  }
  const most = session.irc.settings.history_messages;
  const request = readMessagesRequest(subcommand, params, most);
  const { target } = request;
  const conversation = conversationOf(session, target);
  if (!conversation) {
    throw new FailReply("CHATHISTORY", {
      code: "INVALID_TARGET",
      context: [subcommand, target || "*"],
      text: "Messages could not be retrieved",
    });
  }
  const kept = answerTo(request, conversation);
  session.batch("chathistory", [target], (reference) => sendKept(session, kept, reference));
}

/** A conversation, and when something was said in it last, in milliseconds since the epoch. */
interface Target {
  readonly name: string;
  readonly lastAt: number;
}

/** "A list of channels and users which have visible history" between two moments, which are left out. */
function sendTargets(session: IrcSession, params: readonly string[]): void {
  checkCount(params, 3);
  const [first, second] = params.slice(0, 2).map(readMoment);
  if (first === undefined || second === undefined) {
    throw new BadRequest("INVALID_PARAMS", "A moment is timestamp=<moment>");
  }
  const limit = readLimit(params[2]!, session.irc.settings.history_messages);
  const [after, before] = [Math.min(first, second), Math.max(first, second)];
  const all = [...roomTargets(session), ...privateTargets(session, { after, before })]
    .filter(({ lastAt }) => lastAt > after && lastAt < before)
    .sort((one, other) => one.lastAt - other.lastAt);
  // Asked backwards, the limit leaves the newest.
  const targets = first > second ? all.slice(-limit) : all.slice(0, limit);
  session.batch("draft/chathistory-targets", [], (reference) => {
    for (const { name, lastAt } of targets) {
      session.fromServer(
        "CHATHISTORY",
        ["TARGETS", name, new Date(lastAt).toISOString()],
        reference === undefined ? undefined : new Map([["batch", reference]]),
      );
    }
  });
}

function roomTargets({ person, irc: { house: { world, history } } }: IrcSession): Target[] {
  return [...person.rooms].flatMap((id) => {
    const [room, lastAt] = [world.room(id), history.lastSaidAt(id)];
    return room && lastAt !== undefined ? [{ name: roomChannel(room.name), lastAt }] : [];
  });
}

/** Those with an account alone: a name that guests have worn may be another's by now. */
function privateTargets(
  { person: { user }, irc: { house: { world, history } } }: IrcSession,
  span: { readonly after: number; readonly before: number },
): Target[] {
  if (!user) return [];
  return history.correspondents(user.id, { ...span, limit: MOST_CORRESPONDENTS })
    .flatMap(({ user: other, lastAt }) => {
      const name = world.presenceOfUser(other)?.person.name ?? world.user(other)?.name;
      return name === undefined ? [] : [{ name, lastAt }];
    });
}
