-- SPDX-License-Identifier: MIT
-- Sessions, and failed sign-ins.

-- name: session_insert
INSERT INTO session (token_hash, user_id, csrf, created_at, expires_at, seen_at, proved_at, browser,
    host_only)
VALUES (:token_hash, :user_id, :csrf, :now, :expires_at, :now, :now, :browser, :host_only);

-- name: session_get
SELECT s.csrf, s.browser, s.created_at AS since, s.seen_at, s.proved_at, s.host_only,
    u.id, u.login, u.slug, u.name, u.email, u.bio, u.role, u.disabled, u.created_at, u.picture,
    u.links, u.language
FROM session AS s JOIN user AS u ON u.id = s.user_id
WHERE s.token_hash = :token_hash AND s.expires_at > :now AND u.disabled = 0;

-- name: session_of_user
SELECT token_hash, browser, created_at AS since, seen_at, proved_at
FROM session WHERE user_id = :user_id AND expires_at > :now ORDER BY seen_at DESC LIMIT :row_limit;

-- name: session_seen
UPDATE session SET seen_at = :at,
    proved_at = CASE WHEN proved_at > :at THEN :proved_at ELSE proved_at END
WHERE token_hash = :token_hash;

-- name: session_proved
UPDATE session SET token_hash = :token_hash_new, seen_at = :now, proved_at = :now,
    expires_at = :expires_at
WHERE token_hash = :token_hash;

-- name: session_delete_of_user
DELETE FROM session WHERE token_hash = :token_hash AND user_id = :user_id RETURNING browser;

-- name: session_delete
DELETE FROM session WHERE token_hash = :token_hash;

-- name: session_delete_others
DELETE FROM session WHERE user_id = :user_id AND token_hash <> :token_hash;

-- name: login_failure_get
SELECT failures, last_at FROM login_failure WHERE who = :who;

-- name: login_failure_add
INSERT INTO login_failure (who, failures, last_at) VALUES (:who, 1, :now)
ON CONFLICT (who) DO UPDATE SET
    failures = CASE WHEN last_at < :stale_before THEN 1 ELSE failures + 1 END,
    last_at = excluded.last_at;

-- name: login_failure_clear
DELETE FROM login_failure WHERE who = :who;

-- name: login_failure_put_right
UPDATE login_failure SET last_at = :now WHERE who = :who AND last_at > :now;

-- name: login_failure_take_back
UPDATE login_failure SET failures = failures - 1 WHERE who = :who AND failures > 0;

-- name: login_failure_clear_between
DELETE FROM login_failure WHERE who >= :who_from AND who < :who_to;
