/**
 * What was said in a channel, or with somebody, as a client may read it again.
 *
 * @module
 */

import { channelRoom, roomChannel } from "../channels/channel_name.ts";
import type { HistoryReader, HistorySpan } from "./history_request.ts";
import type { IrcSession } from "../irc_session.ts";
import { type Kept, numberOf } from "./kept_lines.ts";
import { partyNamed } from "../talk/party.ts";

/**
 * The conversation that a channel or a nick stands for.
 *
 * @returns Undefined where there is none that the client may read: a channel it is not in, or anything private
 * for a guest, who can't prove to be who talked.
 */
export function conversationOf(
  session: IrcSession,
  target: string,
): HistoryReader<Kept> | undefined {
  const room = channelRoom(target);
  return room === undefined ? privateTalk(session, target) : roomTalk(session, room);
}

function roomTalk(session: IrcSession, name: string): HistoryReader<Kept> | undefined {
  const { world, history } = session.irc.house;
  const room = world.roomNamed(name);
  if (!room || !session.isIn(room.id)) return undefined;
  const target = roomChannel(room.name);
  return {
    read(span) {
      const messages = history.said(room.id, { ...span, withTags: wantsEvents(session) })
        .map((message) => ({ message, target }));
      if (!wantsEvents(session)) return messages;
      const topics = history.topics(room.id, span).map((topic) => ({ topic, target }));
      return merge([...messages, ...topics], span);
    },
    momentOf: (id) => history.saidAs(room.id, id)?.at,
  };
}

function privateTalk(session: IrcSession, nick: string): HistoryReader<Kept> | undefined {
  const { world, history } = session.irc.house;
  const user = session.person.user?.id;
  if (user === undefined || nick === "") return undefined;
  const { user: other } = partyNamed(world, nick);
  const who = other === undefined ? { user, guest: nick } : { user, other };
  return {
    read: (span) =>
      history.told(who, { ...span, withTags: wantsEvents(session) })
        .map((message) => ({ message, target: message.to })),
    momentOf: (id) => history.toldAs(id)?.at,
  };
}

/** Tags alone and topics are events, which not every client wants back (IRCv3 draft/chathistory). */
function wantsEvents({ state }: IrcSession): boolean {
  return state.has("draft/event-playback") && state.has("message-tags");
}

/** The part that a span takes of what two histories have of it, in the order of the numbers. */
function merge(kept: readonly Kept[], { take, limit }: HistorySpan): Kept[] {
  const sorted = kept.toSorted((one, other) => numberOf(one) - numberOf(other));
  if (take === "oldest") return sorted.slice(0, limit);
  return sorted.slice(Math.max(0, sorted.length - limit));
}
