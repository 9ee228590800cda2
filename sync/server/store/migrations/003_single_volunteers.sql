-- SPDX-License-Identifier: Apache-2.0
-- Single volunteers can be placed in a group.

-- Beside the volunteer of role single. A round forms groups of them around a household, or lets them
-- join a group that is not complete yet; free while placed_in is NULL.
CREATE TABLE single_volunteer (
  id        BLOB PRIMARY KEY REFERENCES volunteer (id) ON DELETE CASCADE,
  label     TEXT NOT NULL UNIQUE,
  placed_in TEXT REFERENCES welcome_group (join_code),
  screened  INTEGER NOT NULL DEFAULT 0 CHECK (screened IN (0, 1)),
  trained   INTEGER NOT NULL DEFAULT 0 CHECK (trained IN (0, 1))
) STRICT, WITHOUT ROWID;
CREATE INDEX single_volunteer_by_group ON single_volunteer (placed_in);

-- Volunteers of a formed group that a household declined: these two never meet in any group.
CREATE TABLE declined_single (
  household BLOB NOT NULL REFERENCES household (id) ON DELETE CASCADE,
  single    BLOB NOT NULL REFERENCES single_volunteer (id) ON DELETE CASCADE,
  at_ms     INTEGER NOT NULL,
  PRIMARY KEY (household, single)
) STRICT, WITHOUT ROWID;
CREATE INDEX declined_single_by_single ON declined_single (single);

-- Who signed up before there were labels gets one made of random bits of the id.
INSERT INTO single_volunteer (id, label)
  SELECT id, 'V-' || substr(hex(id), 23) FROM volunteer WHERE role = 'single';
