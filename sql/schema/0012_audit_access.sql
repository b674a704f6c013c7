-- SPDX-License-Identifier: MIT
-- Sign-ins and refusals are in the audit log, too. What strangers can repeat without end is one row per hour and
-- key with a count that grows; nothing else in a row ever changes.
ALTER TABLE audit ADD COLUMN access INTEGER NOT NULL DEFAULT 0;  -- 1: accounts, sign-ins, refusals
ALTER TABLE audit ADD COLUMN addr TEXT NOT NULL DEFAULT '';      -- of a sign-in or a refusal
ALTER TABLE audit ADD COLUMN times INTEGER NOT NULL DEFAULT 1;
ALTER TABLE audit ADD COLUMN last_at INTEGER NOT NULL DEFAULT 0; -- of a row that is counted
ALTER TABLE audit ADD COLUMN tally TEXT;                         -- its hour and key; NULL: not counted

DROP TRIGGER audit_no_update;
UPDATE audit SET access = 1 WHERE action LIKE 'user.%';

CREATE INDEX audit_by_access ON audit (access, id);
CREATE UNIQUE INDEX audit_by_tally ON audit (tally) WHERE tally IS NOT NULL;

CREATE TRIGGER audit_no_update
BEFORE UPDATE OF id, at, user_id, who, action, object, was, became, access, addr, tally ON audit BEGIN
    SELECT raise(ABORT, 'the audit log is append-only');
END;
CREATE TRIGGER audit_only_counts_up BEFORE UPDATE OF times, last_at ON audit
WHEN old.tally IS NULL OR new.times <= old.times OR new.last_at < old.last_at BEGIN
    SELECT raise(ABORT, 'the audit log is append-only');
END;
