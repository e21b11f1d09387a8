/**
 * All trials of a bench, and which of them are run.
 *
 * @module
 */

import { CHURN_TRIAL } from "./churn_trial.ts";
import { CRASH_TRIAL } from "./crash_trial.ts";
import { HISTORY_TRIALS } from "./history_trials.ts";
import { OWN_TRIALS } from "./own_trials.ts";
import { ROOM_TRIALS } from "./room_trials.ts";
import { START_TRIALS } from "./start_trials.ts";
import { STEADY_TRIALS } from "./steady_trials.ts";
import type { Trial } from "./trial.ts";

/** In the order in which they are run, those that take longest last. */
export const TRIALS: readonly Trial[] = [
  ...ROOM_TRIALS,
  ...OWN_TRIALS,
  ...STEADY_TRIALS,
  CRASH_TRIAL,
  ...START_TRIALS,
  ...HISTORY_TRIALS,
  CHURN_TRIAL,
];

/**
 * The trials whose names hold one of some words, and all that they are compared with.
 *
 * @example
 * ```ts
 * import { deepStrictEqual } from "node:assert/strict";
 * deepStrictEqual(
 *   trialsNamed(["log-ins: part"], TRIALS).map(({ name }) => name),
 *   ["log-ins: bare Deno", "log-ins: Partyline"],
 * );
 * ```
 */
export function trialsNamed(words: readonly string[], trials: readonly Trial[]): Trial[] {
  const wanted = new Set<string>();
  const want = (name: string | undefined) => {
    if (name === undefined || wanted.has(name)) return;
    wanted.add(name);
    want(trials.find((trial) => trial.name === name)?.of);
  };
  for (const { name } of trials) {
    if (words.some((word) => name.toLowerCase().includes(word.toLowerCase()))) want(name);
  }
  return trials.filter(({ name }) => wanted.has(name));
}
