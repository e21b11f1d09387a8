/**
 * Making an account: REGISTER, VERIFY.
 *
 * @module
 */

import { type Refusal, type RefusalCode, RefusedError } from "partyline";
import { accountOf, makeAccount } from "../identity/accounts.ts";
import type { IrcCommands } from "../command.ts";
import { FailReply } from "../wire/irc_error.ts";
import type { IrcSession } from "../irc_session.ts";
import { logIn } from "../identity/login.ts";
import type { Message } from "../wire/message.ts";
import { NUMERICS } from "../tables/numerics.ts";
import { refusalNumeric } from "../tables/refusals.ts";

/** Making an account. */
export const ACCOUNT_COMMANDS: IrcCommands = {
  REGISTER: {
    params: "<account>|* <email>|* <password>",
    summary: "Make an account; * is one of your nick. Nothing is done with the address.",
    spec: "IRCv3 draft/account-registration",
    least: 3,
    when: "always",
    run: register,
  },
  VERIFY: {
    params: "<account> <code>",
    summary: "Nothing: accounts are made at once here, without a code.",
    spec: "IRCv3 draft/account-registration",
    least: 2,
    when: "always",
    run: verify,
  },
};

/** What REGISTER answers to refusals of the world. Those of a name that is worn is the older draft's. */
const CODES: { readonly [Code in RefusalCode]?: string } = {
  "name-in-use": "USERNAME_EXISTS",
  "name-not-allowed": "BAD_ACCOUNT_NAME",
  "name-registered": "ACCOUNT_EXISTS",
  "name-too-similar": "ACCOUNT_EXISTS",
};

async function register(session: IrcSession, { params }: Message): Promise<void> {
  const [asked = "*", , password = ""] = params;
  checkMayRegister(session, asked);
  const name = asked === "*" ? session.nick : asked;
  if (password === "") throw fail("WEAK_PASSWORD", name, "A password needs at least one letter");
  try {
    const user = await makeAccount(session, { name, password });
    session.fromServer("REGISTER", ["SUCCESS", user.name, "Account created"]);
    await logIn(session, user);
  } catch (error) {
    if (!(error instanceof RefusedError)) throw error;
    throw fail(CODES[error.refusal.code] ?? "TEMPORARILY_UNAVAILABLE", name, textOf(error.refusal));
  }
}

function checkMayRegister(session: IrcSession, asked: string): void {
  if (!session.presence && !session.irc.settings.register_before_connect) {
    throw fail("COMPLETE_CONNECTION_REQUIRED", asked, "Come in first, then make an account");
  }
  if (session.nick === "*") throw fail("NEED_NICK", "*", "Say by NICK what you are called first");
  checkLoggedOut(session, "REGISTER");
}

function checkLoggedOut(session: IrcSession, command: string): void {
  const user = accountOf(session);
  if (!user) return;
  throw new FailReply(command, {
    code: "ALREADY_AUTHENTICATED",
    context: [user.name],
    text: `You are logged in as ${user.name}`,
  });
}

function verify(session: IrcSession, { params }: Message): never {
  checkLoggedOut(session, "VERIFY");
  throw new FailReply("VERIFY", {
    code: "INVALID_CODE",
    context: [params[0]!],
    text: "No account waits for a code",
  });
}

function fail(code: string, account: string, text: string): FailReply {
  return new FailReply("REGISTER", { code, context: [account], text });
}

function textOf(refusal: Refusal): string {
  const { name, text } = refusalNumeric(refusal, { command: "REGISTER", params: [] });
  return text ?? (NUMERICS[name] as { readonly text?: string }).text ?? name;
}
