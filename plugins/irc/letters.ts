/**
 * What the server tells all clients alike.
 *
 * @module
 */

import type { IrcHouse } from "./irc_house.ts";
import { CHANNEL_MODE_LETTERS, PARAMETER_MODE_LETTERS } from "./tables/channel_modes.ts";
import { isupportTokens, type SupportFacts } from "./tables/isupport.ts";
import { USER_MODE_LETTERS } from "./tables/user_modes.ts";
import { blank, FormLetter } from "./wire/form_letter.ts";

/** So many tokens of 005 stand in one line (Modern IRC: "the maximum number [...] is 13"). */
const TOKENS_PER_LINE = 13;

/** What the server tells all clients alike. */
export interface Letters {
  /** What the server is and can, for who has come in: 002 to 005. */
  readonly introduction: FormLetter;
  /** What it can, as tokens: 005. */
  readonly support: FormLetter;
  /**
   * How many there are: 251 to 266. Its numbers are the people who can be found by all and those who can't, those
   * who moderate, connections without a name, rooms, all people, and the most that there have been at once.
   */
  readonly lusers: FormLetter;
}

/** Writes what the server tells all clients alike. */
export function writeLetters(
  facts: SupportFacts & Pick<IrcHouse, "house" | "serverName">,
): Letters {
  const { serverName, house: { facts: { version, startedAt } } } = facts;
  const tokens = isupportTokens(facts);
  const support = Array.from(
    { length: Math.ceil(tokens.length / TOKENS_PER_LINE) },
    (_, line) => ({
      name: "ISUPPORT",
      params: tokens.slice(line * TOKENS_PER_LINE, (line + 1) * TOKENS_PER_LINE),
    } as const),
  );
  // In the order of the numbers of that letter.
  const [visible, invisible, operators] = [blank(0), blank(1), blank(2)];
  const [unknown, rooms, people, most] = [blank(3), blank(4), blank(5), blank(6)];
  const inWords = `${people}, max ${most}`;
  return {
    introduction: new FormLetter(serverName, [
      { name: "YOURHOST", text: `Your host is ${serverName}, running partyline-${version}` },
      { name: "CREATED", text: `This server was started ${new Date(startedAt).toUTCString()}` },
      {
        name: "MYINFO",
        params: [
          serverName,
          `partyline-${version}`,
          USER_MODE_LETTERS,
          CHANNEL_MODE_LETTERS,
          PARAMETER_MODE_LETTERS,
        ],
      },
      ...support,
    ]),
    support: new FormLetter(serverName, support),
    lusers: new FormLetter(serverName, [
      {
        name: "LUSERCLIENT",
        text: `There are ${visible} users and ${invisible} invisible on 1 server`,
      },
      { name: "LUSEROP", params: [operators] },
      { name: "LUSERUNKNOWN", params: [unknown] },
      { name: "LUSERCHANNELS", params: [rooms] },
      { name: "LUSERME", text: `I have ${people} clients and 0 servers` },
      { name: "LOCALUSERS", params: [people, most], text: `Current local users ${inWords}` },
      { name: "GLOBALUSERS", params: [people, most], text: `Current global users ${inWords}` },
    ]),
  };
}
