/**
 * Inserting rows of a table, many with one statement.
 *
 * @module
 */

import type { DatabaseSync, SQLInputValue, StatementSync } from "node:sqlite";

/** So many rows go in with one statement: each costs half of what it does alone, and more saves little. */
const ROWS = 16;

/** A row: a value for each column. */
export type RowValues = readonly SQLInputValue[];

/** Inserts rows of one table. */
export class RowInsert {
  readonly #one: StatementSync;
  readonly #many: StatementSync;

  /**
   * Prepares the statements.
   *
   * @param columns Their names, with commas.
   */
  constructor(database: DatabaseSync, { table, columns }: { table: string; columns: string }) {
    const row = `(${columns.split(",").fill("?").join(", ")})`;
    const insert = `INSERT INTO ${table} (${columns}) VALUES`;
    this.#one = database.prepare(`${insert} ${row}`);
    this.#many = database.prepare(`${insert} ${Array(ROWS).fill(row).join(", ")}`);
  }

  /** Inserts rows in their order. */
  run(rows: readonly RowValues[]): void {
    let at = 0;
    for (; at + ROWS <= rows.length; at += ROWS) {
      const values: SQLInputValue[] = [];
      for (let row = at; row < at + ROWS; row++) values.push(...rows[row]!);
      this.#many.run(...values);
    }
    for (; at < rows.length; at++) this.#one.run(...rows[at]!);
  }
}
