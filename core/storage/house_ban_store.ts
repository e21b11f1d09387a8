/**
 * Keeps the bans from the house.
 *
 * @module
 */

import type { DatabaseSync } from "node:sqlite";
import type { EventOf } from "../world/event.ts";
import type { HouseBan } from "../world/house_ban.ts";
import { byKey } from "./row.ts";

/** Keeps the bans from the house. */
export class HouseBanStore {
  readonly #all;
  readonly #ban;
  readonly #unban;

  constructor(database: DatabaseSync) {
    this.#all = database.prepare("SELECT * FROM house_bans");
    this.#ban = database.prepare(
      `INSERT OR REPLACE INTO house_bans (key, mask, by_name, at, reason, until_at)
       VALUES (?, ?, ?, ?, ?, ?)`,
    );
    this.#unban = database.prepare("DELETE FROM house_bans WHERE key = ?");
  }

  /** Every ban, by the key of its mask. */
  load(): [string, HouseBan][] {
    return this.#all.all().sort(byKey).map((row) => [String(row.key), {
      mask: String(row.mask),
      by: String(row.by_name),
      at: Number(row.at),
      reason: String(row.reason),
      ...(row.until_at !== null && { until: Number(row.until_at) }),
    }]);
  }

  banned({ key, ban }: EventOf<"banned-from-house">): void {
    this.#ban.run(key, ban.mask, ban.by, ban.at, ban.reason, ban.until ?? null);
  }

  unbanned({ key }: EventOf<"unbanned-from-house">): void {
    this.#unban.run(key);
  }
}
