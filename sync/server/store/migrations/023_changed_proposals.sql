-- SPDX-License-Identifier: Apache-2.0
-- Proposals that wait for a word are kept in memory like matches: what changed of them is noted beside those,
-- under the same numbers. 16 zero bytes: a proposal has gone, and its row here with it.
DROP TRIGGER match_gone;
CREATE TRIGGER match_gone AFTER DELETE ON match BEGIN
  INSERT INTO match_change VALUES (OLD.proposal);
END;
DROP TRIGGER match_decided;
CREATE TRIGGER proposal_added AFTER INSERT ON proposal BEGIN
  INSERT INTO match_change VALUES (NEW.id);
END;
CREATE TRIGGER proposal_decided AFTER UPDATE OF state ON proposal BEGIN
  INSERT INTO match_change VALUES (NEW.id);
END;
CREATE TRIGGER proposal_gone AFTER DELETE ON proposal BEGIN
  DELETE FROM match_changed WHERE proposal = OLD.id;
  INSERT INTO match_change VALUES (zeroblob(16));
END;

-- The household's language.
DROP TRIGGER match_alike_added;
CREATE TRIGGER match_alike_added AFTER INSERT ON alike BEGIN
  INSERT INTO match_change SELECT id FROM proposal WHERE household = NEW.household;
END;
DROP TRIGGER match_alike_written;
CREATE TRIGGER match_alike_written AFTER UPDATE ON alike BEGIN
  INSERT INTO match_change SELECT id FROM proposal WHERE household = NEW.household;
END;
DROP TRIGGER match_alike_gone;
CREATE TRIGGER match_alike_gone AFTER DELETE ON alike BEGIN
  INSERT INTO match_change SELECT id FROM proposal WHERE household = OLD.household;
END;

-- What a report reads of each proposal and household, without the sealed rest.
DROP INDEX proposal_by_household;
CREATE INDEX proposal_by_household ON proposal (household, made_ms);
CREATE INDEX household_reported ON household (id, waiting_since_ms, centre, synthetic);
