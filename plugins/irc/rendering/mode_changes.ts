/**
 * What changed in a room, as changes of modes.
 *
 * @module
 */

import type { RoomRules, Standing } from "partyline";
import { FLAG_MODES, PREFIX_MODES } from "../tables/channel_modes.ts";

/** A change of one mode, as it is told. */
export interface ToldChange {
  readonly on: boolean;
  readonly letter: string;
  readonly param?: string;
}

/** What a change of a room's rules is as changes of modes. */
export function rulesChanges(was: RoomRules, now: RoomRules): ToldChange[] {
  const changes: ToldChange[] = FLAG_MODES
    .filter(({ isOn }) => isOn(was) !== isOn(now))
    .map(({ letter, isOn }) => ({ on: isOn(now), letter }));
  if (now.limit !== was.limit) {
    const param = now.limit > 0 ? { param: String(now.limit) } : {};
    changes.push({ on: now.limit > 0, letter: "l", ...param });
  }
  // A key is taken away with a parameter too, which is not the key, as outsiders may read it.
  if (now.key !== was.key) changes.push({ on: now.key !== "", letter: "k", param: now.key || "*" });
  return changes;
}

/** What a change of somebody's standing is as changes of modes. */
export function standingChanges(
  name: string,
  { was, now }: { readonly was: Standing; readonly now: Standing },
): ToldChange[] {
  const [before, after] = [standingModes(was), standingModes(now)];
  return [
    ...after.filter((mode) => !before.includes(mode)).map((mode) => change(true, mode, name)),
    ...before.filter((mode) => !after.includes(mode)).map((mode) => change(false, mode, name)),
  ];
}

/**
 * The symbols before the name of somebody of that standing, from the highest.
 *
 * @example
 * ```ts
 * import { strictEqual } from "node:assert/strict";
 * strictEqual(standingSymbols({ rank: "operator", voice: true }), "@+");
 * ```
 */
export function standingSymbols(standing: Standing): string {
  return standingModes(standing).map(({ prefix }) => prefix).join("");
}

/**
 * Changes of modes as the parameters of a MODE.
 *
 * @example
 * ```ts
 * import { deepStrictEqual } from "node:assert/strict";
 * const changes = [{ on: true, letter: "o", param: "ann" }, { on: false, letter: "m" }];
 * deepStrictEqual(formatModes(changes), ["+o-m", "ann"]);
 * ```
 */
export function formatModes(changes: readonly ToldChange[]): string[] {
  let [letters, sign] = ["", ""];
  for (const { on, letter } of changes) {
    const wanted = on ? "+" : "-";
    letters += wanted === sign ? letter : wanted + letter;
    sign = wanted;
  }
  return [letters, ...changes.flatMap(({ param }) => param === undefined ? [] : [param])];
}

type PrefixMode = typeof PREFIX_MODES[number];

function standingModes({ rank, voice }: Standing): PrefixMode[] {
  return PREFIX_MODES.filter((mode) => mode.rank === rank || (mode.rank === "voice" && voice));
}

function change(on: boolean, { letter }: PrefixMode, param: string): ToldChange {
  return { on, letter, param };
}
