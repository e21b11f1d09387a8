/**
 * Checkpoints: what has been committed is brought home from the write-ahead log into the database, by a
 * thread that nobody waits for.
 *
 * @module
 */

import type { DatabaseSync } from "node:sqlite";
import type { Log } from "../logging/log.ts";
import type { CheckpointResult } from "./checkpoint_worker.ts";

/**
 * So many commits are brought home at once. A commit is one page for each room of its turn, and a few more,
 * many of them the same as those of the commit before; each of these is copied once.
 */
const COMMITS = 256;

/**
 * Pages of a log that is long: what has come into it meanwhile is brought home at once, as it begins anew only
 * where nothing is left in it. In a busy house that would never be.
 */
const LONG_LOG = 8000;

/** Pages of a log, 2 KiB each, with which SQLite makes a checkpoint in a commit: in our case, and of itself. */
const IN_A_COMMIT = { ours: 16_000, usual: 2000 } as const;

/** What a checkpointer works with. */
export interface CheckpointerOptions {
  /** The path of the database. */
  readonly path: string;
  /** How many commits are brought home at once: 256 unless told. */
  readonly commits?: number;
  /** The module that the thread begins with: `checkpoint_worker.ts`. */
  readonly url: URL;
  readonly log: Pick<Log, "warn">;
}

/**
 * Brings the log of a database home each so many commits. To do it within a commit, as SQLite does of
 * itself, takes some 8 ms for a thousand pages, for which everybody in the house waits. Where the thread
 * fails, SQLite does it again.
 */
export class Checkpointer {
  readonly #database: DatabaseSync;
  readonly #path: string;
  readonly #commits: number;
  readonly #log: Pick<Log, "warn">;
  readonly #worker: Worker;
  /** Commits that nobody has asked to bring home. */
  #waiting = 0;
  /** The checkpoint under way. */
  #underWay: PromiseWithResolvers<void> | undefined;
  #hasEnded = false;

  /** Starts the thread, for which this one stands still for some 20 ms. */
  constructor(
    database: DatabaseSync,
    { path, commits = COMMITS, url, log }: CheckpointerOptions,
  ) {
    this.#database = database;
    this.#path = path;
    this.#commits = commits;
    this.#log = log;
    this.#worker = this.#start(url);
    this.#checkpointInCommits(IN_A_COMMIT.ours);
  }

  /** Takes note of a commit. */
  committed(): void {
    if (++this.#waiting < this.#commits || this.#underWay || this.#hasEnded) return;
    this.#waiting = 0;
    this.#underWay = Promise.withResolvers();
    this.#worker.postMessage(this.#path);
  }

  /** Waits for the checkpoint under way, and ends the thread. The database is to be closed after that. */
  async close(): Promise<void> {
    this.#hasEnded = true;
    await this.#underWay?.promise;
    this.#worker.terminate();
  }

  #start(url: URL): Worker {
    const worker = new Worker(url, { type: "module", name: "checkpoints" });
    worker.addEventListener("message", ({ data }) => this.#settle(data));
    worker.addEventListener("error", (event) => {
      event.preventDefault();
      this.#settle({ problem: event.message });
    });
    return worker;
  }

  #settle(result: CheckpointResult): void {
    try {
      if ("problem" in result) this.#giveUp(result.problem);
      else if (result.pages >= LONG_LOG) this.#database.exec("PRAGMA wal_checkpoint(PASSIVE)");
    } finally {
      this.#underWay?.resolve();
      this.#underWay = undefined;
    }
  }

  #giveUp(problem: string): void {
    this.#hasEnded = true;
    this.#log.warn("Checkpoints can't be made on a thread of their own", { error: problem });
    this.#checkpointInCommits(IN_A_COMMIT.usual);
  }

  #checkpointInCommits(pages: number): void {
    this.#database.exec(`PRAGMA wal_autocheckpoint = ${pages}`);
  }
}
