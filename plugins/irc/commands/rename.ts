/**
 * Giving a room another name: RENAME (IRCv3 draft/channel-rename).
 *
 * @module
 */

import { RefusedError } from "partyline";
import { channelRoom } from "../channels/channel_name.ts";
import type { IrcCommands } from "../command.ts";
import { cutText } from "../wire/cut_text.ts";
import { FailReply } from "../wire/irc_error.ts";
import type { IrcSession } from "../irc_session.ts";
import type { Message } from "../wire/message.ts";
import { neededRoom } from "../channels/visible_room.ts";

/** Giving a room another name. */
export const RENAME_COMMANDS: IrcCommands = {
  RENAME: {
    params: "<channel> <new channel> [<reason>]",
    summary: "Give a channel another name.",
    spec: "IRCv3 draft/channel-rename",
    least: 2,
    run: rename,
  },
};

async function rename(session: IrcSession, { params }: Message): Promise<void> {
  const [from = "", to = "", typed = ""] = params;
  const room = neededRoom(from);
  const name = channelRoom(to);
  const fail = (code: string, text: string) =>
    new FailReply("RENAME", { code, context: [from, to], text });
  if (name === undefined) throw fail("CANNOT_RENAME", "A channel's name begins with #");
  const reason = cutText(typed, session.irc.house.world.policy.topicBytes);
  try {
    await session.act({ kind: "rename-room", room, name, reason });
  } catch (error) {
    const refusal = error instanceof RefusedError ? error.refusal : undefined;
    switch (refusal?.code) {
      case "needs-role":
        throw fail("CANNOT_RENAME", `That takes a ${refusal.role} of the server`);
      case "room-exists":
        throw fail("CHANNEL_NAME_IN_USE", "There is a channel of that name");
      case "room-name-not-allowed":
        throw fail("CANNOT_RENAME", `Bad channel name: ${refusal.reason}`);
    }
    throw error;
  }
}
