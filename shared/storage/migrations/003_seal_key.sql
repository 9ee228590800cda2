-- SPDX-License-Identifier: Apache-2.0
-- When the key that records are sealed to was made: a kiosk never goes back to an earlier one.
ALTER TABLE trust ADD COLUMN seal_key_since INTEGER NOT NULL DEFAULT 0;
