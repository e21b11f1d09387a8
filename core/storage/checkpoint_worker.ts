/**
 * The thread that makes checkpoints: it is sent the path of a database, and answers when its log is home.
 *
 * @module
 */

import { DatabaseSync } from "node:sqlite";

/** What became of a checkpoint: how many pages the log has, or why there was none. */
export type CheckpointResult = { readonly pages: number } | { readonly problem: string };

const thread = globalThis as unknown as Pick<Worker, "addEventListener" | "postMessage">;

thread.addEventListener("message", ({ data: path }) => thread.postMessage(checkpoint(path)));

function checkpoint(path: string): CheckpointResult {
  try {
    // Opened for each, so that the house is always the last to close it, which makes its last checkpoint.
    const database = new DatabaseSync(path);
    try {
      // Passive: it waits for nobody, and nobody for it (SQLite, "PRAGMA wal_checkpoint").
      return { pages: Number(database.prepare("PRAGMA wal_checkpoint(PASSIVE)").get()?.log) };
    } finally {
      database.close();
    }
  } catch (error) {
    return { problem: error instanceof Error ? error.message : String(error) };
  }
}
