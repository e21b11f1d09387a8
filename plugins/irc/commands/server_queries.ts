/**
 * What the server says of itself: ADMIN, INFO, LINKS, LUSERS, MOTD, STATS, TIME, VERSION.
 *
 * @module
 */

import type { IrcCommands } from "../command.ts";
import { IrcError } from "../wire/irc_error.ts";
import type { IrcSession } from "../irc_session.ts";
import type { Message } from "../wire/message.ts";
import { checkServer } from "../server_target.ts";
import { sendServerBans } from "./server_bans.ts";

/** What the server says of itself. */
export const SERVER_QUERIES: IrcCommands = {
  ADMIN: {
    params: "[<server>]",
    summary: "Who runs the server.",
    spec: "RFC 2812 3.4.9",
    run: forThisServer(sendAdmin),
  },
  INFO: {
    params: "[<server>]",
    summary: "What the server is, and since when it runs.",
    spec: "RFC 2812 3.4.10",
    run: forThisServer(sendInfo),
  },
  LINKS: {
    params: "[[<server>] <mask>]",
    summary: "The servers of the network: this one.",
    spec: "RFC 2812 3.4.5",
    run: sendLinks,
  },
  LUSERS: {
    params: "[<mask> [<server>]]",
    summary: "How many people and rooms there are.",
    spec: "RFC 2812 3.4.2",
    run(session, { params }) {
      checkServer(session, params[1]);
      sendLusers(session);
    },
  },
  MOTD: {
    params: "[<server>]",
    summary: "The message of the day.",
    spec: "RFC 2812 3.4.1",
    run: forThisServer(sendMotd),
  },
  STATS: {
    params: "<letter> [<server>]",
    summary: "Statistics: u for how long the server is up, k for bans from it.",
    spec: "RFC 2812 3.4.4",
    run: sendStats,
  },
  SUMMON: {
    params: "<user> [<server> [<channel>]]",
    summary: "Call somebody on the server's machine; not offered here.",
    spec: "RFC 2812 4.5",
    run() {
      throw new IrcError("SUMMONDISABLED");
    },
  },
  TIME: {
    params: "[<server>]",
    summary: "What time it is there.",
    spec: "RFC 2812 3.4.6",
    run: forThisServer(sendTime),
  },
  USERS: {
    params: "[<server>]",
    summary: "Who is logged in on the server's machine; not offered here.",
    spec: "RFC 2812 4.6",
    run() {
      throw new IrcError("USERSDISABLED");
    },
  },
  VERSION: {
    params: "[<server>]",
    summary: "The version of the server, and what it can do.",
    spec: "RFC 2812 3.4.3",
    run: forThisServer(sendVersion),
  },
};

/** Answers where the first parameter, if there is one, is this server. */
function forThisServer(answer: (session: IrcSession) => void) {
  return (session: IrcSession, { params }: Message): void => {
    checkServer(session, params[0]);
    answer(session);
  };
}

function sendAdmin(session: IrcSession): void {
  const { irc } = session;
  const { admin } = irc.settings;
  if (admin === "") throw new IrcError("NOADMININFO", [irc.serverName]);
  session.numeric("ADMINME", [irc.serverName]);
  session.numeric("ADMINLOC1", [], irc.house.name);
  session.numeric("ADMINLOC2", [], irc.network);
  session.numeric("ADMINEMAIL", [], admin);
}

function sendInfo(session: IrcSession): void {
  const { house } = session.irc;
  const { version, startedAt } = house.facts;
  const lines = [
    `${house.name} runs Partyline ${version},`,
    "one party that every terminal can dial: people on telnet and on IRC are in the same rooms.",
    `Up since ${new Date(startedAt).toUTCString()}`,
  ];
  for (const line of lines) session.numeric("INFO", [], line);
  session.numeric("ENDOFINFO");
}

function sendLinks(session: IrcSession, { params }: Message): void {
  const { serverName, house } = session.irc;
  checkServer(session, params.length > 1 ? params[0] : undefined);
  session.numeric("LINKS", [serverName, serverName], `0 ${house.name}`);
  session.numeric("ENDOFLINKS", [params.at(-1) ?? "*"]);
}

/** How many people and rooms there are: 251 to 266. */
export function sendLusers(session: IrcSession): void {
  const { house, crowd, letters } = session.irc;
  const people = house.world.presenceCount;
  const { most, operators, rooms, unknown } = crowd;
  // Who has just left is counted no more, and may still be among the invisible.
  const invisible = Math.min(crowd.invisible, people);
  const numbers = [people - invisible, invisible, operators, unknown, rooms, people, most];
  session.answerWith(letters.lusers.linesFor(session.nick, numbers));
}

/** The message of the day: 375, 372 and 376, or 422 where there is none. */
export function sendMotd(session: IrcSession): void {
  const { motd: { lines }, serverName } = session.irc;
  if (lines.length === 0) return session.numeric("NOMOTD");
  session.numeric("MOTDSTART", [], `- ${serverName} Message of the day -`);
  for (const line of lines) session.numeric("MOTD", [], `- ${line}`);
  session.numeric("ENDOFMOTD");
}

/** Of the letters there are `k` and `u`; as RFC 2812 has it, others have an empty report. */
function sendStats(session: IrcSession, { params }: Message): void {
  const [letter = "", server] = params;
  if (letter === "") throw new IrcError("NEEDMOREPARAMS", ["STATS"]);
  checkServer(session, server);
  if (letter === "k") {
    if (!session.hasRole("moderator")) throw new IrcError("NOPRIVILEGES");
    sendServerBans(session);
  }
  if (letter === "u") session.numeric("STATSUPTIME", [], `Server up ${upTime(session)}`);
  session.numeric("ENDOFSTATS", [letter]);
}

/** As RFC 2812, section 5.1, writes it: `3 days 4:05:06`. */
function upTime({ irc: { house } }: IrcSession): string {
  const seconds = Math.floor((house.clock.now() - house.facts.startedAt) / 1000);
  const [days, hours, minutes] = [86_400, 3600, 60].map((unit) => Math.floor(seconds / unit));
  const digits = [minutes! % 60, seconds % 60].map((part) => String(part).padStart(2, "0"));
  return `${days} days ${hours! % 24}:${digits.join(":")}`;
}

function sendTime(session: IrcSession): void {
  const { house, serverName } = session.irc;
  session.numeric("TIME", [serverName], new Date(house.clock.now()).toUTCString());
}

function sendVersion(session: IrcSession): void {
  const { house, serverName } = session.irc;
  session.numeric("VERSION", [`partyline-${house.facts.version}`, serverName], house.name);
  session.answerWith(session.irc.letters.support.linesFor(session.nick));
}
