-- SPDX-License-Identifier: MIT
-- What an article page and the front page show beyond the text: the lead picture, when the article
-- was materially changed, corrections, a live blog's entries; authors' pictures and links; how many
-- articles each year, month and day of the archive holds; and how often the counters were flushed.

ALTER TABLE article ADD COLUMN picture         TEXT    NOT NULL DEFAULT '';  -- a path on this site
ALTER TABLE article ADD COLUMN picture_alt     TEXT    NOT NULL DEFAULT '';
ALTER TABLE article ADD COLUMN picture_caption TEXT    NOT NULL DEFAULT '';
ALTER TABLE article ADD COLUMN picture_credit  TEXT    NOT NULL DEFAULT '';
ALTER TABLE article ADD COLUMN picture_width   INTEGER NOT NULL DEFAULT 0;   -- 0: not known
ALTER TABLE article ADD COLUMN picture_height  INTEGER NOT NULL DEFAULT 0;
-- When an editor last said that its readers should be told of a change; 0: never.
ALTER TABLE article ADD COLUMN revised_at      INTEGER NOT NULL DEFAULT 0;
ALTER TABLE article ADD COLUMN live            INTEGER NOT NULL DEFAULT 0;   -- enum article_live
-- YYYYMMDD of published_at in the site's time zone when it was published; 0: it never was.
ALTER TABLE article ADD COLUMN archive_day     INTEGER NOT NULL DEFAULT 0;

-- Dated and public, in the order of their dates.
CREATE TABLE correction (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    article_id INTEGER NOT NULL REFERENCES article (id) ON DELETE CASCADE,
    at         INTEGER NOT NULL,
    text       TEXT    NOT NULL
) STRICT;
CREATE INDEX correction_of_article ON correction (article_id, at, id);

CREATE TABLE live_entry (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    article_id INTEGER NOT NULL REFERENCES article (id) ON DELETE CASCADE,
    at         INTEGER NOT NULL,            -- what readers see, and the order
    title      TEXT    NOT NULL,            -- may be empty
    body       TEXT    NOT NULL,            -- Markdown
    user_id    INTEGER REFERENCES user (id),
    edited_at  INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX live_entry_of_article ON live_entry (article_id, at, id);
CREATE INDEX live_entry_by_user ON live_entry (user_id) WHERE user_id IS NOT NULL;

ALTER TABLE user ADD COLUMN picture TEXT NOT NULL DEFAULT '';  -- a path on this site
ALTER TABLE user ADD COLUMN links   TEXT NOT NULL DEFAULT '';  -- addresses, one a line

-- ---- the archive's numbers ------------------------------------------------------------------------

-- How many articles were published in a year (2026), a month (202611) and a day (20261123).
CREATE TABLE archive_total (
    period INTEGER PRIMARY KEY,
    n      INTEGER NOT NULL
) STRICT;

UPDATE article SET archive_day = day WHERE day > 0;
INSERT INTO archive_total (period, n)
SELECT archive_day, count(*) FROM article WHERE status = 3 AND archive_day > 0
GROUP BY archive_day;
INSERT INTO archive_total (period, n)
SELECT period / 100, sum(n) FROM archive_total WHERE period > 9999999 GROUP BY period / 100;
INSERT INTO archive_total (period, n)
SELECT period / 100, sum(n) FROM archive_total WHERE period BETWEEN 10000 AND 999999
GROUP BY period / 100;

CREATE TRIGGER archive_total_update AFTER UPDATE OF status, archive_day ON article
WHEN (old.status = 3) * old.archive_day <> (new.status = 3) * new.archive_day
BEGIN
    UPDATE archive_total SET n = n - 1
    WHERE old.status = 3
      AND period IN (old.archive_day, old.archive_day / 100, old.archive_day / 10000);
    INSERT INTO archive_total (period, n)
    SELECT p.period, 1
    FROM (SELECT new.archive_day AS period UNION ALL SELECT new.archive_day / 100
          UNION ALL SELECT new.archive_day / 10000) AS p
    WHERE p.period > 0 AND new.status = 3
    ON CONFLICT (period) DO UPDATE SET n = n + 1;
END;
-- One that comes in published, from an import past the program: the day of its permalink.
CREATE TRIGGER archive_total_insert AFTER INSERT ON article
WHEN new.archive_day = 0 AND new.day > 0
BEGIN
    UPDATE article SET archive_day = new.day WHERE id = new.id;
END;
CREATE TRIGGER archive_total_delete AFTER DELETE ON article WHEN old.status = 3 BEGIN
    UPDATE archive_total SET n = n - 1
    WHERE period IN (old.archive_day, old.archive_day / 100, old.archive_day / 10000);
END;

-- ---- view counters ------------------------------------------------------------------------------

-- How many times a node has written its view counters to the database. Its counter file has the same
-- number: where they differ, the two are compared counter by counter (core/views/views_file.c).
CREATE TABLE view_flush (
    node TEXT    PRIMARY KEY,
    n    INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- ---- how an article is read -----------------------------------------------------------------------

DROP VIEW article_card;
CREATE VIEW article_card AS
SELECT a.id, a.status, a.day, a.slug, a.title, a.standfirst, a.excerpt, a.words, a.section_id,
    a.author_id, s.slug AS section_slug, s.name AS section_name, u.slug AS author_slug,
    u.name AS author_name, a.social_links, a.comments_open, a.published_at, a.created_at,
    a.updated_at, a.version, a.base_views, a.comment_count, a.picture, a.picture_alt,
    a.picture_width, a.picture_height, a.revised_at, a.live,
    (SELECT coalesce(sum(v.counted), 0) FROM view_total AS v
     WHERE v.article_id = a.id AND v.node <> 'main') AS views_elsewhere
FROM article AS a
    JOIN section AS s ON s.id = a.section_id
    JOIN user AS u ON u.id = a.author_id;
