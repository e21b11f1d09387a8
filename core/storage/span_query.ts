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
  /** What tells one history from the others, with a `?` for each of its keys. */
  readonly of: string;
  /** Whether some of its rows are nothing but tags. */
  readonly hasTags: boolean;
}

const ORDERS = { newest: "at DESC, id DESC", oldest: "at, id" } as const;

/** A place in the order of messages: that of their moments, and of their ids within one moment. */
type Place = readonly [at: number, id: MessageId];

const BEFORE_ALL: Place = [-Infinity, 0];
const AFTER_ALL: Place = [Infinity, 0];

/** Reads parts of the histories in one table, each as one range of an index. */
export class SpanQuery {
  readonly #withTags;
  readonly #withText;
  readonly #momentOf;

  constructor(database: DatabaseSync, { table, columns, of, hasTags }: HistoryTable) {
    const prepare = (take: Span["take"], filter: string) =>
      database.prepare(
        `SELECT ${columns} FROM ${table}
         WHERE ${of} AND (at, id) > (?, ?) AND (at, id) < (?, ?)${filter}
         ORDER BY ${ORDERS[take]} LIMIT ?`,
      );
    const prepareBoth = (filter: string) => ({
      newest: prepare("newest", filter),
      oldest: prepare("oldest", filter),
    });
    this.#withTags = prepareBoth("");
    // In the words of the index, so that SQLite finds it: no flood of tags is stepped through.
    this.#withText = prepareBoth(hasTags ? " AND style <> 'tags'" : "");
    this.#momentOf = database.prepare(
      `SELECT at FROM ${table} WHERE id <= ? ORDER BY id DESC LIMIT 1`,
    );
  }

  /** The rows of a span, oldest first, of the history that has these keys. */
  read(
    keys: readonly (number | string)[],
    { after, before, take, limit, withTags = false }: Span,
  ): Row[] {
    const [from, to] = [
      after ? this.#placeOf(after, Infinity) : BEFORE_ALL,
      before ? this.#placeOf(before, 0) : AFTER_ALL,
    ];
    const statement = (withTags ? this.#withTags : this.#withText)[take];
    const rows = statement.all(...keys, ...from, ...to, limit);
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
