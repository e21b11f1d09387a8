/**
 * What was told to a user while they were away from the house.
 *
 * @module
 */

import type { IrcSession } from "../irc_session.ts";
import { sendKept } from "../history/kept_lines.ts";
import { isQuestion } from "../rendering/message_lines.ts";

/** Gives a user who comes in the messages that wait for them; they are read then. */
export async function deliverMail(session: IrcSession): Promise<void> {
  const { user, person } = session.person;
  const mail = user ? session.irc.house.history.waiting(user.id) : [];
  if (mail.length === 0) return;
  const shown = mail.filter((message) => !isQuestion(message));
  sendKept(session, shown.map((message) => ({ message, target: person.name })));
  await session.act({ kind: "read-mail" });
}
