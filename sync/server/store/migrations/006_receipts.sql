-- SPDX-License-Identifier: Apache-2.0
-- The public halves of a receipt's keys, and what its holder wants: with them the holder of the secret,
-- and nobody else, asks and changes. A record from before receipts has no row.
CREATE TABLE receipt_key (
  sign_key BLOB PRIMARY KEY CHECK (length(sign_key) = 32),
  seal_key BLOB NOT NULL CHECK (length(seal_key) = 32),
  record   BLOB NOT NULL UNIQUE,
  standing TEXT NOT NULL DEFAULT 'active' CHECK (standing IN ('active', 'paused', 'withdrawn')),
  counter  INTEGER NOT NULL DEFAULT 0
) STRICT, WITHOUT ROWID;

-- Every request once. `kept`: the record it is about has not arrived; it is carried out when it does.
CREATE TABLE receipt_request (
  id       BLOB PRIMARY KEY,
  sign_key BLOB NOT NULL,
  seal_key BLOB NOT NULL,
  device   INTEGER NOT NULL REFERENCES device (number),
  counter  INTEGER NOT NULL,
  wish     TEXT NOT NULL,
  outcome  TEXT NOT NULL,
  at_ms    INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX receipt_request_by_key ON receipt_request (sign_key);
CREATE INDEX receipt_request_by_time ON receipt_request (at_ms, device);

ALTER TABLE feed RENAME TO feed_5;
CREATE TABLE feed (
  device  INTEGER NOT NULL REFERENCES device (number),
  number  INTEGER NOT NULL,
  item    BLOB NOT NULL,
  version INTEGER NOT NULL,
  kind    TEXT NOT NULL CHECK (kind IN ('card', 'tombstone', 'answer')),
  sealed  BLOB NOT NULL,
  PRIMARY KEY (device, number),
  UNIQUE (device, item)
) STRICT, WITHOUT ROWID;
INSERT INTO feed SELECT device, number, item, version, kind, sealed FROM feed_5;
DROP TABLE feed_5;
