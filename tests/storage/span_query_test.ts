/**
 * That any part of a history can be read, with what is nothing but tags and without.
 *
 * @module
 */

import { deepStrictEqual } from "node:assert/strict";
import fc from "fast-check";
import { openDatabase } from "../../core/storage/database.ts";
import { MessageStore } from "../../core/storage/message_store.ts";
import type { MessageId, MessageStyle } from "../../core/world/event.ts";
import type { Bound, Span } from "../../core/world/journal.ts";

const [ANN, BOB] = [{ name: "Ann", user: 1 }, { name: "Bob", user: 2 }];
const CY = { name: "Cy" };
const LOBBY = { id: 1, name: "lobby" };

/** A message: when, of what kind. Its number is its place in the list. */
interface Written {
  readonly at: number;
  readonly style: MessageStyle;
}

const LATEST = 12;

/** Mostly of a few moments, so that many share one, and in any order, as of a clock that was set back. */
const HISTORIES: fc.Arbitrary<readonly Written[]> = fc.array(
  fc.record({
    at: fc.integer({ min: 1, max: LATEST }),
    style: fc.constantFrom<MessageStyle>("say", "tags"),
  }),
  { maxLength: 30 },
);

const BOUNDS: fc.Arbitrary<Bound | undefined> = fc.option(
  fc.oneof(
    fc.record({ at: fc.integer({ min: 0, max: LATEST + 1 }) }),
    fc.record({ id: fc.integer({ min: 0, max: 31 }) }),
  ),
  { nil: undefined },
);

const SPANS: fc.Arbitrary<Span> = fc.record({
  after: BOUNDS,
  before: BOUNDS,
  take: fc.constantFrom("newest", "oldest"),
  limit: fc.integer({ min: 0, max: 31 }),
  withTags: fc.boolean(),
});

/** The numbers of those in a span, found by looking at each. */
function spanOf(history: readonly Written[], span: Span): MessageId[] {
  const all = history.map(({ at, style }, index) => ({ id: index + 1, at, style }));
  const compare = (one: Place, other: Place) => one.at - other.at || one.id - other.id;
  const placeOf = (bound: Bound, edge: number): Place =>
    "at" in bound
      ? { at: bound.at, id: edge }
      : { at: all.findLast(({ id }) => id <= bound.id)?.at ?? -Infinity, id: bound.id };
  const { after, before, take, limit } = span;
  const found = all
    .filter(({ style }) => span.withTags || style !== "tags")
    .filter((message) => !after || compare(message, placeOf(after, Infinity)) > 0)
    .filter((message) => !before || compare(message, placeOf(before, 0)) < 0)
    .sort(compare)
    .map(({ id }) => id);
  return take === "newest" ? found.slice(Math.max(0, found.length - limit)) : found.slice(0, limit);
}

interface Place {
  readonly at: number;
  readonly id: MessageId;
}

/** Writes a history to a room, between two users, or between a user and a guest, and reads of it. */
type Kind = (store: MessageStore, history: readonly Written[], span: Span) => readonly {
  readonly id: MessageId;
}[];

const KINDS: Readonly<Record<string, Kind>> = {
  "a room": (store, history, span) => {
    history.forEach(({ at, style }, index) =>
      store.keepSaid({ kind: "said", id: index + 1, at, style, room: LOBBY, person: ANN, text: "" })
    );
    return store.said(LOBBY.id, span);
  },
  "two users": (store, history, span) => {
    tell(store, history, BOB);
    return store.told({ user: BOB.user, other: ANN.user }, span);
  },
  "a user and a guest": (store, history, span) => {
    tell(store, history, CY);
    return store.told({ user: ANN.user, guest: "cy" }, span);
  },
};

/** Ann and another tell each other all of a history, in turns. */
function tell(
  store: MessageStore,
  history: readonly Written[],
  other: { readonly name: string; readonly user?: number },
): void {
  history.forEach(({ at, style }, index) => {
    const [from, to] = index % 2 === 0 ? [ANN, other] : [other, ANN];
    store.keepTold({ kind: "told", id: index + 1, at, style, from, to, text: "", fate: "here" });
  });
}

for (const [whose, readOf] of Object.entries(KINDS)) {
  Deno.test(`of the history of ${whose}, any part is what one finds by looking at all of it`, () => {
    fc.assert(fc.property(HISTORIES, SPANS, (history, span) => {
      const database = openDatabase(":memory:");
      try {
        const read = readOf(new MessageStore(database), history, span);
        deepStrictEqual(read.map(({ id }) => id), spanOf(history, span));
      } finally {
        database.close();
      }
    }));
  });
}
