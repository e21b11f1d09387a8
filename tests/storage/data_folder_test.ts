/**
 * That the data folder is made, is private, and is one server's at a time.
 *
 * @module
 */

import { ok, strictEqual, throws } from "node:assert/strict";
import { openDataFolder } from "../../core/storage/data_folder.ts";
import { DatabaseError, openDatabase } from "../../core/storage/database.ts";

/** Runs something with the path of a folder that is not there yet. */
function withPath(run: (path: string) => void): void {
  const parent = Deno.makeTempDirSync();
  try {
    run(`${parent}/some/where`);
  } finally {
    Deno.removeSync(parent, { recursive: true });
  }
}

Deno.test("a folder that is not there is made, with a database that can be opened", () => {
  withPath((path) => {
    const folder = openDataFolder(path);
    ok(folder.database.startsWith(path));
    openDatabase(folder.database).close();
    folder.release();
  });
});

Deno.test("folder and database can be read by nobody else", () => {
  withPath((path) => {
    const folder = openDataFolder(path);
    const database = openDatabase(folder.database);
    strictEqual(Deno.statSync(path).mode! & 0o777, 0o700);
    strictEqual(Deno.statSync(folder.database).mode! & 0o777, 0o600);
    strictEqual(Deno.statSync(`${folder.database}-wal`).mode! & 0o777, 0o600);
    database.close();
    folder.release();
  });
});

Deno.test("a folder that a server holds is refused to another until it lets go", () => {
  withPath((path) => {
    const folder = openDataFolder(path);
    throws(() => openDataFolder(path), {
      name: "DatabaseError",
      message: `Cannot use the data folder "${path}" as another server uses it`,
    });
    folder.release();
    openDataFolder(path).release();
  });
});

Deno.test("what is in the database is there when the folder is opened again", () => {
  withPath((path) => {
    for (const expected of [0, 1]) {
      const folder = openDataFolder(path);
      const database = openDatabase(folder.database);
      strictEqual(database.prepare("SELECT count(*) AS n FROM facts").get()?.n, expected);
      database.exec("INSERT OR IGNORE INTO facts VALUES ('last-room', '1')");
      database.close();
      folder.release();
    }
  });
});

Deno.test("a folder that can't be made is refused in one line that names it", () => {
  const file = Deno.makeTempFileSync();
  try {
    throws(
      () => openDataFolder(`${file}/data`),
      (error) => {
        ok(error instanceof DatabaseError);
        ok(error.message.startsWith(`Cannot write to the data folder "${file}/data": `));
        strictEqual(error.message.includes("\n"), false);
        return true;
      },
    );
  } finally {
    Deno.removeSync(file);
  }
});
