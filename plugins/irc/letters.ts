/**
 * What the server tells all clients alike.
 *
 * @module
 */

import type { IrcHouse } from "./irc_house.ts";
import { CHANNEL_MODE_LETTERS, PARAMETER_MODE_LETTERS } from "./tables/channel_modes.ts";
import { isupportTokens, type SupportFacts } from "./tables/isupport.ts";
import { USER_MODE_LETTERS } from "./tables/user_modes.ts";
import { FormLetter } from "./wire/form_letter.ts";

/** So many tokens of 005 stand in one line (Modern IRC: "the maximum number [...] is 13"). */
const TOKENS_PER_LINE = 13;

/** What the server tells all clients alike. */
export interface Letters {
  /** What the server is and can, for who has come in: 002 to 005. */
  readonly introduction: FormLetter;
  /** What it can, as tokens: 005. */
  readonly support: FormLetter;
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
  };
}
