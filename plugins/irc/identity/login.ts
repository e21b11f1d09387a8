/**
 * Logging in: a client turns out to be a user, before it has come in or after.
 *
 * @module
 */

import { type Presence, RefusedError, type User } from "partyline";
import { roomChannel } from "../channels/channel_name.ts";
import { announceRooms } from "../channels/entering.ts";
import { IrcError } from "../wire/irc_error.ts";
import type { IrcSession } from "../irc_session.ts";
import { deliverMail } from "../talk/mail.ts";

/** After so many failures a connection is ended. */
const LOGIN_TRIES = 3;

/** Who a client was before it logged in, as it knows itself. */
interface Appearance {
  readonly presence: Presence;
  readonly name: string;
  readonly mask: string;
  readonly channels: readonly string[];
}

/**
 * Makes a client the user of whom it has shown to know the password: when it comes in, or now. If the
 * user is here already, the client joins them: it reads that it leaves its channels, has their name,
 * and is in theirs.
 *
 * @throws {RefusedError} If the user may not be here.
 * @throws {IrcError} 433 if the user wants no other client beside their own.
 */
export async function logIn(
  session: IrcSession,
  user: User,
  { bySasl = false }: { readonly bySasl?: boolean } = {},
): Promise<void> {
  const before = session.presence && appearanceOf(session);
  if (before) await become(session, user);
  else session.registration.account = user;
  const hasMoved = before !== undefined && before.presence !== session.presence;
  if (hasMoved) leaveAppearance(session, before);
  tellLogin(session, user);
  if (bySasl) session.numeric("SASLSUCCESS");
  if (before && session.state.has("account-notify")) {
    session.from(session.mask, "ACCOUNT", [user.name]);
  }
  if (hasMoved) announceRooms(session);
  if (before) await deliverMail(session);
}

/** Tells a client which account it is logged in to: 900. */
export function tellLogin(session: IrcSession, { name }: User): void {
  session.numeric("LOGGEDIN", [maskOf(session), name], `You are now logged in as ${name}`);
}

/** Counts a login that has failed; who fails too often is sent away when the command has been answered. */
export function noteFailedLogin(session: IrcSession): void {
  if (++session.state.failedLogins >= LOGIN_TRIES) session.hangUp("Too many failed logins");
}

/**
 * Throws if the user is here and wants to be on one client alone (NickServ's SET MULTICLIENT OFF).
 *
 * @throws {IrcError} 433
 */
export function checkMayJoin({ irc }: IrcSession, user: User): void {
  const here = irc.house.world.presenceOfUser(user.id);
  if (!here || !irc.loners.has(here)) return;
  throw new IrcError(
    "NICKNAMEINUSE",
    [here.person.name],
    `${user.name} is here, and wants no other client`,
  );
}

async function become(session: IrcSession, user: User): Promise<void> {
  const own = session.person.user;
  if (own?.id === user.id) return;
  checkMayJoin(session, user);
  if (own) await comeInAgain(session, user);
  else await session.act({ kind: "identify", user: user.id });
}

/** A user can't become another while they are here, so they leave, and come in as the other. */
async function comeInAgain(session: IrcSession, user: User): Promise<void> {
  const { house } = session.irc;
  const { person: { name, ident }, realName } = session.person;
  const arrival = {
    user: user.id,
    ...(ident !== undefined && { ident }),
    ...(realName !== undefined && { realName }),
  };
  const reason = `logged in as ${user.name}`;
  const departure = house.sequencer.submit({ kind: "depart", session: session.id, reason });
  try {
    await house.entry.arrive(session, { ...arrival, name });
  } catch (error) {
    if (!isAboutName(error)) return sendAway(session, error);
    await house.entry.arrive(session, { ...arrival, name: user.name });
  }
  await departure;
}

/** Whether the name that they wore can't be worn by the other: it is an account's, or still worn. */
function isAboutName(error: unknown): boolean {
  return error instanceof RefusedError && error.refusal.code.startsWith("name-");
}

/** Whoever has left and may not come in is nobody, and of no use. */
function sendAway(session: IrcSession, error: unknown): never {
  session.hangUp("You can't come in again");
  throw error;
}

function appearanceOf({ irc, person, mask }: IrcSession): Appearance {
  const rooms = [...person.rooms].map((id) => irc.house.world.room(id)!);
  const channels = rooms.map(({ name }) => roomChannel(name));
  return { presence: person, name: person.person.name, mask, channels };
}

/** The client reads that it has left its channels, and what it is called now. */
function leaveAppearance(session: IrcSession, { name, mask, channels }: Appearance): void {
  const { person } = session.person;
  for (const channel of channels) session.from(mask, "PART", [channel, "Logged in"]);
  if (person.name !== name) session.from(mask, "NICK", [person.name]);
}

function maskOf(session: IrcSession): string {
  if (session.presence) return session.mask;
  return `${session.nick}!${session.registration.user?.ident ?? "*"}@*`;
}
