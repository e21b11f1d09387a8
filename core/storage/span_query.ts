/**
 * Reads a part of a history between two bounds, for rooms and for private messages alike.
 *
 * @module
 */

import type { DatabaseSync } from "node:sqlite";
import type { Bound, Span } from "../world/journal.ts";
import type { MessageId } from "../world/event.ts";
import type { Row } from "./row.ts";

/** Which histories a query reads. */
export interface HistoryTable {
  readonly table: "messages" | "private_messages" | "topics";
  /** The columns to read. */
  readonly columns: string;
  /** What tells one history from the others, with a named parameter for each of its keys. */
  readonly of: string;
  /** Whether some of its rows are nothing but tags. */
  readonly hasTags: boolean;
}

/** The keys of a history, by the names they have in `of`. */
export type HistoryKeys = Readonly<Record<string, number | string>>;

/**
 * The two halves of a history that has tags, in the words of their indexes, so that SQLite finds them: a
 * message is in one of the two.
 */
export const WITH_TEXT = "style <> 'tags'";
export const TAGS_ALONE = "style = 'tags'";

const ORDERS = { newest: "at DESC, id DESC", oldest: "at, id" } as const;

/** A place in the order of messages: that of their moments, and of their ids within one moment. */
type Place = readonly [at: number, id: MessageId];

const BEFORE_ALL: Place = [-Infinity, 0];
const AFTER_ALL: Place = [Infinity, 0];

/** Reads parts of the histories in one table, each as one range of an index, or two that are merged. */
export class SpanQuery {
  readonly #withTags;
  readonly #withText;
  readonly #momentOf;

  constructor(database: DatabaseSync, { table, columns, of, hasTags }: HistoryTable) {
    const range = `SELECT ${columns} FROM ${table}
      WHERE ${of} AND (at, id) > (:fromAt, :fromId) AND (at, id) < (:toAt, :toId)`;
    const prepareBoth = (rows: string) => ({
      newest: database.prepare(`${rows} ORDER BY ${ORDERS.newest} LIMIT :limit`),
      oldest: database.prepare(`${rows} ORDER BY ${ORDERS.oldest} LIMIT :limit`),
    });
    const withText = hasTags ? `${range} AND ${WITH_TEXT}` : range;
    // Both ranges are in order, and SQLite steps through them side by side: no more than the limit is read.
    const withTags = hasTags ? `${withText} UNION ALL ${range} AND ${TAGS_ALONE}` : range;
    this.#withText = prepareBoth(withText);
    this.#withTags = prepareBoth(withTags);
    this.#momentOf = database.prepare(
      `SELECT at FROM ${table} WHERE id <= ? ORDER BY id DESC LIMIT 1`,
    );
  }

  /** The rows of a span, oldest first, of the history that has these keys. */
  read(keys: HistoryKeys, { after, before, take, limit, withTags = false }: Span): Row[] {
    const [fromAt, fromId] = after ? this.#placeOf(after, Infinity) : BEFORE_ALL;
    const [toAt, toId] = before ? this.#placeOf(before, 0) : AFTER_ALL;
    const statement = (withTags ? this.#withTags : this.#withText)[take];
    const rows = statement.all({ ...keys, fromAt, fromId, toAt, toId, limit });
    return take === "newest" ? rows.reverse() : rows;
  }

  /**
   * The place of a bound.
   *
   * @param edge The id that leaves out all messages of a moment.
   */
  #placeOf(bound: Bound, edge: number): Place {
    if ("at" in bound) return [bound.at, edge];
    // A message that was taken back had the moment of the one before it, or a little later.
    const at = this.#momentOf.get(bound.id)?.at as number | undefined;
    return [at ?? -Infinity, bound.id];
  }
}
