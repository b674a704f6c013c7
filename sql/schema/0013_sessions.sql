-- SPDX-License-Identifier: MIT
-- A session ends by itself some time after its last request, and some time after its password was typed.
-- expires_at is when its row is deleted.
ALTER TABLE session ADD COLUMN seen_at INTEGER NOT NULL DEFAULT 0;    -- within some minutes
ALTER TABLE session ADD COLUMN proved_at INTEGER NOT NULL DEFAULT 0;  -- when the password was typed last
ALTER TABLE session ADD COLUMN browser TEXT NOT NULL DEFAULT '';      -- "Firefox, Linux"
ALTER TABLE session ADD COLUMN host_only INTEGER NOT NULL DEFAULT 0;  -- 1: its cookie is named __Host-
UPDATE session SET seen_at = created_at, proved_at = created_at;

DROP INDEX session_by_user;
CREATE INDEX session_by_user ON session (user_id, seen_at);
