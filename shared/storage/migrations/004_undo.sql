-- SPDX-License-Identifier: Apache-2.0
-- A decision may be taken back for a while: until then the courier passes its row by, and its note
-- remembers the note that it replaced.
ALTER TABLE outbox ADD COLUMN undoable INTEGER NOT NULL DEFAULT 0 CHECK (undoable IN (0, 1));
CREATE INDEX outbox_undoable ON outbox (seq) WHERE undoable = 1;
ALTER TABLE decision_note ADD COLUMN before BLOB NOT NULL DEFAULT x'';
