-- SPDX-License-Identifier: MIT
-- name: queue_by_status
SELECT id FROM comment WHERE status = :status AND id < :before_id
ORDER BY id DESC LIMIT :row_limit;

-- name: queue_all
-- scan: merges two lists of at most a page each
SELECT id FROM (
    SELECT id FROM (SELECT id FROM comment WHERE status = 0 AND id < :before_id
                    ORDER BY id DESC LIMIT :row_limit)
    UNION ALL
    SELECT id FROM (SELECT id FROM comment WHERE status = 1 AND id < :before_id
                    ORDER BY id DESC LIMIT :row_limit)
) ORDER BY id DESC LIMIT :row_limit;

-- name: queue_of_article
SELECT id FROM comment WHERE article_id = :article_id AND status = :status AND id < :before_id
ORDER BY id DESC LIMIT :row_limit;

-- name: queue_of_addr
SELECT id FROM comment WHERE addr = :addr AND status = :status AND id < :before_id
ORDER BY id DESC LIMIT :row_limit;

-- name: queue_all_of_article
-- scan: merges two lists of at most a page each
SELECT id FROM (
    SELECT id FROM (SELECT id FROM comment WHERE article_id = :article_id AND status = 0 AND id < :before_id
                    ORDER BY id DESC LIMIT :row_limit)
    UNION ALL
    SELECT id FROM (SELECT id FROM comment WHERE article_id = :article_id AND status = 1 AND id < :before_id
                    ORDER BY id DESC LIMIT :row_limit)
) ORDER BY id DESC LIMIT :row_limit;

-- name: queue_all_of_addr
-- scan: merges two lists of at most a page each
SELECT id FROM (
    SELECT id FROM (SELECT id FROM comment WHERE addr = :addr AND status = 0 AND id < :before_id
                    ORDER BY id DESC LIMIT :row_limit)
    UNION ALL
    SELECT id FROM (SELECT id FROM comment WHERE addr = :addr AND status = 1 AND id < :before_id
                    ORDER BY id DESC LIMIT :row_limit)
) ORDER BY id DESC LIMIT :row_limit;

-- name: queue_of_user
SELECT id FROM comment WHERE user_id = :user_id AND id < :before_id
ORDER BY id DESC LIMIT :row_limit;

-- name: comment_totals
-- scan: four rows
SELECT status, n FROM comment_total;

-- name: author_totals
SELECT status, n FROM author_total WHERE email = :email;

-- name: comment_set_status
UPDATE comment SET status = :status, decided_at = :now, decided_by = :user_id
WHERE id = :id AND body <> '';

-- name: moderation_insert
INSERT INTO moderation (user_id, at, to_status, changed) VALUES (:user_id, :now, :to_status, 0);

-- name: moderation_set_changed
UPDATE moderation SET changed = :changed WHERE id = :id;

-- name: moderation_delete
DELETE FROM moderation WHERE id = :id;

-- name: moderation_change_insert
INSERT INTO moderation_change (moderation_id, comment_id, from_status)
VALUES (:moderation_id, :comment_id, :from_status);

-- name: moderation_get
SELECT user_id, to_status, changed, undone_at FROM moderation WHERE id = :id;

-- name: moderation_last
SELECT id, to_status, changed, undone_at FROM moderation WHERE user_id = :user_id
ORDER BY id DESC LIMIT 1;

-- name: moderation_changes
SELECT m.comment_id, m.from_status, c.status
FROM moderation_change AS m JOIN comment AS c ON c.id = m.comment_id
WHERE m.moderation_id = :moderation_id AND m.comment_id > :key_id
ORDER BY m.comment_id LIMIT :row_limit;

-- name: moderation_set_undone
UPDATE moderation SET undone_at = :now WHERE id = :id;

-- name: comment_blank
UPDATE comment SET author = '', email = '', url = '', body = '', addr = '', user_agent = '',
    browser = '', status = 3
WHERE id = :id;

-- name: comment_delete
DELETE FROM comment WHERE id = :id;
