-- SPDX-License-Identifier: Apache-2.0
-- Which matches changed, or what their next step is read off, each once under the number of its last change: a
-- list that is kept in memory reads again what is new here. 16 zero bytes: a match has gone, and its row here
-- with it.
CREATE TABLE match_changed (
  number   INTEGER PRIMARY KEY AUTOINCREMENT,
  proposal BLOB NOT NULL UNIQUE
) STRICT;
-- What is put into it counts as changed now.
CREATE VIEW match_change AS SELECT proposal FROM match_changed;
CREATE TRIGGER match_change_noted INSTEAD OF INSERT ON match_change BEGIN
  DELETE FROM match_changed WHERE proposal = NEW.proposal;
  INSERT INTO match_changed (proposal) VALUES (NEW.proposal);
END;

CREATE TRIGGER match_added AFTER INSERT ON match BEGIN
  INSERT INTO match_change VALUES (NEW.proposal);
END;
CREATE TRIGGER match_written AFTER UPDATE ON match BEGIN
  INSERT INTO match_change VALUES (NEW.proposal);
END;
CREATE TRIGGER match_gone AFTER DELETE ON match BEGIN
  DELETE FROM match_changed WHERE proposal = OLD.proposal;
  INSERT INTO match_change VALUES (zeroblob(16));
END;
CREATE TRIGGER match_decided AFTER UPDATE OF state ON proposal BEGIN
  INSERT INTO match_change SELECT proposal FROM match WHERE proposal = NEW.id;
END;

-- The household: what was told anew, its language, and that it is there.
CREATE TRIGGER match_household_told AFTER UPDATE OF sealed ON household BEGIN
  INSERT INTO match_change SELECT m.proposal FROM proposal p JOIN match m ON m.proposal = p.id
    WHERE p.household = NEW.id;
END;
CREATE TRIGGER match_alike_added AFTER INSERT ON alike BEGIN
  INSERT INTO match_change SELECT m.proposal FROM proposal p JOIN match m ON m.proposal = p.id
    WHERE p.household = NEW.household;
END;
CREATE TRIGGER match_alike_written AFTER UPDATE ON alike BEGIN
  INSERT INTO match_change SELECT m.proposal FROM proposal p JOIN match m ON m.proposal = p.id
    WHERE p.household = NEW.household;
END;
CREATE TRIGGER match_alike_gone AFTER DELETE ON alike BEGIN
  INSERT INTO match_change SELECT m.proposal FROM proposal p JOIN match m ON m.proposal = p.id
    WHERE p.household = OLD.household;
END;

-- The group: who is in it, and what was seen of their papers.
CREATE TRIGGER match_volunteer_added AFTER INSERT ON volunteer BEGIN
  INSERT INTO match_change SELECT m.proposal FROM proposal p JOIN match m ON m.proposal = p.id
    WHERE p.join_code = NEW.join_code;
END;
CREATE TRIGGER match_volunteer_moved AFTER UPDATE OF join_code, role, centre ON volunteer BEGIN
  INSERT INTO match_change SELECT m.proposal FROM proposal p JOIN match m ON m.proposal = p.id
    WHERE p.join_code IN (OLD.join_code, NEW.join_code);
END;
CREATE TRIGGER match_volunteer_gone AFTER DELETE ON volunteer BEGIN
  INSERT INTO match_change SELECT m.proposal FROM proposal p JOIN match m ON m.proposal = p.id
    WHERE p.join_code = OLD.join_code;
END;
CREATE TRIGGER match_single_added AFTER INSERT ON single_volunteer BEGIN
  INSERT INTO match_change SELECT m.proposal FROM proposal p JOIN match m ON m.proposal = p.id
    WHERE p.join_code = NEW.placed_in;
END;
CREATE TRIGGER match_single_moved AFTER UPDATE ON single_volunteer BEGIN
  INSERT INTO match_change SELECT m.proposal FROM proposal p JOIN match m ON m.proposal = p.id
    WHERE p.join_code IN (OLD.placed_in, NEW.placed_in);
END;
CREATE TRIGGER match_single_gone AFTER DELETE ON single_volunteer BEGIN
  INSERT INTO match_change SELECT m.proposal FROM proposal p JOIN match m ON m.proposal = p.id
    WHERE p.join_code = OLD.placed_in;
END;

-- Of whichever side somebody is.
CREATE VIEW match_of_person AS
  SELECT p.household AS record, m.proposal FROM proposal p JOIN match m ON m.proposal = p.id
  UNION ALL
  SELECT v.id, m.proposal FROM volunteer v JOIN proposal p ON p.join_code = v.join_code
    JOIN match m ON m.proposal = p.id
  UNION ALL
  SELECT s.id, m.proposal FROM single_volunteer s JOIN proposal p ON p.join_code = s.placed_in
    JOIN match m ON m.proposal = p.id;
CREATE TRIGGER match_paper_added AFTER INSERT ON paper BEGIN
  INSERT INTO match_change SELECT proposal FROM match_of_person WHERE record = NEW.volunteer;
END;
CREATE TRIGGER match_paper_written AFTER UPDATE ON paper BEGIN
  INSERT INTO match_change SELECT proposal FROM match_of_person WHERE record = NEW.volunteer;
END;
CREATE TRIGGER match_paper_gone AFTER DELETE ON paper BEGIN
  INSERT INTO match_change SELECT proposal FROM match_of_person WHERE record = OLD.volunteer;
END;
CREATE TRIGGER match_receipt_added AFTER INSERT ON receipt_key BEGIN
  INSERT INTO match_change SELECT proposal FROM match_of_person WHERE record = NEW.record;
END;
CREATE TRIGGER match_receipt_word AFTER UPDATE OF standing, record ON receipt_key BEGIN
  INSERT INTO match_change SELECT proposal FROM match_of_person
    WHERE record IN (OLD.record, NEW.record);
END;
CREATE TRIGGER match_receipt_gone AFTER DELETE ON receipt_key BEGIN
  INSERT INTO match_change SELECT proposal FROM match_of_person WHERE record = OLD.record;
END;

-- Those that wait for a caseworker's word, without reading all that ever were.
CREATE INDEX proposal_to_decide ON proposal (made_ms, id) WHERE state IN ('proposed', 'held');
