/**
 * Up to when somebody has read: MARKREAD.
 *
 * @module
 */

import { RefusedError } from "partyline";
import type { IrcCommands } from "../command.ts";
import { FailReply } from "../wire/irc_error.ts";
import type { IrcSession } from "../irc_session.ts";
import type { Message } from "../wire/message.ts";
import { readMoment } from "../history/message_reference.ts";
import { markForGuest, readTarget, sendMarker } from "../history/read_marker.ts";

/** Up to when somebody has read. */
export const READ_MARKER_COMMANDS: IrcCommands = {
  MARKREAD: {
    params: "<target> [timestamp=<moment>]",
    summary: "Say up to when you have read, or ask.",
    spec: "IRCv3 draft/read-marker",
    run: markRead,
  },
};

async function markRead(session: IrcSession, { params }: Message): Promise<void> {
  const [target = "", typed] = params;
  if (target === "") throw failure("NEED_MORE_PARAMS", [], "Missing parameters");
  if (typed !== undefined) await setMarker(session, target, typed);
  sendMarker(session, target);
}

async function setMarker(session: IrcSession, target: string, typed: string): Promise<void> {
  const moment = readMoment(typed);
  if (moment === undefined) throw failure("INVALID_PARAMS", [target, typed], "That is no moment");
  // Nobody can have read what has yet to be said.
  const readTo = Math.min(moment, session.irc.house.clock.now());
  if (!session.person.user) return markForGuest(session, target, readTo);
  try {
    await session.act({ kind: "mark-read", target: readTarget(target), readTo });
  } catch (error) {
    if (!(error instanceof RefusedError)) throw error;
    throw failure("INVALID_PARAMS", [target], "There is no such channel or nick");
  }
}

function failure(code: string, context: readonly string[], text: string): FailReply {
  return new FailReply("MARKREAD", { code, context, text });
}
