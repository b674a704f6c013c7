-- SPDX-License-Identifier: MIT
-- View counters in the database: totals by node, and rows by hour, day and month.

-- name: view_total_get
SELECT counted, robot, ai_robot, prefetch, staff, repeat, other
FROM view_total WHERE article_id = :article_id AND node = :node;

-- name: view_total_all
-- scan: after the machine's start, and for `broadsheet check`
SELECT article_id, counted, robot, ai_robot, prefetch, staff, repeat, other
FROM view_total WHERE node = :node ORDER BY article_id;

-- name: view_flush_get
SELECT n FROM view_flush WHERE node = :node;

-- name: view_flush_raise
INSERT INTO view_flush (node, n) VALUES (:node, 1)
ON CONFLICT (node) DO UPDATE SET n = n + 1 RETURNING n;

-- name: view_total_put
INSERT INTO view_total (article_id, node, counted, robot, ai_robot, prefetch, staff, repeat, other)
SELECT id, :node, :counted, :robot, :ai_robot, :prefetch, :staff, :repeat, :other
FROM article WHERE id = :article_id
ON CONFLICT (article_id, node) DO UPDATE SET
    counted = excluded.counted, robot = excluded.robot, ai_robot = excluded.ai_robot,
    prefetch = excluded.prefetch, staff = excluded.staff, repeat = excluded.repeat,
    other = excluded.other;

-- name: view_day_add
INSERT INTO view_day (article_id, day, counted, robot, ai_robot, prefetch, staff, repeat, other)
SELECT id, :day, :counted, :robot, :ai_robot, :prefetch, :staff, :repeat, :other
FROM article WHERE id = :article_id
ON CONFLICT (article_id, day) DO UPDATE SET
    counted = counted + excluded.counted, robot = robot + excluded.robot,
    ai_robot = ai_robot + excluded.ai_robot, prefetch = prefetch + excluded.prefetch,
    staff = staff + excluded.staff, repeat = repeat + excluded.repeat,
    other = other + excluded.other;

-- name: view_day_list
SELECT day, counted, robot, ai_robot, prefetch, staff, repeat, other
FROM view_day WHERE article_id = :article_id ORDER BY day DESC LIMIT :row_limit;

-- name: view_hour_add
INSERT INTO view_hour (hour, article_id, counted) VALUES (:hour, :article_id, :counted)
ON CONFLICT (hour, article_id) DO UPDATE SET counted = counted + excluded.counted;

-- name: view_fresh_add
INSERT INTO view_fresh (article_id) VALUES (:article_id) ON CONFLICT DO NOTHING;

-- name: site_view_day_add
INSERT INTO site_view_day (day, counted, robot, ai_robot, prefetch, staff, repeat, other)
VALUES (:day, :counted, :robot, :ai_robot, :prefetch, :staff, :repeat, :other)
ON CONFLICT (day) DO UPDATE SET
    counted = counted + excluded.counted, robot = robot + excluded.robot,
    ai_robot = ai_robot + excluded.ai_robot, prefetch = prefetch + excluded.prefetch,
    staff = staff + excluded.staff, repeat = repeat + excluded.repeat,
    other = other + excluded.other;

-- ---- old rows ---------------------------------------------------------------------------------------

-- Each batch is identified by its last row; the following statements use the same rows.

-- name: view_hour_old
SELECT hour, article_id FROM view_hour WHERE hour < :hour ORDER BY hour, article_id LIMIT :row_limit;

-- name: view_hour_drop
DELETE FROM view_hour WHERE (hour, article_id) <= (:hour, :article_id);

-- name: view_day_old
SELECT day, article_id FROM view_day WHERE day < :day ORDER BY day, article_id LIMIT :row_limit;

-- name: view_month_add
INSERT INTO view_month (article_id, month, counted, robot, ai_robot, prefetch, staff, repeat, other)
SELECT article_id, day / 100, counted, robot, ai_robot, prefetch, staff, repeat, other
FROM view_day WHERE (day, article_id) <= (:day, :article_id)
ON CONFLICT (article_id, month) DO UPDATE SET
    counted = counted + excluded.counted, robot = robot + excluded.robot,
    ai_robot = ai_robot + excluded.ai_robot, prefetch = prefetch + excluded.prefetch,
    staff = staff + excluded.staff, repeat = repeat + excluded.repeat,
    other = other + excluded.other;

-- name: view_day_drop
DELETE FROM view_day WHERE (day, article_id) <= (:day, :article_id);

-- ---- the report -------------------------------------------------------------------------------------

-- name: view_report
SELECT id, status, day, slug, title, published_at, base_views FROM article
WHERE id > :key_id ORDER BY id LIMIT :row_limit;

-- name: view_total_of_article
SELECT node, counted, robot, ai_robot, prefetch, staff, repeat, other
FROM view_total WHERE article_id = :article_id;
