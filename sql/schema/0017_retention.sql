-- SPDX-License-Identifier: MIT
-- What grows with time is deleted by age (core/retention.c). docs/ARCHITECTURE.md says for each table what deletes
-- its rows, or why they stay.

-- Lines of the audit log before this mark may be deleted: changes (0) and access (1). A mark only moves forward, and
-- never into the month before the log's newest line. So nothing that the program does can delete a younger line.
CREATE TABLE audit_end (
    access    INTEGER PRIMARY KEY,
    before_at INTEGER NOT NULL
) STRICT;
INSERT INTO audit_end (access, before_at) VALUES (0, 0), (1, 0);
CREATE TRIGGER audit_end_stays BEFORE DELETE ON audit_end BEGIN
    SELECT raise(ABORT, 'the audit log is append-only');
END;
CREATE TRIGGER audit_end_keeps_a_month BEFORE UPDATE ON audit_end
WHEN new.access <> old.access OR new.before_at < old.before_at OR new.before_at
    > coalesce((SELECT at FROM audit ORDER BY id DESC LIMIT 1), 0) - 2592000
BEGIN
    SELECT raise(ABORT, 'the audit log keeps a month at least');
END;

DROP TRIGGER audit_no_delete;
CREATE TRIGGER audit_no_delete BEFORE DELETE ON audit
WHEN old.at >= coalesce((SELECT before_at FROM audit_end WHERE access = old.access), 0)
BEGIN
    SELECT raise(ABORT, 'the audit log is append-only');
END;
CREATE INDEX audit_by_age ON audit (access, at);

CREATE INDEX moderation_by_age ON moderation (at);
CREATE INDEX author_total_of_nobody ON author_total (email, status) WHERE n <= 0;

-- When the token of a live entry's form was used; 0: before this was kept.
ALTER TABLE live_entry ADD COLUMN token_at INTEGER NOT NULL DEFAULT 0;
CREATE INDEX live_entry_by_token_age ON live_entry (token_at) WHERE token <> '';
