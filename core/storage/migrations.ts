/**
 * The shape of the database, as the list of all changes ever made to it. New ones are appended;
 * what stands here is never edited, since databases made with it are out there.
 *
 * @module
 */

/** Each migration takes the database from `PRAGMA user_version` = its index to the next. */
export const MIGRATIONS: readonly string[] = [
  `
  CREATE TABLE facts (
    name  TEXT PRIMARY KEY,
    value TEXT NOT NULL
  ) WITHOUT ROWID, STRICT;

  CREATE TABLE users (
    id            INTEGER PRIMARY KEY,
    name          TEXT NOT NULL,
    role          TEXT NOT NULL,
    password_hash TEXT NOT NULL,
    created_at    INTEGER NOT NULL,
    last_seen_at  INTEGER NOT NULL
  ) STRICT;

  CREATE TABLE ignored (
    user_id INTEGER NOT NULL REFERENCES users (id),
    key     TEXT NOT NULL,
    PRIMARY KEY (user_id, key)
  ) WITHOUT ROWID, STRICT;

  CREATE TABLE rooms (
    id          INTEGER PRIMARY KEY,
    name        TEXT NOT NULL,
    created_at  INTEGER NOT NULL,
    permanent   INTEGER NOT NULL,
    hidden      INTEGER NOT NULL DEFAULT 0,
    invite_only INTEGER NOT NULL DEFAULT 0,
    people      INTEGER NOT NULL DEFAULT 0,
    topic       TEXT,
    topic_by    TEXT,
    topic_at    INTEGER
  ) STRICT;

  CREATE TABLE room_ranks (
    room_id INTEGER NOT NULL REFERENCES rooms (id) ON DELETE CASCADE,
    user_id INTEGER NOT NULL REFERENCES users (id),
    rank    TEXT NOT NULL,
    PRIMARY KEY (room_id, user_id)
  ) WITHOUT ROWID, STRICT;

  CREATE TABLE room_bans (
    room_id INTEGER NOT NULL REFERENCES rooms (id) ON DELETE CASCADE,
    key     TEXT NOT NULL,
    name    TEXT NOT NULL,
    by_name TEXT NOT NULL,
    at      INTEGER NOT NULL,
    reason  TEXT NOT NULL,
    PRIMARY KEY (room_id, key)
  ) WITHOUT ROWID, STRICT;

  CREATE TABLE messages (
    id      INTEGER PRIMARY KEY,
    room_id INTEGER NOT NULL REFERENCES rooms (id) ON DELETE CASCADE,
    at      INTEGER NOT NULL,
    name    TEXT NOT NULL,
    user_id INTEGER,
    style   TEXT NOT NULL,
    text    TEXT NOT NULL
  ) STRICT;
  CREATE INDEX messages_of_room ON messages (room_id, id);

  CREATE TABLE private_messages (
    id        INTEGER PRIMARY KEY,
    at        INTEGER NOT NULL,
    from_name TEXT NOT NULL,
    from_user INTEGER,
    to_name   TEXT NOT NULL,
    to_user   INTEGER,
    style     TEXT NOT NULL,
    text      TEXT NOT NULL,
    waiting   INTEGER NOT NULL
  ) STRICT;
  CREATE INDEX private_messages_waiting ON private_messages (to_user, id) WHERE waiting = 1;

  CREATE TABLE calls (
    id         INTEGER PRIMARY KEY,
    presence   TEXT NOT NULL,
    name       TEXT NOT NULL,
    user_id    INTEGER,
    via        TEXT NOT NULL,
    arrived_at INTEGER NOT NULL,
    left_at    INTEGER
  ) STRICT;
  CREATE INDEX calls_open ON calls (presence) WHERE left_at IS NULL;
  `,
];
