/**
 * The modes of a channel: letters for a room's rules, its lists of masks, and the ranks in it.
 *
 * @module
 */

import type { MaskList, Rank, RoomRules } from "partyline";
import { listedMask } from "../channels/ban_mask.ts";

/** A rule of a room that is on or off. */
type Flag = { [Key in keyof RoomRules]: RoomRules[Key] extends boolean ? Key : never }[
  keyof RoomRules
];

/** A rank that has a symbol. */
export type PrefixRank = Exclude<Rank, "member">;

/** One mode of a channel, and what it is in the world. */
export type ChannelMode =
  & {
    /** In a few words. */
    readonly summary: string;
    /** Where it comes from. */
    readonly spec: string;
  }
  & (
    /** A list of masks. */
    | { readonly kind: "list"; readonly list: MaskList }
    /** The word one must know. */
    | { readonly kind: "key" }
    /** How many people fit. */
    | { readonly kind: "limit" }
    /** A rule; `inverted` when the rule is off while the mode is on. */
    | { readonly kind: "flag"; readonly rule: Flag; readonly inverted?: true }
    /** A rank, and the symbol before the names of those who have it. */
    | { readonly kind: "rank"; readonly rank: PrefixRank; readonly prefix: string }
  );

/** Every mode by its letter. */
export const CHANNEL_MODES: Readonly<Record<string, ChannelMode>> = {
  C: { kind: "flag", rule: "noCtcp", summary: "takes no CTCP but ACTION", spec: "customary" },
  I: {
    kind: "list",
    list: "invite",
    summary: "who needs no invitation",
    spec: "Modern IRC, invite-exception channel mode",
  },
  M: {
    kind: "flag",
    rule: "registeredSpeak",
    summary: "without an account only those with a voice speak",
    spec: "customary",
  },
  R: { kind: "flag", rule: "registeredOnly", summary: "takes an account", spec: "customary" },
  U: {
    kind: "flag",
    rule: "opModerated",
    summary: "half-operators and above alone hear those without a voice",
    spec: "customary",
  },
  a: {
    kind: "rank",
    rank: "admin",
    prefix: "&",
    summary: "admins",
    spec: "Modern IRC, protected prefix",
  },
  b: { kind: "list", list: "ban", summary: "who is banned", spec: "RFC 2811 4.3.1" },
  e: { kind: "list", list: "exempt", summary: "whom bans do not touch", spec: "RFC 2811 4.3.1" },
  h: {
    kind: "rank",
    rank: "halfop",
    prefix: "%",
    summary: "half-operators",
    spec: "Modern IRC, halfop prefix",
  },
  i: { kind: "flag", rule: "inviteOnly", summary: "takes an invitation", spec: "RFC 2811 4.2.2" },
  k: { kind: "key", summary: "takes a key", spec: "RFC 2811 4.2.10" },
  l: { kind: "limit", summary: "how many people fit", spec: "RFC 2811 4.2.9" },
  m: {
    kind: "flag",
    rule: "moderated",
    summary: "only those with a voice speak",
    spec: "RFC 2811 4.2.3",
  },
  n: {
    kind: "flag",
    rule: "outsiders",
    inverted: true,
    summary: "only those on it speak",
    spec: "RFC 2811 4.2.4",
  },
  o: { kind: "rank", rank: "operator", prefix: "@", summary: "operators", spec: "RFC 2811 4.1.2" },
  q: {
    kind: "rank",
    rank: "owner",
    prefix: "~",
    summary: "owners",
    spec: "Modern IRC, founder prefix",
  },
  s: { kind: "flag", rule: "hidden", summary: "is in no list", spec: "RFC 2811 4.2.6" },
  t: {
    kind: "flag",
    rule: "openTopic",
    inverted: true,
    summary: "operators alone set the topic",
    spec: "RFC 2811 4.2.8",
  },
  v: { kind: "rank", rank: "voice", prefix: "+", summary: "the voiced", spec: "RFC 2811 4.1.3" },
};

const ROWS = Object.entries(CHANNEL_MODES);

/** The modes that are on or off, and whether the rules of a room have them on. */
export const FLAG_MODES: readonly {
  readonly letter: string;
  isOn(rules: RoomRules): boolean;
}[] = ROWS.flatMap(([letter, mode]) =>
  mode.kind === "flag"
    ? [{ letter, isOn: (rules: RoomRules) => rules[mode.rule] !== (mode.inverted ?? false) }]
    : []
);

/** The modes that are ranks, from the highest. */
export const PREFIX_MODES: readonly {
  readonly letter: string;
  readonly rank: PrefixRank;
  readonly prefix: string;
}[] = ["q", "a", "o", "h", "v"].flatMap((letter) => {
  const mode = CHANNEL_MODES[letter];
  return mode?.kind === "rank" ? [{ letter, ...mode }] : [];
});

/** The letters of all modes, as 004 tells them. */
export const CHANNEL_MODE_LETTERS = lettersOf(() => true);

/** The letters of the modes that have a parameter, as 004 tells them. */
export const PARAMETER_MODE_LETTERS = lettersOf(({ kind }) => kind !== "flag");

/** The letters of the lists of masks. */
export const LIST_LETTERS = lettersOf(({ kind }) => kind === "list");

/** The letters in four kinds, as the 005 token CHANMODES has them: lists, key, limit, flags. */
export const CHANMODES = (["list", "key", "limit", "flag"] as const)
  .map((wanted) => lettersOf(({ kind }) => kind === wanted)).join(",");

/** The symbols of the ranks, from the highest, as the 005 token STATUSMSG has them. */
export const PREFIX_SYMBOLS = PREFIX_MODES.map(({ prefix }) => prefix).join("");

/** The letters and symbols of the ranks, from the highest, as the 005 token PREFIX has them. */
export const PREFIX = `(${PREFIX_MODES.map(({ letter }) => letter).join("")})${PREFIX_SYMBOLS}`;

/** The rank of a symbol; undefined for what is none. */
export function rankOfPrefix(symbol: string): PrefixRank | undefined {
  return PREFIX_MODES.find(({ prefix }) => prefix === symbol)?.rank;
}

/**
 * The modes that a room has, as the parameters of 324: the letters, then what those have that take one.
 * The key is for those in the room alone: others see that there is one.
 */
export function roomModes(
  rules: RoomRules,
  { showsKey }: { readonly showsKey: boolean },
): string[] {
  let letters = "+";
  const params: string[] = [];
  for (const { letter, isOn } of FLAG_MODES) if (isOn(rules)) letters += letter;
  if (rules.limit > 0) {
    letters += "l";
    params.push(String(rules.limit));
  }
  if (rules.key !== "") {
    letters += "k";
    params.push(showsKey ? rules.key : "*");
  }
  return [letters, ...params];
}

/** A mask of a room as IRC tells of it: the letter of its list, and the mask as it is shown there. */
export function maskChange(
  list: MaskList,
  mask: string,
): { readonly letter: string; readonly mask: string } {
  // Who is muted is on the list of bans, by a mask of a kind of its own.
  const shown = list === "mute" ? "ban" : list;
  const [letter] = ROWS.find(([, mode]) => mode.kind === "list" && mode.list === shown)!;
  return { letter, mask: listedMask(list, mask) };
}

function lettersOf(isWanted: (mode: ChannelMode) => boolean): string {
  return ROWS.filter(([, mode]) => isWanted(mode)).map(([letter]) => letter).sort().join("");
}
