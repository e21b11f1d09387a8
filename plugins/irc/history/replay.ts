/**
 * What was said last in a room, for a client that comes in and can't ask for it.
 *
 * @module
 */

import type { Room } from "partyline";
import { roomChannel } from "../channels/channel_name.ts";
import type { IrcSession } from "../irc_session.ts";
import { sendKept } from "./kept_lines.ts";
import { isQuestion } from "../rendering/message_lines.ts";

/** Sends the last messages of a room, as a batch where the client knows such (IRCv3 chathistory batch type). */
export function replayRoom(session: IrcSession, room: Room): void {
  if (session.state.has("draft/chathistory")) return;
  const { directory, history, facts } = session.irc.house;
  const target = roomChannel(room.name);
  // What follows is heard as it is said, even if it is kept already.
  const before = directory.heardFrom(session.person.id, { session: session.id, room: room.id });
  const kept = history.recent(room.id, { limit: facts.joinLines, before })
    // Whoever reads a question late should not answer it any more.
    .filter((message) => !isQuestion(message))
    .map((message) => ({ message, target }));
  if (kept.length === 0) return;
  session.batch("chathistory", [target], (reference) => sendKept(session, kept, reference));
}
