-- SPDX-License-Identifier: Apache-2.0
-- What was told anew for a sign-up that has not come waits with its request.
ALTER TABLE receipt_request RENAME TO receipt_request_before;
DROP INDEX receipt_request_by_key;
DROP INDEX receipt_request_by_time;
CREATE TABLE receipt_request (
  id       BLOB PRIMARY KEY,
  sign_key BLOB NOT NULL,
  seal_key BLOB NOT NULL,
  device   INTEGER NOT NULL REFERENCES device (number),
  counter  INTEGER NOT NULL,
  wish     TEXT NOT NULL,
  outcome  TEXT NOT NULL,
  at_ms    INTEGER NOT NULL,
  told     BLOB
) STRICT, WITHOUT ROWID;
INSERT INTO receipt_request SELECT *, NULL FROM receipt_request_before;
DROP TABLE receipt_request_before;
CREATE INDEX receipt_request_by_key ON receipt_request (sign_key);
CREATE INDEX receipt_request_by_time ON receipt_request (at_ms, device);

-- Who wants to talk to staff, until somebody has: one row a record.
CREATE TABLE wish_to_talk (
  record   BLOB PRIMARY KEY,
  asked_ms INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
