/**
 * The services as commands of their own: NS, CS and their long names.
 *
 * @module
 */

import type { IrcCommand, IrcCommands } from "../command.ts";
import { runService } from "../services/services.ts";

/** The services as commands of their own. */
export const SERVICE_COMMANDS: IrcCommands = {
  CHANSERV: talkTo("ChanServ"),
  CS: talkTo("ChanServ"),
  NICKSERV: talkTo("NickServ"),
  NS: talkTo("NickServ"),
};

function talkTo(name: string): IrcCommand {
  return {
    params: "<command> [<parameter>...]",
    summary: `The same as a message to ${name}; HELP tells its commands.`,
    spec: "customary",
    run: async (session, { params }) => void await runService(session, name, params.join(" ")),
  };
}
