/**
 * Keeps what was said in rooms and told to users, and answers what was.
 *
 * @module
 */

import type { DatabaseSync } from "node:sqlite";
import type { EventOf, MessageExtras, MessageId, MessageStyle } from "../world/event.ts";
import type {
  Correspondence,
  Correspondent,
  History,
  PrivateMessage,
  RoomMessage,
  Span,
  TopicChange,
} from "../world/journal.ts";
import type { RoomId } from "../world/room.ts";
import type { UserId } from "../world/user.ts";
import type { Row } from "./row.ts";
import { RowInsert } from "./row_insert.ts";
import { SpanQuery, TAGS_ALONE, WITH_TEXT } from "./span_query.ts";

const COLUMNS = "id, at, name, user_id, ident, host, style, text, extras";
const TOPIC_COLUMNS = "id, at, name, user_id, ident, host, text";
const PRIVATE_COLUMNS =
  "id, at, from_name AS name, from_user AS user_id, ident, host, style, text, extras, to_name, to_user";

/** The messages of two users, whoever wrote; with a guest there is no pair, as SQLite's min gives null. */
const OF_PAIR = "min(from_user, to_user) = :low AND max(from_user, to_user) = :high";

/** The messages of a user and a guest of some name, whoever wrote. */
const WITH_GUEST = `min(from_user, to_user) IS NULL AND coalesce(from_user, to_user) = :user
  AND lower(iif(from_user IS NULL, from_name, to_name)) = lower(:guest)`;

/** Tags that mean something for a moment and nothing later (IRCv3 typing). */
const MOMENTARY: ReadonlySet<string> = new Set(["+draft/typing", "+typing"]);

/** Keeps what was said in rooms and told to users, and answers what was. */
export class MessageStore implements History {
  readonly #saidSpan;
  readonly #topicSpan;
  readonly #toldSpan;
  readonly #guestSpan;
  readonly #say;
  readonly #setTopic;
  readonly #tell;
  readonly #correspond;
  readonly #read;
  readonly #saidAs;
  readonly #toldAs;
  readonly #lastSaidAt;
  readonly #lastToldAt;
  readonly #correspondents;
  readonly #waiting;
  readonly #mailCounts;
  readonly #countMail;
  readonly #clearMail;
  readonly #unsay;
  readonly #unsayAll;
  readonly #untell;
  readonly #endCorrespondence;

