-- SPDX-License-Identifier: Apache-2.0
-- What matcher.db looks like after all migrations (a test compares). Times are Unix milliseconds as
-- the matcher's clock saw them. Ids are the 16 bytes of a UUID.

CREATE TABLE setting (
  name  TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE centre (
  id           INTEGER PRIMARY KEY,
  name         TEXT NOT NULL UNIQUE,
  municipality TEXT NOT NULL
) STRICT;

-- A kiosk that has been enrolled. seen_through: every envelope with this sequence or a lower one
-- has been answered for good; durable_through: and lies in a verified backup.
CREATE TABLE device (
  number           INTEGER PRIMARY KEY CHECK (number BETWEEN 1 AND 32766),
  id               BLOB NOT NULL UNIQUE,
  centre           INTEGER NOT NULL REFERENCES centre (id),
  kiosk_sign_key   BLOB NOT NULL UNIQUE,
  staff_seal_key   BLOB NOT NULL,
  courier_sign_key BLOB NOT NULL UNIQUE,
  enrolled_ms      INTEGER NOT NULL,
  revoked_ms       INTEGER,
  last_contact_ms  INTEGER,
  seen_through     INTEGER NOT NULL DEFAULT 0,
  durable_through  INTEGER NOT NULL DEFAULT 0,
  last_feed_number INTEGER NOT NULL DEFAULT 0
) STRICT;

-- One-time codes; only a hash of the secret is kept.
CREATE TABLE enrolment_code (
  hash       BLOB PRIMARY KEY,
  centre     INTEGER NOT NULL REFERENCES centre (id),
  made_ms    INTEGER NOT NULL,
  expires_ms INTEGER NOT NULL,
  used_ms    INTEGER,
  device     INTEGER REFERENCES device (number)
) STRICT, WITHOUT ROWID;

-- Everything a kiosk ever sent that was signed as it should be; `sealed` holds the body as it came.
CREATE TABLE envelope (
  id          BLOB PRIMARY KEY,
  device      INTEGER NOT NULL REFERENCES device (number),
  sequence    INTEGER NOT NULL,
  hash        BLOB NOT NULL,
  key_id      TEXT NOT NULL,
  boot        BLOB NOT NULL,
  mono_ms     INTEGER NOT NULL,
  wall_ms     INTEGER NOT NULL,
  trusted     INTEGER NOT NULL CHECK (trusted IN (0, 1)),
  sealed        BLOB NOT NULL,
  signature   BLOB NOT NULL,
  receipt     TEXT NOT NULL,
  received_ms INTEGER NOT NULL,
  state       TEXT NOT NULL CHECK (state IN ('stored', 'applied', 'needs_review')),
  review      TEXT
) STRICT;
CREATE INDEX envelope_by_sequence ON envelope (device, sequence);
CREATE INDEX envelope_to_do ON envelope (state) WHERE state <> 'applied';

-- Sequence numbers whose record was refused: no envelope will come for them.
CREATE TABLE passed_over (
  device   INTEGER NOT NULL REFERENCES device (number),
  sequence INTEGER NOT NULL,
  id       BLOB NOT NULL,
  code     TEXT NOT NULL,
  at_ms    INTEGER NOT NULL,
  PRIMARY KEY (device, sequence)
) STRICT, WITHOUT ROWID;

-- `sealed`, here and in every table that has it, lies under the key of the record (sealed.hpp): of
-- people their sign-up as canonical JSON, of a proposal its card under the household's key.
CREATE TABLE household (
  id               BLOB PRIMARY KEY,
  label            TEXT NOT NULL UNIQUE,
  receipt          TEXT NOT NULL UNIQUE,
  centre           INTEGER NOT NULL REFERENCES centre (id),
  state            TEXT NOT NULL CHECK (state IN ('waiting', 'proposed', 'matched', 'withdrawn')),
  waiting_since_ms INTEGER NOT NULL,
  synthetic        INTEGER NOT NULL CHECK (synthetic IN (0, 1)),
  sealed           BLOB NOT NULL
) STRICT;
CREATE INDEX household_by_state ON household (state);

-- A group exists from the first record that names its join code, or from the round that forms it of
-- single volunteers (then nobody has a record in it); centre is unknown until the
-- coordinator's own record has come.
CREATE TABLE welcome_group (
  join_code TEXT PRIMARY KEY,
  label     TEXT NOT NULL UNIQUE,
  centre    INTEGER REFERENCES centre (id),
  state     TEXT NOT NULL CHECK (state IN ('waiting', 'proposed', 'matched', 'withdrawn')),
  synthetic INTEGER NOT NULL CHECK (synthetic IN (0, 1))
) STRICT;
CREATE INDEX welcome_group_by_state ON welcome_group (state);

CREATE TABLE volunteer (
  id         BLOB PRIMARY KEY,
  role       TEXT NOT NULL CHECK (role IN ('coordinator', 'member', 'single')),
  join_code  TEXT REFERENCES welcome_group (join_code),
  receipt    TEXT NOT NULL UNIQUE,
  centre     INTEGER NOT NULL REFERENCES centre (id),
  arrived_ms INTEGER NOT NULL,
  synthetic  INTEGER NOT NULL CHECK (synthetic IN (0, 1)),
  sealed     BLOB NOT NULL,
  CHECK ((role = 'single') = (join_code IS NULL))
) STRICT;
CREATE INDEX volunteer_by_group ON volunteer (join_code);
CREATE UNIQUE INDEX one_coordinator ON volunteer (join_code) WHERE role = 'coordinator';

-- Beside the volunteer of role single. A round forms groups of them around a household, or lets them
-- join a group that is not complete yet; free while placed_in is NULL.
CREATE TABLE single_volunteer (
  id        BLOB PRIMARY KEY REFERENCES volunteer (id) ON DELETE CASCADE,
  label     TEXT NOT NULL UNIQUE,
  placed_in TEXT REFERENCES welcome_group (join_code)) STRICT, WITHOUT ROWID;
CREATE INDEX single_volunteer_by_group ON single_volunteer (placed_in);

CREATE TABLE round (
  id      INTEGER PRIMARY KEY,
  made_ms INTEGER NOT NULL,
  seed    TEXT NOT NULL,
  log     TEXT NOT NULL
) STRICT;

-- `sealed` is what a caseworker sees (no names); its version grows with every change.
CREATE TABLE proposal (
  id         BLOB PRIMARY KEY,
  round      INTEGER NOT NULL REFERENCES round (id),
  household  BLOB NOT NULL REFERENCES household (id),
  join_code  TEXT NOT NULL REFERENCES welcome_group (join_code),
  centre     INTEGER NOT NULL REFERENCES centre (id),
  state      TEXT NOT NULL CHECK (state IN ('proposed', 'held', 'accepted', 'declined', 'withdrawn')),
  version    INTEGER NOT NULL,
  sealed       BLOB NOT NULL,
  made_ms    INTEGER NOT NULL,
  updated_ms INTEGER NOT NULL
) STRICT;
CREATE INDEX proposal_by_centre ON proposal (centre, state);
CREATE UNIQUE INDEX one_open_proposal_a_household ON proposal (household)
  WHERE state IN ('proposed', 'held', 'accepted');
CREATE UNIQUE INDEX one_open_proposal_a_group ON proposal (join_code)
  WHERE state IN ('proposed', 'held', 'accepted');

-- Every word of a caseworker, also the ones that came too late.
CREATE TABLE decision (
  id       BLOB PRIMARY KEY,
  proposal BLOB NOT NULL REFERENCES proposal (id),
  version  INTEGER NOT NULL,
  verdict  TEXT NOT NULL,
  reason   TEXT,
  device   INTEGER NOT NULL REFERENCES device (number),
  at_ms    INTEGER NOT NULL,
  outcome  TEXT NOT NULL CHECK (outcome IN ('taken', 'stale'))
) STRICT;
CREATE INDEX decision_by_proposal ON decision (proposal);

-- Pairs that are never proposed again.
CREATE TABLE declined_pair (
  household BLOB NOT NULL REFERENCES household (id),
  join_code TEXT NOT NULL REFERENCES welcome_group (join_code),
  at_ms     INTEGER NOT NULL,
  PRIMARY KEY (household, join_code)
) STRICT, WITHOUT ROWID;

-- Volunteers of a formed group that a household declined: these two never meet in any group.
CREATE TABLE declined_single (
  household BLOB NOT NULL REFERENCES household (id) ON DELETE CASCADE,
  single    BLOB NOT NULL REFERENCES single_volunteer (id) ON DELETE CASCADE,
  at_ms     INTEGER NOT NULL,
  PRIMARY KEY (household, single)
) STRICT, WITHOUT ROWID;
CREATE INDEX declined_single_by_single ON declined_single (single);

-- Why a household has no proposal yet, from the latest round.
CREATE TABLE why_not (
  household BLOB PRIMARY KEY REFERENCES household (id),
  round     INTEGER NOT NULL REFERENCES round (id),
  reason    TEXT NOT NULL
) STRICT;

-- The newest version of each item a device should hold, in the order of change. An older version is
-- replaced, so the feed never grows beyond what there is to know.
CREATE TABLE feed (
  device  INTEGER NOT NULL REFERENCES device (number),
  number  INTEGER NOT NULL,
  item    BLOB NOT NULL,
  version INTEGER NOT NULL,
  kind    TEXT NOT NULL CHECK (kind IN ('card', 'tombstone', 'answer')),
  sealed  BLOB NOT NULL,
  PRIMARY KEY (device, number),
  UNIQUE (device, item)
) STRICT, WITHOUT ROWID;

-- What people and programs did, as a chain: each hash covers the one before it.
CREATE TABLE audit (
  number   INTEGER PRIMARY KEY,
  at_ms    INTEGER NOT NULL,
  actor    TEXT NOT NULL,
  action   TEXT NOT NULL,
  subject  TEXT NOT NULL,
  hash     BLOB NOT NULL
) STRICT;

-- What people asked to be forgotten: a hash of the id, and nothing else of it.
CREATE TABLE erased (
  hash  BLOB PRIMARY KEY CHECK (length(hash) = 32),
  kind  TEXT NOT NULL CHECK (kind IN ('record', 'proposal', 'receipt')),
  at_ms INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Which sealing keys a kiosk needs, as its courier said last.
CREATE TABLE seal_report (
  device  INTEGER PRIMARY KEY REFERENCES device (number),
  key_ids TEXT NOT NULL,
  at_ms   INTEGER NOT NULL
) STRICT;

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

-- The public halves of a receipt's keys, and what its holder wants: with them the holder of the secret,
-- and nobody else, asks and changes. A record from before receipts has no row.
CREATE TABLE receipt_key (
  sign_key BLOB PRIMARY KEY CHECK (length(sign_key) = 32),
  seal_key BLOB NOT NULL CHECK (length(seal_key) = 32),
  record   BLOB NOT NULL UNIQUE,
  standing TEXT NOT NULL DEFAULT 'active' CHECK (standing IN ('active', 'paused', 'withdrawn')),
  counter  INTEGER NOT NULL DEFAULT 0,
  told_counter INTEGER NOT NULL DEFAULT 0
) STRICT, WITHOUT ROWID;

-- Every request once. `kept`: the record it is about has not arrived; it is carried out when it does, and
-- `sealed` holds until then what a correction told anew, as canonical JSON.
CREATE TABLE receipt_request (
  id       BLOB PRIMARY KEY,
  sign_key BLOB NOT NULL,
  seal_key BLOB NOT NULL,
  device   INTEGER NOT NULL REFERENCES device (number),
  counter  INTEGER NOT NULL,
  wish     TEXT NOT NULL,
  outcome  TEXT NOT NULL,
  at_ms    INTEGER NOT NULL,
  sealed     BLOB
) STRICT, WITHOUT ROWID;
CREATE INDEX receipt_request_by_key ON receipt_request (sign_key);
CREATE INDEX receipt_request_by_time ON receipt_request (at_ms, device);

-- Who wants to talk to staff, until somebody has: one row a record.
CREATE TABLE wish_to_talk (
  record   BLOB PRIMARY KEY,
  asked_ms INTEGER NOT NULL,
  about    TEXT CHECK (about IN ('unsure', 'member_no', 'poor', 'not_met'))
) STRICT, WITHOUT ROWID;

-- Two sign-ups that looked like one person's, and what staff said: they are two people, or one, and then
-- `one` counts and `other` stands aside.
CREATE TABLE looked_alike (
  one   BLOB NOT NULL,
  other BLOB NOT NULL,
  said  TEXT NOT NULL CHECK (said IN ('two', 'one')),
  at_ms INTEGER NOT NULL,
  PRIMARY KEY (one, other)
) STRICT, WITHOUT ROWID;
CREATE INDEX looked_alike_by_other ON looked_alike (other);

-- What makes households wait alike, beside the record that says it: how many people, and the language
-- they are most at home in. Sign-ups from before have no row until they are told anew.
CREATE TABLE alike (
  household BLOB PRIMARY KEY REFERENCES household (id) ON DELETE CASCADE,
  people    INTEGER NOT NULL,
  language  TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- What became of an accepted proposal (domain/match_life.hpp), and what its next step counts from.
CREATE TABLE match (
  proposal      BLOB PRIMARY KEY REFERENCES proposal (id) ON DELETE CASCADE,
  state         TEXT NOT NULL,
  since_ms      INTEGER NOT NULL,
  agreed_ms     INTEGER,
  introduced_ms INTEGER,
  meeting_ms    INTEGER,
  running_ms    INTEGER,
  checked_ms    INTEGER,
  sign_ms       INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Every step of it once. `day_ms`: the day it is about, of a plan the meeting's. `met`: how often they met
-- on that day, or since the check-in before; `mood` is how it went; `reason`: why it is over,
-- and what each side wants then (again, pause or stop).
CREATE TABLE match_event (
  number   INTEGER PRIMARY KEY,
  proposal BLOB NOT NULL REFERENCES proposal (id) ON DELETE CASCADE,
  event    TEXT NOT NULL,
  at_ms    INTEGER NOT NULL,
  day_ms   INTEGER NOT NULL,
  said_by  TEXT NOT NULL CHECK (said_by IN ('staff', 'household', 'group')),
  met      INTEGER,
  mood     TEXT CHECK (mood IN ('good', 'fair', 'poor')),
  reason   TEXT
, household_then TEXT, group_then TEXT) STRICT;
CREATE INDEX match_event_by_proposal ON match_event (proposal, at_ms);

-- Rows of a store from before that are not sealed yet; 'gaps' until the file was written anew.
CREATE TABLE still_clear (
  place TEXT NOT NULL CHECK (place IN ('household', 'volunteer', 'envelope', 'told', 'card', 'gaps')),
  id    BLOB NOT NULL,
  PRIMARY KEY (place, id)
) STRICT, WITHOUT ROWID;

-- Which envelopes told something anew of which record: erasing takes the keys of all of them.
CREATE TABLE told_anew (
  id     BLOB PRIMARY KEY,
  record BLOB NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX told_anew_by_record ON told_anew (record);

-- What people said with their receipt about a match they are in, each word once. `at_ms` is the person's
-- own order; `step` the step of the match that was the last one then.
CREATE TABLE match_word (
  id       BLOB PRIMARY KEY,
  proposal BLOB NOT NULL REFERENCES proposal (id) ON DELETE CASCADE,
  record   BLOB NOT NULL,
  at_ms    INTEGER NOT NULL,
  step     INTEGER NOT NULL,
  wish     TEXT NOT NULL CHECK (wish IN ('yes', 'no', 'unsure', 'check_in')),
  because  TEXT,
  met      INTEGER,
  mood     TEXT CHECK (mood IN ('good', 'fair', 'poor'))
) STRICT, WITHOUT ROWID;
CREATE INDEX match_word_by_record ON match_word (record, proposal, at_ms);

-- What staff have seen of each volunteer: that the paper exists, and its day (NULL: noted before days were,
-- and good until staff give one).
CREATE TABLE paper (
  volunteer BLOB NOT NULL REFERENCES volunteer (id) ON DELETE CASCADE,
  paper     TEXT NOT NULL,
  day_ms    INTEGER,
  PRIMARY KEY (volunteer, paper)
) STRICT, WITHOUT ROWID;

-- Who wants no proposal before a day, as they said when their match was over: a household, or a volunteer
-- (of a group that people started whoever started it).
CREATE TABLE rest (
  record   BLOB PRIMARY KEY,
  until_ms INTEGER NOT NULL,
  noted_ms INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Who is about to be deleted because they were not heard of for so long, and how long serve had run in all
-- when that was seen first.
CREATE TABLE retention_notice (
  record   BLOB PRIMARY KEY,
  lived_ms INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- That somebody was heard of, where nothing else says it: staff noted it, or every other moment was written
-- under a clock that was wrong.
CREATE TABLE heard (
  record BLOB PRIMARY KEY,
  at_ms  INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- What somebody was in, over all of them.
CREATE INDEX proposal_by_household ON proposal (household, made_ms);
-- What a report reads of each household, without the sealed rest.
CREATE INDEX household_reported ON household (id, waiting_since_ms, centre, synthetic);
CREATE INDEX proposal_by_group ON proposal (join_code);

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

-- Who of the office signs in with a municipality's own account (OpenID Connect): `who` is SHA-256 of issuer and
-- subject, so that no copy says what anybody is called there.
CREATE TABLE office_login (
  account  BLOB PRIMARY KEY REFERENCES office_account (id) ON DELETE CASCADE,
  who      BLOB NOT NULL UNIQUE,
  added_ms INTEGER NOT NULL,
  used_ms  INTEGER
) STRICT, WITHOUT ROWID;

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

-- Which proposals and matches changed, or what their next step is read off, each once under the number of its
-- last change: a list that is kept in memory reads again what is new here. 16 zero bytes: a proposal has gone,
-- and its row here with it.
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
  INSERT INTO match_change VALUES (OLD.proposal);
END;
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

-- The household: what was told anew, its language, and that it is there.
CREATE TRIGGER match_household_told AFTER UPDATE OF sealed ON household BEGIN
  INSERT INTO match_change SELECT m.proposal FROM proposal p JOIN match m ON m.proposal = p.id
    WHERE p.household = NEW.id;
END;
CREATE TRIGGER match_alike_added AFTER INSERT ON alike BEGIN
  INSERT INTO match_change SELECT id FROM proposal WHERE household = NEW.household;
END;
CREATE TRIGGER match_alike_written AFTER UPDATE ON alike BEGIN
  INSERT INTO match_change SELECT id FROM proposal WHERE household = NEW.household;
END;
CREATE TRIGGER match_alike_gone AFTER DELETE ON alike BEGIN
  INSERT INTO match_change SELECT id FROM proposal WHERE household = OLD.household;
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

-- Requests that are dropped in their time, without reading all that wait for their sign-up: whoever tries
-- secrets leaves many of those, and every request looks.
CREATE INDEX receipt_request_to_drop ON receipt_request (at_ms) WHERE outcome <> 'kept';

-- What was signed up at the office and at no kiosk: who typed it or brought it in a file, and how the person had
-- said yes. One row a record.
CREATE TABLE office_sign_up (
  record     BLOB PRIMARY KEY,
  account    TEXT NOT NULL,
  how        TEXT NOT NULL CHECK (how IN ('screen', 'paper', 'spoken', 'online')),
  consent_ms INTEGER NOT NULL,
  at_ms      INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
