/**
 * NickServ: accounts, for clients that know no better way.
 *
 * @module
 */

import { hashPassword, type User } from "partyline";
import { makeAccount } from "../identity/accounts.ts";
import {
  CERTIFICATES_NOTE,
  CERTIFICATES_PER_USER,
  certificatesOf,
  parseFingerprint,
} from "../identity/certificates.ts";
import type { IrcSession } from "../irc_session.ts";
import { logIn, noteFailedLogin } from "../identity/login.ts";
import { type Service, type ServiceCall, ServiceError } from "./pseudo_client.ts";

/** Accounts, for clients that know no better way. */
export const NICKSERV: Service = {
  name: "NickServ",
  summary: "your account, and the name that it keeps for you.",
  commands: {
    CERT: {
      params: "ADD [<fingerprint>] | DEL <fingerprint> | LIST",
      summary:
        "The certificates by which you can log in (SASL EXTERNAL); yours unless you name one.",
      least: 1,
      run: certificates,
    },
    GHOST: {
      params: "<nick> [<password>]",
      summary: "End the other connections of your account.",
      least: 1,
      run: ghost,
    },
    IDENTIFY: {
      params: "[<account>] <password>",
      summary: "Log in to your account: that of your nick, unless you name another.",
      least: 1,
      run: identify,
    },
    INFO: {
      params: "[<account>]",
      summary: "What everyone may know of an account.",
      run: info,
    },
    PASSWD: {
      params: "<old password> <new password>",
      summary: "Change your password.",
      least: 2,
      run: changePassword,
    },
    REGAIN: {
      params: "<nick> [<password>]",
      summary: "As GHOST, and take the name.",
      least: 1,
      run: regain,
    },
    REGISTER: {
      params: "<password> [<email>]",
      summary: "Make an account of your nick. Nothing is done with the address.",
      least: 1,
      run: register,
    },
    SAREGISTER: {
      params: "<account> <password>",
      summary: "Make an account for somebody else.",
      least: 2,
      role: "moderator",
      run: registerOther,
    },
    SET: {
      params: "MULTICLIENT ON|OFF",
      summary: "Whether other clients may join you while you are here; they may unless you say no.",
      least: 2,
      run: set,
    },
  },
};

async function register(
  { session, say }: ServiceCall,
  [password]: readonly string[],
): Promise<void> {
  const { user: own, person } = session.person;
  if (own) throw new ServiceError(`You are logged in as ${own.name}`);
  const user = await makeAccount(session, { name: person.name, password: password! });
  say("Account created");
  await logIn(session, user);
}

async function registerOther(
  { session, say }: ServiceCall,
  [name, password]: readonly string[],
): Promise<void> {
  const passwordHash = await hashPassword(password!);
  await session.submit({ kind: "register", name: name!, passwordHash });
  say("Account created");
}

async function identify({ session, say }: ServiceCall, params: readonly string[]): Promise<void> {
  const [name, password] = params.length > 1 ? params : [session.nick, params[0]!];
  const user = await checkPassword(session, { name: name!, password: password! });
  await logIn(session, user);
  say(`You're now logged in as ${user.name}`);
}

async function changePassword(
  { session, say }: ServiceCall,
  [old, password]: readonly string[],
): Promise<void> {
  const { name } = ownAccount(session);
  const user = await checkPassword(session, { name, password: old! });
  const passwordHash = await hashPassword(password!);
  await session.submit({ kind: "set-password", user: user.id, passwordHash });
  say("Password changed");
}

async function ghost(
  { session, say }: ServiceCall,
  [nick, password]: readonly string[],
): Promise<void> {
  const user = await ownerOf(session, { nick: nick!, password });
  const count = endOthers(session, user);
  say(count > 0 ? `Ghosted ${nick}` : `${nick} has no other connection`);
}

async function regain(
  { session, say }: ServiceCall,
  [nick, password]: readonly string[],
): Promise<void> {
  const user = await ownerOf(session, { nick: nick!, password });
  await logIn(session, user);
  endOthers(session, user);
  await session.act({ kind: "rename", name: nick! });
  say(`You are ${nick}`);
}

