/**
 * What the server tells of itself in 005 (RPL_ISUPPORT), as a table of tokens.
 *
 * @module
 */

import type { WorldPolicy } from "partyline";
import { EXTBANS } from "../channels/ban_mask.ts";
import { CHANMODES, LIST_LETTERS, PREFIX, PREFIX_SYMBOLS } from "./channel_modes.ts";
import { MODES_PER_COMMAND } from "../channels/mode_request.ts";
import { MONITOR_LIMIT } from "../people/monitors.ts";

/** To so many targets goes one PRIVMSG, NOTICE or TAGMSG (407 otherwise). */
export const TARGETS_PER_MESSAGE = 4;

/** So many names are looked up by one WHOIS or WHOWAS; others are left out. */
export const NAMES_PER_QUERY = 10;

/** The longest ident, in bytes; what is longer is cut. */
export const USER_LENGTH = 18;

/** The longest nick and the longest channel, in characters; the world says so (`faultOfName`, `faultOfRoomName`). */
export const NAME_LENGTHS = { nick: 32, channel: 51 } as const;

/** What the tokens are made of. */
export interface SupportFacts {
  /** As clients show it in place of the server's name. */
  readonly network: string;
  readonly settings: {
    /** The most messages of one request for history. */
    readonly history_messages: number;
  };
  readonly house: { readonly world: { readonly policy: WorldPolicy } };
}

/** One token. */
export interface SupportToken {
  /** In a few words. */
  readonly summary: string;
  /** Where it comes from. */
  readonly spec: string;
  /** What stands behind `=`; a token without it has none. */
  readonly value?: (facts: SupportFacts) => string | number;
}

const MODERN = "Modern IRC, RPL_ISUPPORT parameters";

/** Every token by its name. */
export const SUPPORT_TOKENS: Readonly<Record<string, SupportToken>> = {
  ACCOUNTEXTBAN: {
    summary: "the extended mask that is of an account",
    spec: "IRCv3 account-extban",
    value: () => `${EXTBANS.a.long},a`,
  },
  AWAYLEN: { summary: "bytes of an away message", spec: MODERN, value: topicBytes },
  BOT: { summary: "the user mode of bots", spec: "IRCv3 bot-mode", value: () => "B" },
  CASEMAPPING: {
    summary: "which letters are the same in names; other alphabets have cases too",
    spec: MODERN,
    value: () => "ascii",
  },
  CHANLIMIT: {
    summary: "channels one may be in",
    spec: MODERN,
    value: (facts) => `#:${policyOf(facts).roomsPerPerson}`,
  },
  CHANMODES: {
    summary: "channel modes: lists, with a parameter, with one when set, without",
    spec: MODERN,
    value: () => CHANMODES,
  },
  CHANNELLEN: {
    summary: "characters of a channel's name",
    spec: MODERN,
    value: () => NAME_LENGTHS.channel,
  },
  CHANTYPES: { summary: "what channels begin with", spec: MODERN, value: () => "#" },
  CHATHISTORY: {
    summary: "messages of one request for history",
    spec: "IRCv3 draft/chathistory",
    value: ({ settings }) => settings.history_messages,
  },
  ELIST: {
    summary: "what LIST may be asked for: age, mask, not that mask, age of the topic, members",
    spec: MODERN,
    value: () => "CMNTU",
  },
  EXCEPTS: { summary: "the mode of those whom bans do not touch", spec: MODERN, value: () => "e" },
  EXTBAN: {
    summary: "extended masks: what is before them, which is nothing, and their letters",
    spec: MODERN,
    value: () => `,${Object.keys(EXTBANS).join("")}`,
  },
  INVEX: { summary: "the mode of those who need no invitation", spec: MODERN, value: () => "I" },
  KICKLEN: { summary: "bytes of the reason of a KICK", spec: MODERN, value: topicBytes },
  MAXLIST: {
    summary: "masks on the lists of a channel together",
    spec: MODERN,
    value: (facts) => `${LIST_LETTERS}:${policyOf(facts).bansPerRoom}`,
  },
  MODES: {
    summary: "changes with a parameter in one MODE",
    spec: MODERN,
    value: () => MODES_PER_COMMAND,
  },
  MONITOR: { summary: "nicks one may monitor", spec: "IRCv3 monitor", value: () => MONITOR_LIMIT },
  MSGREFTYPES: {
    summary: "by what a message is found in the history",
    spec: "IRCv3 draft/chathistory",
    value: () => "msgid,timestamp",
  },
  NAMELEN: { summary: "bytes of a real name", spec: "IRCv3 setname", value: topicBytes },
  NETWORK: {
    summary: "the name of the network",
    spec: MODERN,
    value: ({ network }) => escapeTokenValue(network),
  },
  NICKLEN: { summary: "characters of a nick", spec: MODERN, value: () => NAME_LENGTHS.nick },
  PREFIX: {
    summary: "the modes of ranks and their symbols, from the highest",
    spec: MODERN,
    value: () => PREFIX,
  },
  SAFELIST: { summary: "LIST does not flood anybody out", spec: MODERN },
  SILENCE: {
    summary: "names one may ignore",
    spec: MODERN,
    value: (facts) => policyOf(facts).ignoredPerPerson,
  },
  STATUSMSG: {
    summary: "symbols before a channel for those of a rank and above",
    spec: MODERN,
    value: () => PREFIX_SYMBOLS,
  },
  TARGMAX: {
    summary: "targets of one command; nothing for any number",
    spec: MODERN,
    value: () =>
      ["JOIN:", "KICK:", "LIST:", "NAMES:", "PART:"]
        .concat(["NOTICE", "PRIVMSG", "TAGMSG"].map((word) => `${word}:${TARGETS_PER_MESSAGE}`))
        .concat(["WHOIS", "WHOWAS"].map((word) => `${word}:${NAMES_PER_QUERY}`))
        .join(","),
  },
  TOPICLEN: { summary: "bytes of a topic", spec: MODERN, value: topicBytes },
  USERLEN: {
    summary: "bytes of the ident",
    spec: MODERN,
    value: () => USER_LENGTH,
  },
  UTF8ONLY: { summary: "text is in UTF-8 and nothing else", spec: "IRCv3 utf8-only" },
  WHOX: { summary: "WHO takes the fields that are wanted", spec: "IRCv3 whox" },
};

/** The tokens as they are sent, sorted. */
export function isupportTokens(facts: SupportFacts): string[] {
  return Object.entries(SUPPORT_TOKENS).map(([name, { value }]) =>
    value ? `${name}=${value(facts)}` : name
  );
}

/**
 * The value of a token as it is sent (Modern IRC, RPL_ISUPPORT).
 *
 * @example
 * ```ts
 * import { strictEqual } from "node:assert/strict";
 * strictEqual(escapeTokenValue("The Den"), "The\\x20Den");
 * ```
 */
export function escapeTokenValue(value: string): string {
  return value.replaceAll(
    /[ =\\]/g,
    (char) => `\\x${char.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

function policyOf({ house }: SupportFacts): WorldPolicy {
  return house.world.policy;
}

function topicBytes(facts: SupportFacts): number {
  return policyOf(facts).topicBytes;
}
