/**
 * Taking messages back: REDACT.
 *
 * @module
 */

import { bytesOfEvent, type PrivateMessage, RefusedError, type WorldEvent } from "partyline";
import { channelRoom } from "../channels/channel_name.ts";
import type { IrcCommands } from "../command.ts";
import { FailReply } from "../wire/irc_error.ts";
import type { IrcSession } from "../irc_session.ts";
import type { Message } from "../wire/message.ts";
import { readMessageId } from "../history/message_reference.ts";
import { isSameParty, type Party, partyNamed } from "../talk/party.ts";

/** Taking messages back. */
export const REDACTION_COMMANDS: IrcCommands = {
  REDACT: {
    params: "<target> <msgid> [<reason>]",
    summary: "Take a message back.",
    spec: "IRCv3 draft/message-redaction",
    least: 2,
    run: redact,
  },
};

/** What is to be taken back, as it was typed. */
interface Wanted {
  readonly target: string;
  readonly msgid: string;
  readonly reason: string;
}

async function redact(session: IrcSession, { params }: Message): Promise<void> {
  const [target = "", msgid = "", reason = ""] = params;
  const wanted = { target, msgid, reason };
  const room = channelRoom(target);
  try {
    if (room === undefined) await redactTold(session, wanted);
    else await redactSaid(session, room, wanted);
  } catch (error) {
    throw failureOf(error, wanted) ?? error;
  }
}

async function redactSaid(session: IrcSession, name: string, wanted: Wanted): Promise<void> {
  const { world, history } = session.irc.house;
  const room = world.roomNamed(name);
  // Nobody learns from the answer which messages there are in rooms that are not theirs.
  if (!room || !(session.isIn(room.id) || session.hasRole("moderator"))) throw badTarget(wanted);
  const id = readMessageId(wanted.msgid);
  const from = id === undefined ? undefined : history.saidAs(room.id, id);
  if (!from) throw unknownMessage(wanted);
  const events = await session.act({
    kind: "redact",
    room: name,
    id: from.id,
    from,
    reason: wanted.reason,
  });
  if (!session.isIn(room.id)) showOwn(session, events);
}

async function redactTold(session: IrcSession, wanted: Wanted): Promise<void> {
  const { world, history } = session.irc.house;
  const id = readMessageId(wanted.msgid);
  const from = id === undefined ? undefined : history.toldAs(id);
  const parties = { me: selfOf(session), other: partyNamed(world, wanted.target) };
  if (!from || !isBetween(from, parties)) throw unknownMessage(wanted);
  await session.act({
    kind: "redact-told",
    to: wanted.target,
    id: from.id,
    from,
    reason: wanted.reason,
  });
}

function selfOf({ person: { person: { name }, user } }: IrcSession): Party {
  return { name, ...(user && { user: user.id }) };
}

function isBetween(
  { name, user, to, toUser }: PrivateMessage,
  { me, other }: { readonly me: Party; readonly other: Party },
): boolean {
  const from = { name, ...(user !== undefined && { user }) };
  const receiver = { name: to, ...(toUser !== undefined && { user: toUser }) };
  return (isSameParty(from, me) && isSameParty(receiver, other)) ||
    (isSameParty(from, other) && isSameParty(receiver, me));
}

/** Who is not in the room is not sent what happens there, but wants to see what they have done. */
function showOwn(session: IrcSession, events: readonly WorldEvent[]): void {
  for (const event of events) {
    const bytes = bytesOfEvent(event, { profile: session.profile, perspective: "here" });
    if (bytes) session.answerWith(bytes);
  }
}

/** What the world's refusal is in the words of the specification (section "Errors"). */
function failureOf(error: unknown, wanted: Wanted): FailReply | undefined {
  if (!(error instanceof RefusedError)) return undefined;
  switch (error.refusal.code) {
    case "needs-rank":
    case "outranked":
      return new FailReply("REDACT", {
        code: "REDACT_FORBIDDEN",
        context: [wanted.target, wanted.msgid],
        text: "That message is not yours to take back",
      });
    case "no-such-room":
    case "no-such-user":
    case "not-in-room":
      return badTarget(wanted);
  }
}

function badTarget({ target }: Wanted): FailReply {
  return new FailReply("REDACT", {
    code: "INVALID_TARGET",
    context: [target],
    text: "You cannot take back messages there",
  });
}

function unknownMessage({ target, msgid }: Wanted): FailReply {
  return new FailReply("REDACT", {
    code: "UNKNOWN_MSGID",
    context: [target, msgid],
    text: "There is no such message, or it is not kept",
  });
}
