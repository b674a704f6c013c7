-- SPDX-License-Identifier: MIT
-- Articles that may be related to one: each statement reads a few entries of one index.

-- name: related_tags
-- scan: sorts one article's tags, of which there are few
SELECT tag_id FROM article_tag WHERE article_id = :id ORDER BY position LIMIT :row_limit;

-- name: related_with_tag_same
SELECT article_id AS id, published_at FROM article_tag
WHERE tag_id = :tag_id AND published_at = :key_at AND article_id < :key_id
ORDER BY article_id DESC LIMIT :row_limit;

-- name: related_with_tag
SELECT article_id AS id, published_at FROM article_tag
WHERE tag_id = :tag_id AND published_at > 0 AND published_at < :key_at
ORDER BY published_at DESC, article_id DESC LIMIT :row_limit;

-- name: related_in_section_same
SELECT id, published_at FROM article
WHERE section_id = :section_id AND status = 3 AND published_at = :key_at AND id < :key_id
ORDER BY id DESC LIMIT :row_limit;

-- name: related_in_section
SELECT id, published_at FROM article
WHERE section_id = :section_id AND status = 3 AND published_at < :key_at
ORDER BY published_at DESC, id DESC LIMIT :row_limit;

-- An article in the search index. Its id there is its second of publication, or close to it.
-- name: related_doc
SELECT article_id AS id, id AS published_at FROM search_doc WHERE id = :id;
