/**
 * A limit on the time that somebody else's code may take, even where it never lets go.
 *
 * @module
 */

import { Script } from "node:vm";
import type { Cancel, Clock } from "../net/clock.ts";

/** Something took longer than it may. */
export class TimeLimitError extends Error {
  override readonly name = "TimeLimitError";
}

/** Where the script finds what it runs; it is there for no longer than that. */
const JOB = Symbol.for("partyline.job");

/** The one way to end code that loops without end, in the thread that it runs in. */
const RUN_JOB = new Script(`globalThis[Symbol.for("partyline.job")]()`, {
  filename: "partyline:time-limit",
});

/**
 * Runs something and waits for it, at most so long. What it does before its first `await` is broken
 * off when the time is up; what it does after that may go on, but nobody waits for it.
 *
 * @throws {TimeLimitError} If it took longer, or what `run` throws.
 */
export async function withinTime<Result>(
  run: () => Result | Promise<Result>,
  { clock, limitMs }: { readonly clock: Clock; readonly limitMs: number },
): Promise<Result> {
  let cancel: Cancel = () => {};
  const late = new Promise<never>((_, reject) => {
    cancel = clock.after(limitMs, () => reject(new TimeLimitError("The time is up")));
  });
  try {
    return await Promise.race([runBrokenOff(run, limitMs), late]);
  } finally {
    cancel();
  }
}

/** The part of the runtime that does what promises wait for. No public name leads to it. */
interface Runtime {
  readonly core?: { runMicrotasks?(): void };
}

/**
 * Does something, and what then waits for promises that are settled, and breaks it off when the time is
 * up. It must not itself run as a promise is settled, as then what waits for others is done later,
 * without a limit. Where the runtime does not let us do it now, it is done later as well.
 *
 * @throws {TimeLimitError} If it took longer, or what `run` throws.
 */
export function brokenOffAt(limitMs: number, run: () => void): void {
  const { internal } = Deno as unknown as { readonly internal: symbol };
  const { core } = (Deno as unknown as { readonly [name: symbol]: Runtime })[internal] ?? {};
  runBrokenOff(() => {
    run();
    core?.runMicrotasks?.();
  }, limitMs);
}

/**
 * Runs something, and breaks it off when the time is up; but not what it does after its first `await`.
 *
 * @throws {TimeLimitError} If it took longer, or what `run` throws.
 */
export function runBrokenOff<Result>(run: () => Result, limitMs: number): Result {
  const globals = globalThis as { [JOB]?: () => Result };
  globals[JOB] = () => {
    delete globals[JOB];
    return run();
  };
  try {
    return RUN_JOB.runInThisContext({ timeout: limitMs, displayErrors: false }) as Result;
  } catch (error) {
    const { code } = error as { readonly code?: unknown };
    if (code !== "ERR_SCRIPT_EXECUTION_TIMEOUT") throw error;
    throw new TimeLimitError(
      `It was broken off as it did not let go within ${limitMs / 1000} seconds`,
    );
  }
}
