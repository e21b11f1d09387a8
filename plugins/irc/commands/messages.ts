/**
 * Talk: PRIVMSG, NOTICE and TAGMSG.
 *
 * @module
 */

import { nameKey } from "partyline";
import type { IrcCommands } from "../command.ts";
import { IrcError } from "../wire/irc_error.ts";
import type { IrcSession } from "../irc_session.ts";
import { TARGETS_PER_MESSAGE } from "../tables/isupport.ts";
import type { Message } from "../wire/message.ts";
import { takeBatchedLine } from "../talk/multiline_batch.ts";
import { runService, serviceNamed } from "../services/services.ts";
import {
  clientTags,
  fitsInLine,
  isSilent,
  readText,
  say,
  type Speech,
  type SpeechCommand,
} from "../talk/speech.ts";

/** Talk. */
export const MESSAGE_COMMANDS: IrcCommands = {
  NOTICE: {
    params: "<target>{,<target>} <text>",
    summary: "Say something that nobody answers automatically.",
    spec: "RFC 2812 3.3.2",
    talks: true,
    run: (session, message) => talk(session, message, "NOTICE"),
  },
  PRIVMSG: {
    params: "<target>{,<target>} <text>",
    summary: "Say something in a channel or to somebody.",
    spec: "RFC 2812 3.3.1",
    talks: true,
    run: (session, message) => talk(session, message, "PRIVMSG"),
  },
  TAGMSG: {
    params: "<target>{,<target>}",
    summary: "Send tags and no text.",
    spec: "IRCv3 message-tags",
    talks: true,
    run: (session, message) => talk(session, message, "TAGMSG"),
  },
};

function talk(
  session: IrcSession,
  message: Message,
  command: SpeechCommand,
): Promise<void> | void {
  if (takeBatchedLine(session, message, command)) return;
  try {
    const tags = clientTags(session, message.tags);
    const typed = message.params[1] ?? "";
    const [target, ...others] = targetsOf(message);
    // "The server removes the tag before relaying": then there is nothing left to relay.
    if (command === "TAGMSG" && !tags) return;
    if (command !== "TAGMSG" && typed === "") throw new IrcError("NOTEXTTOSEND");
    const speech = { command, ...readText(command, typed), ...(tags && { extras: { tags } }) };
    if (others.length > 0) return sayToEach(session, [target!, ...others], { speech, typed });
    return sayTo(session, target!, { speech, typed });
  } catch (error) {
    if (!isSilent(command, error)) throw error;
  }
}

/** The targets of a message, each of them once. */
function targetsOf({ command, params }: Message): readonly string[] {
  const [list = ""] = params;
  if (list === "") throw new IrcError("NORECIPIENT", [], `No recipient given (${command})`);
  if (!list.includes(",")) return [list];
  const targets = new Map(list.split(",").map((target) => [nameKey(target), target]));
  if (targets.size <= TARGETS_PER_MESSAGE) return [...targets.values()];
  throw new IrcError("TOOMANYTARGETS", [[...targets.values()][TARGETS_PER_MESSAGE]!]);
}

/** What goes wrong with one of several targets keeps nothing from the others. */
async function sayToEach(
  session: IrcSession,
  targets: readonly string[],
  said: { readonly speech: Speech; readonly typed: string },
): Promise<void> {
  const { speech, typed } = said;
  const { command } = speech;
  await session.talkDone();
  for (const target of targets) {
    try {
      await sayTo(session, target, { speech: { ...speech, goesOn: true }, typed });
      await session.talkDone();
    } catch (error) {
      if (!isSilent(command, error)) session.explain(error, { command, params: [target] });
    }
  }
}

function sayTo(
  session: IrcSession,
  target: string,
  { speech, typed }: { readonly speech: Speech; readonly typed: string },
): Promise<void> | void {
  const { command } = speech;
  if (serviceNamed(target)) {
    // A service answers words; what else is sent to it goes nowhere.
    return command === "PRIVMSG" ? askService(session, target, typed) : undefined;
  }
  // What would be cut is rather not sent at all: the client knows best where to cut it.
  if (command === "PRIVMSG" && !fitsInLine(session, { command, target, text: typed })) {
    throw new IrcError("INPUTTOOLONG");
  }
  return say(session, target, speech);
}

async function askService(session: IrcSession, target: string, typed: string): Promise<void> {
  await session.talkDone();
  await runService(session, target, typed);
}
