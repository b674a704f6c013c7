-- SPDX-License-Identifier: MIT
-- Search. In a query plan a MATCH on an FTS5 table looks like a scan, so each says what it costs.

-- ---- upkeep ----

-- name: search_state_get
SELECT s.generation, s.docs, s.phase, s.key_at, s.key_id, s.gap, s.desk_id, s.folding,
    s.desk_folding, s.target, s.desk_key, t.n AS published,
    (SELECT coalesce(max(a.id), 0) FROM article AS a) AS newest_id
FROM search_state AS s JOIN article_total AS t ON t.status = 3 WHERE s.id = 1;

-- name: search_state_add_docs
UPDATE search_state SET docs = docs + :docs WHERE id = 1;

-- name: search_state_folding
SELECT folding FROM search_state WHERE id = 1;

-- name: search_state_set
UPDATE search_state SET phase = :phase, key_at = :key_at, key_id = :key_id, gap = :gap,
    folding = :folding, desk_folding = :desk_folding, target = :target, desk_key = :desk_key
WHERE id = 1;

-- name: search_state_set_desk
UPDATE search_state SET desk_id = :key_id WHERE id = 1;

-- name: search_state_restart
UPDATE search_state SET generation = generation + 1, docs = 0, phase = 0, gap = 0, desk_id = 0,
    key_at = 9223372036854775807, key_id = 0, folding = :folding, desk_folding = :folding,
    target = :folding, desk_key = 0
WHERE id = 1;

-- name: search_doc_get
SELECT id, generation, folding, title, standfirst, body, tags, facets FROM search_doc
WHERE article_id = :article_id;

-- name: search_doc_taken
SELECT id FROM search_doc WHERE id = :id;

-- name: search_doc_put
INSERT INTO search_doc (id, article_id, generation, folding, title, standfirst, body, tags, facets)
VALUES (:id, :article_id, :generation, :folding, :title, :standfirst, :body, :tags, :facets)
ON CONFLICT (id) DO UPDATE SET generation = excluded.generation, folding = excluded.folding,
    title = excluded.title, standfirst = excluded.standfirst, body = excluded.body,
    tags = excluded.tags, facets = excluded.facets;

-- name: search_doc_remove
DELETE FROM search_doc WHERE id = :id;

-- What FTS5 is given begins with a mark of its folding (db/fts.h): U+E100, 57600, and its number. One row of
-- VALUES, not a SELECT: FTS5 flushes what it has gathered to disk whenever a statement begins that may have to be
-- rolled back half-way.
-- name: search_text_add
INSERT INTO search_text (rowid, title, standfirst, body, tags, facets)
VALUES (:id, char(57600 + :folding) || :title, char(57600 + :folding) || :standfirst,
    char(57600 + :folding) || :body, char(57600 + :folding) || :tags,
    char(57600 + :folding) || :facets);

-- FTS5 must be given the old values.
-- name: search_text_remove
INSERT INTO search_text (search_text, rowid, title, standfirst, body, tags, facets)
VALUES ('delete', :id, char(57600 + :folding) || :title, char(57600 + :folding) || :standfirst,
    char(57600 + :folding) || :body, char(57600 + :folding) || :tags,
    char(57600 + :folding) || :facets);

-- name: search_text_clear
INSERT INTO search_text (search_text) VALUES ('delete-all');

-- FTS5's record of the pieces of the index (db/fts.h).
-- name: search_text_pieces
SELECT block FROM search_text_data WHERE id = 10;

-- name: search_text_merge
INSERT INTO search_text (search_text, rank) VALUES ('merge', :pages);

-- name: search_word_add
INSERT INTO search_word (word, docs) VALUES (:word, :docs)
ON CONFLICT (word) DO UPDATE SET docs = docs + excluded.docs;

-- name: search_word_remove
DELETE FROM search_word WHERE word = :word AND docs <= 0;

