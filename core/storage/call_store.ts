/**
 * Keeps who called, when, and until when.
 *
 * @module
 */

import type { DatabaseSync } from "node:sqlite";
import type { EventOf } from "../world/event.ts";
import type { Call, CallLog } from "../world/journal.ts";
import type { PresenceId } from "../world/person.ts";

/** Keeps who called, when, and until when. */
export class CallStore implements CallLog {
  /**
   * The rows of those who are here. An index of them in the database was most of what an arrival costs it, and a
   * departure: its pages are as many as people, and in no order that they come in.
   */
  readonly #open = new Map<PresenceId, number | bigint>();
  readonly #arrive;
  readonly #depart;
  readonly #recent;

  constructor(database: DatabaseSync) {
    this.#arrive = database.prepare(
      "INSERT INTO calls (name, user_id, via, arrived_at) VALUES (?, ?, ?, ?)",
    );
    this.#depart = database.prepare(
      "UPDATE calls SET left_at = ? WHERE id = ?",
    );
    this.#recent = database.prepare(
      "SELECT name, via, arrived_at, left_at FROM calls ORDER BY id DESC LIMIT ?",
    );
  }

  recentCalls(limit: number): Call[] {
    return this.#recent.all(limit).map((row) => ({
      name: String(row.name),
      via: String(row.via),
      arrivedAt: Number(row.arrived_at),
      ...(row.left_at !== null && { leftAt: Number(row.left_at) }),
    }));
  }

  arrived({ at, person, via, isBot }: EventOf<"arrived">): void {
    // A program of the house calls nobody.
    if (isBot) return;
    const { lastInsertRowid } = this.#arrive.run(person.name, person.user ?? null, via, at);
    this.#open.set(person.presence, lastInsertRowid);
  }

  departed({ at, person }: EventOf<"departed">): void {
    const row = this.#open.get(person.presence);
    if (row === undefined) return;
    this.#open.delete(person.presence);
    this.#depart.run(at, row);
  }
}
