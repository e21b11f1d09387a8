/**
 * Masks of the lists of a channel as IRC has them, with the extended ones (the 005 tokens EXTBAN and
 * ACCOUNTEXTBAN): `a:ann` is the account ann, `m:ann!*@*` may not speak.
 *
 * @module
 */

import type { MaskList } from "partyline";

/** The kinds of extended masks, by their letters. */
export const EXTBANS = {
  a: {
    long: "account",
    summary: "who is logged in to that account",
    spec: "IRCv3 account-extban",
  },
  m: {
    long: "mute",
    summary: "may come in but not speak; +b and +e only, and who is exempt is so from bans too",
    spec: "customary",
  },
} as const;

/** A mask of the world, and the list that it is on. */
export interface ListMask {
  readonly list: MaskList;
  readonly mask: string;
}

/** Before the account in a mask of the world. */
const ACCOUNT = "account:";

/** On which list a mute is that was sent for another. */
const MUTES: { readonly [List in MaskList]?: MaskList } = { ban: "mute", exempt: "exempt" };

/**
 * The mask of the world that is meant.
 *
 * @example
 * ```ts
 * import { deepStrictEqual } from "node:assert/strict";
 * deepStrictEqual(readListMask("ban", "a:ann"), { list: "ban", mask: "account:ann" });
 * deepStrictEqual(readListMask("ban", "m:a:ann"), { list: "mute", mask: "account:ann" });
 * ```
 * @param list The list of the letter that it was sent for.
 * @returns Undefined for an extended mask that there is not, or not on that list.
 */
export function readListMask(list: MaskList, typed: string): ListMask | undefined {
  // No name has a colon, nor does a host here, so nothing else looks like an extended mask.
  const [, kind, rest = ""] = /^([a-z]+):(.*)$/is.exec(typed) ?? [];
  if (kind === undefined) return { list, mask: typed };
  if (rest === "") return undefined;
  if (isKind(kind, "a")) return { list, mask: ACCOUNT + rest };
  const muted = isKind(kind, "m") ? MUTES[list] : undefined;
  return muted && readListMask(muted, rest);
}

/** A mask of the world as the letter of its list shows it. */
export function listedMask(list: MaskList, mask: string): string {
  const shown = mask.startsWith(ACCOUNT) ? `a:${mask.slice(ACCOUNT.length)}` : mask;
  return list === "mute" ? `m:${shown}` : shown;
}

function isKind(kind: string, letter: keyof typeof EXTBANS): boolean {
  return kind === letter || kind === EXTBANS[letter].long;
}
