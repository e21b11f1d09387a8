/**
 * The modes of any channel, for operators of the server: SAMODE.
 *
 * @module
 */

import type { IrcCommands } from "../command.ts";
import { runChannelMode } from "./mode.ts";

/** The modes of any channel, for operators of the server. */
export const SAMODE_COMMANDS: IrcCommands = {
  SAMODE: {
    params: "<channel> <modes> [<parameter>...]",
    summary: "Change the modes of any channel. MODE does the same for who is an operator.",
    spec: "customary",
    least: 2,
    role: "moderator",
    run: runChannelMode,
  },
};
