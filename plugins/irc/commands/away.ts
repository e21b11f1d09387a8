/**
 * Being away: AWAY.
 *
 * @module
 */

import type { IrcCommands } from "../command.ts";
import { cutText } from "../wire/cut_text.ts";
import { IrcError } from "../wire/irc_error.ts";
import type { IrcSession } from "../irc_session.ts";
import type { Message } from "../wire/message.ts";

/** Being away. */
export const AWAY_COMMANDS: IrcCommands = {
  AWAY: {
    params: "[<text>]",
    summary: "Be away, with a text for those who tell you something; without one, be back.",
    spec: "RFC 2812 4.1; IRCv3 draft/pre-away",
    when: "always",
    run: away,
  },
};

/** "The user is not present for an unspecified reason" (IRCv3 draft/pre-away). */
const NO_REASON = "*";

async function away(session: IrcSession, { params }: Message): Promise<void> {
  const { presence, registration, state, irc } = session;
  const typed = params[0]?.trim() ?? "";
  const text = typed === "" ? undefined : cutText(typed, irc.house.world.policy.topicBytes);
  if (presence) await setAway(session, text);
  else if (state.has("draft/pre-away")) registration.away = text;
  else throw new IrcError("NOTREGISTERED");
  session.numeric(text === undefined ? "UNAWAY" : "NOWAWAY");
}

/**
 * Sets a person away, or back. One of their clients speaks for all of them, but that it is there by itself
 * (`AWAY *`) says nothing of a person who has another.
 */
export async function setAway(session: IrcSession, text: string | undefined): Promise<void> {
  const { away, sessions } = session.person;
  if (text === away || (text === NO_REASON && sessions.size > 1)) return;
  await session.act({ kind: "set-away", ...(text !== undefined && { text }) });
}
