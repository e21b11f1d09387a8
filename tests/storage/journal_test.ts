/**
 * What storage owes the world: after every turn the journal holds the world as it is, whatever
 * happened in it, and whatever happens to the process next.
 *
 * @module
 */

import { deepStrictEqual, strictEqual, throws } from "node:assert/strict";
import fc from "fast-check";
import { openDatabase } from "../../core/storage/database.ts";
import { SqliteJournal } from "../../core/storage/sqlite_journal.ts";
import type { Action } from "../../core/world/action.ts";
import { type EventOf, EVENTS, type WorldEvent } from "../../core/world/event.ts";
import { EMPTY_SNAPSHOT } from "../../core/world/snapshot.ts";
import { World } from "../../core/world/world.ts";
import { SMALL_POLICY, worldActions } from "../kit/world_actions.ts";
import { Scene } from "../world/scene.ts";
import { contentsOf } from "../world/world_contents.ts";

/** Runs something with a journal on a new database in memory. */
function withJournal(run: (journal: SqliteJournal) => void): void {
  const database = openDatabase(":memory:");
  try {
    run(new SqliteJournal(database));
  } finally {
    database.close();
  }
}

/** Applies actions and commits what lasts, so many actions to a turn. */
function play(
  actions: readonly Action[],
  { world, journal, perTurn }: { world: World; journal: SqliteJournal; perTurn: number },
): WorldEvent[] {
  const all: WorldEvent[] = [];
  for (let start = 0; start < actions.length; start += perTurn) {
    const turn = actions.slice(start, start + perTurn);
    const events = turn.flatMap((action) => world.apply(action).events ?? []);
    journal.commit(events.filter((event) => EVENTS[event.kind].lasts));
    deepStrictEqual(journal.load(), world.snapshot());
    all.push(...events);
  }
  return all;
}

Deno.test("a new database holds the empty world", () => {
  withJournal((journal) => deepStrictEqual(journal.load(), EMPTY_SNAPSHOT));
});

Deno.test("after every turn the journal holds the world, whatever happened in it", () => {
  const perTurn = fc.integer({ min: 1, max: 20 });
  fc.assert(fc.property(worldActions(), perTurn, (actions, perTurn) => {
    withJournal((journal) => {
      play(actions, { world: new World(undefined, SMALL_POLICY), journal, perTurn });
    });
  }));
});

Deno.test("a world made from the journal goes on as the world itself would", () => {
  const run = (actions: readonly Action[], later: readonly Action[]) => {
    withJournal((journal) => {
      const world = new World(undefined, SMALL_POLICY);
      play(actions, { world, journal, perTurn: 10 });
      const expected = new World(world.snapshot(), SMALL_POLICY);
      const loaded = new World(journal.load(), SMALL_POLICY);
      for (const action of later) deepStrictEqual(loaded.apply(action), expected.apply(action));
      deepStrictEqual(contentsOf(loaded), contentsOf(expected));
    });
  };
  fc.assert(fc.property(worldActions(), worldActions(), run), { numRuns: 50 });
});

Deno.test("all that was said in a room that is still there can be read again", () => {
  fc.assert(
    fc.property(worldActions(), (actions) => {
      withJournal((journal) => {
        const world = new World(undefined, SMALL_POLICY);
        const events = play(actions, { world, journal, perTurn: 10 });
        for (const room of world.rooms()) {
          const said = events.filter((event): event is EventOf<"said"> =>
            event.kind === "said" && event.room.id === room.id
          );
          deepStrictEqual(
            journal.messages.recent(room.id, { limit: 1000 }),
            said.map(({ id, at, person, text, style }) => ({
              id,
              at,
              name: person.name,
              text,
              style,
            })),
          );
        }
      });
    }),
    { numRuns: 50 },
  );
});

Deno.test("opening an old room for good does not let a later room have a number again", () => {
  withJournal((journal) => {
    const scene = new Scene();
    const events: WorldEvent[] = [];
    const ann = scene.guest("Ann");
    events.push(...scene.join(ann, "lobby"), ...scene.join(ann, "den"));
    events.push(...scene.does({ kind: "open-room", name: "lobby", permanent: true }));
    journal.commit(events.filter((event) => EVENTS[event.kind].lasts));
    strictEqual(journal.load().lastRoom, 2);
  });
});

