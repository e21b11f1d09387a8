/**
 * Coming and going, and what one is called: PASS, NICK, USER, SETNAME, PING, PONG, QUIT.
 *
 * @module
 */

import { faultOfName, RefusedError } from "partyline";
import type { IrcCommands } from "../command.ts";
import { FailReply, IrcError } from "../wire/irc_error.ts";
import type { IrcSession } from "../irc_session.ts";
import { USER_LENGTH } from "../tables/isupport.ts";
import type { Message } from "../wire/message.ts";
import { comeIn } from "../identity/registration.ts";

/** What stands before the ident: nobody has checked it. */
const UNCHECKED = "~";

/** The ident of those whose user name has nothing in it that an ident may have. */
const PLAIN_IDENT = "user";

const ENCODER = new TextEncoder();

/** Coming and going, and what one is called. */
export const REGISTRATION_COMMANDS: IrcCommands = {
  NICK: {
    params: "<nickname>",
    summary: "Take a name, or another one.",
    spec: "RFC 2812 3.1.2",
    when: "always",
    run: nick,
  },
  PASS: {
    params: "<password>",
    summary: "Say the server's password, or account:password, before coming in.",
    spec: "RFC 2812 3.1.1",
    least: 1,
    when: "before",
    run: ({ registration }, { params }) => void (registration.password = params[0]),
  },
  PING: {
    params: "<token>",
    summary: "Ask whether the server is there.",
    spec: "RFC 2812 3.7.2",
    when: "always",
    async run(session, { params }) {
      // What others have said before is read before the PONG, as if there were one connection.
      await session.irc.house.sequencer.settled();
      const token = params[0] ?? "";
      if (token === "") throw new IrcError("NOORIGIN");
      session.fromServer("PONG", [session.irc.serverName, token]);
    },
  },
  PONG: {
    params: "<token>",
    summary: "Answer a PING.",
    spec: "RFC 2812 3.7.3",
    when: "always",
    run() {},
  },
  QUIT: {
    params: "[<reason>]",
    summary: "Leave.",
    spec: "RFC 2812 3.1.7",
    when: "always",
    run: quit,
  },
  SETNAME: {
    params: "<realname>",
    summary: "Say what you are called, in any words.",
    spec: "IRCv3 setname",
    least: 1,
    run: setName,
  },
  USER: {
    params: "<username> 0 * <realname>",
    summary: "Say who you are on your machine, and what you are called.",
    spec: "RFC 2812 3.1.3",
    least: 4,
    when: "before",
    run: user,
  },
};

function nick(session: IrcSession, { params }: Message): Promise<void> | void {
  const name = params[0] ?? "";
  if (name === "") throw new IrcError("NONICKNAMEGIVEN");
  if (session.presence) return rename(session, name);
  const fault = faultOfName(name);
  if (fault !== undefined) throw new IrcError("ERRONEUSNICKNAME", [name], fault);
  session.registration.nick = name;
  return comeIn(session);
}

async function rename(session: IrcSession, name: string): Promise<void> {
  await session.act({ kind: "rename", name });
}

function user(session: IrcSession, { params }: Message): Promise<void> | void {
  const [userName = "", , , realName = ""] = params;
  if (userName === "" || realName === "") throw new IrcError("NEEDMOREPARAMS", ["USER"]);
  session.registration.user = {
    ident: identOf(userName),
    realName: cut(realName, session.irc.house.world.policy.topicBytes),
  };
  return comeIn(session);
}

/** What a mask can hold of a user name. */
function identOf(userName: string): string {
  const plain = userName.replace(/[^\w.^[\]{}|\\-]/g, "") || PLAIN_IDENT;
  return (UNCHECKED + plain).slice(0, USER_LENGTH);
}

/** A text in so many bytes at most, cut between two characters. */
function cut(text: string, limitBytes: number): string {
  // A UTF-16 unit takes at most three bytes.
  if (text.length * 3 <= limitBytes) return text;
  const { read } = ENCODER.encodeInto(text, new Uint8Array(limitBytes));
  return text.slice(0, read);
}

async function setName(session: IrcSession, { params }: Message): Promise<void> {
  const realName = params[0]!;
  if (realName === "") throw invalidRealName("A real name needs at least one letter");
  try {
    await session.act({ kind: "describe", realName });
  } catch (error) {
    if (!(error instanceof RefusedError)) throw error;
    throw invalidRealName("That can't be a real name");
  }
}

function invalidRealName(text: string): FailReply {
  return new FailReply("SETNAME", { code: "INVALID_REALNAME", text });
}

/** The client reads its own QUIT, as everyone else does who hears of it. */
function quit(session: IrcSession, { params }: Message): void {
  const reason = params[0] ? `Quit: ${params[0]}` : "Quit";
  if (session.presence) session.from(session.mask, "QUIT", [reason]);
  session.quit(reason);
}
