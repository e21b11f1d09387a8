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
  `
  ALTER TABLE rooms ADD COLUMN room_key TEXT NOT NULL DEFAULT '';
  ALTER TABLE rooms ADD COLUMN moderated INTEGER NOT NULL DEFAULT 0;
  ALTER TABLE rooms ADD COLUMN outsiders INTEGER NOT NULL DEFAULT 0;
  ALTER TABLE rooms ADD COLUMN open_topic INTEGER NOT NULL DEFAULT 0;
  ALTER TABLE rooms ADD COLUMN no_ctcp INTEGER NOT NULL DEFAULT 0;
  ALTER TABLE rooms ADD COLUMN registered_only INTEGER NOT NULL DEFAULT 0;
  ALTER TABLE rooms ADD COLUMN registered_speak INTEGER NOT NULL DEFAULT 0;
  ALTER TABLE rooms ADD COLUMN op_moderated INTEGER NOT NULL DEFAULT 0;

  CREATE TABLE room_masks (
    room_id INTEGER NOT NULL REFERENCES rooms (id) ON DELETE CASCADE,
    list    TEXT NOT NULL,
    key     TEXT NOT NULL,
    mask    TEXT NOT NULL,
    by_name TEXT NOT NULL,
    at      INTEGER NOT NULL,
    reason  TEXT NOT NULL,
    PRIMARY KEY (room_id, list, key)
  ) WITHOUT ROWID, STRICT;
  INSERT INTO room_masks (room_id, list, key, mask, by_name, at, reason)
    SELECT room_id, 'ban', key || '!*@*', name || '!*@*', by_name, at, reason FROM room_bans;
  DROP TABLE room_bans;

  CREATE TABLE room_notes (
    room_id INTEGER NOT NULL REFERENCES rooms (id) ON DELETE CASCADE,
    key     TEXT NOT NULL,
    value   TEXT NOT NULL,
    PRIMARY KEY (room_id, key)
  ) WITHOUT ROWID, STRICT;

  CREATE TABLE user_notes (
    user_id INTEGER NOT NULL REFERENCES users (id),
    key     TEXT NOT NULL,
    value   TEXT NOT NULL,
    PRIMARY KEY (user_id, key)
  ) WITHOUT ROWID, STRICT;

  CREATE TABLE read_markers (
    user_id INTEGER NOT NULL REFERENCES users (id),
    key     TEXT NOT NULL,
    read_to INTEGER NOT NULL,
    PRIMARY KEY (user_id, key)
  ) WITHOUT ROWID, STRICT;

  CREATE TABLE house_bans (
    key      TEXT PRIMARY KEY,
    mask     TEXT NOT NULL,
    by_name  TEXT NOT NULL,
    at       INTEGER NOT NULL,
    reason   TEXT NOT NULL,
    until_at INTEGER
  ) WITHOUT ROWID, STRICT;

  ALTER TABLE messages ADD COLUMN ident TEXT;
  ALTER TABLE messages ADD COLUMN host TEXT;
  ALTER TABLE messages ADD COLUMN extras TEXT;
  DROP INDEX messages_of_room;
  CREATE INDEX messages_of_room ON messages (room_id, at, id);
  CREATE INDEX messages_with_text ON messages (room_id, at, id) WHERE style <> 'tags';

  ALTER TABLE private_messages ADD COLUMN ident TEXT;
  ALTER TABLE private_messages ADD COLUMN host TEXT;
  ALTER TABLE private_messages ADD COLUMN extras TEXT;
  CREATE INDEX private_messages_of_pair
    ON private_messages (min(from_user, to_user), max(from_user, to_user), at, id);
  CREATE INDEX private_messages_with_text
    ON private_messages (min(from_user, to_user), max(from_user, to_user), at, id)
    WHERE style <> 'tags';
  CREATE INDEX private_messages_with_guest ON private_messages (
    coalesce(from_user, to_user), lower(iif(from_user IS NULL, from_name, to_name)), at, id
  ) WHERE min(from_user, to_user) IS NULL;

  CREATE TABLE topics (
    id      INTEGER PRIMARY KEY,
    room_id INTEGER NOT NULL REFERENCES rooms (id) ON DELETE CASCADE,
    at      INTEGER NOT NULL,
    name    TEXT NOT NULL,
    user_id INTEGER,
    ident   TEXT,
    host    TEXT,
    text    TEXT NOT NULL
  ) STRICT;
  CREATE INDEX topics_of_room ON topics (room_id, at, id);

  CREATE TABLE mail (
    user_id INTEGER PRIMARY KEY,
    count   INTEGER NOT NULL
  ) STRICT;
  INSERT INTO mail (user_id, count)
    SELECT to_user, count(*) FROM private_messages WHERE waiting = 1 GROUP BY to_user;

  CREATE TABLE correspondents (
    user_id  INTEGER NOT NULL,
    other_id INTEGER NOT NULL,
    last_at  INTEGER NOT NULL,
    PRIMARY KEY (user_id, other_id)
  ) WITHOUT ROWID, STRICT;
  CREATE INDEX correspondents_by_time ON correspondents (user_id, last_at, other_id);
  INSERT INTO correspondents (user_id, other_id, last_at)
    SELECT user_id, other_id, max(at) FROM (
      SELECT from_user AS user_id, to_user AS other_id, at FROM private_messages
      UNION ALL
      SELECT to_user, from_user, at FROM private_messages
    )
    WHERE user_id IS NOT NULL AND other_id IS NOT NULL
    GROUP BY user_id, other_id;
  `,
  `
  CREATE TABLE plugin_values (
    plugin TEXT NOT NULL,
    key    TEXT NOT NULL,
    value  TEXT NOT NULL,
    PRIMARY KEY (plugin, key)
  ) STRICT;
  `,
  `
  CREATE TABLE user_preferences (
    user_id INTEGER NOT NULL REFERENCES users (id),
    key     TEXT NOT NULL,
    value   TEXT NOT NULL,
    PRIMARY KEY (user_id, key)
  ) WITHOUT ROWID, STRICT;
  `,
  `
  ALTER TABLE messages RENAME TO old_messages;
  CREATE TABLE messages (
    id      INTEGER PRIMARY KEY,
    room_id INTEGER NOT NULL,
    at      INTEGER NOT NULL,
    name    TEXT NOT NULL,
    user_id INTEGER,
    ident   TEXT,
    host    TEXT,
    style   TEXT NOT NULL,
    text    TEXT NOT NULL,
    extras  TEXT
  ) STRICT;
  INSERT INTO messages (id, room_id, at, name, user_id, ident, host, style, text, extras)
    SELECT id, room_id, at, name, user_id, ident, host, style, text, extras FROM old_messages
    ORDER BY id;
  DROP TABLE old_messages;
  CREATE INDEX messages_with_text ON messages (room_id, at, id) WHERE style <> 'tags';
  CREATE INDEX messages_of_tags ON messages (room_id, at, id) WHERE style = 'tags';

  DROP INDEX private_messages_of_pair;
  DROP INDEX private_messages_with_text;
  DROP INDEX private_messages_with_guest;
  CREATE INDEX private_messages_with_text
    ON private_messages (min(from_user, to_user), max(from_user, to_user), at, id)
    WHERE style <> 'tags' AND min(from_user, to_user) IS NOT NULL;
  CREATE INDEX private_messages_of_tags
    ON private_messages (min(from_user, to_user), max(from_user, to_user), at, id)
    WHERE style = 'tags' AND min(from_user, to_user) IS NOT NULL;
  CREATE INDEX guest_messages_with_text ON private_messages (
    coalesce(from_user, to_user), lower(iif(from_user IS NULL, from_name, to_name)), at, id
  ) WHERE style <> 'tags' AND min(from_user, to_user) IS NULL;
  CREATE INDEX guest_messages_of_tags ON private_messages (
    coalesce(from_user, to_user), lower(iif(from_user IS NULL, from_name, to_name)), at, id
  ) WHERE style = 'tags' AND min(from_user, to_user) IS NULL;
  `,
  `
  DROP INDEX calls_open;
  ALTER TABLE calls DROP COLUMN presence;
  `,
];
