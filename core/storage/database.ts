/**
 * Opens the SQLite database of the house and brings it to the shape this program knows.
 *
 * @module
 */

import { DatabaseSync } from "node:sqlite";
import { MIGRATIONS } from "./migrations.ts";

/**
 * The bytes of a page of a new database; one that is there keeps its own. Talk of many rooms is many small
 * changes in an index: with pages of half of SQLite's usual size a commit of 160 messages to ten rooms takes
 * three quarters of the time.
 */
const PAGE_BYTES = 2048;

/** How safely commits are written: against a crash of the process, or against loss of power too. */
export type Synchronous = "normal" | "full";

/** The database can't be used; the message says why, for the sysop. */
export class DatabaseError extends Error {
  override readonly name = "DatabaseError";
}

/**
 * Opens a database, making or migrating it where needed.
 *
 * @param path A file's path, or `:memory:`.
 * @throws {DatabaseError} If it can't be opened or written, is no database, or is newer than this
 *   program.
 */
export function openDatabase(
  path: string,
  { synchronous = "normal" }: { synchronous?: Synchronous } = {},
): DatabaseSync {
  let database: DatabaseSync | undefined;
  try {
    database = new DatabaseSync(path);
    database.exec(`
      PRAGMA busy_timeout = 5000;
      PRAGMA page_size = ${PAGE_BYTES};
      PRAGMA journal_mode = WAL;
      PRAGMA synchronous = ${synchronous};
      PRAGMA foreign_keys = ON;
    `);
    migrate(database, path);
    // A file that can be read but not written would show itself only at the first commit.
    database.exec(`PRAGMA user_version = ${MIGRATIONS.length}`);
    return database;
  } catch (error) {
    database?.close();
    if (error instanceof DatabaseError) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    throw new DatabaseError(`Cannot open the database "${path}": ${reason}`, { cause: error });
  }
}

/** Runs a function in one transaction: all of its writes, or none when it throws. */
export function transaction(database: DatabaseSync, run: () => void): void {
  database.exec("BEGIN IMMEDIATE");
  try {
    run();
    database.exec("COMMIT");
  } catch (error) {
    if (database.isTransaction) database.exec("ROLLBACK");
    throw error;
  }
}

/** The version of the shape that a database has: the number of migrations done to it. */
export function versionOf(database: DatabaseSync): number {
  return Number(database.prepare("PRAGMA user_version").get()?.user_version);
}

function migrate(database: DatabaseSync, path: string): void {
  const found = versionOf(database);
  if (found > MIGRATIONS.length) {
    throw new DatabaseError(
      `Cannot open the database "${path}" as it was made by a newer Partyline: ` +
        `its version is ${found}, and this program knows versions up to ${MIGRATIONS.length}`,
    );
  }
  for (let version = found; version < MIGRATIONS.length; version++) {
    transaction(database, () => {
      database.exec(MIGRATIONS[version]!);
      database.exec(`PRAGMA user_version = ${version + 1}`);
    });
  }
}
