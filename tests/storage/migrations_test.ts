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
import { PluginStore } from "../../core/storage/plugin_store.ts";
import { SqliteJournal } from "../../core/storage/sqlite_journal.ts";
import { completeMask, maskKey } from "../../core/world/mask.ts";
import { nameKey } from "../../core/world/name.ts";
import { OPEN_RULES } from "../../core/world/room.ts";
import type { Snapshot } from "../../core/world/snapshot.ts";

/** Databases of every version there was, from 1. */
const SCHEMAS = [1, 2, 3, 4, 5, 6].map((version) =>
  Deno.readTextFileSync(new URL(`schema_${version}.sql`, import.meta.url))
) as [string, string, string, string, string, string];
const [SCHEMA_1, SCHEMA_2, SCHEMA_3, SCHEMA_4, SCHEMA_5, SCHEMA_6] = SCHEMAS;

const HASH = "scrypt$16$1$1$c2FsdHNhbHQ=$a2V5a2V5a2V5";
const NO_KEY = `${"A".repeat(43)}=`;

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
      notes: [],
      preferences: [],
      readMarkers: [],
    },
    {
      id: 2,
      name: "Zoë",
      role: "member",
      passwordHash: HASH,
      createdAt: 1700000000002,
      lastSeenAt: 1700000000200,
      ignored: [],
      notes: [],
      preferences: [],
      readMarkers: [],
    },
  ],
  rooms: [
    {
      id: 1,
      name: "lobby",
      createdAt: 1700000000003,
      permanent: true,
      rules: OPEN_RULES,
      ranks: [],
      masks: [],
      notes: [],
    },
    {
      id: 3,
      name: "Group 1",
      createdAt: 1700000000004,
      permanent: false,
      topic: { text: "Talk", by: "Ann", at: 1700000000005 },
      rules: { ...OPEN_RULES, hidden: true, inviteOnly: true, limit: 5 },
      ranks: [[1, "owner"], [2, "voice"]],
      masks: [
        ["ban", "cy!*@*", { mask: "Cy!*@*", by: "Ann", at: 1700000000006, reason: "noise" }],
      ],
      notes: [],
    },
  ],
  lastUser: 2,
  lastRoom: 3,
  lastMessage: 8,
  mail: [[2, 2]],
  houseBans: [],
  claimCode: "swordfish",
};

