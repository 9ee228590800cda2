-- SPDX-License-Identifier: Apache-2.0
-- Answers to people's receipts come down beside the cards.
ALTER TABLE inbox RENAME TO inbox_4;
CREATE TABLE inbox (
  id BLOB PRIMARY KEY CHECK (length(id) = 16),
  version INTEGER NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('card', 'tombstone', 'answer')),
  sealed BLOB NOT NULL,
  round INTEGER NOT NULL,
  signature BLOB NOT NULL DEFAULT x''
) STRICT;
INSERT INTO inbox SELECT id, version, kind, sealed, round, signature FROM inbox_4 ORDER BY rowid;
DROP TABLE inbox_4;
