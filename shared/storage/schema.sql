-- SPDX-License-Identifier: Apache-2.0
-- kiosk.db as it stands after all migrations; a test compares. Change it by adding a migration.
CREATE TABLE outbox (
  seq INTEGER PRIMARY KEY CHECK (seq > 0),
  id BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
  device BLOB NOT NULL CHECK (length(device) = 16),
  key_id TEXT NOT NULL,
  boot BLOB NOT NULL CHECK (length(boot) = 16),
  mono_ms INTEGER NOT NULL,
  wall_ms INTEGER NOT NULL,
  trusted INTEGER NOT NULL CHECK (trusted IN (0, 1)),
  body BLOB NOT NULL,
  signature BLOB NOT NULL CHECK (length(signature) = 64),
  hash BLOB NOT NULL CHECK (length(hash) = 32),
  state TEXT NOT NULL DEFAULT 'waiting'
    CHECK (state IN ('waiting', 'received', 'refused', 'quarantined')),
  receipt TEXT NOT NULL DEFAULT '',
  attempts INTEGER NOT NULL DEFAULT 0,
  last_error TEXT NOT NULL DEFAULT '',
  undoable INTEGER NOT NULL DEFAULT 0 CHECK (undoable IN (0, 1))
) STRICT;
CREATE INDEX outbox_by_state ON outbox (state, seq);
CREATE INDEX outbox_undoable ON outbox (seq) WHERE undoable = 1;

-- Sealed cards for this centre's staff, and answers sealed to people's receipts. A tombstone stays, so that an older version of what was
-- erased cannot come back. round: the complete listing it was last part of.
CREATE TABLE inbox (
  id BLOB PRIMARY KEY CHECK (length(id) = 16),
  version INTEGER NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('card', 'tombstone', 'answer')),
  sealed BLOB NOT NULL,
  round INTEGER NOT NULL,
  signature BLOB NOT NULL DEFAULT x''
) STRICT;

-- Decisions the matcher has not answered yet, sealed to the staff key.
CREATE TABLE decision_note (
  item BLOB PRIMARY KEY CHECK (length(item) = 16),
  version INTEGER NOT NULL,
  sealed BLOB NOT NULL,
  before BLOB NOT NULL DEFAULT x''
) STRICT;

-- Folds of the codes handed out: enough to avoid a repeat, too little to list them.
CREATE TABLE code_fold (
  fold INTEGER PRIMARY KEY
) STRICT;

-- One row each from here on.
CREATE TABLE kiosk (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  next_seq INTEGER NOT NULL DEFAULT 0,
  epoch BLOB NOT NULL DEFAULT x'00000000000000000000000000000000' CHECK (length(epoch) = 16),
  feed_cursor TEXT NOT NULL DEFAULT '',
  feed_round INTEGER NOT NULL DEFAULT 0,
  feed_full INTEGER NOT NULL DEFAULT 0 CHECK (feed_full IN (0, 1)),
  clock_floor_ms INTEGER NOT NULL DEFAULT 0,
  safely_stored INTEGER NOT NULL DEFAULT 0,
  erased INTEGER NOT NULL DEFAULT 0
) STRICT;
INSERT INTO kiosk (one) VALUES (1);

CREATE TABLE trust (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  server_url TEXT NOT NULL,
  tls_pin BLOB NOT NULL CHECK (length(tls_pin) = 32),
  device BLOB NOT NULL CHECK (length(device) = 16),
  device_number INTEGER NOT NULL,
  centre TEXT NOT NULL,
  seal_key BLOB NOT NULL CHECK (length(seal_key) = 32),
  seal_key_id TEXT NOT NULL,
  sign_key BLOB NOT NULL CHECK (length(sign_key) = 32),
  next_tls_pin BLOB NOT NULL DEFAULT x'',
  seal_key_since INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE TABLE pin (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  tries INTEGER NOT NULL DEFAULT 0,
  boot BLOB NOT NULL DEFAULT x'00000000000000000000000000000000' CHECK (length(boot) = 16),
  not_before_mono_ms INTEGER NOT NULL DEFAULT 0
) STRICT;
INSERT INTO pin (one) VALUES (1);

CREATE TABLE courier (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  attempt_boot BLOB NOT NULL DEFAULT x'00000000000000000000000000000000',
  attempt_mono_ms INTEGER NOT NULL DEFAULT 0,
  attempt_wall_ms INTEGER NOT NULL DEFAULT 0,
  attempt_trusted INTEGER NOT NULL DEFAULT 0,
  success_boot BLOB,
  success_mono_ms INTEGER NOT NULL DEFAULT 0,
  success_wall_ms INTEGER NOT NULL DEFAULT 0,
  success_trusted INTEGER NOT NULL DEFAULT 0,
  problem TEXT NOT NULL DEFAULT '',
  clock_offset_ms INTEGER NOT NULL DEFAULT 0
) STRICT;
INSERT INTO courier (one) VALUES (1);
