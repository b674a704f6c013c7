-- SPDX-License-Identifier: MIT
-- What feeds need besides the lists of article.sql. Never an e-mail address.

-- name: feed_comments
SELECT id, parent_id, root_id, depth, status, user_id, author, url, body, created_at, edited_at
FROM comment WHERE article_id = :article_id AND status = 1 ORDER BY id DESC LIMIT 50;
