/**
 * Keeps users, whom they ignore, what they noted about themselves, what they prefer and how far they have read.
 *
 * @module
 */

import type { DatabaseSync } from "node:sqlite";
import type { EventOf } from "../world/event.ts";
import { READ_MARKERS_PER_USER } from "../world/note_rules.ts";
import type { Role } from "../world/role.ts";
import type { UserRecord } from "../world/snapshot.ts";
import { byOwner } from "./row.ts";

/** Keeps users, whom they ignore, what they noted about themselves, what they prefer and how far they have read. */
export class UserStore {
  readonly #all;
  readonly #ignored;
  readonly #notes;
  readonly #preferences;
  readonly #readMarkers;
  readonly #insert;
  readonly #setPassword;
  readonly #setRole;
  readonly #seen;
  readonly #ignore;
  readonly #unignore;
  readonly #note;
  readonly #unnote;
  readonly #prefer;
  readonly #unprefer;
  readonly #markRead;
  readonly #countMarkers;
  readonly #oldestMarkers;
  readonly #dropMarker;

  constructor(database: DatabaseSync) {
    this.#all = database.prepare("SELECT * FROM users ORDER BY id");
    this.#ignored = database.prepare("SELECT user_id, key FROM ignored");
    this.#notes = database.prepare("SELECT user_id, key, value FROM user_notes");
    this.#preferences = database.prepare("SELECT user_id, key, value FROM user_preferences");
    this.#readMarkers = database.prepare("SELECT user_id, key, read_to FROM read_markers");
    this.#insert = database.prepare(
      `INSERT INTO users (id, name, role, password_hash, created_at, last_seen_at)
       VALUES (?, ?, ?, ?, ?, ?)`,
    );
    this.#setPassword = database.prepare("UPDATE users SET password_hash = ? WHERE id = ?");
    this.#setRole = database.prepare("UPDATE users SET role = ? WHERE id = ?");
    this.#seen = database.prepare("UPDATE users SET last_seen_at = ? WHERE id = ?");
    this.#ignore = database.prepare("INSERT OR IGNORE INTO ignored (user_id, key) VALUES (?, ?)");
    this.#unignore = database.prepare("DELETE FROM ignored WHERE user_id = ? AND key = ?");
    this.#note = database.prepare(
      "INSERT OR REPLACE INTO user_notes (user_id, key, value) VALUES (?, ?, ?)",
    );
    this.#unnote = database.prepare("DELETE FROM user_notes WHERE user_id = ? AND key = ?");
    this.#prefer = database.prepare(
      "INSERT OR REPLACE INTO user_preferences (user_id, key, value) VALUES (?, ?, ?)",
    );
    this.#unprefer = database.prepare(
      "DELETE FROM user_preferences WHERE user_id = ? AND key = ?",
    );
    this.#markRead = database.prepare(
      "INSERT OR REPLACE INTO read_markers (user_id, key, read_to) VALUES (?, ?, ?)",
    );
    this.#countMarkers = database.prepare(
      "SELECT count(*) AS count FROM read_markers WHERE user_id = ?",
    );
    this.#oldestMarkers = database.prepare(
      `SELECT key FROM read_markers WHERE user_id = ?1
       AND read_to = (SELECT min(read_to) FROM read_markers WHERE user_id = ?1)`,
    );
    this.#dropMarker = database.prepare("DELETE FROM read_markers WHERE user_id = ? AND key = ?");
  }

  /** Every user, by id. */
  load(): UserRecord[] {
    const ignored = byOwner(this.#ignored.all(), "user_id");
    const notes = byOwner(this.#notes.all(), "user_id");
    const preferences = byOwner(this.#preferences.all(), "user_id");
    const readMarkers = byOwner(this.#readMarkers.all(), "user_id");
    return this.#all.all().map((row) => ({
      id: Number(row.id),
      name: String(row.name),
      role: row.role as Role,
      passwordHash: String(row.password_hash),
      createdAt: Number(row.created_at),
      lastSeenAt: Number(row.last_seen_at),
      ignored: ignored(row.id).map(({ key }) => String(key)),
      notes: notes(row.id).map(({ key, value }) => [String(key), String(value)]),
      preferences: preferences(row.id).map(({ key, value }) => [String(key), String(value)]),
      readMarkers: readMarkers(row.id).map(({ key, read_to }) => [String(key), Number(read_to)]),
    }));
  }

  registered({ at, person, role, passwordHash, ignored }: EventOf<"registered">): void {
    this.#insert.run(person.user, person.name, role, passwordHash, at, at);
    for (const key of ignored) this.#ignore.run(person.user, key);
  }

  passwordChanged({ user, passwordHash }: EventOf<"password-changed">): void {
    this.#setPassword.run(passwordHash, user);
  }

  roleChanged({ person, role }: EventOf<"role-changed">): void {
    this.#setRole.run(role, person.user);
  }

  seen({ at, person }: EventOf<"arrived" | "departed" | "identified">): void {
    if (person.user !== undefined) this.#seen.run(at, person.user);
  }

  ignoringChanged({ person, key, on }: EventOf<"ignoring-changed">): void {
    if (person.user !== undefined) (on ? this.#ignore : this.#unignore).run(person.user, key);
  }

  /** As many are kept as the world keeps, and the same ones. */
  readMarked({ user, key, readTo }: EventOf<"read-marked">): void {
    this.#markRead.run(user, key, readTo);
    if (Number(this.#countMarkers.get(user)!.count) <= READ_MARKERS_PER_USER) return;
    // In the order of the world, which is not that of SQLite.
    const [oldest] = this.#oldestMarkers.all(user).map((row) => String(row.key)).sort();
    this.#dropMarker.run(user, oldest!);
  }

  /** A guest's notes go with the guest. */
  noted({ person, key, value }: EventOf<"person-noted">): void {
    if (person.user === undefined) return;
    if (value === undefined) this.#unnote.run(person.user, key);
    else this.#note.run(person.user, key, value);
  }

  /** A guest's preferences go with the guest. */
  preferred({ person, key, value }: EventOf<"preferred">): void {
    if (person.user === undefined) return;
    if (value === undefined) this.#unprefer.run(person.user, key);
    else this.#prefer.run(person.user, key, value);
  }
}
