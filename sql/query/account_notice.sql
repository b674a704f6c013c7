-- SPDX-License-Identifier: MIT
-- Changes of accounts that a person has not acknowledged yet.

-- name: account_notice_put
INSERT INTO account_notice (user_id, what, at, who, by_self)
VALUES (:user_id, :what, :at, :who, :by_self)
ON CONFLICT (user_id, what) DO UPDATE SET
    at = excluded.at, who = excluded.who, by_self = excluded.by_self;

-- name: account_notice_of
SELECT what, at, who, by_self FROM account_notice WHERE user_id = :user_id ORDER BY what;

-- name: account_notice_known
DELETE FROM account_notice WHERE user_id = :user_id AND what = :what AND at = :at;
