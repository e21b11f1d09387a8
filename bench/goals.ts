/**
 * What Partyline is to reach: the goals, one row each, and what a bench says of them.
 *
 * @module
 */

import type { Figure } from "./figure.ts";
import { HISTORY_READS } from "./history_trials.ts";
import type { Measurements } from "./measurements.ts";
import { OWN } from "./own_trials.ts";
import { PEERS, ROOM_LOADS } from "./room_trials.ts";
import { SHARE_OF_RATE } from "./steady_trials.ts";

/** A goal: what is measured is at least so much, or at most. */
interface Goal {
  /** The trial, and what of it. */
  readonly trial: string;
  readonly unit: string;
  /** The trials that it is compared with, of which the best counts; then the limit is a ratio. */
  readonly than?: readonly string[];
  /** What those are called. */
  readonly called?: string;
  readonly atLeast?: number;
  readonly atMost?: number;
}

/** A goal, and what a bench says of it. */
export interface Verdict {
  readonly what: string;
  /** As `at least 0.5 of bare C`. */
  readonly goal: string;
  /** The figure, or the ratio; undefined if it was not measured. */
  readonly figure?: Figure;
  /** Whether the median is as it should be. */
  readonly isMet?: boolean;
}

const DELIVERIES = "deliveries/s";

/** Every goal. */
export const GOALS: readonly Goal[] = [
  ...ROOM_LOADS.flatMap(({ name }): Goal[] => {
    const goal = { trial: `${name}: Partyline`, unit: DELIVERIES };
    const peers = PEERS.map((peer) => `${name}: ${peer}`);
    return [
      { ...goal, than: [`${name}: bare C`], called: "bare C", atLeast: 0.5 },
      { ...goal, than: peers, called: "the best peer", atLeast: 1 },
    ];
  }),
  ...ROOM_LOADS.flatMap(({ name }) =>
    [
      { trial: `${name}: terminals, lines`, than: [`${name}: Partyline`] },
      { trial: `${OWN}, ${name}: terminals, keys`, than: [`${OWN}, ${name}: IRC`] },
    ].map((goal): Goal => ({ ...goal, unit: DELIVERIES, called: "IRC", atLeast: 0.5 }))
  ),
  ...[1, 16].map((window): Goal => ({
    trial: `${OWN}, one room of 100, window ${window}: mixed`,
    unit: DELIVERIES,
    than: [`${OWN}, one room of 100, window ${window}: IRC`],
    called: "all IRC",
    atLeast: 0.7,
  })),
  { trial: "200,000 deliveries a second: Partyline", unit: "ms, p99", atMost: 4 },
  {
    trial: "200,000 deliveries a second: Partyline",
    unit: "us of CPU a delivery",
    than: ["200,000 deliveries a second: bare Deno"],
    called: "bare Deno",
    atMost: 1.5,
  },
  { trial: "20,000 deliveries a second: Partyline", unit: "ms, p99", atMost: 3 },
  {
    trial: "log-ins: Partyline",
    unit: "log-ins/s",
    than: ["log-ins: bare Deno"],
    called: "bare Deno",
    // 8,000 on a machine on which that makes 17,000.
    atLeast: 0.47,
  },
  { trial: "log-ins, third crowd: Partyline", unit: "log-ins/s", atLeast: 8000 },
  {
    trial: "log-ins with passwords: Partyline",
    unit: "ms, longest wait in a room",
    atMost: 20,
  },
  { trial: "idle connections: Partyline", unit: "% served", atLeast: 100 },
  { trial: "idle connections: Partyline", unit: "KiB each", atMost: 25 },
  { trial: "idle connections: Partyline", unit: "% of a core", atMost: 2 },
  { trial: "one of 100 never reads", unit: "dropped", atLeast: 1 },
  { trial: "one of 100 never reads", unit: SHARE_OF_RATE, atLeast: 95 },
  ...Object.keys(HISTORY_READS).map((read): Goal => ({
    trial: "history: long",
    unit: `ms, ${read}`,
    than: ["history: short"],
    called: "a short one",
    atMost: 1.5,
  })),
  { trial: "people come and go: Partyline", unit: "last third to first", atMost: 1.1 },
  {
    trial: "kill -9 in the middle of talk: Partyline",
    unit: "of them not in the history",
    atMost: 0,
  },
  { trial: "start to listening: source", unit: "ms", atMost: 300 },
  { trial: "start to listening: executable", unit: "ms", atMost: 200 },
];

/** What the measurements say of every goal. */
export function judge(measurements: Measurements): Verdict[] {
  return GOALS.map((goal) => {
    const { trial, unit, than, called, atLeast = -Infinity, atMost = Infinity } = goal;
    const limit = Number.isFinite(atMost) ? `at most ${atMost}` : `at least ${atLeast}`;
    const best = than && bestOf(than, measurements, unit);
    const figure = than
      ? best && measurements.ratio(trial, best, unit)
      : measurements.figure(trial, unit);
    const wanted = {
      what: `${trial}, ${unit}`,
      goal: called === undefined ? limit : `${limit} of ${nameOf(called, best)}`,
    };
    if (!figure) return wanted;
    return { ...wanted, figure, isMet: figure.median >= atLeast && figure.median <= atMost };
  });
}

/** Which of several trials has measured most. */
function bestOf(
  trials: readonly string[],
  measurements: Measurements,
  unit: string,
): string | undefined {
  const figures = trials.map((trial) => measurements.figure(trial, unit)?.median ?? -Infinity);
  const most = Math.max(...figures);
  return most === -Infinity ? undefined : trials[figures.indexOf(most)];
}

/** `the best peer (ngIRCd)` once it is known. */
function nameOf(called: string, best: string | undefined): string {
  if (best === undefined || !called.startsWith("the best")) return called;
  return `${called} (${best.slice(best.indexOf(": ") + 2)})`;
}
