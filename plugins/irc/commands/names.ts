/**
 * Who is in a room: NAMES.
 *
 * @module
 */

import type { IrcCommands } from "../command.ts";
import type { IrcSession } from "../irc_session.ts";
import type { Message } from "../wire/message.ts";
import { sendMembers } from "../channels/names.ts";
import { targetsOf } from "../channels/target_list.ts";
import { maySeeRoom } from "../people/visibility.ts";
import { findRoom } from "../channels/visible_room.ts";

/** Who is in a room. */
export const NAMES_COMMANDS: IrcCommands = {
  NAMES: {
    params: "[<channel>{,<channel>}]",
    summary: "Who is on a channel; without one, on all of them.",
    spec: "RFC 2812 3.2.5",
    run: names,
  },
};

/** "There is no error reply for bad channel names", nor for hidden ones (RFC 2812, section 3.2.5). */
function names(session: IrcSession, { params }: Message): void {
  const [channels = ""] = params;
  const rooms = channels === ""
    ? session.irc.house.world.rooms()
    : targetsOf(channels).flatMap(({ target }) => findRoom(session, target) ?? []);
  for (const room of rooms) if (maySeeRoom(session, room)) sendMembers(session, room);
  session.numeric("ENDOFNAMES", [channels || "*"]);
}
