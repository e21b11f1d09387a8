/**
 * What it takes to read a long history: as long as a short one, if the indexes are right.
 *
 * @module
 */

import { openDatabase, transaction } from "../core/storage/database.ts";
import { SqliteJournal } from "../core/storage/sqlite_journal.ts";
import type { EventOf } from "../core/world/event.ts";
import type { History } from "../core/world/journal.ts";
import type { Measurements } from "./measurements.ts";

/** What a long history is compared with. */
const SHORT = 5000;

const ROOM = { id: 1, name: "lobby" } as const;

/** So many messages go into the database at a time. */
const PER_COMMIT = 10_000;

const [SAMPLES, READS] = [21, 20];

/** What is read, by what people do. */
const READINGS: Readonly<Record<string, (history: History, kept: number) => unknown>> = {
  "join": (history) => history.recent(ROOM.id, { limit: 15 }),
  "recap": (history) => history.recent(ROOM.id, { limit: 1000 }),
  "chathistory in the middle": (history, kept) =>
    history.said(ROOM.id, { before: { id: kept >> 1 }, take: "newest", limit: 100 }),
  "chathistory at a moment": (history, kept) =>
    history.said(ROOM.id, { after: { at: kept >> 1 }, take: "oldest", limit: 100 }),
};

/** Measures reading a short history, and one of so many messages. */
export function measureHistory(kept: number, measurements: Measurements): void {
  for (const count of [SHORT, kept]) {
    const folder = Deno.makeTempDirSync({ prefix: "partyline_bench_" });
    const database = openDatabase(`${folder}/partyline.db`);
    const journal = new SqliteJournal(database);
    journal.commit([{ kind: "room-opened", at: 0, room: ROOM, permanent: true }]);
    for (let first = 1; first <= count; first += PER_COMMIT) {
      const messages = Array.from(
        { length: Math.min(PER_COMMIT, count + 1 - first) },
        (_, index) => said(first + index),
      );
      transaction(database, () => {
        for (let at = 0; at < messages.length; at += 160) {
          journal.messages.keepSaid(...messages.slice(at, at + 160));
        }
      });
    }
    for (const [what, read] of Object.entries(READINGS)) {
      const name = (many: number) => `${what}: ${many.toLocaleString("en")} messages`;
      const of = count === SHORT ? {} : { of: name(SHORT) };
      for (let sample = 0; sample < SAMPLES; sample++) {
        const beganAt = performance.now();
        for (let reads = 0; reads < READS; reads++) read(journal.messages, count);
        const each = (performance.now() - beganAt) / READS;
        measurements.add({ name: name(count), unit: "ms", ...of }, each);
      }
    }
    database.close();
    Deno.removeSync(folder, { recursive: true });
  }
}

function said(id: number): EventOf<"said"> {
  const person = { name: `guest${id % 100}`, ident: "guest", host: "partyline.test" };
  const text = "So we beat on, boats against the tide, drawn back and back again";
  return { kind: "said", at: id, room: ROOM, id, person, text, style: "say" };
}
