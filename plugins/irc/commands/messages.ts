/**
 * Talk: PRIVMSG, NOTICE and TAGMSG.
 *
 * @module
 */

import { nameKey, RefusedError } from "partyline";
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
    run: (session, message) => talk(session, message, "NOTICE"),
  },
  PRIVMSG: {
    params: "<target>{,<target>} <text>",
    summary: "Say something in a channel or to somebody.",
    spec: "RFC 2812 3.3.1",
    run: (session, message) => talk(session, message, "PRIVMSG"),
  },
  TAGMSG: {
    params: "<target>{,<target>}",
    summary: "Send tags and no text.",
    spec: "IRCv3 message-tags",
    run: (session, message) => talk(session, message, "TAGMSG"),
  },
};

async function talk(
  session: IrcSession,
  message: Message,
  command: SpeechCommand,
): Promise<void> {
  if (takeBatchedLine(session, message, command)) return;
  await answering(session, { command, params: message.params }, async () => {
    const tags = clientTags(session, message.tags);
    const typed = message.params[1] ?? "";
    const targets = targetsOf(message);
    // "The server removes the tag before relaying": then there is nothing left to relay.
    if (command === "TAGMSG" && !tags) return;
    if (command !== "TAGMSG" && typed === "") throw new IrcError("NOTEXTTOSEND");
    const speech = { command, ...readText(command, typed), ...(tags && { extras: { tags } }) };
    for (const target of targets) await sayTo(session, target, { speech, typed });
  });
}

/** The targets of a message, each of them once. */
function targetsOf({ command, params }: Message): string[] {
  const [list = ""] = params;
  if (list === "") throw new IrcError("NORECIPIENT", [], `No recipient given (${command})`);
  const targets = new Map(list.split(",").map((target) => [nameKey(target), target]));
  if (targets.size <= TARGETS_PER_MESSAGE) return [...targets.values()];
  throw new IrcError("TOOMANYTARGETS", [[...targets.values()][TARGETS_PER_MESSAGE]!]);
}

async function sayTo(
  session: IrcSession,
  target: string,
  { speech, typed }: { readonly speech: Speech; readonly typed: string },
): Promise<void> {
  const { command } = speech;
  await answering(session, { command, params: [target] }, async () => {
    if (serviceNamed(target)) {
      // A service answers words; what else is sent to it goes nowhere.
      return void (command === "PRIVMSG" && await runService(session, target, typed));
    }
    // What would be cut is rather not sent at all: the client knows best where to cut it.
    if (command === "PRIVMSG" && !fitsInLine(session, { command, target, text: typed })) {
      throw new IrcError("INPUTTOOLONG");
    }
    await say(session, target, speech);
  });
}

/** Answers what goes wrong, but for notices: "automatic replies MUST NEVER be sent" (RFC 2812, section 3.3.2). */
async function answering(
  session: IrcSession,
  asked: { readonly command: SpeechCommand; readonly params: readonly string[] },
  run: () => Promise<void>,
): Promise<void> {
  try {
    await run();
  } catch (error) {
    const isOurs = error instanceof IrcError || error instanceof RefusedError;
    if (isOurs && isSilent(asked.command, error)) return;
    session.explain(error, asked);
  }
}

/** Tags say something of the moment, as that somebody is typing: no harm if nobody is there to see it. */
function isSilent(command: SpeechCommand, error: IrcError | RefusedError): boolean {
  if (command === "NOTICE") return true;
  return command === "TAGMSG" && error instanceof RefusedError && error.refusal.code === "not-here";
}
