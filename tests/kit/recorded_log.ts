/**
 * The log of a test, line by line.
 *
 * @module
 */

import { startLog, stopLog } from "../../core/logging/log.ts";

/** Collects what is logged until disposed of. */
export function recordedLog(): { readonly lines: string[] } & Disposable {
  const lines: string[] = [];
  startLog({ level: "info", write: (line) => lines.push(line) });
  return { lines, [Symbol.dispose]: stopLog };
}
