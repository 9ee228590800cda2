-- SPDX-License-Identifier: Apache-2.0
-- Who of the office signs in with a municipality's own account (OpenID Connect): `who` is SHA-256 of issuer and
-- subject, so that no copy says what anybody is called there.
CREATE TABLE office_login (
  account  BLOB PRIMARY KEY REFERENCES office_account (id) ON DELETE CASCADE,
  who      BLOB NOT NULL UNIQUE,
  added_ms INTEGER NOT NULL,
  used_ms  INTEGER
) STRICT, WITHOUT ROWID;
