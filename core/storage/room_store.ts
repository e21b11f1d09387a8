/**
 * Keeps rooms, with their topics, rules, ranks, masks and notes.
 *
 * @module
 */

import type { DatabaseSync } from "node:sqlite";
import type { EventOf } from "../world/event.ts";
import type { Rank } from "../world/role.ts";
import { MASK_LISTS, type MaskEntry, type MaskList, type RoomRules } from "../world/room.ts";
import type { RoomRecord } from "../world/snapshot.ts";
import { byOwner, type Row } from "./row.ts";

/** Keeps rooms, with their topics, rules, ranks, masks and notes. */
export class RoomStore {
  readonly #all;
  readonly #ranks;
  readonly #masks;
  readonly #notes;
  readonly #open;
  readonly #close;
  readonly #rename;
  readonly #setTopic;
  readonly #setRules;
  readonly #setRank;
  readonly #dropRank;
  readonly #setMask;
  readonly #liftMask;
  readonly #note;
  readonly #unnote;

  constructor(database: DatabaseSync) {
    this.#all = database.prepare("SELECT * FROM rooms ORDER BY id");
    this.#ranks = database.prepare("SELECT * FROM room_ranks ORDER BY room_id, user_id");
    this.#masks = database.prepare("SELECT * FROM room_masks");
    this.#notes = database.prepare("SELECT * FROM room_notes");
    this.#open = database.prepare(
      `INSERT INTO rooms (id, name, created_at, permanent) VALUES (?, ?, ?, ?)
       ON CONFLICT (id) DO UPDATE SET permanent = excluded.permanent`,
    );
    this.#close = database.prepare("DELETE FROM rooms WHERE id = ?");
    this.#rename = database.prepare("UPDATE rooms SET name = ? WHERE id = ?");
    this.#setTopic = database.prepare(
      "UPDATE rooms SET topic = ?, topic_by = ?, topic_at = ? WHERE id = ?",
    );
    this.#setRules = database.prepare(
      `UPDATE rooms SET hidden = ?, invite_only = ?, people = ?, room_key = ?, moderated = ?,
         outsiders = ?, open_topic = ?, no_ctcp = ?, registered_only = ?, registered_speak = ?,
         op_moderated = ?
       WHERE id = ?`,
    );
    this.#setRank = database.prepare(
      "INSERT OR REPLACE INTO room_ranks (room_id, user_id, rank) VALUES (?, ?, ?)",
    );
    this.#dropRank = database.prepare("DELETE FROM room_ranks WHERE room_id = ? AND user_id = ?");
    this.#setMask = database.prepare(
      `INSERT OR REPLACE INTO room_masks (room_id, list, key, mask, by_name, at, reason)
       VALUES (?, ?, ?, ?, ?, ?, ?)`,
    );
    this.#liftMask = database.prepare(
      "DELETE FROM room_masks WHERE room_id = ? AND list = ? AND key = ?",
    );
    this.#note = database.prepare(
      "INSERT OR REPLACE INTO room_notes (room_id, key, value) VALUES (?, ?, ?)",
    );
    this.#unnote = database.prepare("DELETE FROM room_notes WHERE room_id = ? AND key = ?");
  }

  /** Every room, by id. */
  load(): RoomRecord[] {
    const ranks = Map.groupBy(this.#ranks.all(), (row) => row.room_id);
    const masks = byOwner(this.#masks.all(), "room_id");
    const notes = byOwner(this.#notes.all(), "room_id");
    return this.#all.all().map((row) => ({
      id: Number(row.id),
      name: String(row.name),
      createdAt: Number(row.created_at),
      permanent: row.permanent === 1,
      ...(row.topic !== null && { topic: topicFrom(row) }),
      rules: rulesFrom(row),
      ranks: (ranks.get(row.id) ?? []).map(rankFrom),
      masks: MASK_LISTS.flatMap((list) =>
        masks(row.id).filter((mask) => mask.list === list).map(maskFrom)
      ),
      notes: notes(row.id).map(({ key, value }) => [String(key), String(value)]),
    }));
  }

  opened({ at, room, permanent }: EventOf<"room-opened">): void {
    this.#open.run(room.id, room.name, at, permanent ? 1 : 0);
  }

  closed({ room }: EventOf<"room-closed">): void {
    this.#close.run(room.id);
  }

  renamed({ room, to }: EventOf<"room-renamed">): void {
    this.#rename.run(to.name, room.id);
  }

  topicChanged({ room, topic }: EventOf<"topic-changed">): void {
    if (topic.text === "") this.#setTopic.run(null, null, null, room.id);
    else this.#setTopic.run(topic.text, topic.by, topic.at, room.id);
  }

  rulesChanged({ room, rules }: EventOf<"rules-changed">): void {
    this.#setRules.run(
      Number(rules.hidden),
      Number(rules.inviteOnly),
      rules.limit,
      rules.key,
      Number(rules.moderated),
      Number(rules.outsiders),
      Number(rules.openTopic),
      Number(rules.noCtcp),
      Number(rules.registeredOnly),
      Number(rules.registeredSpeak),
      Number(rules.opModerated),
      room.id,
    );
  }

  rankChanged({ room, person, rank }: EventOf<"rank-changed">): void {
    if (person.user === undefined) return;
    if (rank === "member") this.#dropRank.run(room.id, person.user);
    else this.#setRank.run(room.id, person.user, rank);
  }

  maskSet({ room, list, key, entry }: EventOf<"mask-set">): void {
    this.#setMask.run(room.id, list, key, entry.mask, entry.by, entry.at, entry.reason);
  }

  maskLifted({ room, list, key }: EventOf<"mask-lifted">): void {
    this.#liftMask.run(room.id, list, key);
  }

  noted({ room, key, value }: EventOf<"room-noted">): void {
    if (value === undefined) this.#unnote.run(room.id, key);
    else this.#note.run(room.id, key, value);
  }
}

function topicFrom(row: Row): RoomRecord["topic"] {
  return { text: String(row.topic), by: String(row.topic_by), at: Number(row.topic_at) };
}

function rankFrom(row: Row): [number, Rank] {
  return [Number(row.user_id), row.rank as Rank];
}

function rulesFrom(row: Row): RoomRules {
  return {
    hidden: row.hidden === 1,
    inviteOnly: row.invite_only === 1,
    limit: Number(row.people),
    key: String(row.room_key),
    moderated: row.moderated === 1,
    outsiders: row.outsiders === 1,
    openTopic: row.open_topic === 1,
    noCtcp: row.no_ctcp === 1,
    registeredOnly: row.registered_only === 1,
    registeredSpeak: row.registered_speak === 1,
    opModerated: row.op_moderated === 1,
  };
}

function maskFrom(row: Row): [MaskList, string, MaskEntry] {
  return [row.list as MaskList, String(row.key), {
    mask: String(row.mask),
    by: String(row.by_name),
    at: Number(row.at),
    reason: String(row.reason),
  }];
}
