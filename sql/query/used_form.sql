-- SPDX-License-Identifier: MIT
-- Forms that have been saved, so that one that is sent again is answered like the first time.

-- name: used_form_get
SELECT object_id, version FROM used_form WHERE token = :token AND digest = :digest;

-- name: used_form_put
-- if the same form was sent with another text, the last one counts
INSERT INTO used_form (token, digest, object_id, version, at)
VALUES (:token, :digest, :id, :version, :now)
ON CONFLICT (token) DO UPDATE SET digest = excluded.digest, object_id = excluded.object_id,
    version = excluded.version, at = excluded.at;

-- name: used_form_drop
DELETE FROM used_form WHERE token IN (
    SELECT token FROM used_form WHERE at < :before_at ORDER BY at LIMIT :row_limit);
