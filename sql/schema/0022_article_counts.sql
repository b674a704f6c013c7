-- SPDX-License-Identifier: MIT
-- How many published articles each section and each author has, for the pages that list them.

ALTER TABLE section ADD COLUMN articles INTEGER NOT NULL DEFAULT 0;
ALTER TABLE user ADD COLUMN articles INTEGER NOT NULL DEFAULT 0;
UPDATE section SET articles =
    (SELECT count(*) FROM article AS a WHERE a.section_id = section.id AND a.status = 3);
UPDATE user SET articles =
    (SELECT count(*) FROM article AS a WHERE a.author_id = user.id AND a.status = 3);

CREATE TRIGGER article_count_insert AFTER INSERT ON article WHEN new.status = 3 BEGIN
    UPDATE section SET articles = articles + 1 WHERE id = new.section_id;
    UPDATE user SET articles = articles + 1 WHERE id = new.author_id;
END;
CREATE TRIGGER article_count_delete AFTER DELETE ON article WHEN old.status = 3 BEGIN
    UPDATE section SET articles = articles - 1 WHERE id = old.section_id;
    UPDATE user SET articles = articles - 1 WHERE id = old.author_id;
END;
CREATE TRIGGER article_count_update AFTER UPDATE OF status, section_id, author_id ON article
WHEN (old.status = 3 OR new.status = 3) AND (old.status <> new.status
    OR old.section_id <> new.section_id OR old.author_id <> new.author_id)
BEGIN
    UPDATE section SET articles = articles - 1 WHERE id = old.section_id AND old.status = 3;
    UPDATE section SET articles = articles + 1 WHERE id = new.section_id AND new.status = 3;
    UPDATE user SET articles = articles - 1 WHERE id = old.author_id AND old.status = 3;
    UPDATE user SET articles = articles + 1 WHERE id = new.author_id AND new.status = 3;
END;
