/**
 * Keeping people out of the server: KLINE and DLINE, and how they are lifted and listed.
 *
 * @module
 */

import { completeMask, parseSpan, spanText } from "partyline";
import type { IrcCommands } from "../command.ts";
import { IrcError } from "../wire/irc_error.ts";
import type { IrcSession } from "../irc_session.ts";
import type { Message } from "../wire/message.ts";

/** The longest time for which somebody is banned, but for good: ten years. */
const LONGEST_MS = parseSpan("3650d")!;

/** Keeping people out of the server. */
export const SERVER_BAN_COMMANDS: IrcCommands = {
  DLINE: {
    params: "[<duration>] <address|network> [<reason>]",
    summary: "Keep an address, or a network as 192.0.2.0/24, out of the server.",
    spec: "customary",
    least: 1,
    role: "moderator",
    async run(session, { command, params }) {
      const order = readOrder(command, params);
      if (!isNetwork(order.mask)) {
        throw new IrcError("UNKNOWNERROR", [command], `That is no address: ${order.mask}`);
      }
      await ban(session, order);
    },
  },
  KLINE: {
    params: "[<duration>] <mask> [<reason>]",
    summary: "Keep whoever fits a mask out: nick!user@host, account:name. 10m, 2h, 7d or for good.",
    spec: "customary",
    least: 1,
    role: "moderator",
    run: (session, { command, params }) => ban(session, readOrder(command, params)),
  },
  UNDLINE: {
    params: "<address|network>",
    summary: "Lift a ban of an address or a network from the server.",
    spec: "customary",
    least: 1,
    role: "moderator",
    run: unban,
  },
  UNKLINE: {
    params: "<mask>",
    summary: "Lift a ban from the server.",
    spec: "customary",
    least: 1,
    role: "moderator",
    run: unban,
  },
};

/** Lists the bans from the server that are not over: the 216 of STATS k. */
export function sendServerBans(session: IrcSession): void {
  const { world, clock } = session.irc.house;
  const now = clock.now();
  for (const { mask, by, at, reason, until = Infinity } of world.houseBans().values()) {
    if (until <= now) continue;
    const ends = until === Infinity ? "0" : String(Math.floor(until / 1000));
    session.numeric("STATSKLINE", ["K", mask, String(Math.floor(at / 1000)), ends, by], reason);
  }
}

/** A ban from the server as it was asked for. */
interface BanOrder {
  readonly mask: string;
  /** May be empty. */
  readonly reason: string;
  /** Undefined for good. */
  readonly spanMs?: number;
}

/** The duration may be left out, so the first word is one only if a mask comes behind it. */
function readOrder(command: string, params: readonly string[]): BanOrder {
  const spanMs = params.length > 1 ? parseSpan(params[0]!) : undefined;
  const [mask, ...reason] = spanMs === undefined ? params : params.slice(1);
  if (spanMs !== undefined && (spanMs === 0 || spanMs > LONGEST_MS)) {
    const text = `The duration must be from 1s to ${spanText(LONGEST_MS)}; leave it out for good`;
    throw new IrcError("UNKNOWNERROR", [command], text);
  }
  return { mask: mask!, reason: reason.join(" "), ...(spanMs !== undefined && { spanMs }) };
}

async function ban(session: IrcSession, { mask, reason, spanMs }: BanOrder): Promise<void> {
  const until = spanMs === undefined ? {} : { until: session.irc.house.clock.now() + spanMs };
  await session.act({ kind: "ban-from-house", mask, reason, ...until });
  const span = spanMs === undefined ? "for good" : `for ${spanText(spanMs)}`;
  session.notice(`${completeMask(mask)} is banned from this server ${span}`);
}

async function unban(session: IrcSession, { params }: Message): Promise<void> {
  const mask = params[0]!;
  await session.act({ kind: "unban-from-house", mask });
  session.notice(`${completeMask(mask)} is banned from this server no longer`);
}

/** Only an address or a network is a whole mask as it stands, without the parts of a name and a host. */
function isNetwork(mask: string): boolean {
  return /^[\da-f.:]+(\/\d+)?$/i.test(mask) && completeMask(mask) === mask;
}
