-- SPDX-License-Identifier: Apache-2.0
-- What staff have seen of each volunteer: that the paper exists, and its day. Until now one mark stood on a
-- whole group, without a day: whoever is in such a group now, or was marked alone, has the paper, and it
-- does not run out before staff give it a day (NULL).
CREATE TABLE paper (
  volunteer BLOB NOT NULL REFERENCES volunteer (id) ON DELETE CASCADE,
  paper     TEXT NOT NULL,
  day_ms    INTEGER,
  PRIMARY KEY (volunteer, paper)
) STRICT, WITHOUT ROWID;
INSERT INTO paper (volunteer, paper)
  SELECT v.id, 'conduct' FROM volunteer v JOIN welcome_group g ON g.join_code = v.join_code WHERE g.screened = 1
  UNION ALL SELECT id, 'conduct' FROM single_volunteer WHERE screened = 1
  UNION ALL
  SELECT v.id, 'training' FROM volunteer v JOIN welcome_group g ON g.join_code = v.join_code WHERE g.trained = 1
  UNION ALL SELECT id, 'training' FROM single_volunteer WHERE trained = 1;
ALTER TABLE welcome_group DROP COLUMN screened;
ALTER TABLE welcome_group DROP COLUMN trained;
ALTER TABLE single_volunteer DROP COLUMN screened;
ALTER TABLE single_volunteer DROP COLUMN trained;
