-- SPDX-License-Identifier: MIT
-- What retention deletes: at most row_limit rows per statement, the oldest first.

-- name: audit_end_move
-- scan: the log's newest line alone
UPDATE audit_end SET before_at = :before_at
WHERE access = :access AND before_at < :before_at
    AND :before_at <= (SELECT at FROM audit ORDER BY id DESC LIMIT 1) - 2592000;

-- name: audit_drop
DELETE FROM audit WHERE id IN (
    SELECT id FROM audit
    WHERE access = :access AND at < (SELECT e.before_at FROM audit_end AS e WHERE e.access = :access)
    ORDER BY at LIMIT :row_limit);

-- name: moderation_oldest
SELECT id FROM moderation WHERE at < :before_at ORDER BY at LIMIT 1;

-- name: moderation_forget
-- an action without changes left: it can no longer be undone
UPDATE moderation SET changed = 0 WHERE id = :id;

-- name: moderation_change_drop
DELETE FROM moderation_change WHERE moderation_id = :id AND comment_id IN (
    SELECT comment_id FROM moderation_change WHERE moderation_id = :id
    ORDER BY comment_id LIMIT :row_limit);

-- name: live_token_drop
UPDATE live_entry SET token = '' WHERE id IN (
    SELECT id FROM live_entry WHERE token <> '' AND token_at < :before_at
    ORDER BY token_at LIMIT :row_limit);

-- name: session_drop
DELETE FROM session WHERE token_hash IN (
    SELECT token_hash FROM session WHERE expires_at <= :now ORDER BY expires_at LIMIT :row_limit);

-- name: login_failure_drop
DELETE FROM login_failure WHERE who IN (
    SELECT who FROM login_failure WHERE last_at < :stale_before ORDER BY last_at LIMIT :row_limit);

-- name: author_total_drop
-- scan: the index contains only rows to delete
DELETE FROM author_total WHERE (email, status) IN (
    SELECT email, status FROM author_total WHERE n <= 0 ORDER BY email, status LIMIT :row_limit);

-- name: tag_last_of
-- where a batch of the walk through the tags ends
SELECT max(id) AS id FROM (SELECT id FROM tag WHERE id > :after_id ORDER BY id LIMIT :row_limit) AS t;

-- name: tag_drop_unused
DELETE FROM tag WHERE id > :after_id AND id <= :up_to_id
    AND NOT EXISTS (SELECT 1 FROM article_tag AS x WHERE x.tag_id = tag.id);
