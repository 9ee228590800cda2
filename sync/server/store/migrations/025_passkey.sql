-- SPDX-License-Identifier: Apache-2.0
-- Passkeys of the office's accounts (WebAuthn): `credential` is the authenticator's name for it, `public_key`
-- and `algorithm` what its signatures are checked with, `counter` the authenticator's own. `locked`: the counter
-- went back, so there may be two of it.
CREATE TABLE office_passkey (
  id         BLOB PRIMARY KEY,
  account    BLOB NOT NULL REFERENCES office_account (id) ON DELETE CASCADE,
  credential BLOB NOT NULL UNIQUE,
  algorithm  INTEGER NOT NULL,
  public_key BLOB NOT NULL,
  counter    INTEGER NOT NULL,
  name       TEXT NOT NULL,
  added_ms   INTEGER NOT NULL,
  used_ms    INTEGER,
  locked     INTEGER NOT NULL DEFAULT 0 CHECK (locked IN (0, 1))
) STRICT, WITHOUT ROWID;
CREATE INDEX office_passkey_by_account ON office_passkey (account);
