-- SPDX-License-Identifier: MIT
-- The one row about the site: its identity, its secrets and the content version.

-- name: site_insert
INSERT INTO site (id, uuid, secret, content_version) VALUES (1, :uuid, :secret, 1);

-- name: site_get
SELECT uuid, secret FROM site WHERE id = 1;

-- name: site_secret_get
SELECT secret, secret_since, secret_before, secret_before_until FROM site WHERE id = 1;

-- name: site_secret_rotate
UPDATE site SET secret_before = CASE WHEN :until > 0 THEN secret ELSE '' END,
    secret_before_until = :until, secret_since = :since, secret = :secret
WHERE id = 1;

-- name: site_secret_forget
UPDATE site SET secret_before = '', secret_before_until = 0
WHERE id = 1 AND secret_before <> '' AND secret_before_until <= :now;

-- name: content_version_get
SELECT content_version FROM site WHERE id = 1;

-- name: content_version_raise
UPDATE site SET content_version = content_version + 1 WHERE id = 1 RETURNING content_version;

-- name: content_of_article_add
INSERT INTO content_of_article (version, article_id)
SELECT content_version, :article_id FROM site WHERE id = 1
ON CONFLICT DO NOTHING;

-- name: content_of_article_trim
DELETE FROM content_of_article
WHERE version < (SELECT content_version FROM site WHERE id = 1) - :row_limit;

-- name: content_is_of_everything
DELETE FROM content_of_article WHERE version = (SELECT content_version FROM site WHERE id = 1);

-- name: content_of_article_since
SELECT version, article_id FROM content_of_article
WHERE version > :version ORDER BY version, article_id;

-- name: write_probe
UPDATE write_probe SET n = n + 1 WHERE id = 1;
