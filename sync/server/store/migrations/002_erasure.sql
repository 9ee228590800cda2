-- SPDX-License-Identifier: Apache-2.0
-- What people asked to be forgotten: a hash of the id, and nothing else of it.
CREATE TABLE erased (
  hash  BLOB PRIMARY KEY CHECK (length(hash) = 32),
  kind  TEXT NOT NULL CHECK (kind IN ('record', 'proposal')),
  at_ms INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
