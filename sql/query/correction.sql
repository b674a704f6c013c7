-- SPDX-License-Identifier: MIT
-- Corrections of published articles.

-- name: correction_list
SELECT id, at, text FROM correction WHERE article_id = :article_id ORDER BY at, id LIMIT 100;

-- name: correction_insert
INSERT INTO correction (article_id, at, text) VALUES (:article_id, :at, :text);

-- name: correction_get
SELECT text FROM correction WHERE id = :id AND article_id = :article_id;

-- name: correction_change
UPDATE correction SET text = :text WHERE id = :id;

-- name: correction_delete
DELETE FROM correction WHERE id = :id;
