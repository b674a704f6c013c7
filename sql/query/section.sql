-- SPDX-License-Identifier: MIT
-- Sections, in their order.

-- name: section_all
-- scan: at most a hundred
SELECT id, slug, name, description, position, articles FROM section ORDER BY position, id LIMIT 100;

-- name: section_by_slug
SELECT id, slug, name, description, position, articles FROM section WHERE slug = :slug;

-- name: section_by_id
SELECT id FROM section WHERE id = :id;

-- name: section_in_use
SELECT id FROM article WHERE section_id = :id LIMIT 1;

-- name: section_insert
INSERT INTO section (slug, name, description, position)
VALUES (:slug, :name, :description, :position);

-- name: section_update
UPDATE section SET slug = :slug, name = :name, description = :description, position = :position
WHERE id = :id;

-- name: section_delete
DELETE FROM section WHERE id = :id;
