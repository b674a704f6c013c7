-- SPDX-License-Identifier: MIT
-- name: audit_insert
INSERT INTO audit (at, user_id, who, action, object, was, became)
VALUES (:at, :user_id, :who, :action, :object, :was, :became);

-- name: audit_page
SELECT id, at, who, action, object, was, became
FROM audit WHERE id < :before_id ORDER BY id DESC LIMIT :row_limit;

-- name: audit_last
SELECT who, at FROM audit WHERE object = :object ORDER BY id DESC LIMIT 1;
