-- SPDX-License-Identifier: Apache-2.0
-- When a step is due follows from the programme's policy and is stored no more; what it counts from is.
-- Of a match: when both had said yes, when they were introduced, the last check-in, and the last sign of
-- contact. Of a step: the day it is about, whose word it is, and why a match is over.
CREATE TABLE match_before AS SELECT * FROM match;
CREATE TABLE match_event_before AS SELECT * FROM match_event;
DROP TABLE match;
DROP TABLE match_event;

CREATE TABLE match (
  proposal      BLOB PRIMARY KEY REFERENCES proposal (id) ON DELETE CASCADE,
  state         TEXT NOT NULL,
  since_ms      INTEGER NOT NULL,
  agreed_ms     INTEGER,
  introduced_ms INTEGER,
  meeting_ms    INTEGER,
  running_ms    INTEGER,
  checked_ms    INTEGER,
  sign_ms       INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE match_event (
  number   INTEGER PRIMARY KEY,
  proposal BLOB NOT NULL REFERENCES proposal (id) ON DELETE CASCADE,
  event    TEXT NOT NULL,
  at_ms    INTEGER NOT NULL,
  day_ms   INTEGER NOT NULL,
  said_by  TEXT NOT NULL CHECK (said_by IN ('staff', 'household', 'group')),
  met      INTEGER,
  mood     TEXT CHECK (mood IN ('good', 'fair', 'poor')),
  reason   TEXT
) STRICT;
CREATE INDEX match_event_by_proposal ON match_event (proposal, at_ms);

INSERT INTO match_event (number, proposal, event, at_ms, day_ms, said_by, met, mood)
  SELECT number, proposal, event, at_ms, at_ms, 'staff', met, mood FROM match_event_before;

INSERT INTO match (proposal, state, since_ms, agreed_ms, introduced_ms, meeting_ms, running_ms, checked_ms,
                   sign_ms)
  SELECT b.proposal, b.state, b.since_ms,
         CASE WHEN b.state IN ('offered', 'household_yes', 'group_yes') THEN NULL
              ELSE ifnull(max(CASE WHEN e.event IN ('household-yes', 'group-yes') THEN e.at_ms END), b.since_ms) END,
         min(CASE WHEN e.event = 'introduce' THEN e.at_ms END),
         b.meeting_ms, b.running_ms,
         max(CASE WHEN e.event IN ('go-on', 'check-in') THEN e.at_ms END),
         ifnull(max(e.at_ms), b.since_ms)
  FROM match_before b LEFT JOIN match_event_before e ON e.proposal = b.proposal GROUP BY b.proposal;

DROP TABLE match_before;
DROP TABLE match_event_before;
