/**
 * What WHO tells of a person: the fields of its replies.
 *
 * @module
 */

import type { Presence, Room } from "partyline";
import { roomChannel } from "../channels/channel_name.ts";
import type { IrcSession } from "../irc_session.ts";
import { symbolsOf } from "../channels/names.ts";
import { addressOf, idleSeconds, isOperator, isSecure, realNameOf } from "./person_facts.ts";
import { mayInspect } from "./visibility.ts";

/** Somebody as a client sees them. */
export interface Sighting {
  /** Who looks. */
  readonly session: IrcSession;
  readonly presence: Presence;
  /** Where they are looked at; undefined where nobody asked about a room. */
  readonly room?: Room;
  /** What the client knows the answer by. */
  readonly token: string;
}

/** One field of the replies to an extended WHO. */
export interface WhoField {
  readonly letter: string;
  /** In a few words. */
  readonly summary: string;
  /** Where it comes from. */
  readonly spec: string;
  value(sighting: Sighting): string;
}

/** What stands for an address that is nobody's business (IRCv3 whox). */
const NO_ADDRESS = "255.255.255.255";

/** The fields in the order of the reply (IRCv3 whox), whatever the order they were asked in. */
export const WHO_FIELDS: readonly WhoField[] = [
  {
    letter: "t",
    summary: "the token of the request",
    spec: "IRCv3 whox",
    value: ({ token }) => token,
  },
  {
    letter: "c",
    summary: "the channel that was asked for",
    spec: "IRCv3 whox",
    value: ({ room }) => room ? roomChannel(room.name) : "*",
  },
  {
    letter: "u",
    summary: "the ident",
    spec: "IRCv3 whox",
    value: ({ presence }) => presence.person.ident ?? "?",
  },
  {
    letter: "i",
    summary: "the address, for oneself and operators",
    spec: "IRCv3 whox",
    value: ({ session, presence }) =>
      mayInspect(session, presence) ? addressOf(session.irc, presence) ?? NO_ADDRESS : NO_ADDRESS,
  },
  {
    letter: "h",
    summary: "the host",
    spec: "IRCv3 whox",
    value: ({ presence }) => presence.person.host ?? "?",
  },
  {
    letter: "s",
    summary: "the server",
    spec: "IRCv3 whox",
    value: ({ session }) => session.irc.serverName,
  },
  {
    letter: "n",
    summary: "the nick",
    spec: "IRCv3 whox",
    value: ({ presence }) => presence.person.name,
  },
  { letter: "f", summary: "the flags", spec: "IRCv3 whox", value: whoFlags },
  { letter: "d", summary: "how many servers away: none", spec: "ircu, WHOX", value: () => "0" },
  {
    letter: "l",
    summary: "for how many seconds they have done nothing",
    spec: "IRCv3 whox",
    value: ({ session, presence }) => String(idleSeconds(session.irc, presence)),
  },
  {
    letter: "a",
    summary: "the account; 0 for none",
    spec: "IRCv3 whox",
    value: ({ presence }) => presence.user?.name ?? "0",
  },
  {
    letter: "o",
    summary: "the level of an operator of the channel: there are none",
    spec: "ircu, WHOX",
    value: () => "n/a",
  },
  {
    letter: "r",
    summary: "the real name",
    spec: "IRCv3 whox",
    value: ({ presence }) => realNameOf(presence),
  },
];

/**
 * The flags of somebody: `H` here or `G` gone, `*` an operator of the server, the symbols of their ranks
 * (Modern IRC, RPL_WHOREPLY), `B` a bot (IRCv3 bot-mode), `r` logged in, `s` by TLS.
 */
export function whoFlags({ session, presence, room }: Sighting): string {
  return [
    presence.away === undefined ? "H" : "G",
    isOperator(presence) ? "*" : "",
    room ? symbolsOf(session, room, presence) : "",
    presence.isBot ? "B" : "",
    presence.user ? "r" : "",
    isSecure(session.irc, presence) ? "s" : "",
  ].join("");
}
