/**
 * Putting somebody out of the server: KILL.
 *
 * @module
 */

import { nameKey } from "partyline";
import type { IrcCommands } from "../command.ts";
import { IrcError } from "../wire/irc_error.ts";
import type { IrcSession } from "../irc_session.ts";
import type { Message } from "../wire/message.ts";

/** Putting somebody out of the server. */
export const KILL_COMMANDS: IrcCommands = {
  KILL: {
    params: "<nick> [<comment>]",
    summary: "Put somebody out of the server.",
    spec: "RFC 2812 3.7.1",
    least: 1,
    role: "moderator",
    run: kill,
  },
};

async function kill(session: IrcSession, { params }: Message): Promise<void> {
  const [name, reason = ""] = params as [string, string?];
  if (nameKey(name) === nameKey(session.irc.serverName)) throw new IrcError("CANTKILLSERVER");
  await session.act({ kind: "kill", name, reason });
}
