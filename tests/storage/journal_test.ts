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
import { type EventOf, EVENTS, type MessageId, type WorldEvent } from "../../core/world/event.ts";
import type { RoomMessage } from "../../core/world/journal.ts";
import { READ_MARKERS_PER_USER } from "../../core/world/note_rules.ts";
import { RANKS } from "../../core/world/role.ts";
import { OPEN_RULES, type RoomId } from "../../core/world/room.ts";
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

/**
 * What a room's history must be after these events: all that was said to everyone and not taken back, but
 * that somebody is typing.
 */
function historyOf(room: RoomId, events: readonly WorldEvent[]): RoomMessage[] {
  const history = new Map<MessageId, RoomMessage>();
  for (const event of events) {
    if (!("room" in event) || event.room.id !== room) continue;
    if (event.kind === "redacted") history.delete(event.id);
    if (event.kind !== "said" || event.hearers || isTyping(event)) continue;
    history.set(event.id, messageOf(event));
  }
  return [...history.values()];
}

function isTyping({ style, extras }: EventOf<"said">): boolean {
  const tags = Object.keys(extras?.tags ?? {});
  return style === "tags" && tags.every((tag) => tag === "+typing");
}

function messageOf({ id, at, text, style, extras, person }: EventOf<"said">): RoomMessage {
  const { name, user, ident, host } = person;
  return {
    ...{ id, at, name, text, style },
    ...(user !== undefined && { user }),
    ...(ident !== undefined && { ident }),
    ...(host !== undefined && { host }),
    ...(extras !== undefined && { extras }),
  };
}

