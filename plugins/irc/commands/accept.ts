/**
 * Whom somebody hears while they hear only those who are logged in (+R): ACCEPT.
 *
 * @module
 */

import type { IrcCommands } from "../command.ts";
import type { IrcSession } from "../irc_session.ts";
import type { Message } from "../wire/message.ts";
import { wordLines } from "../wire/word_lines.ts";

/** What stands for the list itself. */
const LIST = "*";

/** Whom somebody hears. */
export const ACCEPT_COMMANDS: IrcCommands = {
  ACCEPT: {
    params: "<nick>{,<nick>} | -<nick>{,-<nick>} | *",
    summary: "Hear somebody in spite of the user mode +R, or no more; * lists whom you hear.",
    spec: "ircd-hybrid, ACCEPT",
    least: 1,
    run: accept,
  },
};

async function accept(session: IrcSession, { params }: Message): Promise<void> {
  for (const word of params[0]!.split(",")) {
    if (word === LIST) list(session);
    else await change(session, word);
  }
}

async function change(session: IrcSession, word: string): Promise<void> {
  const [on, name] = word.startsWith("-") ? [false, word.slice(1)] : [true, word];
  try {
    await session.act({ kind: "accept", name, on });
  } catch (error) {
    session.explain(error, { command: "ACCEPT", params: [name] });
  }
}

function list(session: IrcSession): void {
  const { world } = session.irc.house;
  const names = [...session.person.accepted].flatMap((id) => world.presence(id)?.person.name ?? []);
  for (const line of wordLines(names)) session.numeric("ACCEPTLIST", line);
  session.numeric("ENDOFACCEPT");
}
