-- SPDX-License-Identifier: MIT
-- Readers' comments. moderation.sql has the moderators' side.

-- name: comment_insert
INSERT INTO comment (article_id, parent_id, root_id, depth, status, held_reason, user_id, author,
    email, url, body, addr, user_agent, browser, receipt_hash, form_digest, digest, created_at,
    decided_at)
VALUES (:article_id, :parent_id, :root_id, :depth, :status, :held_reason, :user_id, :author,
    :email, :url, :body, :addr, :user_agent, :browser, :receipt_hash, :form_digest, :digest, :now,
    :decided_at);

-- name: comment_is_its_own_root
UPDATE comment SET root_id = id WHERE id = :id;

-- name: comment_by_digest
SELECT id FROM comment WHERE article_id = :article_id AND digest = :digest AND status <> 3 LIMIT 1;

-- name: comment_recent_of_addr
SELECT created_at FROM comment WHERE addr = :addr AND created_at > :since AND created_at <= :now
ORDER BY created_at DESC LIMIT :row_limit;

-- name: comment_parent
SELECT article_id, root_id, depth, status FROM comment WHERE id = :id;

-- name: comment_browser_approved
SELECT id FROM comment WHERE browser = :browser AND browser <> '' AND status = 1 LIMIT 1;

-- name: comment_by_id
SELECT c.id, c.article_id, c.parent_id, c.root_id, c.depth, c.status, c.held_reason, c.user_id,
    c.author, c.email, c.url, c.body, c.addr, c.user_agent, c.created_at, c.edited_at,
    c.decided_at, u.name AS decided_by, a.title AS article_title, a.day AS article_day,
    a.slug AS article_slug, a.author_id AS article_author_id
FROM comment AS c JOIN article AS a ON a.id = c.article_id
    LEFT JOIN user AS u ON u.id = c.decided_by
WHERE c.id = :id;

-- name: comment_find_receipt
SELECT id, article_id, status, body, form_digest FROM comment
WHERE receipt_hash = :receipt_hash AND receipt_hash <> '';

-- name: comment_has_reply
SELECT id FROM comment WHERE parent_id = :id LIMIT 1;

-- name: comment_rewrite
UPDATE comment SET author = :author, email = :email, url = :url, body = :body, digest = :digest,
    status = :status, held_reason = :held_reason, edited_at = :now
WHERE id = :id;

-- name: comment_threads_oldest
SELECT c.id, c.parent_id, c.root_id, c.depth, c.status, c.user_id, c.author, c.url, c.body, c.created_at,
    c.edited_at
FROM comment AS r JOIN comment AS c ON c.root_id = r.id
WHERE r.article_id = :article_id AND r.parent_id IS NULL AND (r.status = 1 OR r.shown_kids > 0)
    AND r.id > :key_id
ORDER BY r.id, c.id;

-- name: comment_threads_newest
SELECT c.id, c.parent_id, c.root_id, c.depth, c.status, c.user_id, c.author, c.url, c.body, c.created_at,
    c.edited_at
FROM comment AS r JOIN comment AS c ON c.root_id = r.id
WHERE r.article_id = :article_id AND r.parent_id IS NULL AND (r.status = 1 OR r.shown_kids > 0)
    AND r.id < :key_id
ORDER BY r.id DESC, c.id;
