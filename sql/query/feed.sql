-- SPDX-License-Identifier: MIT
-- What feeds need besides the lists of article.sql. Never an e-mail address.

-- name: feed_comments
SELECT id, parent_id, root_id, depth, status, user_id, author, url, body, created_at, edited_at
FROM comment WHERE article_id = :article_id AND status = 1 ORDER BY id DESC LIMIT 50;

-- Those of articles that are not published are passed over (comment_feed.c), within the limit.
-- name: feed_comments_of_site
SELECT c.id, c.parent_id, c.root_id, c.depth, c.status, c.user_id, c.author, c.url, c.body,
    c.created_at, c.edited_at, c.article_id, a.status AS article_status, a.title AS article_title,
    a.day AS article_day, a.slug AS article_slug, a.comment_count
FROM comment AS c JOIN article AS a ON a.id = c.article_id
WHERE c.status = 1 ORDER BY c.id DESC LIMIT :row_limit;

-- name: comment_text_characters
SELECT coalesce(sum(length(body)), 0) AS n FROM comment
WHERE article_id = :article_id AND status = 1;
