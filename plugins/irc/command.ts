/**
 * A command of IRC, as a row of the tables of commands.
 *
 * @module
 */

import type { Role } from "partyline";
import type { IrcSession } from "./irc_session.ts";
import type { Message } from "./wire/message.ts";

/** A command of IRC. */
export interface IrcCommand {
  /** What comes after the word, as help shows it: `<channel>{,<channel>} [<key>{,<key>}]`. */
  readonly params: string;
  /** What it does, in one short sentence. */
  readonly summary: string;
  /** Where it is described: RFC and section, or the name of an IRCv3 specification. */
  readonly spec: string;
  /** How many parameters it takes at least (461 otherwise); 0 unless told. */
  readonly least?: number;
  /** When it may be used: only before the client has registered, or always; after that unless told. */
  readonly when?: "before" | "always";
  /** The least role in the house that may use it (481 otherwise). */
  readonly role?: Role;
  /**
   * Whether it is nothing but talk, which may be done while talk before it is under way. It answers in its
   * place by {@linkcode IrcSession.say}.
   */
  readonly talks?: true;
  /** Does the work. What it throws of `irc_error.ts`, and what the world refuses, is the answer. */
  run(session: IrcSession, message: Message): void | Promise<void>;
}

/** Commands by their words. */
export type IrcCommands = Readonly<Record<string, IrcCommand>>;
