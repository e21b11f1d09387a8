/**
 * What it takes to read a long history: as long as a short one, if the indexes are right.
 *
 * @module
 */

import { openDatabase, transaction } from "../core/storage/database.ts";
import { SqliteJournal } from "../core/storage/sqlite_journal.ts";
import type { EventOf } from "../core/world/event.ts";
import type { History } from "../core/world/journal.ts";
import type { Reading, Trial } from "./trial.ts";

/** What a long history is compared with. */
const SHORT = 5000;

const ROOM = { id: 1, name: "lobby" } as const;

/** So many messages go into the database at a time, and so many into one statement at most. */
const [PER_COMMIT, PER_INSERT] = [10_000, 160];

const [SAMPLES, READS] = [21, 20];

/** What is read, by what people do. */
export const HISTORY_READS = {
  "join": (history, _kept) => history.recent(ROOM.id, { limit: 15 }),
  "recap": (history, _kept) => history.recent(ROOM.id, { limit: 1000 }),
  "chathistory in the middle": (history, kept) =>
    history.said(ROOM.id, { before: { id: kept >> 1 }, take: "newest", limit: 100 }),
  "chathistory at a moment": (history, kept) =>
    history.said(ROOM.id, { after: { at: kept >> 1 }, take: "oldest", limit: 100 }),
} as const satisfies Record<string, (history: History, kept: number) => unknown>;

/** Reads a short history, and a long one. */
export const HISTORY_TRIALS: readonly Trial[] = [
  { name: "history: short", isOnce: true, run: async () => readHistory(SHORT) },
  {
    name: "history: long",
    of: "history: short",
    isOnce: true,
    run: async ({ length }) => [
      { unit: "messages", value: length.kept },
      ...readHistory(length.kept),
    ],
  },
];

function readHistory(kept: number): readonly Reading[] {
  const folder = Deno.makeTempDirSync({ prefix: "partyline_bench_" });
  const database = openDatabase(`${folder}/partyline.db`);
  try {
    const { messages } = fill(new SqliteJournal(database), kept);
    return Object.entries(HISTORY_READS).flatMap(([what, read]) =>
      Array.from({ length: SAMPLES }, () => {
        const beganAt = performance.now();
        for (let reads = 0; reads < READS; reads++) read(messages, kept);
        return { unit: `ms, ${what}`, value: (performance.now() - beganAt) / READS };
      })
    );
  } finally {
    database.close();
    Deno.removeSync(folder, { recursive: true });
  }

  function fill(journal: SqliteJournal, kept: number): SqliteJournal {
    journal.commit([{ kind: "room-opened", at: 0, room: ROOM, permanent: true }]);
    for (let first = 1; first <= kept; first += PER_COMMIT) {
      const count = Math.min(PER_COMMIT, kept + 1 - first);
      const events = Array.from({ length: count }, (_, index) => said(first + index));
      transaction(database, () => {
        for (let at = 0; at < count; at += PER_INSERT) {
          journal.messages.keepSaid(...events.slice(at, at + PER_INSERT));
        }
      });
    }
    return journal;
  }
}

function said(id: number): EventOf<"said"> {
  const person = { name: `guest${id % 100}`, ident: "guest", host: "partyline.test" };
  const text = "So we beat on, boats against the tide, drawn back and back again";
  return { kind: "said", at: id, room: ROOM, id, person, text, style: "say" };
}
