-- SPDX-License-Identifier: Apache-2.0
-- The matcher signs what it puts into the feed, and tells its next TLS key ahead. Cards from before
-- have no signature: the whole list is asked for again.
ALTER TABLE inbox ADD COLUMN signature BLOB NOT NULL DEFAULT x'';
ALTER TABLE trust ADD COLUMN next_tls_pin BLOB NOT NULL DEFAULT x'';
UPDATE kiosk SET feed_cursor='', feed_full=0;
