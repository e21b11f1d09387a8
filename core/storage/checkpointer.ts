/**
 * Checkpoints: what has been committed is brought home from the write-ahead log into the database, by a
 * thread that nobody waits for.
 *
 * @module
 */

import type { Log } from "../logging/log.ts";

/**
 * So many commits are brought home at once. A commit is one page for each room of its turn, and a few more,
 * many of them the same as those of the commit before; each of these is copied once.
 */
const COMMITS = 256;

/** What a checkpointer works with. */
export interface CheckpointerOptions {
  /** How many commits are brought home at once: 256 unless told. */
  readonly commits?: number;
  readonly log: Pick<Log, "warn">;
}

/**
 * Brings the log of a database home each so many commits. To do it within a commit, as SQLite does of
 * itself, takes some 8 ms for a thousand pages, for which everybody in the house waits. Where the thread
 * fails, SQLite does it again, as of `LOG_PAGES` in `database.ts`.
 */
export class Checkpointer {
  readonly #path: string;
  readonly #commits: number;
  readonly #log: Pick<Log, "warn">;
  readonly #worker: Worker;
  /** Commits that nobody has asked to bring home. */
  #waiting = 0;
  /** The checkpoint under way. */
  #underWay: PromiseWithResolvers<void> | undefined;
  #hasEnded = false;

  /**
   * Starts the thread, for which this one stands still for some 20 ms.
   *
   * @param path The path of the database.
   */
  constructor(path: string, { commits = COMMITS, log }: CheckpointerOptions) {
    this.#path = path;
    this.#commits = commits;
    this.#log = log;
    this.#worker = this.#start();
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

  #start(): Worker {
    const worker = new Worker(new URL("./checkpoint_worker.ts", import.meta.url), {
      type: "module",
      name: "checkpoints",
    });
    worker.addEventListener("message", ({ data: problem }) => this.#settle(problem));
    worker.addEventListener("error", (event) => {
      event.preventDefault();
      this.#settle(event.message);
    });
    return worker;
  }

  #settle(problem: string): void {
    if (problem !== "") {
      this.#hasEnded = true;
      const sentence = "Checkpoints can't be made on a thread of their own any more";
      this.#log.warn(sentence, { error: problem });
    }
    this.#underWay?.resolve();
    this.#underWay = undefined;
  }
}
