-- SPDX-License-Identifier: MIT
-- A live blog's entries, by key like all lists: "older than the entry at (at, id)".

-- name: live_entry_older_same
SELECT e.id, e.at, e.title, e.body, e.user_id, e.edited_at, e.version, u.name AS author_name,
    u.slug AS author_slug
FROM live_entry AS e LEFT JOIN user AS u ON u.id = e.user_id
WHERE e.article_id = :article_id AND e.at = :key_at AND e.id < :key_id
ORDER BY e.id DESC LIMIT :row_limit;

-- name: live_entry_older
SELECT e.id, e.at, e.title, e.body, e.user_id, e.edited_at, e.version, u.name AS author_name,
    u.slug AS author_slug
FROM live_entry AS e LEFT JOIN user AS u ON u.id = e.user_id
WHERE e.article_id = :article_id AND e.at < :key_at
ORDER BY e.at DESC, e.id DESC LIMIT :row_limit;

-- name: live_entry_newer_same
SELECT e.id, e.at, e.title, e.body, e.user_id, e.edited_at, e.version, u.name AS author_name,
    u.slug AS author_slug
FROM live_entry AS e LEFT JOIN user AS u ON u.id = e.user_id
WHERE e.article_id = :article_id AND e.at = :key_at AND e.id > :key_id
ORDER BY e.id LIMIT :row_limit;

-- name: live_entry_newer
SELECT e.id, e.at, e.title, e.body, e.user_id, e.edited_at, e.version, u.name AS author_name,
    u.slug AS author_slug
FROM live_entry AS e LEFT JOIN user AS u ON u.id = e.user_id
WHERE e.article_id = :article_id AND e.at > :key_at
ORDER BY e.at, e.id LIMIT :row_limit;

-- name: live_entry_get
SELECT e.id, e.at, e.title, e.body, e.user_id, e.edited_at, e.version, u.name AS author_name,
    u.slug AS author_slug
FROM live_entry AS e LEFT JOIN user AS u ON u.id = e.user_id
WHERE e.id = :id AND e.article_id = :article_id;

-- name: live_entry_by_token
SELECT id, article_id FROM live_entry WHERE token = :token AND token <> '';

-- name: live_entry_first
SELECT at FROM live_entry WHERE article_id = :article_id ORDER BY at, id LIMIT 1;

-- name: live_entry_insert
INSERT INTO live_entry (article_id, at, title, body, user_id, token, token_at)
VALUES (:article_id, :at, :title, :body, :user_id, :token, :now);

-- name: live_entry_change
UPDATE live_entry SET at = :at, title = :title, body = :body, edited_at = :now,
    version = version + 1
WHERE id = :id;

-- name: live_entry_delete
DELETE FROM live_entry WHERE id = :id;

-- name: article_set_live
UPDATE article SET live = :live, live_ended_at = :at WHERE id = :id;

-- name: article_touch
UPDATE article SET updated_at = :now WHERE id = :id;
