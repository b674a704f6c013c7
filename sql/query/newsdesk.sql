-- SPDX-License-Identifier: MIT
-- Saving articles, their tags and addresses, and publishing what is due.

-- name: article_insert
INSERT INTO article (status, slug, title, standfirst, body, excerpt, words, section_id, author_id,
    social_links, comments_open, created_at, updated_at, base_views, picture, picture_alt,
    picture_caption, picture_credit, picture_width, picture_height, live, translations)
VALUES (0, :slug, :title, :standfirst, :body, :excerpt, :words, :section_id, :author_id,
    :social_links, :comments_open, :now, :now, :base_views, :picture, :picture_alt,
    :picture_caption, :picture_credit, :picture_width, :picture_height, :live, :translations);

-- name: article_update
UPDATE article SET slug = :slug, title = :title, standfirst = :standfirst, body = :body,
    excerpt = :excerpt, words = :words, section_id = :section_id, author_id = :author_id,
    social_links = :social_links, comments_open = :comments_open, base_views = :base_views,
    picture = :picture, picture_alt = :picture_alt, picture_caption = :picture_caption,
    picture_credit = :picture_credit, picture_width = :picture_width,
    picture_height = :picture_height, live = :live, translations = :translations,
    updated_at = :now, version = version + 1
WHERE id = :id;

-- name: article_set_status
UPDATE article SET status = :status, status_before = :status_before, day = :day, slug = :slug,
    published_at = :published_at, updated_at = :now, version = version + 1
WHERE id = :id;

-- name: article_set_archive_day
UPDATE article SET archive_day = :day WHERE id = :id;

-- name: article_set_revised
UPDATE article SET revised_at = :at WHERE id = :id;

-- name: article_permalink_taken
SELECT id FROM article WHERE day = :day AND day > 0 AND slug = :slug AND id <> :id
UNION ALL
SELECT article_id FROM article_alias WHERE day = :day AND slug = :slug AND article_id <> :id
LIMIT 1;

-- name: article_alias_add
INSERT INTO article_alias (day, slug, article_id) VALUES (:day, :slug, :id)
ON CONFLICT (day, slug) DO UPDATE SET article_id = excluded.article_id;

-- name: article_alias_remove
DELETE FROM article_alias WHERE day = :day AND slug = :slug;

-- name: article_due
SELECT a.id FROM article AS a LEFT JOIN publish_failure AS f ON f.article_id = a.id
WHERE a.status = 2 AND a.published_at <= :now AND coalesce(f.next_at, 0) <= :now
ORDER BY a.published_at, a.id LIMIT 100;

-- name: publish_failure_put
INSERT INTO publish_failure (article_id, tries, next_at)
SELECT id, 1, :now + :wait FROM article WHERE id = :id
ON CONFLICT (article_id) DO UPDATE SET tries = tries + 1, next_at = excluded.next_at;

-- name: publish_failure_tries
SELECT tries FROM publish_failure WHERE article_id = :id;

-- name: publish_failure_clear
DELETE FROM publish_failure WHERE article_id = :id;

-- name: tag_by_form
SELECT id FROM tag WHERE folded = :folded AND folded <> '' ORDER BY id LIMIT 1;

-- name: tag_without_form
SELECT id, name FROM tag WHERE slug = :slug AND folded = '';

-- name: tag_set_form
UPDATE tag SET folded = :folded WHERE id = :id;

-- name: tag_add
INSERT INTO tag (slug, name, folded) VALUES (:slug, :name, :folded)
ON CONFLICT (slug) DO NOTHING RETURNING id;

-- name: article_tag_clear
DELETE FROM article_tag WHERE article_id = :id;

-- name: article_tag_put
INSERT INTO article_tag (article_id, tag_id, position, published_at)
VALUES (:id, :tag_id, :position, :published_at)
ON CONFLICT (article_id, tag_id) DO NOTHING;
