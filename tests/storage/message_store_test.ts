/**
 * What the message store answers: the last lines of a room, and the mail of a user.
 *
 * @module
 */

import { deepStrictEqual } from "node:assert/strict";
import type { DatabaseSync } from "node:sqlite";
import { openDatabase } from "../../core/storage/database.ts";
import { SqliteJournal } from "../../core/storage/sqlite_journal.ts";
import type { EventOf } from "../../core/world/event.ts";
import type { Person } from "../../core/world/person.ts";

const ANN: Person & { user: number } = { name: "Ann", user: 1 };
const BOB: Person & { user: number } = { name: "Bob", user: 2 };
const CY: Person = { name: "Cy", presence: "p3" };

const LOBBY = { id: 1, name: "lobby" };
const DEN = { id: 2, name: "den" };

/** Runs something with a journal that knows two users and two rooms. */
function withRooms(run: (journal: SqliteJournal, database: DatabaseSync) => void): void {
  const database = openDatabase(":memory:");
  try {
    const journal = new SqliteJournal(database);
    const account = { at: 1, role: "member", passwordHash: "hash", ignored: [] } as const;
    journal.commit([
      { kind: "registered", person: ANN, ...account },
      { kind: "registered", person: BOB, ...account },
      { kind: "room-opened", at: 1, room: LOBBY, permanent: true },
      { kind: "room-opened", at: 1, room: DEN, permanent: false },
    ]);
    run(journal, database);
  } finally {
    database.close();
  }
}

function said(id: number, room = LOBBY): EventOf<"said"> {
  return { kind: "said", at: 100 + id, room, id, person: ANN, text: `line ${id}`, style: "say" };
}

function told(
  id: number,
  { from = ANN as Person, to = BOB as Person, fate = "kept" as EventOf<"told">["fate"] } = {},
): EventOf<"told"> {
  return { kind: "told", at: 100 + id, id, from, to, text: `word ${id}`, style: "say", fate };
}

function idsOf(messages: readonly { readonly id: number }[]): number[] {
  return messages.map(({ id }) => id);
}

Deno.test("a message of a room comes back whole", () => {
  withRooms(({ messages }) => {
    messages.said({ ...said(7), person: CY, style: "action", text: "waves 👋 {red}\x1b[0m" });
    deepStrictEqual(messages.recent(LOBBY.id, { limit: 1 }), [
      { id: 7, at: 107, name: "Cy", text: "waves 👋 {red}\x1b[0m", style: "action" },
    ]);
  });
});

Deno.test("the newest messages of a room come oldest first, and no more than asked for", () => {
  withRooms(({ messages }) => {
    for (let id = 1; id <= 9; id++) messages.said(said(id, id % 3 === 0 ? DEN : LOBBY));
    deepStrictEqual(idsOf(messages.recent(LOBBY.id, { limit: 4 })), [4, 5, 7, 8]);
    deepStrictEqual(idsOf(messages.recent(DEN.id, { limit: 4 })), [3, 6, 9]);
    deepStrictEqual(messages.recent(LOBBY.id, { limit: 0 }), []);
    deepStrictEqual(messages.recent(99, { limit: 4 }), []);
  });
});

Deno.test("going back by the oldest id seen shows every message once", () => {
  withRooms(({ messages }) => {
    for (let id = 1; id <= 10; id++) messages.said(said(id));
    const pages: number[][] = [];
    let before: number | undefined;
    do {
      const page = idsOf(messages.recent(LOBBY.id, { limit: 4, before }));
      pages.push(page);
      before = page[0];
    } while (before !== undefined);
    deepStrictEqual(pages, [[7, 8, 9, 10], [3, 4, 5, 6], [1, 2], []]);
  });
});

Deno.test("the messages of a room go with the room", () => {
  withRooms((journal) => {
    journal.commit([said(1, DEN), said(2)]);
    journal.commit([{ kind: "room-closed", at: 200, room: DEN }]);
    deepStrictEqual(journal.messages.recent(DEN.id, { limit: 9 }), []);
    deepStrictEqual(idsOf(journal.messages.recent(LOBBY.id, { limit: 9 })), [2]);
  });
});

Deno.test("what is kept for a user waits, oldest first, until they have read it", () => {
  withRooms((journal) => {
    journal.commit([told(1), told(2, { from: CY }), told(3, { from: BOB, to: ANN })]);
    deepStrictEqual(journal.messages.waiting(BOB.user), [
      { id: 1, at: 101, name: "Ann", to: "Bob", text: "word 1", style: "say" },
      { id: 2, at: 102, name: "Cy", to: "Bob", text: "word 2", style: "say" },
    ]);
    journal.commit([{ kind: "mail-read", at: 200, user: BOB.user }]);
    deepStrictEqual(journal.messages.waiting(BOB.user), []);
    deepStrictEqual(idsOf(journal.messages.waiting(ANN.user)), [3]);
    journal.commit([told(4)]);
    deepStrictEqual(idsOf(journal.messages.waiting(BOB.user)), [4]);
  });
});

Deno.test("what was heard, or was not to be heard, does not wait", () => {
  withRooms(({ messages }) => {
    messages.told(told(1, { fate: "here" }));
    messages.told(told(2, { fate: "unheard" }));
    deepStrictEqual(messages.waiting(BOB.user), []);
    deepStrictEqual(messages.waitingCounts(), []);
  });
});

Deno.test("of what two guests tell each other nothing is written, nor of what is ignored", () => {
  withRooms(({ messages }, database) => {
    messages.told(told(1, { from: CY, to: CY, fate: "here" }));
    messages.told(told(2, { fate: "unheard" }));
    messages.told(told(3, { from: CY, fate: "here" }));
    const rows = database.prepare("SELECT id FROM private_messages").all();
    deepStrictEqual(rows.map((row) => row.id), [3]);
  });
});

Deno.test("waiting messages are counted for each user who has any", () => {
  withRooms(({ messages }) => {
    for (const id of [1, 2]) messages.told(told(id));
    messages.told(told(3, { to: ANN }));
    deepStrictEqual(messages.waitingCounts(), [[ANN.user, 1], [BOB.user, 2]]);
  });
});