function info({ session, say }: ServiceCall, [name = session.nick]: readonly string[]): void {
  const user = owner(session, name);
  if (!user) throw new ServiceError(`There is no account ${name}`);
  const here = session.irc.house.world.presenceOfUser(user.id);
  say(
    `Account: ${user.name}`,
    `Registered: ${new Date(user.createdAt).toUTCString()}`,
    here ? `Here as: ${here.person.name}` : `Last seen: ${new Date(user.lastSeenAt).toUTCString()}`,
  );
}

async function certificates(
  { session, say }: ServiceCall,
  [word, typed]: readonly string[],
): Promise<void> {
  const known = certificatesOf(ownAccount(session));
  switch (word!.toUpperCase()) {
    case "ADD": {
      const fingerprint = fingerprintOf(typed ?? session.certificate?.fingerprint);
      const all = new Set([...known, fingerprint]);
      if (all.size > CERTIFICATES_PER_USER) {
        throw new ServiceError(`You have ${known.length} certificates already`);
      }
      await noteCertificates(session, [...all]);
      return say(`You can log in by ${fingerprint}`);
    }
    case "DEL": {
      const fingerprint = fingerprintOf(typed);
      if (!known.includes(fingerprint)) throw new ServiceError("That is none of yours");
      await noteCertificates(session, known.filter((one) => one !== fingerprint));
      return say("Certificate forgotten");
    }
    case "LIST":
      return say(...(known.length > 0 ? known : ["You have no certificates here"]));
    default:
      throw new ServiceError(`How it is used: CERT ${NICKSERV.commands.CERT!.params}`);
  }
}

function fingerprintOf(typed: string | undefined): string {
  if (typed === undefined) throw new ServiceError("You are connected without a certificate");
  const fingerprint = parseFingerprint(typed);
  if (fingerprint === undefined) {
    throw new ServiceError("A fingerprint is SHA-256, in 64 hexadecimal digits");
  }
  return fingerprint;
}

async function noteCertificates(session: IrcSession, all: readonly string[]): Promise<void> {
  const value = all.length > 0 ? { value: all.join(" ") } : {};
  await session.act({ kind: "note-person", key: CERTIFICATES_NOTE, ...value });
}

function set({ session, say }: ServiceCall, [what, value]: readonly string[]): void {
  ownAccount(session);
  const { loners } = session.irc;
  switch (`${what} ${value}`.toUpperCase()) {
    case "MULTICLIENT OFF":
      loners.add(session.person);
      return say("No other client can join you now, as long as you are here");
    case "MULTICLIENT ON":
      loners.delete(session.person);
      return say("Other clients can join you now");
    default:
      throw new ServiceError(`How it is used: SET ${NICKSERV.commands.SET!.params}`);
  }
}

/** Ends the sessions of a user, but for this one; gives how many there were. */
function endOthers(session: IrcSession, user: User): number {
  const { world, directory } = session.irc.house;
  const presence = world.presenceOfUser(user.id);
  const others = presence
    ? directory.sessionsOf(presence.id).filter(({ id }) => id !== session.id)
    : [];
  for (const other of others) other.end(`Ghosted by ${session.nick}`);
  return others.length;
}

/** Whose name is claimed, and by what password if the client is not logged in to the account. */
interface Claim {
  readonly nick: string;
  readonly password: string | undefined;
}

async function ownerOf(session: IrcSession, { nick, password }: Claim): Promise<User> {
  const user = owner(session, nick);
  if (user && user.id === session.person.user?.id) return user;
  if (password === undefined) throw new ServiceError(`${nick} is not your account's`);
  return await checkPassword(session, { name: user?.name ?? nick, password });
}

/** The user who wears a name, or whose account has it. */
function owner({ irc }: IrcSession, name: string): User | undefined {
  const { world } = irc.house;
  return world.presenceNamed(name)?.user ?? world.userNamed(name);
}

function ownAccount(session: IrcSession): User {
  const { user } = session.person;
  if (!user) throw new ServiceError("You are not logged in");
  return user;
}

async function checkPassword(
  session: IrcSession,
  { name, password }: { readonly name: string; readonly password: string },
): Promise<User> {
  const { irc, address } = session;
  const user = await irc.house.credentials.check({ name, password, address });
  if (user) return user;
  noteFailedLogin(session);
  throw new ServiceError(`Cannot log in as "${name}" as the password is wrong`);
}
