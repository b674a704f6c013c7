-- SPDX-License-Identifier: MIT
-- A live blog's entry that is sent twice is stored once, and two editors cannot overwrite each other's
-- changes of one; and when a live blog's coverage ended.

ALTER TABLE live_entry ADD COLUMN version INTEGER NOT NULL DEFAULT 1;  -- raised by every change
ALTER TABLE live_entry ADD COLUMN token   TEXT    NOT NULL DEFAULT ''; -- of the form that added it
CREATE UNIQUE INDEX live_entry_by_token ON live_entry (token) WHERE token <> '';

ALTER TABLE article ADD COLUMN live_ended_at INTEGER NOT NULL DEFAULT 0;  -- 0: it never did
