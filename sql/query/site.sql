-- SPDX-License-Identifier: MIT
-- name: site_insert
INSERT INTO site (id, uuid, secret, content_version) VALUES (1, :uuid, :secret, 1);

-- name: site_get
SELECT uuid, secret FROM site WHERE id = 1;

-- name: content_version_get
SELECT content_version FROM site WHERE id = 1;

-- name: content_version_raise
UPDATE site SET content_version = content_version + 1 WHERE id = 1 RETURNING content_version;