/** What the rows of schema_2.sql say. */
const WORLD_2: Snapshot = {
  users: [WORLD_1.users[0]!, {
    ...WORLD_1.users[1]!,
    passwordHash: `${HASH} scram-sha-256$4096$c2FsdHNhbHQ=$${NO_KEY}$${NO_KEY}`,
    notes: [["color", "green"], ["homepage", "https://zoe.example"]],
    readMarkers: [["#lobby", 1700000000012], ["ann", 1700000000015]],
  }],
  rooms: [WORLD_1.rooms[0]!, {
    ...WORLD_1.rooms[1]!,
    rules: {
      hidden: true,
      inviteOnly: true,
      limit: 5,
      key: "sesame",
      moderated: true,
      outsiders: true,
      openTopic: true,
      noCtcp: true,
      registeredOnly: true,
      registeredSpeak: true,
      opModerated: true,
    },
    ranks: [[1, "owner"], [2, "halfop"]],
    masks: [
      ["ban", "account:ed", {
        mask: "account:Ed",
        by: "the house",
        at: 1700000000008,
        reason: "",
      }],
      ["ban", "cy!*@*", { mask: "Cy!*@*", by: "Ann", at: 1700000000006, reason: "noise" }],
      ["mute", "*!*@host.example", {
        mask: "*!*@Host.example",
        by: "Ann",
        at: 1700000000007,
        reason: "",
      }],
    ],
    notes: [["url", "https://group.example"]],
  }],
  lastUser: 2,
  lastRoom: 3,
  lastMessage: 8,
  mail: [[2, 2]],
  houseBans: [
    ["192.0.2.0/24", {
      mask: "192.0.2.0/24",
      by: "Ann",
      at: 1700000000020,
      reason: "spam",
      until: 1800000000000,
    }],
    ["account:ed", { mask: "account:Ed", by: "the house", at: 1700000000021, reason: "" }],
  ],
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
    .map((row) => String(row.sql).replace(/\s*([(),])\s*/g, "$1").replace(/\s+/g, " "));
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

Deno.test("what a database of schema 1 has of talk between two users can be found by both", () => {
  inFolder((path) => {
    make(path, SCHEMA_1);
    const database = openDatabase(path);
    const { messages } = new SqliteJournal(database);
    const span = { after: 0, before: Infinity, limit: 10 };
    const found = [1, 2].map((user) => messages.correspondents(user, span));
    const told = messages.told({ user: 2, other: 1 }, { take: "newest", limit: 10 });
    database.close();
    deepStrictEqual(found, [
      [{ user: 2, lastAt: 1700000000015 }],
      [{ user: 1, lastAt: 1700000000015 }],
    ]);
    deepStrictEqual(told.map(({ id }) => id), [8]);
  });
});

Deno.test("a ban of schema 1 becomes the mask that the world would make of it", () => {
  const names = ["Cy", "[Zoë]^", "\u0391\u03a3", "\ufa0e"];
  inFolder((path) => {
    make(path, SCHEMA_1);
    const old = new DatabaseSync(path);
    const ban = old.prepare("INSERT OR IGNORE INTO room_bans VALUES (1, ?, ?, 'Ann', 1, '')");
    for (const name of names) ban.run(nameKey(name), name);
    old.close();
    const database = openDatabase(path);
    const [lobby] = new SqliteJournal(database).load().rooms;
    database.close();
    const masks = lobby!.masks.map(([list, key, { mask }]) => [list, key, mask]);
    const expected = names.map((name) => ["ban", maskKey(name), completeMask(name)]);
    deepStrictEqual(masks, expected.sort(([, a], [, b]) => a! < b! ? -1 : 1));
  });
});

Deno.test("a database of schema 2 is opened and read", () => {
  inFolder((path) => {
    make(path, SCHEMA_2);
    const database = openDatabase(path);
    const journal = new SqliteJournal(database);
    const { messages } = journal;
    const snapshot = journal.load();
    const recent = messages.recent(1, { limit: 10 });
    const [first] = messages.waiting(2);
    database.close();
    deepStrictEqual(snapshot, WORLD_2);
    deepStrictEqual(recent, [
      {
        id: 1,
        at: 1700000000010,
        name: "Ann",
        text: "hello",
        style: "say",
        user: 1,
        ident: "~ann",
        host: "host.example",
        extras: { tags: { "+draft/reply": "x" } },
      },
      { id: 5, at: 1700000000012, name: "Zoë", text: "bye", style: "notice", user: 2 },
    ]);
    deepStrictEqual([first?.name, first?.ident, first?.toUser], ["Cy", "~cy", 2]);
  });
});

Deno.test("a database of schema 3 is opened, and what plugins kept is read", () => {
  inFolder((path) => {
    make(path, SCHEMA_3);
    const database = openDatabase(path);
    const snapshot = new SqliteJournal(database).load();
    const kept = new PluginStore(database).list("trivia", "score/");
    database.close();
    deepStrictEqual(snapshot, WORLD_2);
    deepStrictEqual(kept, [
      { key: "score/ann", value: "3" },
      { key: "score/zoë", value: '{"best":"🎉"}' },
    ]);
  });
});

Deno.test("a database of schema 4 is opened, and what users prefer is read", () => {
  inFolder((path) => {
    make(path, SCHEMA_4);
    const database = openDatabase(path);
    const snapshot = new SqliteJournal(database).load();
    database.close();
    const preferences = [
      [["terminal.colours", "256"]],
      [["terminal.charset", "cp437"], ["theme", "dark"]],
    ] as const;
    deepStrictEqual(snapshot, {
      ...WORLD_2,
      users: WORLD_2.users.map((user, index) => ({ ...user, preferences: preferences[index] })),
    });
  });
});

Deno.test("a database of schema 5 is opened, and what was said in it is read", () => {
  inFolder((path) => {
    make(path, SCHEMA_5);
    const database = openDatabase(path);
    const { messages } = new SqliteJournal(database);
    const all = { take: "newest", limit: 10, withTags: true } as const;
    const said = messages.said(1, all);
    const told = messages.told({ user: 1, other: 2 }, all);
    const withGuest = messages.told({ user: 2, guest: "cy" }, all);
    database.close();
    deepStrictEqual(said, [
      {
        ...{ id: 1, at: 1700000000010, name: "Ann", text: "hello", style: "say", user: 1 },
        ...{ ident: "~ann", host: "host.example", extras: { tags: { "+draft/reply": "x" } } },
      },
      {
        ...{ id: 4, at: 1700000000011, name: "Ann", text: "", style: "tags", user: 1 },
        ...{ ident: "~ann", host: "host.example", extras: { tags: { "+draft/react": "!" } } },
      },
      { id: 5, at: 1700000000012, name: "Zoë", text: "bye", style: "notice", user: 2 },
    ]);
    deepStrictEqual(told.map(({ id, style }) => [id, style]), [[7, "tags"], [8, "action"]]);
    deepStrictEqual(withGuest.map(({ id, ident }) => [id, ident]), [[6, "~cy"]]);
  });
});

Deno.test("a database of schema 6 is opened, and who called is read", () => {
  inFolder((path) => {
    make(path, SCHEMA_6);
    const database = openDatabase(path);
    const calls = new SqliteJournal(database).calls.recentCalls(10);
    database.close();
    deepStrictEqual(calls, [
      { name: "Cy", via: "irc", arrivedAt: 1700000000017 },
      { name: "Ann", via: "telnet", arrivedAt: 1700000000016, leftAt: 1700000000100 },
    ]);
  });
});

Deno.test("there is a frozen database of every version", () => {
  strictEqual(SCHEMAS.length, MIGRATIONS.length);
});

/** When the first of them was said. */
const BEGAN_AT = 1800000000000;

/** Messages of a room, of two users and with a guest, of which every second is nothing but tags. */
const BOTH_KINDS = Array.from({ length: 12 }, (_, index) => {
  const [at, style] = [BEGAN_AT + (index >> 2), index % 2 === 0 ? "say" : "tags"];
  return `
    INSERT INTO messages (id, room_id, at, name, user_id, style, text)
      VALUES (${100 + index}, 3, ${at}, 'Ann', 1, '${style}', 'line ${index}');
    INSERT INTO private_messages
      (id, at, from_name, from_user, to_name, to_user, style, text, waiting)
      VALUES (${200 + index}, ${at}, 'Zoë', 2, 'Ann', 1, '${style}', 'word ${index}', 0),
        (${300 + index}, ${at}, 'Ed', NULL, 'Ann', 1, '${style}', 'word ${index}', 0);
  `;
}).join("");

for (const [index, schema] of SCHEMAS.entries()) {
  const version = index + 1;
  Deno.test(`messages of schema ${version}, with text and of tags alone, are all found later`, () => {
    inFolder((path) => {
      make(path, schema + BOTH_KINDS);
      const database = openDatabase(path);
      const { messages } = new SqliteJournal(database);
      const all = { take: "newest", limit: 99, after: { at: BEGAN_AT - 1 } } as const;
      for (const withTags of [true, false]) {
        const found = [
          messages.said(3, { ...all, withTags }),
          messages.told({ user: 1, other: 2 }, { ...all, withTags }),
          messages.told({ user: 1, guest: "Ed" }, { ...all, withTags }),
        ].map((history) => history.map(({ id }) => id));
        const places = withTags ? [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11] : [0, 2, 4, 6, 8, 10];
        deepStrictEqual(found, [100, 200, 300].map((first) => places.map((at) => first + at)));
      }
      const [id, text] = [101, "line 1"];
      const tags = { id, at: BEGAN_AT, name: "Ann", user: 1, style: "tags", text };
      deepStrictEqual(messages.saidAs(3, id), tags);
      database.close();
    });
  });

  Deno.test(`the migrations still make the schema ${version} that is out there`, () => {
    const [frozen, made] = [new DatabaseSync(":memory:"), new DatabaseSync(":memory:")];
    frozen.exec(schema);
    for (const migration of MIGRATIONS.slice(0, version)) made.exec(migration);
    deepStrictEqual(shapeOf(made), shapeOf(frozen));
    frozen.close();
    made.close();
  });

  Deno.test(`a database of schema ${version} and a new one have the same shape once opened`, () => {
    inFolder((path) => {
      make(path, schema);
      const [old, fresh] = [openDatabase(path), openDatabase(":memory:")];
      deepStrictEqual(shapeOf(old), shapeOf(fresh));
      old.close();
      fresh.close();
    });
  });
}

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
    deepStrictEqual(shapeOf(database), ["CREATE TABLE rooms(mine TEXT)"]);
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
