/**
 * The rules of a room in words.
 *
 * @module
 */

import { OPEN_RULES, type RoomRules } from "../../world/room.ts";

type Rule = keyof RoomRules;

/** Each rule in words, whatever it is set to, in the order in which they are told. */
const WORDS: { readonly [Name in Rule]: (value: RoomRules[Name]) => string } = {
  hidden: (on) => on ? "private" : "in the list of rooms",
  inviteOnly: (on) => on ? "by invitation only" : "open to all",
  limit: (people) => people > 0 ? `at most ${people} people` : "no limit of people",
  key: (key) => key === "" ? "no key" : `the key is ${key}`,
  moderated: (on) => on ? "only those with a voice speak" : "everyone may speak",
  outsiders: (on) => on ? "those outside may speak" : "those outside may not speak",
  openTopic: (on) => on ? "everyone may set the topic" : "operators set the topic",
  noCtcp: (on) => on ? "no CTCP" : "CTCP is allowed",
  registeredOnly: (on) => on ? "for members only" : "guests may come in",
  registeredSpeak: (on) => on ? "guests speak only with a voice" : "guests may speak",
  opModerated: (on) =>
    on ? "those without a voice are heard by halfops and above" : "everyone is heard by all",
};

/** The rules that are told whatever they are set to; the others are where they are not as usual. */
const ALWAYS: ReadonlySet<Rule> = new Set(["hidden", "inviteOnly", "limit"]);

const RULES = Object.keys(WORDS) as Rule[];

/**
 * The rules of a room.
 *
 * @example
 * ```ts
 * import { strictEqual } from "node:assert/strict";
 * import { OPEN_RULES } from "../../world/room.ts";
 * strictEqual(
 *   rulesText({ ...OPEN_RULES, moderated: true }),
 *   "in the list of rooms, open to all, no limit of people, only those with a voice speak",
 * );
 * ```
 */
export function rulesText(rules: RoomRules): string {
  return inWords(rules, (name) => ALWAYS.has(name) || rules[name] !== OPEN_RULES[name]);
}

/** Those of a room's rules that have changed; all of them where none has. */
export function changedRulesText({ was, rules }: { was: RoomRules; rules: RoomRules }): string {
  return inWords(rules, (name) => rules[name] !== was[name]) || rulesText(rules);
}

function inWords(rules: RoomRules, isTold: (name: Rule) => boolean): string {
  return RULES.filter(isTold)
    .map((name) => (WORDS[name] as (value: unknown) => string)(rules[name]))
    .join(", ");
}
