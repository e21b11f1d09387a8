/**
 * Who somebody is, and who was here: WHOIS, WHOWAS.
 *
 * @module
 */

import { type Presence, type Role, roleOf } from "partyline";
import { roomChannel } from "../channels/channel_name.ts";
import type { IrcCommands } from "../command.ts";
import { publicNotes } from "../identity/certificates.ts";
import { IrcError } from "../wire/irc_error.ts";
import type { IrcSession } from "../irc_session.ts";
import { NAMES_PER_QUERY } from "../tables/isupport.ts";
import type { Message } from "../wire/message.ts";
import { standingSymbols } from "../rendering/mode_changes.ts";
import {
  addressOf,
  idleSeconds,
  isOperator,
  isSecure,
  realNameOf,
} from "../people/person_facts.ts";
import { checkServer } from "../server_target.ts";
import { userModesOf } from "../tables/user_modes.ts";
import { clientsOf, mayInspect, maySeeRoom } from "../people/visibility.ts";
import type { Departure } from "../people/whowas.ts";
import { wordLines } from "../wire/word_lines.ts";

/** Who somebody is, and who was here. */
export const WHOIS_COMMANDS: IrcCommands = {
  WHOIS: {
    params: "[<server>] <nick>{,<nick>}",
    summary: "Who somebody is, where they are, and for how long.",
    spec: "RFC 2812 3.6.2",
    run: whois,
  },
  WHOWAS: {
    params: "<nick>{,<nick>} [<count> [<server>]]",
    summary: "Who had a nick and has it no more.",
    spec: "RFC 2812 3.6.3",
    run: whowas,
  },
};

function whois(session: IrcSession, { params }: Message): void {
  if (params.length > 1) checkServer(session, params[0]);
  for (const name of namesIn(params[1] ?? params[0])) {
    const presence = session.irc.house.world.presenceNamed(name);
    if (presence) describe(session, presence);
    else session.numeric("NOSUCHNICK", [name]);
    session.numeric("ENDOFWHOIS", [presence?.person.name ?? name]);
  }
}

function namesIn(list: string | undefined): string[] {
  const names = (list ?? "").split(",").filter((name) => name !== "");
  if (names.length === 0) throw new IrcError("NONICKNAMEGIVEN");
  return names.slice(0, NAMES_PER_QUERY);
}

/** What operators are called, by their roles. */
const OPERATOR_WORDS: Readonly<Partial<Record<Role, string>>> = {
  moderator: "is a moderator of the server",
  sysop: "is a sysop of the server",
};

function describe(session: IrcSession, presence: Presence): void {
  const { irc } = session;
  const { person, user, away, since } = presence;
  const { name, ident = "?", host = "?" } = person;
  session.numeric("WHOISUSER", [name, ident, host, "*"], realNameOf(presence));
  for (const channels of wordLines(channelsOf(session, presence))) {
    session.numeric("WHOISCHANNELS", [name], channels.join(" "));
  }
  session.numeric("WHOISSERVER", [name, irc.serverName], irc.house.name);
  if (isOperator(presence)) {
    session.numeric("WHOISOPERATOR", [name], OPERATOR_WORDS[roleOf(presence)]);
  }
  if (isSecure(irc, presence)) session.numeric("WHOISSECURE", [name]);
  if (user) session.numeric("WHOISACCOUNT", [name, user.name]);
  if (presence.isBot) session.numeric("WHOISBOT", [name]);
  if (away !== undefined) session.numeric("AWAY", [name], away);
  if (mayInspect(session, presence)) inspect(session, presence);
  const signon = Math.floor(since / 1000);
  session.numeric("WHOISIDLE", [name, String(idleSeconds(irc, presence)), String(signon)]);
  if (!session.state.has("draft/metadata-3")) return;
  for (const [key, value] of publicNotes(presence.notes)) {
    session.numeric("WHOISKEYVALUE", [name, key, "*"], value);
  }
}

/** The rooms that somebody is in, as far as the client may know of it; of who is invisible only shared ones. */
function* channelsOf(session: IrcSession, presence: Presence): Generator<string> {
  const { irc } = session;
  const isHiding = irc.crowd.isInvisible(presence) && !mayInspect(session, presence);
  for (const id of presence.rooms) {
    const room = irc.house.world.room(id);
    if (!room || !maySeeRoom(session, room) || (isHiding && !session.isIn(id))) continue;
    const symbols = standingSymbols(irc.house.world.standingIn(room, presence));
    yield channelSymbol(session, symbols) + roomChannel(room.name);
  }
}

/** RFC 2812, section 5.1: 319 knows `@` for all operators; who knows several prefixes knows the others too. */
function channelSymbol({ state }: IrcSession, symbols: string): string {
  return state.has("multi-prefix") ? symbols : symbols.slice(0, 1).replace(/[~&]/, "@");
}

/** What only they themself and operators are told. */
function inspect(session: IrcSession, presence: Presence): void {
  const { irc } = session;
  const { name, ident = "?", host = "?" } = presence.person;
  const clients = clientsOf(irc, presence);
  for (const { certificate } of clients) {
    if (!certificate) continue;
    const { fingerprint } = certificate;
    session.numeric("WHOISCERTFP", [name], `has client certificate fingerprint ${fingerprint}`);
  }
  const address = addressOf(irc, presence);
  if (address !== undefined) {
    session.numeric("WHOISACTUALLY", [name, `${ident}@${host}`, address]);
  }
  const letters = new Set(clients.flatMap((client) => [...userModesOf(client)]));
  if (letters.size > 0) {
    session.numeric("WHOISMODES", [name], `is using modes +${[...letters].sort().join("")}`);
  }
}

function whowas(session: IrcSession, { params }: Message): void {
  const [list = "", count, server] = params;
  checkServer(session, server);
  const names = namesIn(list);
  // RFC 2812: "If a non-positive number is passed as being <count>, then a full search is done."
  const most = Number.parseInt(count ?? "", 10);
  for (const departure of session.irc.whowas.of(names, most > 0 ? most : Infinity)) {
    remember(session, departure);
  }
  for (const name of names) {
    if (session.irc.whowas.of([name], 1).length === 0) session.numeric("WASNOSUCHNICK", [name]);
  }
  session.numeric("ENDOFWHOWAS", [list]);
}

function remember(session: IrcSession, { person, realName, account, at }: Departure): void {
  const { name, ident = "?", host = "?" } = person;
  session.numeric("WHOWASUSER", [name, ident, host, "*"], realName);
  session.numeric("WHOISSERVER", [name, session.irc.serverName], new Date(at).toUTCString());
  if (account !== undefined) session.numeric("WHOISACCOUNT", [name, account], "was logged in as");
}
