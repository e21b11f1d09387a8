/**
 * What the message store answers: the history of a room and of two users, and the mail of a user.
 *
 * @module
 */

import { deepStrictEqual, ok, strictEqual } from "node:assert/strict";
import type { DatabaseSync } from "node:sqlite";
import { openDatabase } from "../../core/storage/database.ts";
import { MessageStore } from "../../core/storage/message_store.ts";
import { SqliteJournal } from "../../core/storage/sqlite_journal.ts";
import type { EventOf } from "../../core/world/event.ts";
import type { Bound, Span } from "../../core/world/journal.ts";
import type { Person } from "../../core/world/person.ts";

const ANN: Person & { user: number } = { name: "Ann", user: 1 };
const BOB: Person & { user: number } = { name: "Bob", user: 2 };
const DOT: Person & { user: number } = { name: "Dot", user: 3 };
const CY: Person = { name: "Cy", presence: "p3" };

const PAIR = { user: ANN.user, other: BOB.user };

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
  const extras = {
    tags: { "+draft/react": "\u{1f44b};\ud800", "+empty": "" },
    lines: [{ text: "waves 👋 {red}\x1b[0m", joined: false }, { text: "", joined: true }],
  };
  withRooms(({ messages }) => {
    const cy = { ...CY, ident: "~cy", host: "far.example" };
    const event = { ...said(7), person: cy, style: "action", text: "waves 👋\n" } as const;
    messages.keepSaid({ ...event, extras });
    deepStrictEqual(messages.recent(LOBBY.id, { limit: 1 }), [{
      ...{ id: 7, at: 107, name: "Cy", text: "waves 👋\n", style: "action" },
      ...{ ident: "~cy", host: "far.example", extras },
    }]);
  });
});

Deno.test("what is only for some of a room is not kept", () => {
  withRooms((journal) => {
    journal.commit([{ ...said(7), atLeast: "operator", hearers: ["p1"] }]);
    strictEqual(journal.messages.saidAs(LOBBY.id, 7), undefined);
    strictEqual(journal.load().lastMessage, 7);
  });
});

Deno.test("what is nothing but tags is only there for those who ask for it", () => {
  withRooms(({ messages }) => {
    for (const id of [1, 2, 3]) {
      messages.keepSaid({ ...said(id), style: id === 2 ? "say" : "tags" });
      messages.keepTold({ ...told(10 + id, { fate: "here" }), style: id === 2 ? "say" : "tags" });
    }
    const [all, withTags] = [{ take: "newest", limit: 9 }, { withTags: true }] as const;
    deepStrictEqual(idsOf(messages.recent(LOBBY.id, { limit: 9 })), [2]);
    deepStrictEqual(idsOf(messages.said(LOBBY.id, all)), [2]);
    deepStrictEqual(idsOf(messages.said(LOBBY.id, { ...all, ...withTags })), [1, 2, 3]);
    deepStrictEqual(idsOf(messages.told(PAIR, all)), [12]);
    deepStrictEqual(idsOf(messages.told(PAIR, { ...all, ...withTags })), [11, 12, 13]);
    strictEqual(messages.lastSaidAt(LOBBY.id), 102);
    const [bob] = messages.correspondents(ANN.user, { after: 0, before: 999, limit: 9 });
    strictEqual(bob?.lastAt, 112);
  });
});

Deno.test("the newest messages of a room come oldest first, and no more than asked for", () => {
  withRooms(({ messages }) => {
    for (let id = 1; id <= 9; id++) messages.keepSaid(said(id, id % 3 === 0 ? DEN : LOBBY));
    deepStrictEqual(idsOf(messages.recent(LOBBY.id, { limit: 4 })), [4, 5, 7, 8]);
    deepStrictEqual(idsOf(messages.recent(DEN.id, { limit: 4 })), [3, 6, 9]);
    deepStrictEqual(messages.recent(LOBBY.id, { limit: 0 }), []);
    deepStrictEqual(messages.recent(99, { limit: 4 }), []);
  });
});

