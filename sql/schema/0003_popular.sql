-- SPDX-License-Identifier: MIT
-- The most-read articles, and how old views are condensed. An article's hours are kept for two days, its days for
-- 400 days, and its months for ever. The days of the whole site stay, one row each.

-- Hours are counted from 1970 in UTC. The rows of the hour that runs lie together, so counting touches
-- few pages of the file. No reference to the article: a row goes by itself in two days.
CREATE TABLE view_hour (
    hour       INTEGER NOT NULL,
    article_id INTEGER NOT NULL,
    counted    INTEGER NOT NULL,
    PRIMARY KEY (hour, article_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX view_day_by_day ON view_day (day);

CREATE TABLE view_month (
    article_id INTEGER NOT NULL REFERENCES article (id) ON DELETE CASCADE,
    month      INTEGER NOT NULL,  -- YYYYMM
    counted    INTEGER NOT NULL,
    robot      INTEGER NOT NULL,
    ai_robot   INTEGER NOT NULL,
    prefetch   INTEGER NOT NULL,
    staff      INTEGER NOT NULL,
    repeat     INTEGER NOT NULL,
    other      INTEGER NOT NULL,
    PRIMARY KEY (article_id, month)
) STRICT, WITHOUT ROWID;

-- The sum of all articles.
CREATE TABLE site_view_day (
    day        INTEGER PRIMARY KEY,  -- YYYYMMDD in the site's time zone
    counted    INTEGER NOT NULL,
    robot      INTEGER NOT NULL,
    ai_robot   INTEGER NOT NULL,
    prefetch   INTEGER NOT NULL,
    staff      INTEGER NOT NULL,
    repeat     INTEGER NOT NULL,
    other      INTEGER NOT NULL
) STRICT;
INSERT INTO site_view_day (day, counted, robot, ai_robot, prefetch, staff, repeat, other)
SELECT day, sum(counted), sum(robot), sum(ai_robot), sum(prefetch), sum(staff), sum(repeat),
    sum(other)
FROM view_day GROUP BY day;

-- ---- the rankings: core/popular/popular.c ------------------------------------------------------------------

-- Articles whose numbers have risen since the rankings last read them.
CREATE TABLE view_fresh (
    article_id INTEGER PRIMARY KEY
) STRICT;
INSERT INTO view_fresh (article_id)
SELECT article_id FROM view_total UNION SELECT id FROM article WHERE base_views > 0;

CREATE TRIGGER view_fresh_insert AFTER INSERT ON article WHEN new.base_views > 0 BEGIN
    INSERT INTO view_fresh (article_id) VALUES (new.id) ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER view_fresh_update AFTER UPDATE OF base_views ON article
WHEN new.base_views > old.base_views
BEGIN
    INSERT INTO view_fresh (article_id) VALUES (new.id) ON CONFLICT DO NOTHING;
END;

-- The 200 most read of each span of time (enum popular_span), published or not, and their views.
CREATE TABLE popular_candidate (
    span       INTEGER NOT NULL,
    place      INTEGER NOT NULL,  -- from 1
    article_id INTEGER NOT NULL,
    n          INTEGER NOT NULL,
    PRIMARY KEY (span, place)
) STRICT, WITHOUT ROWID;

-- The published ones at their top, as of the last ranking: what pages show.
CREATE TABLE popular (
    span       INTEGER NOT NULL,
    place      INTEGER NOT NULL,
    article_id INTEGER NOT NULL,
    n          INTEGER NOT NULL,
    PRIMARY KEY (span, place)
) STRICT, WITHOUT ROWID;

-- What is known about all other articles: none has more views than the greater of the two refused numbers.
CREATE TABLE popular_span (
    span           INTEGER PRIMARY KEY,
    refused        INTEGER NOT NULL DEFAULT 0,
    refused_before INTEGER NOT NULL DEFAULT 0,
    turned_at      INTEGER NOT NULL DEFAULT 0,  -- when refused began anew
    version        INTEGER NOT NULL DEFAULT 1,  -- raised when what is shown of it changes
    ranked_at      INTEGER NOT NULL DEFAULT 0
) STRICT;
INSERT INTO popular_span (span) VALUES (0), (1), (2), (3), (4);
