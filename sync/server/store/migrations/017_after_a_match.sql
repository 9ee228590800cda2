-- SPDX-License-Identifier: Apache-2.0
-- Who wants no proposal before a day, as they said when their match was over: a household, or a volunteer
-- (of a group that people started whoever started it).
CREATE TABLE rest (
  record   BLOB PRIMARY KEY,
  until_ms INTEGER NOT NULL,
  noted_ms INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- What each side wants after the end: again, pause or stop.
ALTER TABLE match_event ADD COLUMN household_then TEXT;
ALTER TABLE match_event ADD COLUMN group_then TEXT;
