/**
 * Keeps rooms, with their topics, rules, ranks and bans.
 *
 * @module
 */

import type { DatabaseSync } from "node:sqlite";
import type { EventOf } from "../world/event.ts";
import type { Rank } from "../world/role.ts";
import type { Ban } from "../world/room.ts";
import type { RoomRecord } from "../world/snapshot.ts";

type Row = Record<string, unknown>;

/** Keeps rooms, with their topics, rules, ranks and bans. */
export class RoomStore {
  readonly #all;
  readonly #ranks;
  readonly #bans;
  readonly #open;
  readonly #close;
  readonly #setTopic;
  readonly #setRules;
  readonly #setRank;
  readonly #dropRank;
  readonly #ban;
  readonly #unban;

  constructor(database: DatabaseSync) {
    this.#all = database.prepare("SELECT * FROM rooms ORDER BY id");
    this.#ranks = database.prepare("SELECT * FROM room_ranks ORDER BY room_id, user_id");
    this.#bans = database.prepare("SELECT * FROM room_bans");
    this.#open = database.prepare(
      `INSERT INTO rooms (id, name, created_at, permanent) VALUES (?, ?, ?, ?)
       ON CONFLICT (id) DO UPDATE SET permanent = excluded.permanent`,
    );
    this.#close = database.prepare("DELETE FROM rooms WHERE id = ?");
    this.#setTopic = database.prepare(
      "UPDATE rooms SET topic = ?, topic_by = ?, topic_at = ? WHERE id = ?",
    );
    this.#setRules = database.prepare(
      "UPDATE rooms SET hidden = ?, invite_only = ?, people = ? WHERE id = ?",
    );
    this.#setRank = database.prepare(
      "INSERT OR REPLACE INTO room_ranks (room_id, user_id, rank) VALUES (?, ?, ?)",
    );
    this.#dropRank = database.prepare("DELETE FROM room_ranks WHERE room_id = ? AND user_id = ?");
    this.#ban = database.prepare(
      `INSERT OR REPLACE INTO room_bans (room_id, key, name, by_name, at, reason)
       VALUES (?, ?, ?, ?, ?, ?)`,
    );
    this.#unban = database.prepare("DELETE FROM room_bans WHERE room_id = ? AND key = ?");
  }

  /** Every room, by id. */
  load(): RoomRecord[] {
    const ranks = Map.groupBy(this.#ranks.all(), (row) => Number(row.room_id));
    const bans = Map.groupBy(this.#bans.all(), (row) => Number(row.room_id));
    return this.#all.all().map((row) => ({
      id: Number(row.id),
      name: String(row.name),
      createdAt: Number(row.created_at),
      permanent: row.permanent === 1,
      ...(row.topic !== null && { topic: topicFrom(row) }),
      rules: {
        hidden: row.hidden === 1,
        inviteOnly: row.invite_only === 1,
        limit: Number(row.people),
      },
      ranks: (ranks.get(Number(row.id)) ?? []).map(rankFrom),
      // SQLite compares bytes of UTF-8, the world UTF-16, in which some letters have another place.
      bans: (bans.get(Number(row.id)) ?? []).map(banFrom).sort(([a], [b]) => (a < b ? -1 : 1)),
    }));
  }

  opened({ at, room, permanent }: EventOf<"room-opened">): void {
    this.#open.run(room.id, room.name, at, permanent ? 1 : 0);
  }

  closed({ room }: EventOf<"room-closed">): void {
    this.#close.run(room.id);
  }

  topicChanged({ room, topic }: EventOf<"topic-changed">): void {
    if (topic.text === "") this.#setTopic.run(null, null, null, room.id);
    else this.#setTopic.run(topic.text, topic.by, topic.at, room.id);
  }

  rulesChanged({ room, rules }: EventOf<"rules-changed">): void {
    this.#setRules.run(rules.hidden ? 1 : 0, rules.inviteOnly ? 1 : 0, rules.limit, room.id);
  }

  rankChanged({ room, person, rank }: EventOf<"rank-changed">): void {
    if (person.user === undefined) return;
    if (rank === "member") this.#dropRank.run(room.id, person.user);
    else this.#setRank.run(room.id, person.user, rank);
  }

  banned({ room, key, ban }: EventOf<"banned">): void {
    this.#ban.run(room.id, key, ban.name, ban.by, ban.at, ban.reason);
  }

  unbanned({ room, key }: EventOf<"unbanned">): void {
    this.#unban.run(room.id, key);
  }
}

function topicFrom(row: Row): RoomRecord["topic"] {
  return { text: String(row.topic), by: String(row.topic_by), at: Number(row.topic_at) };
}

function rankFrom(row: Row): [number, Rank] {
  return [Number(row.user_id), row.rank as Rank];
}

function banFrom(row: Row): [string, Ban] {
  return [String(row.key), {
    name: String(row.name),
    by: String(row.by_name),
    at: Number(row.at),
    reason: String(row.reason),
  }];
}
