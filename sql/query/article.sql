-- SPDX-License-Identifier: MIT
-- Lists go by key, never by OFFSET: "older than the article at (published_at, id)". Each has two statements, of
-- which NAME_same reads the key's own second (db/keyset.h).

-- name: article_by_id
SELECT c.*, a.body, a.status_before, a.picture_caption, a.picture_credit, a.live_ended_at,
    a.translations,
    u.bio AS author_bio, u.picture AS author_picture
FROM article_card AS c JOIN article AS a ON a.id = c.id JOIN user AS u ON u.id = c.author_id
WHERE c.id = :id;

-- name: article_id_by_permalink
SELECT id FROM article WHERE day = :day AND day > 0 AND slug = :slug AND status = 3;

-- name: article_find
SELECT id, day, slug, published_at, comments_open, live FROM article
WHERE day = :day AND day > 0 AND slug = :slug AND status = 3;

-- name: article_base_views
SELECT base_views + (SELECT coalesce(sum(v.counted), 0) FROM view_total AS v
    WHERE v.article_id = a.id AND v.node <> 'main') AS base_views
FROM article AS a WHERE a.id = :id AND a.status = 3;

-- name: article_id_by_alias
SELECT l.article_id AS id FROM article_alias AS l JOIN article AS a ON a.id = l.article_id
WHERE l.day = :day AND l.slug = :slug AND a.status = 3;

-- name: article_tags
-- scan: sorts one article's tags, of which there are few
SELECT t.slug, t.name FROM article_tag AS x JOIN tag AS t ON t.id = x.tag_id
WHERE x.article_id = :id ORDER BY x.position;

-- name: article_older_same
SELECT * FROM article_card
WHERE status = 3 AND published_at = :key_at AND id < :key_id
    AND :key_at >= :from_at
ORDER BY id DESC LIMIT :row_limit;

-- name: article_older
SELECT * FROM article_card
WHERE status = 3 AND published_at < :key_at AND published_at >= :from_at
ORDER BY published_at DESC, id DESC LIMIT :row_limit;

-- name: article_newer_same
SELECT * FROM article_card
WHERE status = 3 AND published_at = :key_at AND id > :key_id
    AND :key_at < :until_at
ORDER BY id LIMIT :row_limit;

-- name: article_newer
SELECT * FROM article_card
WHERE status = 3 AND published_at > :key_at AND published_at < :until_at
ORDER BY published_at, id LIMIT :row_limit;

-- name: article_older_in_section_same
SELECT * FROM article_card
WHERE section_id = :scope_id AND status = 3 AND published_at = :key_at AND id < :key_id
    AND :key_at >= :from_at
ORDER BY id DESC LIMIT :row_limit;

-- name: article_older_in_section
SELECT * FROM article_card
WHERE section_id = :scope_id AND status = 3 AND published_at < :key_at AND published_at >= :from_at
ORDER BY published_at DESC, id DESC LIMIT :row_limit;

-- name: article_newer_in_section_same
SELECT * FROM article_card
WHERE section_id = :scope_id AND status = 3 AND published_at = :key_at AND id > :key_id
    AND :key_at < :until_at
ORDER BY id LIMIT :row_limit;

-- name: article_newer_in_section
SELECT * FROM article_card
WHERE section_id = :scope_id AND status = 3 AND published_at > :key_at AND published_at < :until_at
ORDER BY published_at, id LIMIT :row_limit;

-- name: article_older_by_author_same
SELECT * FROM article_card
WHERE author_id = :scope_id AND status = 3 AND published_at = :key_at AND id < :key_id
    AND :key_at >= :from_at
ORDER BY id DESC LIMIT :row_limit;

-- name: article_older_by_author
SELECT * FROM article_card
WHERE author_id = :scope_id AND status = 3 AND published_at < :key_at AND published_at >= :from_at
ORDER BY published_at DESC, id DESC LIMIT :row_limit;

