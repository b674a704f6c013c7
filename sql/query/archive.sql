-- SPDX-License-Identifier: MIT
-- The archive: days, months and years with articles, from stored totals.

-- name: archive_parts
SELECT period, n FROM archive_total
WHERE period >= :first AND period <= :last AND n > 0 ORDER BY period;

-- name: archive_pass_get
SELECT value FROM setting WHERE name = 'archive_zone';

-- name: archive_pass_set
INSERT INTO setting (name, value) VALUES ('archive_zone', :value)
ON CONFLICT (name) DO UPDATE SET value = excluded.value;

-- name: archive_pass_same
SELECT id, published_at, archive_day FROM article
WHERE status = 3 AND published_at = :key_at AND id < :key_id
ORDER BY id DESC LIMIT :row_limit;

-- name: archive_pass_next
SELECT id, published_at, archive_day FROM article
WHERE status = 3 AND published_at < :key_at
ORDER BY published_at DESC, id DESC LIMIT :row_limit;
