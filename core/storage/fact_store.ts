/**
 * Keeps the single facts of the house: the last numbers given, the code to claim it, its secret.
 *
 * @module
 */

import type { DatabaseSync } from "node:sqlite";

/** A single fact of the house. */
export type Fact = "claim-code" | "cloak-secret" | "last-message" | "last-room";

/** Keeps the single facts of the house. */
export class FactStore {
  readonly #get;
  readonly #set;
  readonly #remove;

  constructor(database: DatabaseSync) {
    this.#get = database.prepare("SELECT value FROM facts WHERE name = ?");
    this.#set = database.prepare("INSERT OR REPLACE INTO facts (name, value) VALUES (?, ?)");
    this.#remove = database.prepare("DELETE FROM facts WHERE name = ?");
  }

  get(fact: Fact): string | undefined {
    return this.#get.get(fact)?.value as string | undefined;
  }

  set(fact: Fact, value: string | number): void {
    this.#set.run(fact, String(value));
  }

  /** Sets a number that never falls. */
  raise(fact: Fact, value: number): void {
    if (value > Number(this.get(fact) ?? 0)) this.set(fact, value);
  }

  remove(fact: Fact): void {
    this.#remove.run(fact);
  }
}
