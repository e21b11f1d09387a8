/**
 * Keeps what was said in rooms and told to users, and answers what was.
 *
 * @module
 */

import type { DatabaseSync } from "node:sqlite";
import type { EventOf, MessageId, MessageStyle } from "../world/event.ts";
import type { History, PrivateMessage, RoomMessage } from "../world/journal.ts";
import type { RoomId } from "../world/room.ts";
import type { UserId } from "../world/user.ts";

type Row = Record<string, unknown>;

/** Keeps what was said in rooms and told to users, and answers what was. */
export class MessageStore implements History {
  readonly #say;
  readonly #tell;
  readonly #read;
  readonly #recent;
  readonly #waiting;
  readonly #waitingCounts;

  constructor(database: DatabaseSync) {
    this.#say = database.prepare(
      `INSERT INTO messages (id, room_id, at, name, user_id, style, text)
       VALUES (?, ?, ?, ?, ?, ?, ?)`,
    );
    this.#tell = database.prepare(
      `INSERT INTO private_messages
         (id, at, from_name, from_user, to_name, to_user, style, text, waiting)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    );
    this.#read = database.prepare(
      "UPDATE private_messages SET waiting = 0 WHERE to_user = ? AND waiting = 1",
    );
    this.#recent = database.prepare(
      `SELECT id, at, name, style, text FROM messages
       WHERE room_id = ? AND id < ? ORDER BY id DESC LIMIT ?`,
    );
    this.#waiting = database.prepare(
      `SELECT id, at, from_name AS name, to_name, style, text FROM private_messages
       WHERE to_user = ? AND waiting = 1 ORDER BY id`,
    );
    this.#waitingCounts = database.prepare(
      `SELECT to_user, count(*) AS count FROM private_messages
       WHERE waiting = 1 GROUP BY to_user ORDER BY to_user`,
    );
  }

  recent(
    room: RoomId,
    { limit, before = Number.MAX_SAFE_INTEGER }: { limit: number; before?: MessageId },
  ): RoomMessage[] {
    return this.#recent.all(room, before, limit).map(messageFrom).reverse();
  }

  waiting(user: UserId): PrivateMessage[] {
    return this.#waiting.all(user).map((row) => ({ ...messageFrom(row), to: String(row.to_name) }));
  }

  /** How many messages wait for each user who has any, by user. */
  waitingCounts(): [UserId, number][] {
    return this.#waitingCounts.all().map((row) => [Number(row.to_user), Number(row.count)]);
  }

  said({ id, room, at, person, style, text }: EventOf<"said">): void {
    this.#say.run(id, room.id, at, person.name, person.user ?? null, style, text);
  }

  /** Between two guests nothing is kept: nobody could prove later that it was theirs. */
  told({ id, at, from, to, style, text, fate }: EventOf<"told">): void {
    if (fate === "unheard" || (from.user === undefined && to.user === undefined)) return;
    const [fromUser, toUser] = [from.user ?? null, to.user ?? null];
    const waiting = fate === "kept" ? 1 : 0;
    this.#tell.run(id, at, from.name, fromUser, to.name, toUser, style, text, waiting);
  }

  mailRead({ user }: EventOf<"mail-read">): void {
    this.#read.run(user);
  }
}

function messageFrom(row: Row): RoomMessage {
  return {
    id: Number(row.id),
    at: Number(row.at),
    name: String(row.name),
    text: String(row.text),
    style: row.style as MessageStyle,
  };
}
