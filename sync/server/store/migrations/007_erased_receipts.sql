-- SPDX-License-Identifier: Apache-2.0
-- What is kept of a receipt that opens nothing any more is no erased record, and is not counted as one.
ALTER TABLE erased RENAME TO erased_before;
CREATE TABLE erased (
  hash  BLOB PRIMARY KEY CHECK (length(hash) = 32),
  kind  TEXT NOT NULL CHECK (kind IN ('record', 'proposal', 'receipt')),
  at_ms INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO erased SELECT hash, kind, at_ms FROM erased_before;
DROP TABLE erased_before;
