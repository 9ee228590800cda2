-- SPDX-License-Identifier: Apache-2.0
-- What was told anew has an order of its own. Until now a later pause made an earlier correction late.
ALTER TABLE receipt_key ADD COLUMN told_counter INTEGER NOT NULL DEFAULT 0;
UPDATE receipt_key SET told_counter = counter;
