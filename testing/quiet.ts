/**
 * Waiting until the house has done what it does at once.
 *
 * @module
 */

import { setImmediate } from "node:timers/promises";

/** A line goes through fewer turns of the event loop than this, from the wire to the answer. */
const TURNS = 20;

/**
 * Waits some turns of the event loop, and on while something still happens.
 *
 * @param count What has happened so far, as a number that grows.
 */
export async function quiet(count: () => number = () => 0): Promise<void> {
  let known = count();
  for (let turn = 0; turn < TURNS; turn++) {
    await setImmediate();
    if (count() === known) continue;
    known = count();
    turn = 0;
  }
}
