/**
 * Keeps users and whom they ignore.
 *
 * @module
 */

import type { DatabaseSync } from "node:sqlite";
import type { EventOf } from "../world/event.ts";
import type { Role } from "../world/role.ts";
import type { UserRecord } from "../world/snapshot.ts";

/** Keeps users and whom they ignore. */
export class UserStore {
  readonly #all;
  readonly #ignored;
  readonly #insert;
  readonly #setPassword;
  readonly #setRole;
  readonly #seen;
  readonly #ignore;
  readonly #unignore;

  constructor(database: DatabaseSync) {
    this.#all = database.prepare("SELECT * FROM users ORDER BY id");
    this.#ignored = database.prepare("SELECT user_id, key FROM ignored");
    this.#insert = database.prepare(
      `INSERT INTO users (id, name, role, password_hash, created_at, last_seen_at)
       VALUES (?, ?, ?, ?, ?, ?)`,
    );
    this.#setPassword = database.prepare("UPDATE users SET password_hash = ? WHERE id = ?");
    this.#setRole = database.prepare("UPDATE users SET role = ? WHERE id = ?");
    this.#seen = database.prepare("UPDATE users SET last_seen_at = ? WHERE id = ?");
    this.#ignore = database.prepare("INSERT OR IGNORE INTO ignored (user_id, key) VALUES (?, ?)");
    this.#unignore = database.prepare("DELETE FROM ignored WHERE user_id = ? AND key = ?");
  }

  /** Every user, by id. */
  load(): UserRecord[] {
    const ignored = new Map<number, string[]>();
    for (const { user_id, key } of this.#ignored.all()) {
      const keys = ignored.get(Number(user_id));
      if (keys) keys.push(String(key));
      else ignored.set(Number(user_id), [String(key)]);
    }
    return this.#all.all().map((row) => ({
      id: Number(row.id),
      name: String(row.name),
      role: row.role as Role,
      passwordHash: String(row.password_hash),
      createdAt: Number(row.created_at),
      lastSeenAt: Number(row.last_seen_at),
      // SQLite compares bytes of UTF-8, the world UTF-16, in which some letters have another place.
      ignored: (ignored.get(Number(row.id)) ?? []).sort(),
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

  seen({ at, person }: EventOf<"arrived"> | EventOf<"departed">): void {
    if (person.user !== undefined) this.#seen.run(at, person.user);
  }

  ignoringChanged({ person, key, on }: EventOf<"ignoring-changed">): void {
    if (person.user !== undefined) (on ? this.#ignore : this.#unignore).run(person.user, key);
  }
}
