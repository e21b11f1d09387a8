/**
 * The folder in which the house keeps its data, held by one server at a time.
 *
 * @module
 */

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
  let lock: Deno.FsFile;
  try {
    Deno.mkdirSync(path, { recursive: true, mode: 0o700 });
    lock = Deno.openSync(`${path}/partyline.lock`, { create: true, write: true, mode: 0o600 });
  } catch (error) {
    throw new DatabaseError(`Cannot write to the data folder "${path}": ${reasonOf(error)}`, {
      cause: error,
    });
  }
  if (!lock.tryLockSync(true)) {
    lock.close();
    throw new DatabaseError(`Cannot use the data folder "${path}" as another server uses it`);
  }
  return { database: `${path}/partyline.db`, release: () => lock.close() };
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
