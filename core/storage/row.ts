/**
 * Rows as SQLite hands them over, sorted into what they belong to.
 *
 * @module
 */

/** A row of a table, by the names of its columns. */
export type Row = Record<string, unknown>;

/**
 * Finds the rows that belong to an owner, in the order of their column `key`: that of the world, which
 * compares UTF-16. SQLite compares bytes of UTF-8, where some letters have another place.
 *
 * @example
 * ```ts
 * import { deepStrictEqual } from "node:assert/strict";
 * const rows = [{ user_id: 1, key: "zoë" }, { user_id: 2, key: "cy" }, { user_id: 1, key: "bob" }];
 * deepStrictEqual(byOwner(rows, "user_id")(1).map(({ key }) => key), ["bob", "zoë"]);
 * ```
 * @param column The column that says to whom a row belongs.
 */
export function byOwner(rows: readonly Row[], column: string): (owner: unknown) => readonly Row[] {
  const groups = Map.groupBy(rows.toSorted(byKey), (row) => row[column]);
  return (owner) => groups.get(owner) ?? [];
}

/** Says which of two rows comes first by their keys, as `sort` wants it. */
export function byKey(a: Row, b: Row): number {
  return String(a.key) < String(b.key) ? -1 : 1;
}
