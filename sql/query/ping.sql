-- SPDX-License-Identifier: MIT
-- Pings that wait to be sent to hubs and search engines.

-- name: ping_any_due
SELECT id FROM ping WHERE kind = :kind AND due_at <= :now ORDER BY due_at, id LIMIT 1;

-- name: ping_due
SELECT p.id, p.changes, p.tries, a.day AS article_day, a.slug AS article_slug, s.slug AS section_slug
FROM ping AS p JOIN article AS a ON a.id = p.article_id JOIN section AS s ON s.id = a.section_id
WHERE p.kind = :kind AND p.due_at <= :now ORDER BY p.due_at, p.id LIMIT 100;

-- name: ping_claim
-- until: after this the claim is void, since its process has died. It is later than any earlier claim, so it also identifies the claim
UPDATE ping SET due_at = :until_at WHERE kind = :kind AND id IN (
    SELECT id FROM ping WHERE kind = :kind AND due_at <= :now ORDER BY due_at, id LIMIT 100);

-- name: ping_keep
UPDATE ping SET due_at = :until_at WHERE id = :id AND due_at = :claimed;

-- name: ping_done
DELETE FROM ping WHERE id = :id AND due_at = :claimed AND changes = :changes;

-- name: ping_again
UPDATE ping SET due_at = :due_at, tries = tries + 1 WHERE id = :id AND due_at = :claimed;

-- name: ping_queue
-- the same as the trigger on the articles' versions
INSERT INTO ping (kind, article_id, due_at)
SELECT CASE name WHEN 'websub_hub' THEN 1 ELSE 2 END, :article_id, :now
FROM setting WHERE name IN ('websub_hub', 'indexnow_key') AND value <> ''
ON CONFLICT (kind, article_id)
DO UPDATE SET changes = changes + 1, tries = 0, due_at = min(due_at, excluded.due_at);

-- name: ping_totals
-- scan: a row a kind
SELECT kind, n FROM ping_total;
