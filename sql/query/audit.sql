-- SPDX-License-Identifier: MIT
-- The audit log. Rows are only inserted; retention.sql deletes old ones.

-- name: audit_insert
INSERT INTO audit (at, user_id, who, action, object, was, became, access, addr)
VALUES (:at, :user_id, :who, :action, :object, :was, :became, :access, :addr);

-- name: audit_page
SELECT id, at, who, action, object, was, became, access, addr, times, last_at
FROM audit WHERE id < :before_id ORDER BY id DESC LIMIT :row_limit;

-- name: audit_page_of
SELECT id, at, who, action, object, was, became, access, addr, times, last_at
FROM audit WHERE access = :access AND id < :before_id ORDER BY id DESC LIMIT :row_limit;

-- name: audit_last
SELECT who, at FROM audit WHERE object = :object ORDER BY id DESC LIMIT 1;

-- name: audit_tally_add
INSERT INTO audit (at, user_id, who, action, object, was, became, access, addr, last_at, tally)
VALUES (:at, :user_id, :who, :action, :object, '', '', 1, :addr, :at, :tally)
ON CONFLICT (tally) WHERE tally IS NOT NULL DO UPDATE SET
    times = audit.times + 1,
    last_at = CASE WHEN excluded.last_at > audit.last_at THEN excluded.last_at
        ELSE audit.last_at END;

-- name: audit_tally_get
SELECT last_at FROM audit WHERE tally = :tally;

-- name: audit_tally_some
SELECT tally FROM audit WHERE tally >= :tally_from AND tally < :tally_to LIMIT :row_limit;
