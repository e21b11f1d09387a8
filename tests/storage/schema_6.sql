-- A database of schema version 6 with a few rows. Frozen: databases like it are out there, and every
-- later Partyline must open them.
PRAGMA user_version = 6;

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

CREATE TABLE rooms (
  id               INTEGER PRIMARY KEY,
  name             TEXT NOT NULL,
  created_at       INTEGER NOT NULL,
  permanent        INTEGER NOT NULL,
  hidden           INTEGER NOT NULL DEFAULT 0,
  invite_only      INTEGER NOT NULL DEFAULT 0,
  people           INTEGER NOT NULL DEFAULT 0,
  topic            TEXT,
  topic_by         TEXT,
  topic_at         INTEGER,
  room_key         TEXT NOT NULL DEFAULT '',
  moderated        INTEGER NOT NULL DEFAULT 0,
  outsiders        INTEGER NOT NULL DEFAULT 0,
  open_topic       INTEGER NOT NULL DEFAULT 0,
  no_ctcp          INTEGER NOT NULL DEFAULT 0,
  registered_only  INTEGER NOT NULL DEFAULT 0,
  registered_speak INTEGER NOT NULL DEFAULT 0,
  op_moderated     INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE TABLE room_ranks (
  room_id INTEGER NOT NULL REFERENCES rooms (id) ON DELETE CASCADE,
  user_id INTEGER NOT NULL REFERENCES users (id),
  rank    TEXT NOT NULL,
  PRIMARY KEY (room_id, user_id)
) WITHOUT ROWID, STRICT;

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

CREATE TABLE room_notes (
  room_id INTEGER NOT NULL REFERENCES rooms (id) ON DELETE CASCADE,
  key     TEXT NOT NULL,
  value   TEXT NOT NULL,
  PRIMARY KEY (room_id, key)
) WITHOUT ROWID, STRICT;

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
CREATE INDEX messages_with_text ON messages (room_id, at, id) WHERE style <> 'tags';
CREATE INDEX messages_of_tags ON messages (room_id, at, id) WHERE style = 'tags';

CREATE TABLE private_messages (
  id        INTEGER PRIMARY KEY,
  at        INTEGER NOT NULL,
  from_name TEXT NOT NULL,
  from_user INTEGER,
  to_name   TEXT NOT NULL,
  to_user   INTEGER,
  style     TEXT NOT NULL,
  text      TEXT NOT NULL,
  waiting   INTEGER NOT NULL,
  ident     TEXT,
  host      TEXT,
  extras    TEXT
) STRICT;
CREATE INDEX private_messages_waiting ON private_messages (to_user, id) WHERE waiting = 1;
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

CREATE TABLE correspondents (
  user_id  INTEGER NOT NULL,
  other_id INTEGER NOT NULL,
  last_at  INTEGER NOT NULL,
  PRIMARY KEY (user_id, other_id)
) WITHOUT ROWID, STRICT;
CREATE INDEX correspondents_by_time ON correspondents (user_id, last_at, other_id);

CREATE TABLE calls (
  id         INTEGER PRIMARY KEY,
  name       TEXT NOT NULL,
  user_id    INTEGER,
  via        TEXT NOT NULL,
  arrived_at INTEGER NOT NULL,
  left_at    INTEGER
) STRICT;

CREATE TABLE user_preferences (
  user_id INTEGER NOT NULL REFERENCES users (id),
  key     TEXT NOT NULL,
  value   TEXT NOT NULL,
  PRIMARY KEY (user_id, key)
) WITHOUT ROWID, STRICT;

CREATE TABLE plugin_values (
  plugin TEXT NOT NULL,
  key    TEXT NOT NULL,
  value  TEXT NOT NULL,
  PRIMARY KEY (plugin, key)
) STRICT;

INSERT INTO facts VALUES ('last-message', '8'), ('last-room', '3');

INSERT INTO users VALUES
  (1, 'Ann', 'sysop', 'scrypt$16$1$1$c2FsdHNhbHQ=$a2V5a2V5a2V5', 1700000000001, 1700000000100),
  (2, 'Zoë', 'member', 'scrypt$16$1$1$c2FsdHNhbHQ=$a2V5a2V5a2V5 scram-sha-256$4096$c2FsdHNhbHQ=$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=', 1700000000002, 1700000000200);
INSERT INTO ignored VALUES (1, 'cy'), (1, 'zoë');
INSERT INTO user_notes VALUES (2, 'homepage', 'https://zoe.example'), (2, 'color', 'green');
INSERT INTO read_markers VALUES (2, '#lobby', 1700000000012), (2, 'ann', 1700000000015);
INSERT INTO house_bans VALUES
  ('192.0.2.0/24', '192.0.2.0/24', 'Ann', 1700000000020, 'spam', 1800000000000),
  ('account:ed', 'account:Ed', 'the house', 1700000000021, '', NULL);

INSERT INTO rooms VALUES
  (1, 'lobby', 1700000000003, 1, 0, 0, 0, NULL, NULL, NULL, '', 0, 0, 0, 0, 0, 0, 0),
  (3, 'Group 1', 1700000000004, 0, 1, 1, 5, 'Talk', 'Ann', 1700000000005, 'sesame', 1, 1, 1, 1, 1, 1, 1);
INSERT INTO room_ranks VALUES (3, 1, 'owner'), (3, 2, 'halfop');
INSERT INTO room_masks VALUES
  (3, 'ban', 'cy!*@*', 'Cy!*@*', 'Ann', 1700000000006, 'noise'),
  (3, 'mute', '*!*@host.example', '*!*@Host.example', 'Ann', 1700000000007, ''),
  (3, 'ban', 'account:ed', 'account:Ed', 'the house', 1700000000008, '');
INSERT INTO room_notes VALUES (3, 'url', 'https://group.example');

INSERT INTO messages VALUES
  (1, 1, 1700000000010, 'Ann', 1, '~ann', 'host.example', 'say', 'hello', '{"tags":{"+draft/reply":"x"}}'),
  (2, 3, 1700000000011, 'Cy', NULL, NULL, NULL, 'action', 'waves', NULL),
  (4, 1, 1700000000011, 'Ann', 1, '~ann', 'host.example', 'tags', '', '{"tags":{"+draft/react":"!"}}'),
  (5, 1, 1700000000012, 'Zoë', 2, NULL, NULL, 'notice', 'bye', NULL);
INSERT INTO private_messages VALUES
  (3, 1700000000013, 'Ann', 1, 'Cy', NULL, 'say', 'psst', 0, NULL, NULL, NULL),
  (7, 1700000000014, 'Zoë', 2, 'Ann', 1, 'tags', '', 0, NULL, NULL, '{"tags":{"+draft/react":"?"}}'),
  (6, 1700000000014, 'Cy', NULL, 'Zoë', 2, 'say', 'are you there?', 1, '~cy', 'far.example', NULL),
  (8, 1700000000015, 'Ann', 1, 'Zoë', 2, 'action', 'knocks', 1, NULL, NULL, NULL);
INSERT INTO mail VALUES (2, 2);
INSERT INTO correspondents VALUES (1, 2, 1700000000015), (2, 1, 1700000000015);

INSERT INTO calls VALUES
  (1, 'Ann', 1, 'telnet', 1700000000016, 1700000000100),
  (2, 'Cy', NULL, 'irc', 1700000000017, NULL);

INSERT INTO plugin_values VALUES
  ('trivia', 'score/ann', '3'),
  ('trivia', 'score/zoë', '{"best":"🎉"}'),
  ('poll', 'last', '["tea"]');

INSERT INTO user_preferences VALUES
  (1, 'terminal.colours', '256'),
  (2, 'theme', 'dark'),
  (2, 'terminal.charset', 'cp437');
