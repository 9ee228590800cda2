-- SPDX-License-Identifier: Apache-2.0
-- What was told anew has an order of its own. Until now a later pause made an earlier correction late.
ALTER TABLE receipt_key RENAME TO receipt_key_before;
CREATE TABLE receipt_key (
  sign_key BLOB PRIMARY KEY CHECK (length(sign_key) = 32),
  seal_key BLOB NOT NULL CHECK (length(seal_key) = 32),
  record   BLOB NOT NULL UNIQUE,
  standing TEXT NOT NULL DEFAULT 'active' CHECK (standing IN ('active', 'paused', 'withdrawn')),
  counter  INTEGER NOT NULL DEFAULT 0,
  told_counter INTEGER NOT NULL DEFAULT 0
) STRICT, WITHOUT ROWID;
INSERT INTO receipt_key (sign_key, seal_key, record, standing, counter, told_counter)
  SELECT sign_key, seal_key, record, standing, counter, counter FROM receipt_key_before;
DROP TABLE receipt_key_before;
