/**
 * What other machines on the same hardware take of this one.
 *
 * @module
 */

/** Shows where Linux counts the time of all cores: proc_stat(5). Deno itself may read that only if it may do all. */
const SHOW = { program: "cat", args: ["/proc/stat"] };

/** The time of all cores since the start, in ticks of the clock: all of it, and what was stolen. */
export interface CoreTime {
  readonly all: number;
  readonly stolen: number;
}

/** What the system has counted; undefined where it does not. */
export async function readCoreTime(): Promise<CoreTime | undefined> {
  try {
    const { args, program } = SHOW;
    const { success, stdout } = await new Deno.Command(program, { args, stderr: "null" }).output();
    return success ? coreTimeOf(new TextDecoder().decode(stdout)) : undefined;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return undefined;
    throw error;
  }
}

/**
 * The counters of all cores together: user, nice, system, idle, iowait, irq, softirq and steal; what stands behind
 * them is in user and nice already.
 *
 * @example
 * ```ts
 * import { deepStrictEqual } from "node:assert/strict";
 * deepStrictEqual(coreTimeOf("cpu  1 2 3 40 5 6 7 8 9 10\ncpu0 1 2"), { all: 72, stolen: 8 });
 * ```
 */
export function coreTimeOf(counters: string): CoreTime {
  const [line = ""] = counters.split("\n", 1);
  const ticks = line.split(/\s+/).slice(1, 9).map(Number);
  return { all: ticks.reduce((sum, count) => sum + count, 0), stolen: ticks[7] ?? 0 };
}

/** What was stolen from one time to another, in percent of all. */
export function stolenPercent(from: CoreTime, to: CoreTime): number {
  const all = to.all - from.all;
  return all === 0 ? 0 : 100 * (to.stolen - from.stolen) / all;
}
