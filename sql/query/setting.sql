-- SPDX-License-Identifier: MIT
-- Settings and social links.

-- name: setting_all
-- scan: a few dozen rows
SELECT name, value FROM setting;

-- name: setting_put
INSERT INTO setting (name, value) VALUES (:name, :value)
ON CONFLICT (name) DO UPDATE SET value = excluded.value;

-- name: social_link_all
-- scan: a dozen rows
SELECT kind, label, url FROM social_link ORDER BY position;

-- name: social_link_clear
-- scan: a dozen rows
DELETE FROM social_link;

-- name: social_link_insert
INSERT INTO social_link (position, kind, label, url) VALUES (:position, :kind, :label, :url);
