-- SPDX-License-Identifier: Apache-2.0
-- Which sealing keys a kiosk needs, as its courier said last.
CREATE TABLE seal_report (
  device  INTEGER PRIMARY KEY REFERENCES device (number),
  key_ids TEXT NOT NULL,
  at_ms   INTEGER NOT NULL
) STRICT;
