/**
 * A person's own modes: `MODE <nick>`.
 *
 * @module
 */

import { nameKey } from "partyline";
import { IrcError } from "../wire/irc_error.ts";
import type { IrcSession } from "../irc_session.ts";
import type { Message } from "../wire/message.ts";
import { formatModes } from "../rendering/mode_changes.ts";
import { parseUserModes, type UserModeLetter, userModesOf } from "../tables/user_modes.ts";

/** Does what a change of a mode means. Modes without a row are told by the server alone. */
const CHANGES: Readonly<
  Partial<Record<UserModeLetter, (session: IrcSession, on: boolean) => void | Promise<void>>>
> = {
  B: async (session, on) => void await session.act({ kind: "describe", isBot: on }),
  R: async (session, on) => void await session.act({ kind: "describe", hearsUsersOnly: on }),
  T: (session, on) => setOwn(session, "T", on),
  i: (session, on) => setOwn(session, "i", on),
  // What comes with the account stays: only what OPER gave can be given back.
  o: async (session) => void await session.act({ kind: "grant-role", role: "guest" }),
  w: (session, on) => setOwn(session, "w", on),
};

/**
 * Shows a client its modes, or changes them: what has changed is told as a MODE.
 *
 * @throws {IrcError} 401 or 502 if it is somebody else's.
 */
export async function runUserMode(session: IrcSession, { params }: Message): Promise<void> {
  const [nick = "", typed] = params;
  const { name } = session.person.person;
  if (nameKey(nick) !== nameKey(name)) {
    if (session.irc.house.world.presenceNamed(nick)) throw new IrcError("USERSDONTMATCH");
    throw new IrcError("NOSUCHNICK", [nick]);
  }
  if (typed === undefined) return session.numeric("UMODEIS", [`+${userModesOf(session)}`]);
  const { changes, hasUnknown } = parseUserModes(typed);
  const before = userModesOf(session);
  const wanted = changes.filter(({ letter, on }) => before.includes(letter) !== on);
  for (const { letter, on } of wanted) await CHANGES[letter]?.(session, on);
  // The event tells of -o, to all clients of the person.
  const told = wanted.filter(({ letter }) => letter !== "o");
  if (told.length > 0) session.from(session.mask, "MODE", [name, ...formatModes(told)]);
  if (hasUnknown) session.numeric("UMODEUNKNOWNFLAG");
}

/** Of this connection alone. */
function setOwn(session: IrcSession, letter: "T" | "i" | "w", on: boolean): void {
  session.state.setMode(letter, on);
  session.updateProfile();
  session.irc.crowd.lookAtModes(session.person);
}
