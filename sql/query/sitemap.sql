-- SPDX-License-Identifier: MIT
-- A part is a range of ids, so new articles do not change old parts, and each costs the same whatever the site's size.

-- name: sitemap_parts
-- scan: one row for a thousand articles, and all of them are the answer
SELECT part, changed_at FROM sitemap_part WHERE published > 0 ORDER BY part;

-- name: sitemap_articles
-- +status keeps SQLite from using an index on status: the range of ids is small enough
SELECT day, slug, updated_at, translations FROM article
WHERE id >= :first_id AND id <= :last_id AND +status = 3 ORDER BY id;

-- name: sitemap_tag_parts
-- scan: from one part that is not empty to the next, each found by its id
WITH RECURSIVE part (n) AS (
    VALUES (0)
    UNION ALL
    SELECT (SELECT (t.id + 999) / 1000 FROM tag AS t
            WHERE t.id > part.n * 1000 AND EXISTS (SELECT 1 FROM article_tag AS x
                WHERE x.tag_id = t.id AND x.published_at > 0)
            ORDER BY t.id LIMIT 1)
    FROM part WHERE part.n IS NOT NULL
)
SELECT n AS part FROM part WHERE n > 0;

-- name: sitemap_tags
SELECT t.slug FROM tag AS t
WHERE t.id >= :first_id AND t.id <= :last_id
    AND EXISTS (SELECT 1 FROM article_tag AS x WHERE x.tag_id = t.id AND x.published_at > 0)
ORDER BY t.id;

-- name: sitemap_video_parts
-- scan: from one part that is not empty to the next, each found by its id
WITH RECURSIVE part (n) AS (
    VALUES (0)
    UNION ALL
    SELECT (SELECT (v.id + 999) / 1000 FROM video AS v
            WHERE v.id > part.n * 1000 AND v.trashed = 0 ORDER BY v.id LIMIT 1)
    FROM part WHERE part.n IS NOT NULL
)
SELECT n AS part FROM part WHERE n > 0;

-- name: sitemap_videos
SELECT v.id, v.title FROM video AS v
WHERE v.id >= :first_id AND v.id <= :last_id AND +v.trashed = 0 ORDER BY v.id;

-- name: sitemap_authors
-- scan: a newsroom is small
SELECT u.slug FROM user AS u
WHERE EXISTS (SELECT 1 FROM article AS a WHERE a.author_id = u.id AND a.status = 3)
ORDER BY u.id LIMIT 1000;

-- name: sitemap_news
SELECT day, slug, title, published_at FROM article
WHERE status = 3 AND published_at >= :from_at
ORDER BY published_at DESC, id DESC LIMIT 1000;
