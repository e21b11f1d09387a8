/**
 * What a client reads when it has come in.
 *
 * @module
 */

import { announceRooms } from "../channels/entering.ts";
import type { IrcSession } from "../irc_session.ts";
import { setAway } from "../commands/away.ts";
import { sendIsupport, sendLusers, sendMotd } from "../commands/server_queries.ts";
import { deliverMail } from "../talk/mail.ts";
import { takeUpNotes } from "../people/metadata.ts";
import { sendMarkersOfRoomsLeft } from "../history/read_marker.ts";
import { CHANNEL_MODE_LETTERS, PARAMETER_MODE_LETTERS } from "../tables/channel_modes.ts";
import { USER_MODE_LETTERS, userModesOf } from "../tables/user_modes.ts";

/** Greets a client that has come in, shows it the rooms it is in already, and gives it its mail. */
export async function welcome(session: IrcSession): Promise<void> {
  const { irc, registration } = session;
  const { version, startedAt } = irc.house.facts;
  session.numeric("WELCOME", [], `Welcome to ${irc.network}, ${session.mask}`);
  session.numeric("YOURHOST", [], `Your host is ${irc.serverName}, running partyline-${version}`);
  session.numeric("CREATED", [], `This server was started ${new Date(startedAt).toUTCString()}`);
  session.numeric("MYINFO", [
    irc.serverName,
    `partyline-${version}`,
    USER_MODE_LETTERS,
    CHANNEL_MODE_LETTERS,
    PARAMETER_MODE_LETTERS,
  ]);
  sendIsupport(session);
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
  await deliverMail(session);
}
