-- SPDX-License-Identifier: Apache-2.0
-- What people told lies under keys that are kept in a file of their own: the columns have another name,
-- so that a program from before neither reads nor writes them. `still_clear` says which rows are yet to
-- be sealed; the program does it as soon as it opens the store, and takes each row off the list in the
-- transaction that seals it. The last line goes when the file has been written anew.
ALTER TABLE household RENAME COLUMN record TO sealed;
ALTER TABLE volunteer RENAME COLUMN record TO sealed;
ALTER TABLE envelope RENAME COLUMN body TO sealed;
ALTER TABLE receipt_request RENAME COLUMN told TO sealed;
ALTER TABLE proposal RENAME COLUMN card TO sealed;

CREATE TABLE still_clear (
  place TEXT NOT NULL CHECK (place IN ('household', 'volunteer', 'envelope', 'told', 'card', 'gaps')),
  id    BLOB NOT NULL,
  PRIMARY KEY (place, id)
) STRICT, WITHOUT ROWID;
INSERT INTO still_clear SELECT 'household', id FROM household;
INSERT INTO still_clear SELECT 'volunteer', id FROM volunteer;
INSERT INTO still_clear SELECT 'envelope', id FROM envelope WHERE length(sealed) > 0;
INSERT INTO still_clear SELECT 'told', id FROM receipt_request WHERE sealed IS NOT NULL;
INSERT INTO still_clear SELECT 'card', id FROM proposal;
INSERT INTO still_clear SELECT DISTINCT 'gaps', x'00' FROM still_clear;

-- Which envelopes told something anew of which record: erasing takes the keys of all of them.
CREATE TABLE told_anew (
  id     BLOB PRIMARY KEY,
  record BLOB NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX told_anew_by_record ON told_anew (record);
INSERT INTO told_anew SELECT r.id, k.record FROM receipt_request r JOIN receipt_key k ON
  k.sign_key = r.sign_key WHERE r.wish = 'correct';