-- name: search_word_clear
DELETE FROM search_word;

-- name: search_fill_same
SELECT a.id, a.published_at, coalesce(d.generation, 0) AS generation,
    coalesce(d.folding, 0) AS folding
FROM article AS a LEFT JOIN search_doc AS d ON d.article_id = a.id
WHERE a.status = 3 AND a.published_at = :key_at AND a.id < :key_id
ORDER BY a.id DESC LIMIT :row_limit;

-- name: search_fill_next
SELECT a.id, a.published_at, coalesce(d.generation, 0) AS generation,
    coalesce(d.folding, 0) AS folding
FROM article AS a LEFT JOIN search_doc AS d ON d.article_id = a.id
WHERE a.status = 3 AND a.published_at < :key_at
ORDER BY a.published_at DESC, a.id DESC LIMIT :row_limit;

-- name: search_clean_next
SELECT d.article_id, d.generation, coalesce(a.status, -1) AS status
FROM search_doc AS d LEFT JOIN article AS a ON a.id = d.article_id
WHERE d.article_id > :key_id ORDER BY d.article_id LIMIT :row_limit;

-- ---- checking ----

-- name: search_check_index
-- scan: every word of the index, for `broadsheet check`
SELECT term AS word, doc AS id, col AS field, "offset" AS place FROM search_instance;

-- name: search_check_words
-- scan: every word, for `broadsheet check`
SELECT word, docs FROM search_word ORDER BY word;

-- name: search_check_docs
-- scan: every article, for `broadsheet check`
SELECT id, article_id, generation, folding, title, standfirst, body, tags, facets FROM search_doc
ORDER BY id;

-- name: search_check_missing
-- scan: every article, for `broadsheet check`
SELECT count(*) AS n FROM article AS a WHERE a.status = 3 AND NOT EXISTS
    (SELECT 1 FROM search_doc AS d WHERE d.article_id = a.id
     AND d.generation = (SELECT s.generation FROM search_state AS s WHERE s.id = 1));

-- name: search_check_stray
-- scan: every article, for `broadsheet check`
SELECT count(*) AS n FROM search_doc AS d WHERE NOT EXISTS
    (SELECT 1 FROM article AS a WHERE a.id = d.article_id AND a.status = 3);

-- ---- searching ----

-- The newest matches in a range of ids: FTS5 walks backwards and stops when the reader stops. core/search/search.c
-- keeps the ranges so small that none takes long.
-- name: search_newest
-- scan: the matches in a range of ids, newest first, until there are enough
SELECT rowid AS id, rank AS score FROM search_text
WHERE search_text MATCH :match AND rank MATCH :score_by AND rowid BETWEEN :from_id AND :until_id
ORDER BY rowid DESC LIMIT :row_limit;

-- name: search_newest_id
-- scan: the matches in a range of ids, newest first, until there are enough
SELECT rowid AS id FROM search_text
WHERE search_text MATCH :match AND rowid BETWEEN :from_id AND :until_id
ORDER BY rowid DESC LIMIT :row_limit;

-- name: search_doc_texts
SELECT folding, title, standfirst, body FROM search_doc WHERE id = :id;

-- name: search_card
SELECT c.* FROM search_doc AS d JOIN article_card AS c ON c.id = d.article_id
WHERE d.id = :id AND c.status = 3;

-- name: search_span
SELECT coalesce((SELECT min(id) FROM search_doc), 0) AS from_id,
    coalesce((SELECT max(id) FROM search_doc), 0) AS until_id;

-- name: search_word_docs
SELECT docs FROM search_word WHERE word = :word;

-- name: search_word_range
SELECT word, docs FROM search_word WHERE word >= :word AND word < :word_end
ORDER BY word LIMIT :row_limit;

-- name: search_authors
-- scan: the newsroom's people, of whom there are few
SELECT id, name, slug FROM user ORDER BY id LIMIT 1000;