Deno.test("going back by the oldest id seen shows every message once", () => {
  withRooms(({ messages }) => {
    for (let id = 1; id <= 10; id++) messages.keepSaid(said(id));
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
  withRooms((journal, database) => {
    const tags = (id: number, room = LOBBY) => ({ ...said(id, room), style: "tags" }) as const;
    journal.commit([said(1, DEN), said(2), tags(3, DEN), tags(4), said(5, DEN)]);
    journal.commit([{ kind: "room-closed", at: 200, room: DEN }]);
    deepStrictEqual(journal.messages.recent(DEN.id, { limit: 9 }), []);
    const left = database.prepare("SELECT id FROM messages ORDER BY id").all();
    deepStrictEqual(left.map((row) => row.id), [2, 4]);
  });
});

Deno.test("what is kept for a user waits, oldest first, until they have read it", () => {
  withRooms((journal) => {
    journal.commit([told(1), told(2, { from: CY }), told(3, { from: BOB, to: ANN })]);
    deepStrictEqual(journal.messages.waiting(BOB.user), [
      { id: 1, at: 101, name: "Ann", user: 1, to: "Bob", toUser: 2, text: "word 1", style: "say" },
      { id: 2, at: 102, name: "Cy", to: "Bob", toUser: 2, text: "word 2", style: "say" },
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
    messages.keepTold(told(1, { fate: "here" }));
    messages.keepTold(told(2, { fate: "unheard" }));
    deepStrictEqual(messages.waiting(BOB.user), []);
    deepStrictEqual(messages.mailCounts(), []);
  });
});

Deno.test("of what two guests tell each other nothing is written, nor of what is ignored", () => {
  withRooms(({ messages }, database) => {
    messages.keepTold(told(1, { from: CY, to: CY, fate: "here" }));
    messages.keepTold(told(2, { fate: "unheard" }));
    messages.keepTold(told(3, { from: CY, fate: "here" }));
    const rows = database.prepare("SELECT id FROM private_messages").all();
    deepStrictEqual(rows.map((row) => row.id), [3]);
  });
});

Deno.test("waiting messages are counted for each user who has any", () => {
  withRooms(({ messages }) => {
    for (const id of [1, 2]) messages.keepTold(told(id));
    messages.keepTold(told(3, { to: ANN }));
    deepStrictEqual(messages.mailCounts(), [[ANN.user, 1], [BOB.user, 2]]);
  });
});

/** Ten messages, numbered 1 to 10 by twos and twos at one moment: 1 and 2 at 100, 3 and 4 at 200. */
function moments(ids: readonly number[]): { id: number; at: number }[] {
  return ids.map((id) => ({ id, at: Math.ceil(id / 2) * 100 }));
}

const TEN = Array.from({ length: 10 }, (_, index) => index + 1);

/** The parts of the ten, with what they are. */
const SPANS: readonly (readonly [string, Span, readonly number[]])[] = [
  ["the newest", { take: "newest", limit: 3 }, [8, 9, 10]],
  ["the oldest", { take: "oldest", limit: 3 }, [1, 2, 3]],
  ["none of them", { take: "newest", limit: 0 }, []],
  ["more than there are", { take: "oldest", limit: 99 }, TEN],
  ["the newest before an id", { take: "newest", limit: 2, before: { id: 6 } }, [4, 5]],
  ["the oldest before an id", { take: "oldest", limit: 2, before: { id: 6 } }, [1, 2]],
  ["the oldest after an id", { take: "oldest", limit: 2, after: { id: 6 } }, [7, 8]],
  ["the newest after an id", { take: "newest", limit: 2, after: { id: 6 } }, [9, 10]],
  ["those before a moment", { take: "newest", limit: 9, before: { at: 200 } }, [1, 2]],
  ["those before just after it", { take: "newest", limit: 9, before: { at: 201 } }, [1, 2, 3, 4]],
  ["those after a moment", { take: "oldest", limit: 9, after: { at: 400 } }, [9, 10]],
  ["those after just before it", { take: "oldest", limit: 9, after: { at: 399 } }, [7, 8, 9, 10]],
  ["between two ids", span({ id: 3 }, { id: 6 }), [4, 5]],
  ["between two moments", span({ at: 100 }, { at: 400 }), [3, 4, 5, 6]],
  ["between an id and a moment", span({ id: 3 }, { at: 400 }), [4, 5, 6]],
  ["between a moment and an id", span({ at: 100 }, { id: 6 }), [3, 4, 5]],
  ["between neighbours", span({ id: 5 }, { id: 6 }), []],
  ["between bounds in the wrong order", span({ id: 6 }, { id: 3 }), []],
  ["before all", span({ at: -5 }, { at: 0 }), []],
  ["after all", span({ at: 9e15 }, { id: Number.MAX_SAFE_INTEGER }), []],
  ["at any time", span({ at: -Infinity }, { at: Infinity }), TEN],
  ["up to a message of another history", span({ id: 0 }, { id: 105 }), [1, 2, 3, 4, 5, 6]],
];

function span(after: Bound, before: Bound): Span {
  return { take: "oldest", limit: 99, after, before };
}

for (const [what, span, expected] of SPANS) {
  Deno.test(`of a room, and of two users, one can read ${what}`, () => {
    withRooms(({ messages }) => {
      for (const { id, at } of moments(TEN)) {
        messages.keepSaid({ ...said(id), at });
        messages.keepSaid({ ...said(100 + id, DEN), at });
        const parties = id % 3 === 0 ? { from: BOB, to: ANN } : {};
        messages.keepTold({ ...told(id, parties), at });
        messages.keepTold({ ...told(100 + id, { from: BOB, to: DOT }), at });
        messages.keepTold({ ...told(200 + id, { from: CY }), at });
      }
      deepStrictEqual(idsOf(messages.said(LOBBY.id, span)), expected);
      deepStrictEqual(idsOf(messages.told(PAIR, span)), expected);
      deepStrictEqual(idsOf(messages.told({ user: BOB.user, other: ANN.user }, span)), expected);
    });
  });
}

Deno.test("a message that was taken back is a bound as it was before", () => {
  withRooms((journal) => {
    for (const { id, at } of moments(TEN)) journal.commit([{ ...said(id), at }]);
    for (const id of [1, 5, 6, 10]) {
      journal.commit([{ kind: "redacted", at: 900, room: LOBBY, id, by: ANN, reason: "" }]);
    }
    const read = (after: Bound, before: Bound) =>
      idsOf(journal.messages.said(LOBBY.id, span(after, before)));
    deepStrictEqual(read({ id: 1 }, { id: 6 }), [2, 3, 4]);
    deepStrictEqual(read({ id: 5 }, { id: 10 }), [7, 8, 9]);
    deepStrictEqual(read({ id: 0 }, { id: 1 }), []);
    deepStrictEqual(read({ id: 10 }, { at: 999 }), []);
  });
});

Deno.test("moments bound the same messages where the clock was set back between two runs", () => {
  withRooms(({ messages }) => {
    for (const [id, at] of [[1, 500], [2, 600], [3, 100], [4, 550]] as const) {
      messages.keepSaid({ ...said(id), at });
    }
    deepStrictEqual(idsOf(messages.said(LOBBY.id, span({ at: 100 }, { at: 600 }))), [1, 4]);
    deepStrictEqual(idsOf(messages.said(LOBBY.id, span({ id: 3 }, { id: 4 }))), [1]);
    deepStrictEqual(idsOf(messages.recent(LOBBY.id, { limit: 9 })), [3, 1, 4, 2]);
  });
});

Deno.test("a message is found by its number, in its own room", () => {
  withRooms(({ messages }) => {
    messages.keepSaid(said(1));
    messages.keepTold(told(2, { from: CY }));
    strictEqual(messages.saidAs(LOBBY.id, 1)?.text, "line 1");
    strictEqual(messages.saidAs(DEN.id, 1), undefined);
    strictEqual(messages.saidAs(LOBBY.id, 2), undefined);
    strictEqual(messages.toldAs(2)?.to, "Bob");
    strictEqual(messages.toldAs(1), undefined);
  });
});

Deno.test("what was taken back is gone", () => {
  withRooms((journal) => {
    const { messages } = journal;
    journal.commit([said(1), said(2), told(3), told(4)]);
    const redacted = { at: 200, reason: "" } as const;
    journal.commit([
      { ...redacted, kind: "redacted", room: LOBBY, id: 1, by: ANN },
      { ...redacted, kind: "redacted", room: DEN, id: 2, by: ANN },
      { ...redacted, kind: "told-redacted", id: 3, from: ANN, to: BOB, fate: "kept" },
      { ...redacted, kind: "told-redacted", id: 4, from: DOT, to: BOB, fate: "kept" },
      { ...redacted, kind: "told-redacted", id: 4, from: ANN, to: DOT, fate: "kept" },
      { ...redacted, kind: "told-redacted", id: 4, from: CY, to: BOB, fate: "kept" },
    ]);
    deepStrictEqual(idsOf(messages.recent(LOBBY.id, { limit: 9 })), [2]);
    deepStrictEqual(idsOf(messages.waiting(BOB.user)), [4]);
    strictEqual(journal.load().lastMessage, 4);
  });
});

Deno.test("mail that was taken back counts until the rest is read, as in the world", () => {
  withRooms((journal) => {
    journal.commit([told(1), told(2, { from: CY }), told(3, { from: BOB, to: ANN })]);
    const takenBack = { kind: "told-redacted", at: 200, fate: "kept", reason: "" } as const;
    journal.commit([{ ...takenBack, id: 1, from: ANN, to: BOB }]);
    deepStrictEqual(idsOf(journal.messages.waiting(BOB.user)), [2]);
    deepStrictEqual(journal.load().mail, [[ANN.user, 1], [BOB.user, 2]]);
    journal.commit([{ kind: "mail-read", at: 300, user: BOB.user }]);
    deepStrictEqual(journal.load().mail, [[ANN.user, 1]]);
  });
});

Deno.test("when something was last said in a room is known, and never where it was not", () => {
  withRooms((journal) => {
    journal.commit([said(1), said(2), said(3, DEN)]);
    strictEqual(journal.messages.lastSaidAt(LOBBY.id), 102);
    strictEqual(journal.messages.lastSaidAt(99), undefined);
    journal.commit([{ kind: "redacted", at: 200, room: LOBBY, id: 2, by: ANN, reason: "" }]);
    strictEqual(journal.messages.lastSaidAt(LOBBY.id), 101);
  });
});

Deno.test("those whom a user talked with come in the order in which they last did", () => {
  withRooms(({ messages }) => {
    messages.keepTold(told(1, { to: DOT }));
    messages.keepTold(told(2));
    messages.keepTold(told(3, { from: DOT, to: ANN, fate: "here" }));
    messages.keepTold(told(4, { from: CY, to: ANN }));
    messages.keepTold(told(5, { from: DOT, to: DOT }));
    messages.keepTold(told(6, { to: DOT, fate: "unheard" }));
    const of = (user: number, { after = 0, before = 999, limit = 9 } = {}) =>
      messages.correspondents(user, { after, before, limit }).map(({ user, lastAt }) => [
        user,
        lastAt,
      ]);
    deepStrictEqual(of(ANN.user), [[BOB.user, 102], [DOT.user, 103]]);
    deepStrictEqual(of(BOB.user), [[ANN.user, 102]]);
    deepStrictEqual(of(DOT.user), [[ANN.user, 103], [DOT.user, 105]]);
    deepStrictEqual(of(ANN.user, { limit: 1 }), [[BOB.user, 102]]);
    deepStrictEqual(of(ANN.user, { after: 102 }), [[DOT.user, 103]]);
    deepStrictEqual(of(ANN.user, { before: 103 }), [[BOB.user, 102]]);
    deepStrictEqual(of(ANN.user, { after: 102, before: 103 }), []);
  });
});

Deno.test("a talk whose last message is taken back was last when the one before was", () => {
  withRooms((journal) => {
    const lastOf = (user: number) =>
      journal.messages.correspondents(user, { after: 0, before: 999, limit: 9 });
    journal.commit([told(1), told(2, { from: BOB, to: ANN })]);
    const takenBack = { kind: "told-redacted", at: 200, fate: "here", reason: "" } as const;
    for (
      const [id, from, to, lastAt] of [[2, BOB, ANN, 101], [1, ANN, BOB, undefined]] as const
    ) {
      journal.commit([{ ...takenBack, id, from, to }]);
      const expected = (user: number) => lastAt === undefined ? [] : [{ user, lastAt }];
      deepStrictEqual(lastOf(ANN.user), expected(BOB.user));
      deepStrictEqual(lastOf(BOB.user), expected(ANN.user));
    }
  });
});

Deno.test("the talk of a user and a guest is found by the name that the guest wore", () => {
  withRooms(({ messages }) => {
    const here = { fate: "here" } as const;
    messages.keepTold(told(1, { ...here, to: CY }));
    messages.keepTold(told(2, { ...here, from: CY, to: ANN }));
    messages.keepTold(told(3, { ...here, from: CY, to: BOB }));
    messages.keepTold(told(4, { ...here, from: { name: "Al" }, to: ANN }));
    messages.keepTold({ ...told(5, { ...here, to: CY }), style: "tags" });
    const all = { take: "newest", limit: 9 } as const;
    const withCy = { user: ANN.user, guest: "cY" };
    deepStrictEqual(idsOf(messages.told(withCy, all)), [1, 2]);
    deepStrictEqual(idsOf(messages.told(withCy, { ...all, withTags: true })), [1, 2, 5]);
    deepStrictEqual(idsOf(messages.told(withCy, { take: "oldest", limit: 1 })), [1]);
    deepStrictEqual(idsOf(messages.told({ user: ANN.user, guest: "al" }, all)), [4]);
    deepStrictEqual(idsOf(messages.told({ user: DOT.user, guest: "cy" }, all)), []);
  });
});

Deno.test("what the topics of a room were set to is kept, in the order of its messages", () => {
  withRooms((journal) => {
    const topic = (id: number, text: string, room = LOBBY): EventOf<"topic-changed"> => {
      const at = 100 + id;
      const by = { ...ANN, ident: "~ann", host: "far.example" };
      return { kind: "topic-changed", at, room, id, by, topic: { text, by: "Ann", at } };
    };
    journal.commit([said(1), topic(2, "tea"), topic(3, "cake", DEN), said(4), topic(5, "")]);
    const { messages } = journal;
    const all = { take: "newest", limit: 9 } as const;
    deepStrictEqual(messages.topics(LOBBY.id, all), [
      { id: 2, at: 102, name: "Ann", text: "tea", user: 1, ident: "~ann", host: "far.example" },
      { id: 5, at: 105, name: "Ann", text: "", user: 1, ident: "~ann", host: "far.example" },
    ]);
    deepStrictEqual(idsOf(messages.topics(LOBBY.id, { ...all, after: { id: 1 } })), [2, 5]);
    deepStrictEqual(idsOf(messages.topics(LOBBY.id, { ...all, after: { id: 4 } })), [5]);
    deepStrictEqual(idsOf(messages.topics(LOBBY.id, { ...all, before: { at: 105 } })), [2]);
    deepStrictEqual(idsOf(messages.said(LOBBY.id, { ...all, after: { id: 2 } })), [4]);
    strictEqual(journal.load().lastMessage, 5);
    journal.commit([{ kind: "room-closed", at: 200, room: DEN }]);
    deepStrictEqual(messages.topics(DEN.id, all), []);
  });
});

Deno.test("that somebody is typing is kept nowhere", () => {
  withRooms(({ messages }) => {
    for (const [index, tag] of ["+typing", "+react"].entries()) {
      const extras = { tags: { [tag]: "x" } };
      messages.keepSaid({ ...said(1 + index), style: "tags", extras });
      messages.keepTold({ ...told(11 + index), style: "tags", extras });
    }
    const all = { take: "newest", limit: 9, withTags: true } as const;
    deepStrictEqual(idsOf(messages.said(LOBBY.id, all)), [2]);
    deepStrictEqual(idsOf(messages.told(PAIR, all)), [12]);
  });
});

/** The steps of each question that a store asks, as SQLite plans it. */
function plansOf(): { sql: string; steps: readonly string[] }[] {
  const database = openDatabase(":memory:");
  const queries: string[] = [];
  const prepare = database.prepare.bind(database);
  database.prepare = (sql: string) => (queries.push(sql), prepare(sql));
  new MessageStore(database);
  const plans = queries.filter((sql) => !sql.startsWith("INSERT")).map((sql) => ({
    sql,
    steps: prepare(`EXPLAIN QUERY PLAN ${sql}`).all().map((row) => String(row.detail)),
  }));
  database.close();
  return plans;
}

Deno.test("no question reads all messages, nor sorts what it read", () => {
  const plans = plansOf();
  ok(plans.length > 20);
  for (const { sql, steps } of plans) {
    const slow = steps.filter((step) => /^SCAN (?!mail$)|TEMP B-TREE|MATERIALIZE/.test(step));
    deepStrictEqual(slow, [], `${sql}: ${steps}`);
    ok(steps.length > 0, sql);
  }
});

Deno.test("a part of a history is a range of one index, or of two that are merged as they are read", () => {
  const spans = plansOf().filter(({ sql }) => sql.includes(":limit"));
  strictEqual(spans.length, 16);
  for (const { sql, steps } of spans) {
    const range = /^SEARCH \w+ USING INDEX \w+ \(.+=\? AND at>\? AND at<\?\)$/;
    const [ranges, rest] = [
      steps.filter((s) => range.test(s)),
      steps.filter((s) => !range.test(s)),
    ];
    const isMerged = sql.includes("UNION ALL");
    deepStrictEqual(rest, isMerged ? ["MERGE (UNION ALL)", "LEFT", "RIGHT"] : [], sql);
    strictEqual(ranges.length, isMerged ? 2 : 1, sql);
  }
});

Deno.test("all messages of a room are found by its number when it is closed", () => {
  const plans = plansOf().filter(({ sql }) => sql.startsWith("DELETE FROM messages WHERE room_id"));
  deepStrictEqual(plans.map(({ steps }) => steps), [
    ["SEARCH messages USING INDEX messages_with_text (room_id=?)"],
    ["SEARCH messages USING INDEX messages_of_tags (room_id=?)"],
  ]);
});
