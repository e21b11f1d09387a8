/**
 * Servers that commands name: this one, as there is no other.
 *
 * @module
 */

import { matchesPattern } from "partyline";
import { IrcError } from "./wire/irc_error.ts";
import type { IrcSession } from "./irc_session.ts";

/**
 * Checks the server that a query is for, which may be named by itself, by a mask, or by somebody on it
 * (RFC 2812, section 3.4).
 *
 * @param typed Undefined where none was named.
 * @throws {IrcError} 402 if it is not this one.
 */
export function checkServer({ irc }: IrcSession, typed: string | undefined): void {
  if (typed === undefined || matchesPattern(typed, irc.serverName)) return;
  if (!irc.house.world.presenceNamed(typed)) throw new IrcError("NOSUCHSERVER", [typed]);
}
