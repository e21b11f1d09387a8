/**
 * Commands of plugins, as a client of IRC types them: `/roll 2d6` comes as the line `ROLL 2d6`. Words that
 * IRC has itself are IRC's: JOIN, KICK, WHO.
 *
 * @module
 */

import { nameKey } from "partyline";
import { IrcError } from "./wire/irc_error.ts";
import type { IrcHouse } from "./irc_house.ts";
import type { IrcSession } from "./irc_session.ts";
import { type Message, parseMessage, type ReadText } from "./wire/message.ts";

/** Runs the command of a plugin; its answers come as notices of the server. */
export async function runPluginCommand(
  session: IrcSession,
  { command, params }: Message,
): Promise<void> {
  const { registry, dispatcher } = session.irc.house;
  if (!session.presence) throw new IrcError("NOTREGISTERED");
  if (!registry.find(command)) throw new IrcError("UNKNOWNCOMMAND", [command]);
  await dispatcher.run(session, command, params.join(" "));
}

/** Whether a line is the command of a plugin. */
export function isPluginCommand({ commands, house }: IrcHouse, line: ReadText): boolean {
  const command = messageIn(line)?.command;
  return command !== undefined && !Object.hasOwn(commands, command) &&
    house.registry.find(command) !== undefined;
}

/**
 * What answers the question of a command: a message to the server, as every client can send one.
 *
 * @returns Undefined for a line that is no answer; else its second parameter is the text.
 */
export function answerIn(line: ReadText, serverName: string): Message | undefined {
  const message = messageIn(line);
  if (message?.command !== "PRIVMSG") return undefined;
  const [target = "", text] = message.params;
  return nameKey(target) === nameKey(serverName) && text !== undefined ? message : undefined;
}

function messageIn(line: ReadText): Message | undefined {
  return "line" in line ? parseMessage(line.line) : undefined;
}