  constructor(database: DatabaseSync) {
    this.#saidSpan = new SpanQuery(database, {
      table: "messages",
      columns: COLUMNS,
      of: "room_id = :room",
      hasTags: true,
    });
    this.#topicSpan = new SpanQuery(database, {
      table: "topics",
      columns: TOPIC_COLUMNS,
      of: "room_id = :room",
      hasTags: false,
    });
    this.#toldSpan = new SpanQuery(database, {
      table: "private_messages",
      columns: PRIVATE_COLUMNS,
      of: OF_PAIR,
      hasTags: true,
    });
    this.#guestSpan = new SpanQuery(database, {
      table: "private_messages",
      columns: PRIVATE_COLUMNS,
      of: WITH_GUEST,
      hasTags: true,
    });
    this.#say = new RowInsert(database, {
      table: "messages",
      columns: "id, room_id, at, name, user_id, ident, host, style, text, extras",
    });
    this.#setTopic = database.prepare(
      `INSERT INTO topics (id, room_id, at, name, user_id, ident, host, text)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
    );
    this.#tell = database.prepare(
      `INSERT INTO private_messages
         (id, at, from_name, from_user, to_name, to_user, ident, host, style, text, extras, waiting)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    );
    this.#correspond = database.prepare(
      "INSERT OR REPLACE INTO correspondents (user_id, other_id, last_at) VALUES (?, ?, ?)",
    );
    this.#read = database.prepare(
      "UPDATE private_messages SET waiting = 0 WHERE to_user = ? AND waiting = 1",
    );
    this.#saidAs = database.prepare(`SELECT ${COLUMNS} FROM messages WHERE id = ? AND room_id = ?`);
    this.#toldAs = database.prepare(
      `SELECT ${PRIVATE_COLUMNS} FROM private_messages WHERE id = ?`,
    );
    this.#lastSaidAt = database.prepare(
      `SELECT at FROM messages WHERE room_id = ? AND ${WITH_TEXT}
       ORDER BY at DESC, id DESC LIMIT 1`,
    );
    this.#lastToldAt = database.prepare(
      `SELECT at FROM private_messages WHERE ${OF_PAIR} AND ${WITH_TEXT}
       ORDER BY at DESC, id DESC LIMIT 1`,
    );
    this.#correspondents = database.prepare(
      `SELECT other_id, last_at FROM correspondents
       WHERE user_id = ? AND last_at > ? AND last_at < ? ORDER BY last_at, other_id LIMIT ?`,
    );
    this.#waiting = database.prepare(
      `SELECT ${PRIVATE_COLUMNS} FROM private_messages
       WHERE to_user = ? AND waiting = 1 ORDER BY id`,
    );
    this.#mailCounts = database.prepare("SELECT user_id, count FROM mail ORDER BY user_id");
    this.#countMail = database.prepare(
      `INSERT INTO mail (user_id, count) VALUES (?, 1)
       ON CONFLICT (user_id) DO UPDATE SET count = count + 1`,
    );
    this.#clearMail = database.prepare("DELETE FROM mail WHERE user_id = ?");
    this.#unsay = database.prepare("DELETE FROM messages WHERE id = ? AND room_id = ?");
    this.#unsayAll = [WITH_TEXT, TAGS_ALONE].map((half) =>
      database.prepare(`DELETE FROM messages WHERE room_id = ? AND ${half}`)
    );
    this.#untell = database.prepare(
      "DELETE FROM private_messages WHERE id = ? AND from_user IS ? AND to_user IS ?",
    );
    this.#endCorrespondence = database.prepare(
      "DELETE FROM correspondents WHERE user_id = ? AND other_id = ?",
    );
  }

  recent(
    room: RoomId,
    { limit, before }: { limit: number; before?: MessageId },
  ): RoomMessage[] {
    const bound = before === undefined ? undefined : { id: before };
    return this.said(room, { before: bound, take: "newest", limit });
  }

  said(room: RoomId, span: Span): RoomMessage[] {
    return this.#saidSpan.read({ room }, span).map(messageFrom);
  }

  topics(room: RoomId, span: Omit<Span, "withTags">): TopicChange[] {
    return this.#topicSpan.read({ room }, span).map(topicFrom);
  }

  told(who: Correspondence, span: Span): PrivateMessage[] {
    const rows = "guest" in who
      ? this.#guestSpan.read({ user: who.user, guest: who.guest }, span)
      : this.#toldSpan.read(pairOf(who.user, who.other), span);
    return rows.map(privateMessageFrom);
  }

  saidAs(room: RoomId, id: MessageId): RoomMessage | undefined {
    const row = this.#saidAs.get(id, room);
    return row && messageFrom(row);
  }

  toldAs(id: MessageId): PrivateMessage | undefined {
    const row = this.#toldAs.get(id);
    return row && privateMessageFrom(row);
  }

  lastSaidAt(room: RoomId): number | undefined {
    return this.#lastSaidAt.get(room)?.at as number | undefined;
  }

  correspondents(
    user: UserId,
    { after, before, limit }: { after: number; before: number; limit: number },
  ): Correspondent[] {
    return this.#correspondents.all(user, after, before, limit).map((row) => ({
      user: Number(row.other_id),
      lastAt: Number(row.last_at),
    }));
  }

  waiting(user: UserId): PrivateMessage[] {
    return this.#waiting.all(user).map(privateMessageFrom);
  }

  /**
   * How many messages were kept for each user since they last read them, by user. As in the world, which
   * knows numbers alone, one that was taken back counts until then.
   */
  mailCounts(): [UserId, number][] {
    return this.#mailCounts.all().map((row) => [Number(row.user_id), Number(row.count)]);
  }

  /** What is only for those of some rank is not kept: later nobody knows who they were. */
  keepSaid(...events: readonly EventOf<"said">[]): void {
    const kept = events.filter((event) => !event.hearers && !isMomentary(event));
    this.#say.run(kept.map(({ id, room, at, person, style, text, extras }) => {
      const { name, user = null, ident = null, host = null } = person;
      return [id, room.id, at, name, user, ident, host, style, text, jsonFrom(extras)];
    }));
  }

  keepTopic({ id, room, at, by, topic }: EventOf<"topic-changed">): void {
    const { name, user = null, ident = null, host = null } = by;
    this.#setTopic.run(id, room.id, at, name, user, ident, host, topic.text);
  }

  /** Between two guests nothing is kept: nobody could prove later that it was theirs. */
  keepTold({ id, at, from, to, style, text, fate, extras }: EventOf<"told">): void {
    if (fate === "unheard" || (from.user === undefined && to.user === undefined)) return;
    if (isMomentary({ style, extras })) return;
    const { name, user = null, ident = null, host = null } = from;
    const toUser = to.user ?? null;
    const [json, waiting] = [jsonFrom(extras), fate === "kept" ? 1 : 0];
    this.#tell.run(id, at, name, user, to.name, toUser, ident, host, style, text, json, waiting);
    if (fate === "kept") this.#countMail.run(toUser);
    if (style !== "tags") this.#markCorrespondence(from.user, to.user, at);
  }

  redacted({ room, id }: EventOf<"redacted">): void {
    this.#unsay.run(id, room.id);
  }

  roomClosed({ room }: EventOf<"room-closed">): void {
    for (const half of this.#unsayAll) half.run(room.id);
  }

  toldRedacted({ id, from, to }: EventOf<"told-redacted">): void {
    const { changes } = this.#untell.run(id, from.user ?? null, to.user ?? null);
    if (changes === 1) this.#markCorrespondence(from.user, to.user);
  }

  mailRead({ user }: EventOf<"mail-read">): void {
    this.#read.run(user);
    this.#clearMail.run(user);
  }

  /** Keeps when two users talked last; it is looked up where it is not given. */
  #markCorrespondence(user: UserId | undefined, other: UserId | undefined, at?: number): void {
    if (user === undefined || other === undefined) return;
    const lastAt = at ?? this.#lastToldAt.get(pairOf(user, other))?.at as number | undefined;
    for (const [one, two] of [[user, other], [other, user]] as const) {
      if (lastAt === undefined) this.#endCorrespondence.run(one, two);
      else this.#correspond.run(one, two, lastAt);
    }
  }
}

