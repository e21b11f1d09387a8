/**
 * What the house fills into its screens, by the names of placeholders.
 *
 * @module
 */

import type { Caller } from "../../commands/caller.ts";
import { momentText, spanText } from "../../words/time_text.ts";
import type { House } from "../capabilities/house.ts";

/** The parts of the house that screens tell of. */
export type ScreenHouse = Pick<House, "calls" | "clock" | "facts" | "name" | "nodes" | "world">;

/** What a screen tells of: the house, and the caller whom it is shown to. */
interface Shown {
  readonly house: ScreenHouse;
  /** Undefined where it is shown to nobody in particular. */
  readonly caller: Pick<Caller, "role" | "session"> & { readonly node?: number } | undefined;
}

/** A placeholder that every screen may have. */
export interface ScreenValueRow {
  /** What stands there, in a few words. */
  readonly summary: string;
  /** Its value; empty where there is none. */
  of(shown: Shown): string | number;
}

/** Every placeholder that the house fills in. */
export const SCREEN_VALUES: Readonly<Record<string, ScreenValueRow>> = {
  callers: {
    summary: "How many people are here",
    of: ({ house }) => house.world.presenceCount,
  },
  date: {
    summary: "The day at the server: 2026-11-21",
    of: (shown) => dateAndTime(shown)[0],
  },
  free_nodes: {
    summary: "How many nodes are free",
    of: ({ house: { nodes } }) => nodes.size - nodes.taken,
  },
  house: {
    summary: "The name of the house",
    of: ({ house }) => house.name,
  },
  last_caller: {
    summary: "Who came in before the caller",
    of: lastCaller,
  },
  lobby: {
    summary: "The room that everyone enters",
    of: ({ house }) => house.facts.lobby,
  },
  name: {
    summary: "The caller's name; empty before they have one",
    of: (shown) => presenceIn(shown)?.person.name ?? "",
  },
  node: {
    summary: "The caller's node; empty before they have one",
    of: ({ caller }) => caller?.node ?? "",
  },
  nodes: {
    summary: "How many nodes there are",
    of: ({ house }) => house.nodes.size,
  },
  role: {
    summary: "What the caller is: guest, member, moderator or sysop",
    of: ({ caller }) => caller?.role ?? "",
  },
  rooms: {
    summary: "How many rooms there are that are not private",
    of: ({ house }) => [...house.world.rooms()].filter(({ rules }) => !rules.hidden).length,
  },
  time: {
    summary: "The time at the server: 21:05",
    of: (shown) => dateAndTime(shown)[1],
  },
  uptime: {
    summary: "How long the house has been open: 2d 3h",
    of: ({ house: { clock, facts } }) => spanText(clock.now() - facts.startedAt),
  },
  version: {
    summary: "The version of the program",
    of: ({ house }) => house.facts.version,
  },
};

function presenceIn({ house, caller }: Shown) {
  return caller && house.world.presenceOf(caller.session);
}

/** The newest call is the caller's own, once they are in. */
function lastCaller(shown: Shown): string {
  const own = presenceIn(shown)?.person.name;
  const calls = shown.house.calls.recentCalls(2);
  return calls.find(({ name }) => name !== own)?.name ?? "";
}

function dateAndTime({ house: { clock } }: Shown): readonly [date: string, time: string] {
  // Seen from another day it has both.
  const [date, time] = momentText(clock.now(), { now: 0 }).split(" ");
  return [date!, time!];
}
