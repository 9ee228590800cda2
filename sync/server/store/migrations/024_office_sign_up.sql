-- SPDX-License-Identifier: Apache-2.0
-- What was signed up at the office and at no kiosk: who typed it or brought it in a file, and how the person had
-- said yes. One row a record.
CREATE TABLE office_sign_up (
  record     BLOB PRIMARY KEY,
  account    TEXT NOT NULL,
  how        TEXT NOT NULL CHECK (how IN ('screen', 'paper', 'spoken', 'online')),
  consent_ms INTEGER NOT NULL,
  at_ms      INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
