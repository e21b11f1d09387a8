/**
 * What a bench is made of: trials, each of which measures one thing about one server.
 *
 * @module
 */

import type { Stage } from "./stage.ts";

/** How much of everything. */
export interface Length {
  /** How often everything is measured, each time on a new server. */
  readonly runs: number;
  /** How long talk is measured, in seconds. */
  readonly seconds: number;
  /** Messages before it is measured, for the compiler to have done its work. */
  readonly warmUp: number;
  /** How many come in, and stay. */
  readonly crowd: number;
  /** How many log in with passwords. */
  readonly members: number;
  /** How often talk beside one who never reads is compared with talk that all read, by turns. */
  readonly unreadTurns: number;
  /** How many messages a long history has. */
  readonly kept: number;
  /** How long people come and go, in minutes. */
  readonly churnMinutes: number;
}

/** A rough answer in a minute. */
export const QUICK: Length = {
  runs: 1,
  seconds: 0.5,
  warmUp: 1000,
  crowd: 2000,
  members: 20,
  unreadTurns: 1,
  kept: 200_000,
  churnMinutes: 0.2,
};

/** All that the goals are about, but for five runs and an hour of churn. */
export const WHOLE: Length = {
  runs: 3,
  seconds: 2,
  warmUp: 12_000,
  crowd: 10_000,
  members: 100,
  unreadTurns: 5,
  kept: 5_000_000,
  churnMinutes: 1,
};

/** Something measured: so many of its unit. */
export interface Reading {
  readonly unit: string;
  readonly value: number;
}

/** One thing that is measured. Each of its readings is a line of the table. */
export interface Trial {
  /** What, and behind a colon on which server: `log-ins: bare Deno`. */
  readonly name: string;
  /** The name of the trial that it is compared with. */
  readonly of?: string;
  /** What a quick bench says that it leaves out; undefined if it does not. */
  readonly long?: string;
  /** Whether it is measured once, however many runs there are. */
  readonly isOnce?: boolean;
  /** @throws {NotHereError} If this machine lacks what it takes. */
  run(stage: Stage): Promise<readonly Reading[]>;
}

/** Something that can't be had here, and why; the bench goes on without it. */
export class NotHereError extends Error {
  /** @param what Its name, as that of a server. */
  constructor(readonly what: string, reason: string) {
    super(reason);
  }
}
