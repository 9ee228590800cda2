-- SPDX-License-Identifier: Apache-2.0
-- Who may sign in at the office. `invite`: SHA-256 of the token of the link that was given out last, until it
-- was used; `sealed`: what their codes are made of, under a key of its own (sealed.hpp); `used_step`: of the
-- last code that was taken, so that none counts twice.
CREATE TABLE office_account (
  id              BLOB PRIMARY KEY,
  name            TEXT NOT NULL UNIQUE,
  role            TEXT NOT NULL,
  centre          TEXT NOT NULL,
  made_ms         INTEGER NOT NULL,
  disabled        INTEGER NOT NULL DEFAULT 0 CHECK (disabled IN (0, 1)),
  invite          BLOB UNIQUE,
  invite_until_ms INTEGER,
  password        TEXT,
  sealed          BLOB NOT NULL,
  used_step       INTEGER NOT NULL DEFAULT 0
) STRICT, WITHOUT ROWID;

-- Who is signed in: SHA-256 of the token in their cookie.
CREATE TABLE office_session (
  token        BLOB PRIMARY KEY,
  account      BLOB NOT NULL REFERENCES office_account (id) ON DELETE CASCADE,
  begun_ms     INTEGER NOT NULL,
  seen_ms      INTEGER NOT NULL,
  confirmed_ms INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX office_session_by_account ON office_session (account);

-- Tries at a name (device/pin.hpp), whether somebody has it or not: `who` is a digest of the name under a key
-- that no copy holds.
CREATE TABLE office_try (
  who                BLOB PRIMARY KEY,
  tries              INTEGER NOT NULL,
  boot               BLOB NOT NULL,
  not_before_mono_ms INTEGER NOT NULL,
  at_ms              INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX office_try_by_moment ON office_try (at_ms);
