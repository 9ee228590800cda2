-- SPDX-License-Identifier: Apache-2.0
-- What makes households wait alike, beside the record that says it: how many people, and the language
-- they are most at home in. Sign-ups from before have no row until they are told anew.
CREATE TABLE alike (
  household BLOB PRIMARY KEY REFERENCES household (id) ON DELETE CASCADE,
  people    INTEGER NOT NULL,
  language  TEXT NOT NULL
) STRICT, WITHOUT ROWID;
