/**
 * What a room is about: TOPIC.
 *
 * @module
 */

import { roomChannel } from "../channels/channel_name.ts";
import type { IrcCommands } from "../command.ts";
import { cutText } from "../wire/cut_text.ts";
import { sendTopic } from "../channels/entering.ts";
import type { IrcSession } from "../irc_session.ts";
import type { Message } from "../wire/message.ts";
import { neededRoom, visibleRoom } from "../channels/visible_room.ts";

/** What a room is about. */
export const TOPIC_COMMANDS: IrcCommands = {
  TOPIC: {
    params: "<channel> [<topic>]",
    summary: "Read what a channel is about, or say so; an empty topic takes it away.",
    spec: "RFC 2812 3.2.4",
    least: 1,
    run: topic,
  },
};

async function topic(session: IrcSession, { params }: Message): Promise<void> {
  const [channel = "", text] = params;
  if (text === undefined) return readTopic(session, channel);
  const { topicBytes } = session.irc.house.world.policy;
  const room = neededRoom(channel);
  await session.act({ kind: "set-topic", room, text: cutText(text, topicBytes) });
}

function readTopic(session: IrcSession, channel: string): void {
  const room = visibleRoom(session, channel);
  if (room.topic) sendTopic(session, room);
  else session.numeric("NOTOPIC", [roomChannel(room.name)]);
}
