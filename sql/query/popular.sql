-- SPDX-License-Identifier: MIT
-- The rankings. An article's views in a span are summed from its rows by key, and never stored.

-- name: popular_list
SELECT p.article_id, p.n FROM popular AS p CROSS JOIN article AS a ON a.id = p.article_id
WHERE p.span = :span AND a.status = 3 ORDER BY p.place LIMIT :row_limit;

-- name: popular_shown
SELECT article_id, n FROM popular WHERE span = :span ORDER BY place;

-- name: popular_put
INSERT INTO popular (span, place, article_id, n) VALUES (:span, :place, :article_id, :n)
ON CONFLICT (span, place) DO UPDATE SET article_id = excluded.article_id, n = excluded.n;

-- name: popular_cut
DELETE FROM popular WHERE span = :span AND place > :place;

-- name: popular_candidates
SELECT p.place, p.article_id, p.n, coalesce(a.status, 0) AS status
FROM popular_candidate AS p LEFT JOIN article AS a ON a.id = p.article_id
WHERE p.span = :span ORDER BY p.place;

-- name: popular_candidate_put
INSERT INTO popular_candidate (span, place, article_id, n) VALUES (:span, :place, :article_id, :n)
ON CONFLICT (span, place) DO UPDATE SET article_id = excluded.article_id, n = excluded.n;

-- name: popular_candidate_cut
DELETE FROM popular_candidate WHERE span = :span AND place > :place;

-- name: popular_spans
-- scan: five rows
SELECT span, refused, refused_before, turned_at, version, ranked_at FROM popular_span;

-- name: popular_span_put
UPDATE popular_span SET refused = :refused, refused_before = :refused_before,
    turned_at = :turned_at, version = :version, ranked_at = :ranked_at
WHERE span = :span;

-- name: popular_version
-- scan: five rows
SELECT sum(version) AS version, sum(ranked_at) AS ranked_at FROM popular_span;

-- ---- sums -------------------------------------------------------------------------------------------

-- The hours after from_hour count in full, from_hour itself for left_s of its 3600 seconds; n is views times seconds.
-- name: popular_sum_hours
-- scan: at most 25 hours, each found by its key
WITH RECURSIVE h (hour) AS (VALUES (:hour) UNION ALL SELECT hour - 1 FROM h WHERE hour > :from_hour)
SELECT coalesce(sum(v.counted * CASE WHEN v.hour > :from_hour THEN 3600 ELSE :left_s END), 0) AS n
FROM h CROSS JOIN view_hour AS v ON v.hour = h.hour AND v.article_id = :article_id;

-- name: popular_sum_days
SELECT coalesce(sum(counted), 0) AS n FROM view_day WHERE article_id = :article_id AND day >= :day;

-- name: popular_sum_all
SELECT a.base_views + coalesce((SELECT sum(v.counted) FROM view_total AS v
    WHERE v.article_id = a.id), 0) AS n
FROM article AS a WHERE a.id = :article_id;

-- ---- fresh articles ---------------------------------------------------------------------------------

-- name: view_fresh_list
SELECT article_id FROM view_fresh WHERE article_id > 0 ORDER BY article_id LIMIT :row_limit;

-- name: view_fresh_drop
DELETE FROM view_fresh WHERE article_id <= :article_id;

-- Recounting everything: the articles of a span in batches, by the key of its rows.

-- name: popular_seed_hours
SELECT hour AS key_at, article_id FROM view_hour WHERE (hour, article_id) > (:key_at, :key_id)
ORDER BY hour, article_id LIMIT :row_limit;

-- name: popular_seed_days
SELECT day AS key_at, article_id FROM view_day WHERE (day, article_id) > (:key_at, :key_id)
ORDER BY day, article_id LIMIT :row_limit;

-- name: popular_seed_all
SELECT 0 AS key_at, id AS article_id FROM article WHERE id > :key_id AND :key_at = 0
ORDER BY id LIMIT :row_limit;
