/**
 * Which rooms there are: LIST.
 *
 * @module
 */

import { roomChannel } from "../channels/channel_name.ts";
import type { IrcCommands } from "../command.ts";
import type { IrcSession } from "../irc_session.ts";
import type { Message } from "../wire/message.ts";
import { readRoomFilter } from "../channels/room_filter.ts";
import { maySeeRoom } from "../people/visibility.ts";
import { isOfSomebody } from "../channels/visible_room.ts";

/** Which rooms there are. */
export const LIST_COMMANDS: IrcCommands = {
  LIST: {
    params: "[<mask or condition>{,<mask or condition>}]",
    summary: "Which channels there are: all, those of a mask, or >2 (members), C<60 (minutes old).",
    spec: "Modern IRC, LIST message",
    run: list,
  },
};

function list(session: IrcSession, { params }: Message): void {
  const { world, clock } = session.irc.house;
  const isWanted = readRoomFilter(params[0] ?? "", clock.now());
  session.numeric("LISTSTART", ["Channel"]);
  for (const room of world.rooms()) {
    if (!isOfSomebody(room) || !maySeeRoom(session, room) || !isWanted(room)) continue;
    const { name, members, topic } = room;
    session.numeric("LIST", [roomChannel(name), String(members.size), topic?.text ?? ""]);
  }
  session.numeric("LISTEND");
}
