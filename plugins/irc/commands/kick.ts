/**
 * Putting people out of rooms: KICK.
 *
 * @module
 */

import type { IrcCommands } from "../command.ts";
import { cutText } from "../wire/cut_text.ts";
import { IrcError } from "../wire/irc_error.ts";
import type { IrcSession } from "../irc_session.ts";
import type { Message } from "../wire/message.ts";
import { forEachTarget } from "../channels/target_list.ts";
import { neededRoom } from "../channels/visible_room.ts";

/** Putting people out of rooms. */
export const KICK_COMMANDS: IrcCommands = {
  KICK: {
    params: "<channel>{,<channel>} <nick>{,<nick>} [<comment>]",
    summary: "Put people out of a channel, or each out of another.",
    spec: "RFC 2812 3.2.8",
    least: 2,
    run: kick,
  },
};

/** One channel and any number of nicks, or as many channels as nicks (RFC 2812, section 3.2.8). */
async function kick(session: IrcSession, { params }: Message): Promise<void> {
  const [channels = "", nicks = "", comment = ""] = params;
  const [first = "", ...others] = channels.split(",");
  const names = nicks.split(",");
  if (others.length > 0 && others.length + 1 !== names.length) {
    throw new IrcError("NEEDMOREPARAMS", ["KICK"]);
  }
  const reason = cutText(comment, session.irc.house.world.policy.topicBytes);
  await forEachTarget(session, {
    targets: names.map((name, at) => ({ name, channel: others[at - 1] ?? first })),
    asked: ({ channel, name }) => ({ command: "KICK", params: [channel, name] }),
    act: async ({ channel, name }) =>
      void await session.act({ kind: "kick", room: neededRoom(channel), name, reason }),
  });
}