-- name: article_newer_by_author_same
SELECT * FROM article_card
WHERE author_id = :scope_id AND status = 3 AND published_at = :key_at AND id > :key_id
    AND :key_at < :until_at
ORDER BY id LIMIT :row_limit;

-- name: article_newer_by_author
SELECT * FROM article_card
WHERE author_id = :scope_id AND status = 3 AND published_at > :key_at AND published_at < :until_at
ORDER BY published_at, id LIMIT :row_limit;

-- name: article_older_with_tag_same
SELECT c.* FROM article_tag AS t CROSS JOIN article_card AS c ON c.id = t.article_id
WHERE t.tag_id = :scope_id AND t.published_at = :key_at AND t.article_id < :key_id
    AND :key_at >= :from_at
ORDER BY t.article_id DESC LIMIT :row_limit;

-- name: article_older_with_tag
SELECT c.* FROM article_tag AS t CROSS JOIN article_card AS c ON c.id = t.article_id
WHERE t.tag_id = :scope_id AND t.published_at < :key_at AND t.published_at >= :from_at
ORDER BY t.published_at DESC, t.article_id DESC LIMIT :row_limit;

-- name: article_newer_with_tag_same
SELECT c.* FROM article_tag AS t CROSS JOIN article_card AS c ON c.id = t.article_id
WHERE t.tag_id = :scope_id AND t.published_at = :key_at AND t.article_id > :key_id
    AND :key_at < :until_at
ORDER BY t.article_id LIMIT :row_limit;

-- name: article_newer_with_tag
SELECT c.* FROM article_tag AS t CROSS JOIN article_card AS c ON c.id = t.article_id
WHERE t.tag_id = :scope_id AND t.published_at > :key_at AND t.published_at < :until_at
ORDER BY t.published_at, t.article_id LIMIT :row_limit;

-- name: article_card_by_id
SELECT * FROM article_card WHERE id = :id AND status = 3;

-- name: article_keys
SELECT published_at, id FROM article WHERE status = 3
ORDER BY published_at DESC, id DESC LIMIT :row_limit;

-- name: article_desk_same
SELECT * FROM article_card
WHERE status <> 5 AND updated_at = :key_at AND id < :key_id
ORDER BY id DESC LIMIT :row_limit;

-- name: article_desk
SELECT * FROM article_card
WHERE status <> 5 AND updated_at < :key_at
ORDER BY updated_at DESC, id DESC LIMIT :row_limit;

-- name: article_desk_by_status_same
SELECT * FROM article_card
WHERE status = :status AND updated_at = :key_at AND id < :key_id
ORDER BY id DESC LIMIT :row_limit;

-- name: article_desk_by_status
SELECT * FROM article_card
WHERE status = :status AND updated_at < :key_at
ORDER BY updated_at DESC, id DESC LIMIT :row_limit;

-- name: article_desk_by_author_same
SELECT * FROM article_card
WHERE author_id = :scope_id AND status <> 5 AND updated_at = :key_at AND id < :key_id
ORDER BY id DESC LIMIT :row_limit;

-- name: article_desk_by_author
SELECT * FROM article_card
WHERE author_id = :scope_id AND status <> 5 AND updated_at < :key_at
ORDER BY updated_at DESC, id DESC LIMIT :row_limit;

-- name: article_desk_by_author_and_status_same
SELECT * FROM article_card
WHERE author_id = :scope_id AND status = :status AND updated_at = :key_at AND id < :key_id
ORDER BY id DESC LIMIT :row_limit;

-- name: article_desk_by_author_and_status
SELECT * FROM article_card
WHERE author_id = :scope_id AND status = :status AND updated_at < :key_at
ORDER BY updated_at DESC, id DESC LIMIT :row_limit;

-- name: article_totals
-- scan: six rows
SELECT status, n FROM article_total;

-- name: article_newest_id
-- scan: reads one row, from the end
SELECT id FROM article ORDER BY id DESC LIMIT 1;

-- name: tag_by_slug
SELECT id, slug, name FROM tag WHERE slug = :slug;
