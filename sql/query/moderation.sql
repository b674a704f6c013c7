-- SPDX-License-Identifier: MIT
-- The moderators' queue, their decisions, and undo. Lists go by key.

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

-- name: comment_state
-- what a decision needs; of the text only enough to recognise the comment
SELECT c.author, c.status, c.decided_at, u.name AS decided_by, substr(c.body, 1, 1000) AS beginning
FROM comment AS c LEFT JOIN user AS u ON u.id = c.decided_by
WHERE c.id = :id;

-- name: moderation_insert
INSERT INTO moderation (user_id, at, to_status, changed) VALUES (:user_id, :now, :to_status, 0);

-- name: moderation_set_changed
UPDATE moderation SET changed = :changed WHERE id = :id;

-- name: moderation_delete
DELETE FROM moderation WHERE id = :id;

-- name: moderation_change_insert
INSERT INTO moderation_change (moderation_id, comment_id, from_status)
VALUES (:moderation_id, :comment_id, :from_status)
ON CONFLICT (moderation_id, comment_id) DO NOTHING;

-- name: moderation_get
SELECT user_id, to_status, changed, undone_at FROM moderation WHERE id = :id;

-- name: moderation_last
SELECT id, to_status, changed, undone_at FROM moderation WHERE user_id = :user_id
ORDER BY id DESC LIMIT 1;

-- name: moderation_take_status
INSERT INTO moderation_change (moderation_id, comment_id, from_status)
SELECT :moderation_id, id, status FROM comment
WHERE status = :status AND id <= :up_to_id AND body <> '';

-- name: moderation_take_article
INSERT INTO moderation_change (moderation_id, comment_id, from_status)
SELECT :moderation_id, id, status FROM comment
WHERE article_id = :article_id AND status = :status AND id <= :up_to_id AND body <> '';

-- name: moderation_take_addr
INSERT INTO moderation_change (moderation_id, comment_id, from_status)
SELECT :moderation_id, id, status FROM comment
WHERE addr = :addr AND status = :status AND id <= :up_to_id AND body <> '';

-- name: moderation_changes
SELECT m.comment_id, m.from_status
FROM moderation_change AS m JOIN comment AS c ON c.id = m.comment_id
WHERE m.moderation_id = :moderation_id AND c.status = :status
ORDER BY m.comment_id LIMIT :row_limit;

-- name: moderation_takes_from_readers
SELECT comment_id FROM moderation_change
WHERE moderation_id = :moderation_id AND from_status = 1 LIMIT 1;

-- name: moderation_apply
UPDATE comment SET status = :status, decided_at = :now, decided_by = :user_id
WHERE id IN (SELECT comment_id FROM moderation_change WHERE moderation_id = :moderation_id);

-- name: moderation_revert
UPDATE comment
SET status = (SELECT m.from_status FROM moderation_change AS m
              WHERE m.moderation_id = :moderation_id AND m.comment_id = comment.id),
    decided_at = :now, decided_by = :user_id
WHERE id IN (SELECT comment_id FROM moderation_change WHERE moderation_id = :moderation_id)
    AND status = :status AND body <> '';

-- name: moderation_set_undone
UPDATE moderation SET undone_at = :now WHERE id = :id;

-- name: comment_blank
UPDATE comment SET author = '', email = '', url = '', body = '', addr = '', user_agent = '',
    browser = '', status = 3
WHERE id = :id;

-- name: comment_delete
DELETE FROM comment WHERE id = :id;
