-- What version 1 of the tables held: two conversations, the first with a branch, a reply that was
-- being written, a draft and a place.
PRAGMA application_id = 1400460392;
PRAGMA user_version = 1;
CREATE TABLE conversation (  number        INTEGER PRIMARY KEY,  id            TEXT NOT NULL UNIQUE,  title         TEXT,  pinned        INTEGER NOT NULL DEFAULT 0,  unread        INTEGER NOT NULL DEFAULT 0,  deleted       INTEGER NOT NULL DEFAULT 0,  provider_id   TEXT,  model_id      TEXT,  created_at    INTEGER NOT NULL,  updated_at    INTEGER NOT NULL,  total_cost    INTEGER NOT NULL DEFAULT 0,  system_prompt TEXT,  sampling      TEXT) STRICT;
CREATE INDEX conversation_list ON conversation (deleted, pinned, updated_at);
CREATE TABLE view (  conversation  INTEGER PRIMARY KEY REFERENCES conversation ON DELETE CASCADE,  draft         TEXT,  place_id      TEXT,  place_offset  REAL NOT NULL DEFAULT 0) STRICT;
CREATE TABLE message (  number        INTEGER PRIMARY KEY,  conversation  INTEGER NOT NULL REFERENCES conversation ON DELETE CASCADE,  sequence      INTEGER NOT NULL,  active        INTEGER NOT NULL,  id            TEXT NOT NULL UNIQUE,  parent        TEXT,  role          INTEGER NOT NULL,  state         INTEGER NOT NULL,  created_at    INTEGER NOT NULL,  length        INTEGER NOT NULL) STRICT;
CREATE UNIQUE INDEX message_order ON message (conversation, sequence);
CREATE INDEX message_path ON message (conversation, active, sequence, id, parent, role, state,                                      created_at, length);
CREATE INDEX message_state ON message (state) WHERE state = 0;
CREATE TABLE body (  message       INTEGER PRIMARY KEY REFERENCES message ON DELETE CASCADE,  text          TEXT NOT NULL,  reasoning     TEXT) STRICT;
CREATE TABLE reply (  message            INTEGER PRIMARY KEY REFERENCES message ON DELETE CASCADE,  provider_id        TEXT,  model_id           TEXT,  served_model       TEXT,  generation_id      TEXT,  finish_reason      TEXT,  duration           INTEGER NOT NULL DEFAULT 0,  first_delta        INTEGER NOT NULL DEFAULT 0,  reasoning_duration INTEGER NOT NULL DEFAULT 0,  skipped            INTEGER NOT NULL DEFAULT 0,  prompt_tokens      INTEGER,  completion_tokens  INTEGER,  reasoning_tokens   INTEGER,  cached_tokens      INTEGER,  cache_write_tokens INTEGER,  cost               INTEGER,  error              TEXT,  replay             TEXT,  extras             TEXT,  sampling           TEXT) STRICT;
CREATE TABLE piece (  number        INTEGER PRIMARY KEY,  message       INTEGER NOT NULL REFERENCES message ON DELETE CASCADE,  text          TEXT NOT NULL,  reasoning     TEXT NOT NULL) STRICT;
CREATE INDEX piece_message ON piece (message);
INSERT INTO conversation VALUES (1, 'c1', 'First', 0, 0, 0, 'openrouter', 'a/b', 10, 20, 5, NULL, '{"temperature":0.5}');
INSERT INTO conversation VALUES (2, 'c2', 'Second', 1, 1, 0, NULL, NULL, 11, 12, 0, 'Be brief', NULL);
INSERT INTO view VALUES (1, 'A draft', 'm1', 3.5);
INSERT INTO message VALUES (1, 1, 1, 1, 'm1', NULL, 1, 1, 10, 5);
INSERT INTO message VALUES (2, 1, 2, 0, 'm2', 'm1', 2, 3, 11, 0);
INSERT INTO message VALUES (3, 1, 3, 1, 'm3', 'm1', 2, 0, 12, 0);
INSERT INTO body VALUES (1, 'Hello', NULL);
INSERT INTO body VALUES (2, '', NULL);
INSERT INTO body VALUES (3, '', NULL);
INSERT INTO reply (message, model_id, error) VALUES (2, 'a/b', '{}');
INSERT INTO reply (message, model_id) VALUES (3, 'a/b');
INSERT INTO piece VALUES (1, 3, 'Good ', 'Hm');
INSERT INTO piece VALUES (2, 3, 'morning', '');
