/**
 * That commits come home into the database while it is open, on a thread that can fail without harm.
 *
 * @module
 */

import { deepStrictEqual, match, strictEqual } from "node:assert/strict";
import type { DatabaseSync } from "node:sqlite";
import { Checkpointer } from "../../core/storage/checkpointer.ts";
import { openDatabase } from "../../core/storage/database.ts";

const WORKER = new URL("../../core/storage/checkpoint_worker.ts", import.meta.url);

/** A database on disk, and what it holds without its log. */
class Shelf implements Disposable {
  readonly #folder = Deno.makeTempDirSync();
  readonly path = `${this.#folder}/partyline.db`;
  readonly database: DatabaseSync = openDatabase(this.path);
  readonly warnings: string[] = [];

  checkpointer(path = this.path): Checkpointer {
    const warn = (sentence: string) => void this.warnings.push(sentence);
    return new Checkpointer(this.database, { path, commits: 3, url: WORKER, log: { warn } });
  }

  /** Commits facts, one by one, and tells the checkpointer of each. */
  commit(checkpointer: Checkpointer, names: readonly string[]): void {
    for (const name of names) {
      this.database.prepare("INSERT INTO facts (name, value) VALUES (?, '')").run(name);
      checkpointer.committed();
    }
  }

  /** The facts that are home. */
  home(): unknown[] {
    const copy = `${this.#folder}/copy.db`;
    Deno.copyFileSync(this.path, copy);
    const database = openDatabase(copy);
    const rows = database.prepare("SELECT name FROM facts ORDER BY name").all();
    database.close();
    return rows.map(({ name }) => name);
  }

  [Symbol.dispose](): void {
    this.database.close();
    Deno.removeSync(this.#folder, { recursive: true });
  }
}

Deno.test("commits come home each so many of them, and not before", async () => {
  using shelf = new Shelf();
  const idle = shelf.checkpointer();
  shelf.commit(idle, ["a", "b"]);
  await idle.close();
  deepStrictEqual(shelf.home(), []);
  const busy = shelf.checkpointer();
  shelf.commit(busy, ["c", "d", "e"]);
  await busy.close();
  deepStrictEqual(shelf.home(), ["a", "b", "c", "d", "e"]);
  deepStrictEqual(shelf.warnings, []);
});

Deno.test("one that can't make checkpoints says so once, and asks for no more", async () => {
  using shelf = new Shelf();
  const checkpointer = shelf.checkpointer(`${shelf.path}/nowhere`);
  shelf.commit(checkpointer, ["a", "b", "c"]);
  await checkpointer.close();
  shelf.commit(checkpointer, ["d", "e", "f"]);
  await checkpointer.close();
  strictEqual(shelf.warnings.length, 1);
  match(shelf.warnings[0]!, /^Checkpoints can't be made/);
  deepStrictEqual(shelf.home(), []);
});
