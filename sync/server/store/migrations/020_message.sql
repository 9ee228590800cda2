-- SPDX-License-Identifier: Apache-2.0
-- What people are told who signed up, each thing once: `about` is the proposal it is about (16 zero bytes:
-- none), `nth` tells two of one kind apart. No words and no address: both are made when it is sent.
CREATE TABLE message (
  number     INTEGER PRIMARY KEY,
  record     BLOB NOT NULL,
  kind       TEXT NOT NULL,
  about      BLOB NOT NULL,
  nth        INTEGER NOT NULL,
  state      TEXT NOT NULL,
  tries      INTEGER NOT NULL DEFAULT 0,
  made_ms    INTEGER NOT NULL,
  next_ms    INTEGER NOT NULL,
  changed_ms INTEGER NOT NULL,
  failure    TEXT NOT NULL DEFAULT '',
  UNIQUE (record, kind, about, nth)
) STRICT;
CREATE INDEX message_open ON message (state, next_ms)
  WHERE state NOT IN ('handed_over', 'dropped');
