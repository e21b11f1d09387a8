/**
 * Showing who one is: AUTHENTICATE.
 *
 * @module
 */

import type { User } from "partyline";
import type { IrcCommands } from "../command.ts";
import type { IrcSession } from "../irc_session.ts";
import { logIn, noteFailedLogin } from "../identity/login.ts";
import type { Message } from "../wire/message.ts";
import { saslChunks, SaslExchange, saslMechanisms } from "../identity/sasl_exchange.ts";

/** Showing who one is. */
export const SASL_COMMANDS: IrcCommands = {
  AUTHENTICATE: {
    params: "<mechanism>|<base64>|+|*",
    summary: "Log in to an account: the mechanism, then what it takes.",
    spec: "IRCv3 sasl",
    least: 1,
    when: "always",
    run: authenticate,
  },
};

/** Forgets an exchange that a client is in the middle of: 906. */
export function abortSasl(session: IrcSession): void {
  if (!session.state.sasl) return;
  session.state.sasl = undefined;
  session.numeric("SASLABORTED");
}

async function authenticate(session: IrcSession, { params }: Message): Promise<void> {
  const { state } = session;
  const word = params[0]!;
  if (word === "*") {
    state.sasl = undefined;
    return session.numeric("SASLABORTED");
  }
  if (state.sasl) return await goOn(session, word);
  const mechanisms = saslMechanisms(session);
  const name = word.toUpperCase();
  if (!mechanisms.includes(name)) {
    session.numeric("SASLMECHS", [mechanisms.join(",")]);
    return session.numeric("SASLFAIL");
  }
  state.sasl = new SaslExchange(session, name);
  sendChallenge(session, "");
}

async function goOn(session: IrcSession, chunk: string): Promise<void> {
  const { state } = session;
  const step = await state.sasl!.take(chunk);
  if (step === "more") return;
  if (typeof step === "object" && "challenge" in step) {
    return sendChallenge(session, step.challenge);
  }
  state.sasl = undefined;
  if (step === "too-long") return session.numeric("SASLTOOLONG");
  if (step === "failed") {
    session.numeric("SASLFAIL");
    return noteFailedLogin(session);
  }
  await succeed(session, step.user);
}

/** The user is who they say; that they may be here as well is for the world to say. */
async function succeed(session: IrcSession, user: User): Promise<void> {
  try {
    await logIn(session, user, { bySasl: true });
  } catch (error) {
    session.numeric("SASLFAIL");
    throw error;
  }
}

function sendChallenge(session: IrcSession, challenge: string): void {
  for (const chunk of saslChunks(challenge)) session.answerWith(`AUTHENTICATE ${chunk}`);
}
