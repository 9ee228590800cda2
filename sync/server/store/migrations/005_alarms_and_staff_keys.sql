-- SPDX-License-Identifier: Apache-2.0
-- The key that a kiosk's staff sign decisions with: known from its enrolment, or confirmed by the
-- coordinator for kiosks enrolled before there were any.
CREATE TABLE staff_key (
  device       INTEGER PRIMARY KEY REFERENCES device (number),
  key          BLOB NOT NULL,
  confirmed_ms INTEGER NOT NULL,
  how          TEXT NOT NULL CHECK (how IN ('enrolment', 'coordinator'))
) STRICT;

-- Keys that decisions were signed with and that nobody has confirmed: what the coordinator compares with
-- the fingerprint on the kiosk's staff page.
CREATE TABLE staff_key_offer (
  device INTEGER NOT NULL REFERENCES device (number),
  key    BLOB NOT NULL,
  at_ms  INTEGER NOT NULL,
  PRIMARY KEY (device, key)
) STRICT, WITHOUT ROWID;

-- What somebody has to look at, counted by day.
CREATE TABLE alarm (
  kind    TEXT NOT NULL,
  subject TEXT NOT NULL,
  day     INTEGER NOT NULL,
  last_ms INTEGER NOT NULL,
  count   INTEGER NOT NULL,
  PRIMARY KEY (kind, subject, day)
) STRICT, WITHOUT ROWID;

-- How many bytes a kiosk has stored here on a day.
CREATE TABLE device_day (
  device INTEGER NOT NULL REFERENCES device (number),
  day    INTEGER NOT NULL,
  bytes  INTEGER NOT NULL,
  PRIMARY KEY (device, day)
) STRICT, WITHOUT ROWID;
