-- SPDX-License-Identifier: Apache-2.0
-- Who is about to be deleted because they were not heard of for so long, and how long serve had run in all
-- when that was seen first.
CREATE TABLE retention_notice (
  record   BLOB PRIMARY KEY,
  lived_ms INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- That somebody was heard of, where nothing else says it: staff noted it, or every other moment was written
-- under a clock that was wrong.
CREATE TABLE heard (
  record BLOB PRIMARY KEY,
  at_ms  INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- What somebody was in, over all of them.
CREATE INDEX proposal_by_household ON proposal (household);
CREATE INDEX proposal_by_group ON proposal (join_code);