Deno.test("all that was said in a room that is still there can be read again", () => {
  fc.assert(
    fc.property(worldActions(), (actions) => {
      withJournal((journal) => {
        const world = new World(undefined, SMALL_POLICY);
        const events = play(actions, { world, journal, perTurn: 10 });
        for (const { id } of world.rooms()) {
          const span = { take: "newest", limit: 1000, withTags: true } as const;
          deepStrictEqual(journal.messages.said(id, span), historyOf(id, events));
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
    const keys = rooms[0]?.masks.map(([, key]) => key);
    deepStrictEqual(keys, ["\u{20000}!*@*", "\ufa0e!*@*"]);
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
      was: { rank: "member", voice: false },
      voice: false,
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

/** A journal that knows Ann, who is user 1, and the room "den". */
function withDen(run: (journal: SqliteJournal) => void): void {
  withJournal((journal) => {
    const account = { role: "member", passwordHash: "hash", ignored: [] } as const;
    journal.commit([
      { kind: "registered", at: 1, person: ANN, ...account },
      { kind: "room-opened", at: 1, room: DEN, permanent: false },
    ]);
    run(journal);
  });
}

const ANN = { name: "Ann", user: 1 };
const DEN = { id: 1, name: "den" };

Deno.test("a user's notes and read markers are the last ones written", () => {
  withDen((journal) => {
    const note = { kind: "person-noted", at: 2, person: ANN } as const;
    const mark = { kind: "read-marked", at: 2, person: ANN, user: 1 } as const;
    journal.commit([
      { ...note, key: "url", value: "old" },
      { ...note, key: "url", value: "new" },
      { ...note, key: "color", value: "" },
      { ...note, key: "gone", value: "x" },
      { ...note, key: "gone" },
      { ...note, person: { name: "Guest" }, key: "guest", value: "x" },
      { ...mark, key: "#den", readTo: 5 },
      { ...mark, key: "#den", readTo: 7 },
      { ...mark, key: "bob", readTo: 6 },
    ]);
    const [user] = journal.load().users;
    deepStrictEqual(user?.notes, [["color", ""], ["url", "new"]]);
    deepStrictEqual(user?.readMarkers, [["#den", 7], ["bob", 6]]);
  });
});

Deno.test("what a user prefers is what they said last", () => {
  withDen((journal) => {
    const preferred = { kind: "preferred", at: 2, person: ANN } as const;
    journal.commit([
      { ...preferred, key: "theme", value: "dark" },
      { ...preferred, key: "theme", value: "light" },
      { ...preferred, key: "gone", value: "x" },
      { ...preferred, key: "gone" },
      { ...preferred, person: { name: "Guest" }, key: "guest", value: "x" },
    ]);
    deepStrictEqual(journal.load().users[0]?.preferences, [["theme", "light"]]);
  });
});

Deno.test("the journal drops the read markers that the world drops", () => {
  const actions = fc.array(
    fc.record({ target: fc.integer({ min: 1, max: 40 }), readTo: fc.integer({ min: 1, max: 9 }) }),
    { maxLength: 60 },
  );
  fc.assert(
    fc.property(actions, (marks) => {
      withJournal((journal) => {
        const world = new World();
        const events = [
          { kind: "register", name: "Ann", passwordHash: "x" },
          { kind: "arrive", session: "s1", presence: "p1", name: "Ann", user: 1, via: "irc" },
          ...Array.from({ length: READ_MARKERS_PER_USER }, (_, index) => mark(`old${index}`, 5)),
          ...marks.map(({ target, readTo }) => mark(newcomer(target), readTo)),
        ].flatMap((draft) => world.apply({ ...draft, at: 1 } as Action).events ?? []);
        journal.commit(events.filter((event) => EVENTS[event.kind].lasts));
        deepStrictEqual(journal.load(), world.snapshot());
        strictEqual(journal.load().users[0]?.readMarkers.length, READ_MARKERS_PER_USER);
      });
    }),
    { numRuns: 10 },
  );
});

/** Names of which SQLite, that compares UTF-8, has another order than the world, that compares UTF-16. */
function newcomer(number: number): string {
  return `${number % 2 === 0 ? "\u{1f980}" : "\ufffd"}${number}`;
}

function mark(person: string, readTo: number): object {
  return { kind: "mark-read", by: "p1", target: { person }, readTo };
}

Deno.test("who identifies is seen then", () => {
  withDen((journal) => {
    const was = { name: "Guest", presence: "p1" };
    journal.commit([{ kind: "identified", at: 9, was, person: ANN, session: "s1" }]);
    strictEqual(journal.load().users[0]?.lastSeenAt, 9);
  });
});

Deno.test("a room's rules, name, notes and masks are the last ones written", () => {
  withDen((journal) => {
    const inDen = { at: 2, room: DEN, by: ANN } as const;
    const rules = {
      ...{ hidden: true, inviteOnly: false, limit: 3, key: "sesame", moderated: true },
      ...{ outsiders: false, openTopic: true, noCtcp: false },
      ...{ registeredOnly: true, registeredSpeak: false, opModerated: true },
    };
    const entry = { mask: "Cy!*@*", by: "Ann", at: 2, reason: "noise" };
    const mask = { ...inDen, key: "cy!*@*", entry } as const;
    journal.commit([
      { ...inDen, kind: "rules-changed", was: OPEN_RULES, rules },
      { ...inDen, kind: "room-renamed", to: { id: 1, name: "Attic" }, reason: "" },
      { ...inDen, kind: "room-noted", key: "url", value: "x" },
      { ...inDen, kind: "room-noted", key: "gone", value: "x" },
      { ...inDen, kind: "room-noted", key: "gone" },
      { ...mask, kind: "mask-set", list: "mute" },
      { ...mask, kind: "mask-set", list: "ban", entry: { ...entry, reason: "" } },
      { ...mask, kind: "mask-set", list: "ban" },
      { ...mask, kind: "mask-set", list: "invite" },
      { ...mask, kind: "mask-lifted", list: "invite" },
    ]);
    deepStrictEqual(journal.load().rooms, [{
      id: 1,
      name: "Attic",
      createdAt: 1,
      permanent: false,
      rules,
      ranks: [],
      masks: [["ban", "cy!*@*", entry], ["mute", "cy!*@*", entry]],
      notes: [["url", "x"]],
    }]);
  });
});

Deno.test("all that belongs to a room goes with it", () => {
  withDen((journal) => {
    const before = { ...journal.load(), rooms: [] };
    const inDen = { at: 2, room: DEN, by: ANN } as const;
    const entry = { mask: "cy!*@*", by: "Ann", at: 2, reason: "" };
    journal.commit([
      { ...inDen, kind: "room-noted", key: "url", value: "x" },
      { ...inDen, kind: "mask-set", list: "ban", key: "cy!*@*", entry },
      { kind: "room-closed", at: 3, room: DEN },
    ]);
    deepStrictEqual(journal.load(), before);
    journal.commit([{ kind: "room-opened", at: 4, room: DEN, permanent: false }]);
    deepStrictEqual(journal.load().rooms[0]?.masks, []);
    deepStrictEqual(journal.load().rooms[0]?.notes, []);
  });
});

Deno.test("every rank above member lasts, of users", () => {
  withDen((journal) => {
    const changed = {
      ...{ kind: "rank-changed" as const, at: 2, room: DEN, by: undefined, person: ANN },
      was: { rank: "member", voice: false },
    } as const;
    for (const rank of RANKS) {
      journal.commit([{ ...changed, rank, voice: rank === "voice" }]);
      deepStrictEqual(journal.load().rooms[0]?.ranks, rank === "member" ? [] : [[1, rank]]);
    }
    journal.commit([{ ...changed, rank: "member", voice: false }]);
    journal.commit([{ ...changed, person: { name: "Guest" }, rank: "operator", voice: false }]);
    deepStrictEqual(journal.load().rooms[0]?.ranks, []);
  });
});

Deno.test("bans from the house are kept until they are lifted, whatever their end", () => {
  withJournal((journal) => {
    const ban = { mask: "Cy!*@*", by: "Ann", at: 2, reason: "spam" };
    const [short, lifted] = [{ ...ban, mask: "account:Ed", until: 99 }, { ...ban, mask: "*!*@x" }];
    journal.commit([
      { kind: "banned-from-house", at: 2, key: "cy!*@*", ban },
      { kind: "banned-from-house", at: 2, key: "account:ed", ban: { ...short, until: 50 } },
      { kind: "banned-from-house", at: 2, key: "account:ed", ban: short },
      { kind: "banned-from-house", at: 2, key: "*!*@x", ban: lifted },
      { kind: "unbanned-from-house", at: 3, key: "*!*@x", ban: lifted },
    ]);
    deepStrictEqual(journal.load().houseBans, [["account:ed", short], ["cy!*@*", ban]]);
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

Deno.test("what is said in one turn is kept whole and in order, however much, whatever else happens in it", () => {
  withJournal((journal) => {
    const person = { name: "Ann" };
    const room = { id: 1, name: "lobby" };
    const label = { at: 1, room };
    const said = (id: number) =>
      ({ kind: "said", ...label, id, person, text: `line ${id}`, style: "say" }) as const;
    const between = (from: number, to: number) =>
      Array.from({ length: to - from + 1 }, (_, index) => said(from + index));
    journal.commit([
      { kind: "room-opened", ...label, permanent: false },
      ...between(1, 40),
      { kind: "redacted", ...label, id: 40, by: person, reason: "" },
      said(41),
    ]);
    deepStrictEqual(
      journal.messages.recent(1, { limit: 100 }).map(({ id, text }) => `${id} ${text}`),
      [...between(1, 39), said(41)].map(({ id, text }) => `${id} ${text}`),
    );
    strictEqual(journal.load().lastMessage, 41);
  });
});
