/**
 * How often something small can be done in a second.
 *
 * @module
 */

import { type Figure, figureOf } from "./figure.ts";

/** How long and how often is measured. Times are in milliseconds. */
export interface StopwatchOptions {
  /** Runs before the measurement, for the compiler to have done its work. */
  readonly warmUpMs: number;
  /** The length of one sample. */
  readonly sampleMs: number;
  readonly samples: number;
}

/**
 * Runs something again and again.
 *
 * @param run Does it once.
 * @returns Runs per second.
 */
export function runsPerSecond(run: () => void, options: StopwatchOptions): Figure {
  const { warmUpMs, sampleMs, samples } = options;
  const batch = Math.max(1, Math.floor(runsIn(warmUpMs, run) * sampleMs / warmUpMs));
  return figureOf(Array.from({ length: samples }, () => {
    const beganAt = performance.now();
    for (let i = 0; i < batch; i++) run();
    return batch / (performance.now() - beganAt) * 1000;
  }));
}

/** How many runs fit into a time. */
function runsIn(ms: number, run: () => void): number {
  const until = performance.now() + ms;
  let runs = 0;
  while (performance.now() < until) {
    run();
    runs++;
  }
  return runs;
}
