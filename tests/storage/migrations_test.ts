/**
 * That every database ever made can be opened, and what can't be opened says why.
 *
 * @module
 */

import { deepStrictEqual, ok, strictEqual, throws } from "node:assert/strict";
import { DatabaseSync } from "node:sqlite";
import {
  DatabaseError,
  openDatabase,
  transaction,
  versionOf,
} from "../../core/storage/database.ts";
import { MIGRATIONS } from "../../core/storage/migrations.ts";
import { SqliteJournal } from "../../core/storage/sqlite_journal.ts";
import type { Snapshot } from "../../core/world/snapshot.ts";

const SCHEMA_1 = Deno.readTextFileSync(new URL("schema_1.sql", import.meta.url));

const HASH = "scrypt$16$1$1$c2FsdHNhbHQ=$a2V5a2V5a2V5";

/** What the rows of schema_1.sql say. */
const WORLD_1: Snapshot = {
  users: [
    {
      id: 1,
      name: "Ann",
      role: "sysop",
      passwordHash: HASH,
      createdAt: 1700000000001,
      lastSeenAt: 1700000000100,
      ignored: ["cy", "zoë"],
    },
    {
      id: 2,
      name: "Zoë",
      role: "member",
      passwordHash: HASH,
      createdAt: 1700000000002,
      lastSeenAt: 1700000000200,
      ignored: [],
    },
  ],
  rooms: [
    {
      id: 1,
      name: "lobby",
      createdAt: 1700000000003,
      permanent: true,
      rules: { hidden: false, inviteOnly: false, limit: 0 },
      ranks: [],
      bans: [],
    },
    {
      id: 3,
      name: "Group 1",
      createdAt: 1700000000004,
      permanent: false,
      topic: { text: "Talk", by: "Ann", at: 1700000000005 },
      rules: { hidden: true, inviteOnly: true, limit: 5 },
      ranks: [[1, "owner"], [2, "voice"]],
      bans: [["cy", { name: "Cy", by: "Ann", at: 1700000000006, reason: "noise" }]],
    },
  ],
  lastUser: 2,
  lastRoom: 3,
  lastMessage: 8,
  mail: [[2, 2]],
  claimCode: "swordfish",
};

/** Runs something in a folder of its own, with the path of a database that is not there yet. */
function inFolder(run: (path: string, folder: string) => void): void {
  const folder = Deno.makeTempDirSync();
  try {
    run(`${folder}/party.db`, folder);
  } finally {
    Deno.removeSync(folder, { recursive: true });
  }
}

/** Makes a database by SQL alone. */
function make(path: string, sql: string): void {
  const database = new DatabaseSync(path);
  database.exec(sql);
  database.close();
}

/** The definitions in a database, with their white space evened out. */
function shapeOf(database: DatabaseSync): string[] {
  return database.prepare("SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY name").all()
    .map((row) => String(row.sql).replace(/\s+/g, " "));
}

/** The error of an open that must fail. */
function refusalOf(path: string): DatabaseError {
  let error: unknown;
  try {
    openDatabase(path).close();
  } catch (thrown) {
    error = thrown;
  }
  ok(error instanceof DatabaseError, `opening ${path} gave ${error}`);
  ok(error.message.startsWith(`Cannot open the database "${path}"`), error.message);
  return error;
}

Deno.test("a database of schema 1 is opened, brought up to date and read", () => {
  inFolder((path) => {
    make(path, SCHEMA_1);
    const database = openDatabase(path);
    strictEqual(versionOf(database), MIGRATIONS.length);
    const journal = new SqliteJournal(database);
    const snapshot = journal.load();
    const said = journal.messages.recent(1, { limit: 10 });
    const waiting = journal.messages.waiting(2);
    const calls = journal.calls.recentCalls(10);
    database.close();
    deepStrictEqual(snapshot, WORLD_1);
    deepStrictEqual(said.map(({ id, text }) => [id, text]), [[1, "hello"], [5, "bye"]]);
    deepStrictEqual(waiting.map(({ name, text }) => [name, text]), [
      ["Cy", "are you there?"],
      ["Ann", "knocks"],
    ]);
    deepStrictEqual(calls, [
      { name: "Cy", via: "irc", arrivedAt: 1700000000017 },
      { name: "Ann", via: "telnet", arrivedAt: 1700000000016, leftAt: 1700000000100 },
    ]);
  });
});

