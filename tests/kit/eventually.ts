/**
 * Waiting for what no caller is told, such as that a session is gone.
 *
 * @module
 */

import { setImmediate } from "node:timers/promises";

/** Long enough for a busy machine. It ends a test that hangs; nothing is measured by it. */
const PATIENCE_MS = 20_000;

/**
 * Waits, turn by turn of the event loop, until something is so.
 *
 * @throws {Error} If it never is.
 */
export async function eventually(claim: string, isSo: () => boolean): Promise<void> {
  const endMs = performance.now() + PATIENCE_MS;
  while (!isSo()) {
    if (performance.now() > endMs) throw new Error(`waited in vain: ${claim}`);
    await setImmediate();
  }
}
