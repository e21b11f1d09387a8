/**
 * The thread that makes checkpoints: it is sent the path of a database, and answers with what went wrong, or an
 * empty text once the log is home.
 *
 * @module
 */

import { DatabaseSync } from "node:sqlite";

const thread = globalThis as unknown as Pick<Worker, "addEventListener" | "postMessage">;

thread.addEventListener("message", ({ data: path }) => {
  try {
    checkpoint(path);
    thread.postMessage("");
  } catch (error) {
    thread.postMessage(error instanceof Error ? error.message : String(error));
  }
});

function checkpoint(path: string): void {
  // Opened for each, so that the house is always the last to close it, which makes its last checkpoint.
  const database = new DatabaseSync(path);
  try {
    // Passive: it waits for nobody, and nobody for it (SQLite, "PRAGMA wal_checkpoint").
    database.exec("PRAGMA wal_checkpoint(PASSIVE)");
  } finally {
    database.close();
  }
}
