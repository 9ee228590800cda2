-- SPDX-License-Identifier: Apache-2.0
-- What became of an accepted proposal (domain/match_life.hpp). One that was accepted before this is
-- asked about from today on.
CREATE TABLE match (
  proposal   BLOB PRIMARY KEY REFERENCES proposal (id) ON DELETE CASCADE,
  state      TEXT NOT NULL,
  since_ms   INTEGER NOT NULL,
  due_ms     INTEGER,
  meeting_ms INTEGER,
  running_ms INTEGER
) STRICT, WITHOUT ROWID;
CREATE INDEX match_by_due ON match (due_ms);

-- Every step of it once. `met`: how often they met since the check-in before; `mood` is how it went.
CREATE TABLE match_event (
  number   INTEGER PRIMARY KEY,
  proposal BLOB NOT NULL REFERENCES proposal (id) ON DELETE CASCADE,
  event    TEXT NOT NULL,
  at_ms    INTEGER NOT NULL,
  met      INTEGER,
  mood     TEXT CHECK (mood IN ('good', 'fair', 'poor'))
) STRICT;
CREATE INDEX match_event_by_proposal ON match_event (proposal, at_ms);

INSERT INTO match (proposal, state, since_ms, due_ms)
  SELECT id, 'offered', updated_ms, updated_ms + 7 * 86400000 FROM proposal WHERE state = 'accepted';
