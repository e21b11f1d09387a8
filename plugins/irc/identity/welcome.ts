/**
 * What a client reads when it has come in.
 *
 * @module
 */

import { announceRooms } from "../channels/entering.ts";
import type { IrcSession } from "../irc_session.ts";
import { setAway } from "../commands/away.ts";
import { sendLusers, sendMotd } from "../commands/server_queries.ts";
import { deliverMail } from "../talk/mail.ts";
import { takeUpNotes } from "../people/metadata.ts";
import { sendMarkersOfRoomsLeft } from "../history/read_marker.ts";
import { userModesOf } from "../tables/user_modes.ts";

/** Greets a client that has come in, shows it the rooms it is in already, and gives it its mail. */
export async function welcome(session: IrcSession): Promise<void> {
  const { irc, registration } = session;
  session.numeric("WELCOME", [], `Welcome to ${irc.network}, ${session.mask}`);
  session.answerWith(irc.letters.introduction.linesFor(session.nick));
  sendLusers(session);
  const modes = userModesOf(session);
  if (modes !== "") session.numeric("UMODEIS", [`+${modes}`]);
  await takeUpNotes(session);
  sendMotd(session);
  session.flushAnswer();
  // What the client has said before it came in has been answered then.
  if (registration.away !== undefined) await setAway(session, registration.away);
  // As one of their other clients has said.
  else if (session.person.away !== undefined) session.numeric("NOWAWAY");
  announceRooms(session);
  sendMarkersOfRoomsLeft(session);
  if (session.person.user) await deliverMail(session);
}
