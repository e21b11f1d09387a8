/**
 * The folder in which the house keeps its data, held by one server at a time.
 *
 * @module
 */

import { DatabaseSync } from "node:sqlite";
import { DatabaseError } from "./database.ts";

/** The folder of a running server. */
export interface DataFolder {
  /** The path of the database file in it. */
  readonly database: string;
  /** Lets another server have the folder. */
  release(): void;
}

/**
 * Makes the folder where needed and takes hold of it. The hold ends with the process, however that ends.
 *
 * @throws {DatabaseError} If it can't be made or written to, or if another server holds it.
 */
export function openDataFolder(path: string): DataFolder {
  const database = `${path}/partyline.db`;
  let hold: DatabaseSync | undefined;
  try {
    Deno.mkdirSync(path, { recursive: true, mode: 0o700 });
    // The files hold password hashes: they are nobody else's, even in a folder that is.
    Deno.openSync(database, { create: true, write: true, mode: 0o600 }).close();
    // An open transaction of SQLite is a lock on every system, and on every runtime that we run on.
    hold = new DatabaseSync(`${path}/partyline.lock`);
    hold.exec("PRAGMA busy_timeout = 0; BEGIN EXCLUSIVE");
  } catch (error) {
    hold?.close();
    const reason = error instanceof Deno.errors.NotCapable
      ? "the runtime was not given the permission"
      : error instanceof Error
      ? error.message
      : String(error);
    throw new DatabaseError(
      reason === "database is locked"
        ? `Cannot use the data folder "${path}" as another server uses it`
        : `Cannot write to the data folder "${path}": ${reason}`,
      { cause: error },
    );
  }
  const held = hold;
  return { database, release: () => held.close() };
}
