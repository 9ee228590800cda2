-- SPDX-License-Identifier: Apache-2.0
-- What people said with their receipt about a match they are in, each word once. `at_ms` is the person's
-- own order; `step` the step of the match that was the last one then.
CREATE TABLE match_word (
  id       BLOB PRIMARY KEY,
  proposal BLOB NOT NULL REFERENCES proposal (id) ON DELETE CASCADE,
  record   BLOB NOT NULL,
  at_ms    INTEGER NOT NULL,
  step     INTEGER NOT NULL,
  wish     TEXT NOT NULL CHECK (wish IN ('yes', 'no', 'unsure', 'check_in')),
  because  TEXT,
  met      INTEGER,
  mood     TEXT CHECK (mood IN ('good', 'fair', 'poor'))
) STRICT, WITHOUT ROWID;
CREATE INDEX match_word_by_record ON match_word (record, proposal, at_ms);

-- What they want to talk about; nothing: they have not said.
ALTER TABLE wish_to_talk RENAME TO wish_to_talk_before;
CREATE TABLE wish_to_talk (
  record   BLOB PRIMARY KEY,
  asked_ms INTEGER NOT NULL,
  about    TEXT CHECK (about IN ('unsure', 'member_no', 'poor', 'not_met'))
) STRICT, WITHOUT ROWID;
INSERT INTO wish_to_talk SELECT record, asked_ms, NULL FROM wish_to_talk_before;
DROP TABLE wish_to_talk_before;
