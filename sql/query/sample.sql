-- SPDX-License-Identifier: MIT
-- The sample site's articles and comments are older than the site.

-- name: sample_article_written
UPDATE article SET created_at = :created_at, updated_at = :updated_at WHERE id = :id;

-- name: sample_correction_dated
UPDATE correction SET at = :at WHERE article_id = :id;

-- name: sample_comment_decided
UPDATE comment SET decided_at = :decided_at, decided_by = :decided_by WHERE id = :id;
