/**
 * What a client says of itself before it comes in, and its coming in.
 *
 * @module
 */

import { RefusedError, type User } from "partyline";
import type { IrcSession } from "../irc_session.ts";
import { checkMayJoin, tellLogin } from "./login.ts";
import { verifySecret } from "./secret.ts";
import { welcome } from "./welcome.ts";

/** What USER says (RFC 2812, section 3.1.3). */
export interface UserNames {
  readonly ident: string;
  readonly realName: string;
}

/** What a client has said of itself before it has come in. */
export class Registration {
  /** The name it wants. */
  nick: string | undefined;
  /** What it has said by USER. */
  user: UserNames | undefined;
  /** What it has sent by PASS. */
  password: string | undefined;
  /** The account whose password has been seen. */
  account: User | undefined;
  /** Whether it has begun to negotiate capabilities and not ended that (CAP LS or REQ, then CAP END). */
  isNegotiating = false;
  /** What it leaves for those who tell it something, by AWAY before coming in (IRCv3 draft/pre-away). */
  away: string | undefined;
  #notes: Map<string, string> | undefined;

  /** What it notes about itself by METADATA before coming in, by key. */
  get notes(): Map<string, string> {
    return this.#notes ??= new Map();
  }

  /** Gives what it has noted, which is the world's from now on. */
  takeNotes(): readonly (readonly [key: string, value: string])[] {
    const notes = [...this.#notes ?? []];
    this.#notes = undefined;
    return notes;
  }
}

/** Lets a client in, once it has said all that there is to say; until then there is nothing to wait for. */
export function comeIn(session: IrcSession): Promise<void> | void {
  const { nick, user, isNegotiating } = session.registration;
  if (session.presence || nick === undefined || !user || isNegotiating) return;
  return comeInAs(session, { nick, user });
}

async function comeInAs(
  session: IrcSession,
  { nick, user }: { readonly nick: string; readonly user: UserNames },
): Promise<void> {
  const { registration, irc } = session;
  if (asksForPassword(session) && !await hasPassword(session)) {
    session.numeric("PASSWDMISMATCH");
    return session.quit("Bad password");
  }
  try {
    if (registration.account) checkMayJoin(session, registration.account);
    await irc.house.entry.arrive(session, {
      name: nick,
      ...(registration.account && { user: registration.account.id }),
      ident: user.ident,
      realName: user.realName,
    });
  } catch (error) {
    if (!(error instanceof RefusedError)) throw error;
    return turnAway(session, error);
  }
  await welcome(session);
}

/** Whether there is a password to be looked at. */
function asksForPassword({ registration, irc }: IrcSession): boolean {
  return irc.settings.password !== "" || registration.password !== undefined;
}

/** The server's password, if it has one; or `account:password`, which logs in on the way. */
async function hasPassword(session: IrcSession): Promise<boolean> {
  const { registration, irc, address } = session;
  const { password } = registration;
  const isRight = irc.settings.password === "" ||
    password !== undefined && await verifySecret(password, irc.settings.password);
  if (registration.account || password === undefined) return isRight;
  const [, name, secret] = /^([^:]+):(.+)$/.exec(password) ?? [];
  if (name === undefined || secret === undefined) return isRight;
  registration.account = await irc.house.credentials.check({ name, password: secret, address });
  if (registration.account) tellLogin(session, registration.account);
  return isRight || registration.account !== undefined;
}

/** A name that can't be had may be followed by another; whatever else stands against a client ends it. */
function turnAway(session: IrcSession, error: RefusedError): void {
  const { refusal } = error;
  switch (refusal.code) {
    case "banned-from-house":
      session.refuse(refusal);
      return session.quit(`Banned${refusal.reason && `: ${refusal.reason}`}`);
    case "guests-refused":
      session.failWith("*", {
        code: "ACCOUNT_REQUIRED",
        text: "This server is for those who have an account; log in by SASL",
      });
      return session.quit("Account required");
  }
  session.registration.nick = undefined;
  throw error;
}