Deno.test("names are in the world's order also where SQLite has another", () => {
  withJournal((journal) => {
    const scene = new Scene();
    // U+FA0E comes before U+20000 in UTF-8, and after it in UTF-16.
    for (const name of ["\ufa0e", "\u{20000}"]) scene.guest(name);
    const events: WorldEvent[] = [...scene.does({
      kind: "register",
      name: "Ann",
      passwordHash: "hash",
    })];
    const ann = scene.back("Ann");
    events.push(...scene.join(ann, "den"));
    for (const name of ["\ufa0e", "\u{20000}"]) {
      events.push(...scene.does({ kind: "ignore", by: ann, name, on: true }));
      events.push(...scene.does({ kind: "ban", by: ann, room: "den", name, reason: "" }));
    }
    journal.commit(events.filter((event) => EVENTS[event.kind].lasts));
    const { users, rooms } = journal.load();
    deepStrictEqual(users[0]?.ignored, ["\u{20000}", "\ufa0e"]);
    deepStrictEqual(rooms[0]?.bans.map(([key]) => key), ["\u{20000}", "\ufa0e"]);
  });
});

Deno.test("a commit that fails half-way writes nothing of itself", () => {
  withJournal((journal) => {
    const at = 1;
    const code = { kind: "claim-opened", at, code: "c" } as const;
    journal.commit([code, {
      kind: "room-opened",
      at,
      room: { id: 1, name: "den" },
      permanent: true,
    }]);
    const before = journal.load();
    const person = { name: "Ann" };
    const rank = {
      kind: "rank-changed",
      at,
      person: { ...person, user: 99 },
      by: undefined,
    } as const;
    throws(() =>
      journal.commit([
        { kind: "claim-closed", at },
        { kind: "room-opened", at, room: { id: 2, name: "attic" }, permanent: false },
        { ...rank, room: { id: 2, name: "attic" }, rank: "owner" },
      ])
    );
    deepStrictEqual(journal.load(), before);
    journal.commit([{ kind: "claim-closed", at }]);
    strictEqual(journal.load().claimCode, undefined);
  });
});

/**
 * Writes to a database on a file and reads what a killed process would leave of it: the files as
 * they are while it is still open, with the end of the log missing by so many bytes.
 */
function killed(
  { write, read, tornBytes = 0 }: {
    write: (journal: SqliteJournal) => void;
    read: (left: SqliteJournal) => void;
    tornBytes?: number;
  },
): void {
  const folder = Deno.makeTempDirSync();
  const databases = [openDatabase(`${folder}/live.db`)];
  try {
    write(new SqliteJournal(databases[0]!));
    const log = Deno.readFileSync(`${folder}/live.db-wal`);
    Deno.copyFileSync(`${folder}/live.db`, `${folder}/left.db`);
    Deno.writeFileSync(`${folder}/left.db-wal`, log.subarray(0, log.length - tornBytes));
    databases.push(openDatabase(`${folder}/left.db`));
    read(new SqliteJournal(databases[1]!));
  } finally {
    for (const database of databases) database.close();
    Deno.removeSync(folder, { recursive: true });
  }
}

function textsIn(journal: SqliteJournal, room: number): string[] {
  return journal.messages.recent(room, { limit: 10 }).map(({ text }) => text);
}

Deno.test("what was committed is there after the process was killed", () => {
  const scene = new Scene();
  const ann = scene.guest("Ann");
  const events: WorldEvent[] = [...scene.join(ann, "den")];
  for (const text of ["one", "two", "three"]) {
    events.push(...scene.does({ kind: "say", by: ann, room: "den", text, style: "say" }));
  }
  killed({
    write: (journal) => {
      for (const event of events.filter((event) => EVENTS[event.kind].lasts)) {
        journal.commit([event]);
      }
    },
    read: (left) => {
      deepStrictEqual(left.load(), scene.world.snapshot());
      deepStrictEqual(textsIn(left, 1), ["one", "two", "three"]);
    },
  });
});

Deno.test("what a killed process was still writing is as if it had never begun", () => {
  const room = { id: 1, name: "den" };
  const said = { kind: "said", at: 1, room, person: { name: "Ann" }, style: "say" } as const;
  killed({
    write: (journal) => {
      const opened = { kind: "room-opened", at: 1, room, permanent: true } as const;
      journal.commit([opened, { ...said, id: 1, text: "whole" }]);
      journal.commit([{ ...said, id: 2, text: "torn" }, { ...said, id: 3, text: "torn" }]);
    },
    tornBytes: 1,
    read: (left) => {
      deepStrictEqual(textsIn(left, 1), ["whole"]);
      strictEqual(left.load().lastMessage, 1);
    },
  });
});
