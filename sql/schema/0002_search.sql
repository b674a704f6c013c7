-- SPDX-License-Identifier: MIT
-- Search: the readers' index (search_*), and the newsroom's own index of headlines (desk_*). The program updates
-- both in the transaction that changes the article: core/search/index/index.c and core/search/index/desk.c.
-- Articles that existed before are added after the start, in batches.

-- A published article as plain text. Its id is the second of its publication, or the next free one if another
-- article has that second. So "newest first" is a walk backwards, and a range of dates is a range of ids. Only
-- published articles are here.
CREATE TABLE search_doc (
    id         INTEGER PRIMARY KEY,
    article_id INTEGER NOT NULL REFERENCES article (id),
    generation INTEGER NOT NULL,            -- search_text holds it where this is search_state's
    title      TEXT    NOT NULL,
    standfirst TEXT    NOT NULL,
    body       TEXT    NOT NULL,
    tags       TEXT    NOT NULL,
    facets     TEXT    NOT NULL             -- its section and author, as words that nobody can type
) STRICT;
CREATE UNIQUE INDEX search_doc_by_article ON search_doc (article_id);

CREATE VIRTUAL TABLE search_text USING fts5 (
    title, standfirst, body, tags, facets,
    content = 'search_doc', content_rowid = 'id', tokenize = 'unicode61 remove_diacritics 2'
);
-- How much FTS5 gathers in memory before it writes: a batch of articles, not each one.
INSERT INTO search_text (search_text, rank) VALUES ('hashsize', 33554432);

-- Every word of the index. `broadsheet check` compares it with search_doc.
CREATE VIRTUAL TABLE search_instance USING fts5vocab ('search_text', 'instance');

-- The words of search_text and the number of articles that contain each: for ranking, completing and correcting
-- searches.
CREATE TABLE search_word (
    word TEXT    PRIMARY KEY,
    docs INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- How far the indexes are filled. Missing articles are added, newest first, down to the key (phase 0). Then
-- articles that should not be there are removed (phase 1). Then the indexes are complete (phase 2).
CREATE TABLE search_state (
    id         INTEGER PRIMARY KEY CHECK (id = 1),
    generation INTEGER NOT NULL DEFAULT 1,
    docs       INTEGER NOT NULL DEFAULT 0,  -- articles in search_text
    phase      INTEGER NOT NULL,
    key_at     INTEGER NOT NULL DEFAULT 9223372036854775807,
    key_id     INTEGER NOT NULL DEFAULT 0,
    gap        INTEGER NOT NULL DEFAULT 0,  -- published articles that could not be put in
    desk_id    INTEGER NOT NULL DEFAULT 0   -- headlines of articles up to this one are in desk_text
) STRICT;
INSERT INTO search_state (id, phase) VALUES (1, CASE WHEN EXISTS (SELECT 1 FROM article) THEN 0 ELSE 2 END);

-- ---- the newsroom's ---------------------------------------------------------------------------------

-- The content of desk_text for an article: its headline, and its author and status as words that nobody can type
-- (U+E0F2 and U+E0F3 before the number).
CREATE TABLE desk_doc (
    id     INTEGER PRIMARY KEY REFERENCES article (id),
    title  TEXT NOT NULL,
    facets TEXT NOT NULL
) STRICT;

CREATE VIRTUAL TABLE desk_text USING fts5 (
    title, facets,
    content = 'desk_doc', content_rowid = 'id', tokenize = 'unicode61 remove_diacritics 2',
    prefix = '2 3'
);
CREATE VIRTUAL TABLE desk_instance USING fts5vocab ('desk_text', 'instance');
