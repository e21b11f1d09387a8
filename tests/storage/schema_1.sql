-- A database of schema version 1 with a few rows. Frozen: databases like it are out there, and every
-- later Partyline must open them.
PRAGMA user_version = 1;

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

INSERT INTO facts VALUES ('claim-code', 'swordfish'), ('last-message', '8'), ('last-room', '3');

INSERT INTO users VALUES
  (1, 'Ann', 'sysop', 'scrypt$16$1$1$c2FsdHNhbHQ=$a2V5a2V5a2V5', 1700000000001, 1700000000100),
  (2, 'Zoë', 'member', 'scrypt$16$1$1$c2FsdHNhbHQ=$a2V5a2V5a2V5', 1700000000002, 1700000000200);
INSERT INTO ignored VALUES (1, 'cy'), (1, 'zoë');

INSERT INTO rooms VALUES
  (1, 'lobby', 1700000000003, 1, 0, 0, 0, NULL, NULL, NULL),
  (3, 'Group 1', 1700000000004, 0, 1, 1, 5, 'Talk', 'Ann', 1700000000005);
INSERT INTO room_ranks VALUES (3, 1, 'owner'), (3, 2, 'voice');
INSERT INTO room_bans VALUES (3, 'cy', 'Cy', 'Ann', 1700000000006, 'noise');

INSERT INTO messages VALUES
  (1, 1, 1700000000010, 'Ann', 1, 'say', 'hello'),
  (2, 3, 1700000000011, 'Cy', NULL, 'action', 'waves'),
  (5, 1, 1700000000012, 'Zoë', 2, 'notice', 'bye');
INSERT INTO private_messages VALUES
  (3, 1700000000013, 'Ann', 1, 'Cy', NULL, 'say', 'psst', 0),
  (6, 1700000000014, 'Cy', NULL, 'Zoë', 2, 'say', 'are you there?', 1),
  (8, 1700000000015, 'Ann', 1, 'Zoë', 2, 'action', 'knocks', 1);

INSERT INTO calls VALUES
  (1, 'p1', 'Ann', 1, 'telnet', 1700000000016, 1700000000100),
  (2, 'p2', 'Cy', NULL, 'irc', 1700000000017, NULL);