/** The keys of what two users told each other, whoever wrote. */
function pairOf(one: UserId, other: UserId): { low: UserId; high: UserId } {
  return { low: Math.min(one, other), high: Math.max(one, other) };
}

/** That somebody is typing is told every few seconds. */
function isMomentary({ style, extras }: Pick<EventOf<"said">, "style" | "extras">): boolean {
  if (style !== "tags") return false;
  const tags = Object.keys(extras?.tags ?? {});
  return tags.length > 0 && tags.every((tag) => MOMENTARY.has(tag));
}

function jsonFrom(extras: MessageExtras | undefined): string | null {
  return extras === undefined ? null : JSON.stringify(extras);
}

function messageFrom(row: Row): RoomMessage {
  return {
    ...topicFrom(row),
    style: row.style as MessageStyle,
    ...(row.extras !== null && { extras: JSON.parse(String(row.extras)) as MessageExtras }),
  };
}

/** What messages and topics have in common. */
function topicFrom(row: Row): TopicChange {
  return {
    id: Number(row.id),
    at: Number(row.at),
    name: String(row.name),
    text: String(row.text),
    ...(row.user_id !== null && { user: Number(row.user_id) }),
    ...(row.ident !== null && { ident: String(row.ident) }),
    ...(row.host !== null && { host: String(row.host) }),
  };
}

function privateMessageFrom(row: Row): PrivateMessage {
  return {
    ...messageFrom(row),
    to: String(row.to_name),
    ...(row.to_user !== null && { toUser: Number(row.to_user) }),
  };
}
