/**
 * Keeps who called, when, and until when.
 *
 * @module
 */

import type { DatabaseSync } from "node:sqlite";
import type { EventOf } from "../world/event.ts";
import type { Call, CallLog } from "../world/journal.ts";

/** Keeps who called, when, and until when. */
export class CallStore implements CallLog {
  readonly #arrive;
  readonly #depart;
  readonly #recent;

  constructor(database: DatabaseSync) {
    this.#arrive = database.prepare(
      "INSERT INTO calls (presence, name, user_id, via, arrived_at) VALUES (?, ?, ?, ?, ?)",
    );
    this.#depart = database.prepare(
      "UPDATE calls SET left_at = ? WHERE presence = ? AND left_at IS NULL",
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
    this.#arrive.run(person.presence, person.name, person.user ?? null, via, at);
  }

  departed({ at, person }: EventOf<"departed">): void {
    this.#depart.run(at, person.presence);
  }
}
