-- SPDX-License-Identifier: MIT
-- Stored totals compared with what they count, for `broadsheet check`.

-- name: verify_article_total
-- scan: checking reads everything
SELECT t.status AS total_of, t.n AS kept, count(a.id) AS counted_now
FROM article_total AS t LEFT JOIN article AS a ON a.status = t.status
GROUP BY t.status, t.n HAVING count(a.id) <> t.n;

-- name: verify_section_articles
-- scan: checking reads everything
SELECT s.slug AS total_of, s.articles AS kept, count(a.id) AS counted_now
FROM section AS s LEFT JOIN article AS a ON a.section_id = s.id AND a.status = 3
GROUP BY s.id, s.slug, s.articles HAVING count(a.id) <> s.articles;

-- name: verify_author_articles
-- scan: checking reads everything
SELECT u.slug AS total_of, u.articles AS kept, count(a.id) AS counted_now
FROM user AS u LEFT JOIN article AS a ON a.author_id = u.id AND a.status = 3
GROUP BY u.id, u.slug, u.articles HAVING count(a.id) <> u.articles;

-- name: verify_comment_total
-- scan: checking reads everything
SELECT t.status AS total_of, t.n AS kept, count(c.id) AS counted_now
FROM comment_total AS t LEFT JOIN comment AS c ON c.status = t.status
GROUP BY t.status, t.n HAVING count(c.id) <> t.n;

-- name: verify_author_total
-- scan: checking reads everything
SELECT t.email || ', ' || t.status AS total_of, t.n AS kept, coalesce(c.n, 0) AS counted_now
FROM author_total AS t
    LEFT JOIN (SELECT email, status, count(*) AS n FROM comment GROUP BY email, status) AS c
        ON c.email = t.email AND c.status = t.status
WHERE t.n <> coalesce(c.n, 0);

-- name: verify_article_comments
-- scan: checking reads everything
SELECT a.id AS total_of, a.comment_count AS kept, count(c.id) AS counted_now
FROM article AS a LEFT JOIN comment AS c ON c.article_id = a.id AND c.status = 1
GROUP BY a.id, a.comment_count HAVING count(c.id) <> a.comment_count;

-- name: verify_comment_replies
-- scan: checking reads everything
SELECT p.id AS total_of, p.shown_kids AS kept, count(c.id) AS counted_now
FROM comment AS p
    LEFT JOIN comment AS c ON c.root_id = p.id AND c.parent_id IS NOT NULL AND c.status = 1
WHERE p.parent_id IS NULL
GROUP BY p.id, p.shown_kids HAVING count(c.id) <> p.shown_kids;

-- name: verify_article_days
-- scan: checking reads everything
SELECT t.article_id AS total_of, t.counted AS kept,
    (SELECT coalesce(sum(d.counted), 0) FROM view_day AS d WHERE d.article_id = t.article_id)
    + (SELECT coalesce(sum(m.counted), 0) FROM view_month AS m WHERE m.article_id = t.article_id)
    AS counted_now
FROM view_total AS t
WHERE t.node = 'main' AND t.counted <>
    (SELECT coalesce(sum(d.counted), 0) FROM view_day AS d WHERE d.article_id = t.article_id)
    + (SELECT coalesce(sum(m.counted), 0) FROM view_month AS m WHERE m.article_id = t.article_id);

-- name: verify_site_months
-- scan: checking reads everything
SELECT s.month AS total_of, s.n AS kept, coalesce(v.n, 0) AS counted_now
FROM (SELECT day / 100 AS month, sum(counted) AS n FROM site_view_day GROUP BY day / 100) AS s
    LEFT JOIN (SELECT month, sum(n) AS n
        FROM (SELECT day / 100 AS month, counted AS n FROM view_day
            UNION ALL SELECT month, counted FROM view_month)
        GROUP BY month) AS v ON v.month = s.month
WHERE s.n <> coalesce(v.n, 0);

-- name: verify_sitemap_part
-- scan: checking reads everything
SELECT p.part AS total_of, p.published AS kept, coalesce(a.n, 0) AS counted_now
FROM sitemap_part AS p
    LEFT JOIN (SELECT (id + 999) / 1000 AS part, count(*) AS n FROM article WHERE status = 3
               GROUP BY 1) AS a ON a.part = p.part
WHERE p.published <> coalesce(a.n, 0);

-- name: verify_archive_total
-- scan: checking reads everything
SELECT t.period AS total_of, t.n AS kept, coalesce(sum(a.n), 0) AS counted_now
FROM archive_total AS t
    LEFT JOIN (SELECT archive_day AS day, count(*) AS n FROM article WHERE status = 3 GROUP BY 1)
        AS a ON t.period IN (a.day, a.day / 100, a.day / 10000)
GROUP BY t.period, t.n HAVING t.n <> coalesce(sum(a.n), 0);

-- name: verify_ping_total
-- scan: checking reads everything
SELECT t.kind AS total_of, t.n AS kept, count(p.id) AS counted_now
FROM ping_total AS t LEFT JOIN ping AS p ON p.kind = t.kind
GROUP BY t.kind, t.n HAVING count(p.id) <> t.n;

-- name: pictures_of_articles
SELECT id, status, title, picture, body FROM article WHERE id > :key_id ORDER BY id LIMIT :row_limit;

-- name: pictures_of_live_entries
SELECT e.id, e.article_id, a.status, a.title, e.body
FROM live_entry AS e JOIN article AS a ON a.id = e.article_id
WHERE e.id > :key_id ORDER BY e.id LIMIT :row_limit;

-- name: pictures_of_videos
SELECT id, title, poster AS picture FROM video
WHERE id > :key_id AND trashed = 0 ORDER BY id LIMIT :row_limit;

-- name: pictures_of_users
SELECT id, name AS title, picture FROM user WHERE id > :key_id ORDER BY id LIMIT :row_limit;

-- name: comment_newest_of_readers
-- scan: checking reads everything
SELECT addr, author, email FROM comment
WHERE user_id IS NULL AND addr <> '' ORDER BY id DESC LIMIT :row_limit;