-- ---- the newsroom's headlines ----

-- name: desk_doc_put
INSERT INTO desk_doc (id, title, facets, folding)
SELECT id, title, char(57586) || author_id || ' ' || char(57587) || status, :folding FROM article
WHERE id = :id
ON CONFLICT (id) DO UPDATE SET title = excluded.title, facets = excluded.facets,
    folding = excluded.folding;

-- name: desk_text_add
INSERT INTO desk_text (rowid, title, facets)
SELECT id, char(57600 + folding) || title, char(57600 + folding) || facets FROM desk_doc
WHERE id = :id;

-- name: desk_text_remove
INSERT INTO desk_text (desk_text, rowid, title, facets)
SELECT 'delete', id, char(57600 + folding) || title, char(57600 + folding) || facets FROM desk_doc
WHERE id = :id;

-- name: desk_text_clear
INSERT INTO desk_text (desk_text) VALUES ('delete-all');

-- name: desk_text_pieces
SELECT block FROM desk_text_data WHERE id = 10;

-- name: desk_text_merge
INSERT INTO desk_text (desk_text, rank) VALUES ('merge', :pages);

-- name: desk_fill_until
SELECT coalesce(max(id), 0) AS id FROM
    (SELECT id FROM article WHERE id > :key_id ORDER BY id LIMIT :row_limit);

-- name: desk_fill_docs
INSERT INTO desk_doc (id, title, facets, folding)
SELECT id, title, char(57586) || author_id || ' ' || char(57587) || status, :folding FROM article
WHERE id > :key_id AND id <= :until_id
ON CONFLICT (id) DO UPDATE SET title = excluded.title, facets = excluded.facets,
    folding = excluded.folding;

-- name: desk_fill
INSERT INTO desk_text (rowid, title, facets)
SELECT id, char(57600 + folding) || title, char(57600 + folding) || facets FROM desk_doc
WHERE id > :key_id AND id <= :until_id ORDER BY id;

-- name: desk_old_until
SELECT coalesce(max(id), 0) AS id FROM
    (SELECT id FROM desk_doc WHERE id > :key_id AND id <= :until_id ORDER BY id LIMIT :row_limit);

-- name: desk_old_remove
INSERT INTO desk_text (desk_text, rowid, title, facets)
SELECT 'delete', id, char(57600 + folding) || title, char(57600 + folding) || facets FROM desk_doc
WHERE id > :key_id AND id <= :until_id AND folding < :folding ORDER BY id;

-- name: desk_old_add
INSERT INTO desk_text (rowid, title, facets)
SELECT id, char(57600 + :folding) || title, char(57600 + :folding) || facets FROM desk_doc
WHERE id > :key_id AND id <= :until_id AND folding < :folding ORDER BY id;

-- name: desk_old_done
UPDATE desk_doc SET folding = :folding
WHERE id > :key_id AND id <= :until_id AND folding < :folding;

-- name: desk_find
-- scan: the newest matches, until there are enough
SELECT c.* FROM desk_text AS t CROSS JOIN article_card AS c ON c.id = t.rowid
WHERE t.desk_text MATCH :match AND t.rowid < :key_id
ORDER BY t.rowid DESC LIMIT :row_limit;

-- name: desk_check_index
-- scan: every word of the index, for `broadsheet check`
SELECT term AS word, doc AS id, col AS field, "offset" AS place FROM desk_instance;

-- name: desk_check_docs
-- scan: every article, for `broadsheet check`
SELECT id, folding, title, facets FROM desk_doc ORDER BY id;

-- name: desk_check_stale
-- scan: every article, for `broadsheet check`
SELECT count(*) AS n FROM article AS a LEFT JOIN desk_doc AS d ON d.id = a.id
WHERE d.id IS NULL OR d.title <> a.title
    OR d.facets <> char(57586) || a.author_id || ' ' || char(57587) || a.status;
