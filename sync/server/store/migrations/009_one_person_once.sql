-- SPDX-License-Identifier: Apache-2.0
-- Two sign-ups that looked like one person's, and what staff said: they are two people, or one, and then
-- `one` counts and `other` stands aside.
CREATE TABLE looked_alike (
  one   BLOB NOT NULL,
  other BLOB NOT NULL,
  said  TEXT NOT NULL CHECK (said IN ('two', 'one')),
  at_ms INTEGER NOT NULL,
  PRIMARY KEY (one, other)
) STRICT, WITHOUT ROWID;
CREATE INDEX looked_alike_by_other ON looked_alike (other);
