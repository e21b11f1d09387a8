/**
 * Telling all who listen to operators something: WALLOPS.
 *
 * @module
 */

import type { IrcCommands } from "../command.ts";

/** Telling all who listen to operators something. */
export const WALLOPS_COMMANDS: IrcCommands = {
  WALLOPS: {
    params: "<text>",
    summary: "Tell everybody who listens to operators (+w) something.",
    spec: "RFC 2812 4.7",
    least: 1,
    role: "moderator",
    async run(session, { params }) {
      await session.act({ kind: "shout", text: params[0]!, official: false, wallops: true });
    },
  },
};
