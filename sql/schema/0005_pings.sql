-- SPDX-License-Identifier: MIT
-- What hubs and search engines are told: pings that wait to be sent, and which parts of the sitemap have changed.
-- Triggers on the articles maintain both, so whatever publishes, changes or withdraws an article queues the ping in
-- the same transaction, and no sitemap ever counts articles.

-- One row for each article about which a ping must be sent, however often it changed meanwhile.
CREATE TABLE ping (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    kind       INTEGER NOT NULL,            -- enum ping_kind: 1 WebSub, 2 IndexNow
    article_id INTEGER NOT NULL REFERENCES article (id) ON DELETE CASCADE,
    changes    INTEGER NOT NULL DEFAULT 1,  -- raised by each: what was sent meanwhile is sent again
    tries      INTEGER NOT NULL DEFAULT 0,
    due_at     INTEGER NOT NULL,            -- not before; while one is being sent, when that is given up
    UNIQUE (kind, article_id)
) STRICT;
CREATE INDEX ping_by_time ON ping (kind, due_at, id);
CREATE INDEX ping_by_article ON ping (article_id);

-- Every save raises the version. Nothing is queued where the site pings nobody.
CREATE TRIGGER ping_follows_article AFTER UPDATE OF version ON article
WHEN new.version <> old.version AND (old.status = 3 OR new.status = 3)
BEGIN
    INSERT INTO ping (kind, article_id, due_at)
        SELECT CASE name WHEN 'websub_hub' THEN 1 ELSE 2 END, new.id, new.updated_at
        FROM setting WHERE name IN ('websub_hub', 'indexnow_key') AND value <> ''
        ON CONFLICT (kind, article_id)
        DO UPDATE SET changes = changes + 1, tries = 0, due_at = min(due_at, excluded.due_at);
END;
-- What happens while no hub or search engine is set is not reported later.
CREATE TRIGGER ping_ends_with_setting AFTER UPDATE OF value ON setting
WHEN new.name IN ('websub_hub', 'indexnow_key') AND new.value = ''
BEGIN
    DELETE FROM ping WHERE kind = CASE new.name WHEN 'websub_hub' THEN 1 ELSE 2 END;
END;

-- Part N of the sitemap lists the published ones of the articles 1000 (N - 1) + 1 to 1000 N.
CREATE TABLE sitemap_part (
    part       INTEGER PRIMARY KEY,
    published  INTEGER NOT NULL,
    changed_at INTEGER NOT NULL
) STRICT;
INSERT INTO sitemap_part (part, published, changed_at)
    SELECT (id + 999) / 1000, count(*), max(updated_at) FROM article WHERE status = 3 GROUP BY 1;

CREATE TRIGGER sitemap_part_insert AFTER INSERT ON article WHEN new.status = 3 BEGIN
    INSERT INTO sitemap_part (part, published, changed_at)
        VALUES ((new.id + 999) / 1000, 1, new.updated_at)
        ON CONFLICT (part) DO UPDATE
        SET published = published + 1, changed_at = max(changed_at, excluded.changed_at);
END;
CREATE TRIGGER sitemap_part_update AFTER UPDATE OF status, updated_at ON article
WHEN old.status = 3 OR new.status = 3
BEGIN
    INSERT INTO sitemap_part (part, published, changed_at)
        VALUES ((new.id + 999) / 1000, (new.status = 3) - (old.status = 3), new.updated_at)
        ON CONFLICT (part) DO UPDATE
        SET published = published + excluded.published,
            changed_at = max(changed_at, excluded.changed_at);
END;
CREATE TRIGGER sitemap_part_delete AFTER DELETE ON article WHEN old.status = 3 BEGIN
    UPDATE sitemap_part SET published = published - 1 WHERE part = (old.id + 999) / 1000;
END;
