/**
 * What can be done at once is done at once, and what must be waited for is.
 *
 * @module
 */

/** Something, or a promise of it where it must be waited for. */
export type Awaitable<Result> = Result | Promise<Result>;

/** What comes behind something that is done, and behind what it throws. */
export interface Behind<Result, Then> {
  done(result: Result): Awaitable<Then>;
  failed(error: unknown): Awaitable<Then>;
}

/**
 * Does something and goes on behind it: in this very turn where it returns no promise. So what many callers ask for
 * in one turn is done in a row, and not step by step with what the others do.
 *
 * @throws What `done` or `failed` throw at once.
 *
 * @example
 * ```ts
 * import { strictEqual } from "node:assert/strict";
 * const double = { done: (number: number) => 2 * number, failed: () => 0 };
 * strictEqual(atOnce(() => 21, double), 42);
 * strictEqual(await atOnce(() => Promise.resolve(21), double), 42);
 * strictEqual(atOnce(() => JSON.parse("{"), double), 0);
 * ```
 */
export function atOnce<Result, Then>(
  run: () => Awaitable<Result>,
  { done, failed }: Behind<Result, Then>,
): Awaitable<Then> {
  let result: Awaitable<Result>;
  try {
    result = run();
  } catch (error) {
    return failed(error);
  }
  return result instanceof Promise ? result.then(done, failed) : done(result);
}