Deno.test("the first migration still makes the schema 1 that is out there", () => {
  const [frozen, made] = [new DatabaseSync(":memory:"), new DatabaseSync(":memory:")];
  frozen.exec(SCHEMA_1);
  made.exec(MIGRATIONS[0]!);
  deepStrictEqual(shapeOf(made), shapeOf(frozen));
  frozen.close();
  made.close();
});

Deno.test("a database of schema 1 and a new one have the same shape once opened", () => {
  inFolder((path) => {
    make(path, SCHEMA_1);
    const [old, fresh] = [openDatabase(path), openDatabase(":memory:")];
    deepStrictEqual(shapeOf(old), shapeOf(fresh));
    old.close();
    fresh.close();
  });
});

Deno.test("opening a database again changes nothing in it", () => {
  inFolder((path) => {
    make(path, SCHEMA_1);
    openDatabase(path).close();
    const database = openDatabase(path);
    deepStrictEqual(new SqliteJournal(database).load(), WORLD_1);
    database.close();
  });
});

Deno.test("a database newer than the program is refused and left as it is", () => {
  inFolder((path) => {
    const newer = MIGRATIONS.length + 1;
    make(path, `${SCHEMA_1} PRAGMA user_version = ${newer};`);
    const { message } = refusalOf(path);
    strictEqual(
      message,
      `Cannot open the database "${path}" as it was made by a newer Partyline: ` +
        `its version is ${newer}, and this program knows versions up to ${MIGRATIONS.length}`,
    );
    const database = new DatabaseSync(path);
    strictEqual(versionOf(database), newer);
    database.close();
  });
});

Deno.test("a file that is no database is refused and left as it is", () => {
  inFolder((path) => {
    const text = "Dear diary, ".repeat(100);
    Deno.writeTextFileSync(path, text);
    refusalOf(path);
    strictEqual(Deno.readTextFileSync(path), text);
  });
});

Deno.test("a path in a folder that is not there is refused", () => {
  inFolder((_, folder) => refusalOf(`${folder}/nowhere/party.db`));
});

Deno.test("a path that is a folder is refused", () => {
  inFolder((_, folder) => refusalOf(folder));
});

Deno.test("a database that can only be read is refused at once, not at the first commit", () => {
  inFolder((path) => {
    openDatabase(path).close();
    refusalOf(`file://${path}?mode=ro`);
  });
});

Deno.test("a migration that fails half-way leaves the database as it was", () => {
  inFolder((path) => {
    // Tables before this one are made by the first migration until it trips over it.
    make(path, "CREATE TABLE rooms (mine TEXT); INSERT INTO rooms VALUES ('kept');");
    refusalOf(path);
    const database = new DatabaseSync(path);
    strictEqual(versionOf(database), 0);
    deepStrictEqual(shapeOf(database), ["CREATE TABLE rooms (mine TEXT)"]);
    database.close();
  });
});

Deno.test("a transaction that throws leaves nothing behind, and the next one works", () => {
  const database = new DatabaseSync(":memory:");
  database.exec("CREATE TABLE words (word TEXT)");
  const add = (word: string) => database.prepare("INSERT INTO words VALUES (?)").run(word);
  throws(
    () =>
      transaction(database, () => {
        add("lost");
        throw new Error("half-way");
      }),
    { message: "half-way" },
  );
  transaction(database, () => add("kept"));
  const words = database.prepare("SELECT word FROM words").all().map((row) => row.word);
  database.close();
  deepStrictEqual(words, ["kept"]);
});

Deno.test("a file is opened with a write-ahead log and the synchronous setting it was given", () => {
  inFolder((path) => {
    for (const [synchronous, code] of [["normal", 1], ["full", 2]] as const) {
      const database = openDatabase(path, { synchronous });
      const found = database.prepare("PRAGMA synchronous").get()?.synchronous;
      const mode = database.prepare("PRAGMA journal_mode").get()?.journal_mode;
      database.close();
      deepStrictEqual([found, mode], [code, "wal"]);
    }
  });
});
