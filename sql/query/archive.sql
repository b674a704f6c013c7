-- SPDX-License-Identifier: MIT
-- name: archive_parts
SELECT period, n FROM archive_total
WHERE period >= :first AND period <= :last AND n > 0 ORDER BY period;
