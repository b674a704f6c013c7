-- SPDX-License-Identifier: MIT
-- The whole site in one file. Times are epoch seconds in UTC. Ids are never reused (AUTOINCREMENT), since the
-- counter file and old links refer to them. Numbers that pages show are stored in rows and updated in the same
-- transaction (by the triggers below), so nothing ever counts by scanning.

CREATE TABLE site (
    id              INTEGER PRIMARY KEY CHECK (id = 1),
    uuid            TEXT    NOT NULL,  -- ties the counter file to this database
    secret          TEXT    NOT NULL,  -- 32 random bytes in hex: signs form tokens and readers' cookies
    content_version INTEGER NOT NULL   -- raised by every change that a reader can see
) STRICT;

CREATE TABLE setting (
    name  TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE social_link (
    position INTEGER PRIMARY KEY,
    kind     TEXT NOT NULL,
    label    TEXT NOT NULL,
    url      TEXT NOT NULL
) STRICT;

-- ---- people ---------------------------------------------------------------------------------------

CREATE TABLE user (
    id            INTEGER PRIMARY KEY AUTOINCREMENT,
    login         TEXT    NOT NULL UNIQUE,  -- folded: compared in lower case
    slug          TEXT    NOT NULL UNIQUE,  -- the author page's
    name          TEXT    NOT NULL,
    email         TEXT    NOT NULL,
    bio           TEXT    NOT NULL,
    role          INTEGER NOT NULL,
    password_hash TEXT    NOT NULL,         -- argon2id; empty: nobody can sign in
    disabled      INTEGER NOT NULL DEFAULT 0,
    created_at    INTEGER NOT NULL
) STRICT;
CREATE INDEX user_by_name ON user (name, id);

CREATE TABLE session (
    token_hash TEXT    PRIMARY KEY,         -- the token itself is only in the browser
    user_id    INTEGER NOT NULL REFERENCES user (id) ON DELETE CASCADE,
    csrf       TEXT    NOT NULL,
    created_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX session_by_user ON session (user_id);
CREATE INDEX session_by_expiry ON session (expires_at);

-- Failed sign-ins, by account ("login:NAME") and by address ("addr:ADDRESS").
CREATE TABLE login_failure (
    who        TEXT    PRIMARY KEY,
    failures   INTEGER NOT NULL,
    last_at    INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX login_failure_by_time ON login_failure (last_at);

-- ---- articles -------------------------------------------------------------------------------------

CREATE TABLE section (
    id          INTEGER PRIMARY KEY AUTOINCREMENT,
    slug        TEXT    NOT NULL UNIQUE,
    name        TEXT    NOT NULL,
    description TEXT    NOT NULL,
    position    INTEGER NOT NULL
) STRICT;

-- The long text is the last column, so lists never read its pages.
CREATE TABLE article (
    id               INTEGER PRIMARY KEY AUTOINCREMENT,
    status           INTEGER NOT NULL,      -- enum article_status
    status_before    INTEGER NOT NULL DEFAULT 0,  -- what a trashed one goes back to
    -- YYYYMMDD of the permalink in the site's time zone, fixed at the first publication; 0 before it.
    day              INTEGER NOT NULL DEFAULT 0,
    section_id       INTEGER NOT NULL REFERENCES section (id),
    author_id        INTEGER NOT NULL REFERENCES user (id),
    social_links     INTEGER NOT NULL,
    comments_open    INTEGER NOT NULL,
    published_at     INTEGER NOT NULL DEFAULT 0,  -- 0: never; of a scheduled one, when it is due
    created_at       INTEGER NOT NULL,
    updated_at       INTEGER NOT NULL,
    version          INTEGER NOT NULL DEFAULT 1,  -- raised by every save: two editors cannot overwrite each other
    base_views       INTEGER NOT NULL DEFAULT 0,  -- counted elsewhere before (an import)
    comment_count    INTEGER NOT NULL DEFAULT 0,  -- approved ones
    words            INTEGER NOT NULL,
    slug             TEXT    NOT NULL,
    title            TEXT    NOT NULL,
    standfirst       TEXT    NOT NULL,
    excerpt          TEXT    NOT NULL,      -- plain text, made from the body
    body             TEXT    NOT NULL       -- Markdown
) STRICT;
CREATE UNIQUE INDEX article_by_permalink ON article (day, slug) WHERE day > 0;
-- Lists: each is one index, read from its end (status 3 is published, 2 scheduled).
CREATE INDEX article_by_publication ON article (status, published_at, id);
CREATE INDEX article_in_section ON article (section_id, status, published_at, id);
CREATE INDEX article_by_author ON article (author_id, status, published_at, id);
CREATE INDEX article_by_status ON article (status, updated_at, id);
CREATE INDEX article_by_author_status ON article (author_id, status, updated_at, id);
-- Everything but the trash (5).
CREATE INDEX article_by_author_update ON article (author_id, updated_at, id) WHERE status <> 5;
CREATE INDEX article_by_update ON article (updated_at, id) WHERE status <> 5;

-- Former permalinks of articles. They redirect for ever.
CREATE TABLE article_alias (
    day        INTEGER NOT NULL,
    slug       TEXT    NOT NULL,
    article_id INTEGER NOT NULL REFERENCES article (id) ON DELETE CASCADE,
    PRIMARY KEY (day, slug)
) STRICT, WITHOUT ROWID;
CREATE INDEX article_alias_by_article ON article_alias (article_id);

CREATE TABLE tag (
    id   INTEGER PRIMARY KEY AUTOINCREMENT,
    slug TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL
) STRICT;

-- published_at is the article's if it is published, else 0. So a tag's page reads one index.
CREATE TABLE article_tag (
    article_id   INTEGER NOT NULL REFERENCES article (id) ON DELETE CASCADE,
    tag_id       INTEGER NOT NULL REFERENCES tag (id) ON DELETE CASCADE,
    position     INTEGER NOT NULL,
    published_at INTEGER NOT NULL,
    PRIMARY KEY (article_id, tag_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX article_tag_by_tag ON article_tag (tag_id, published_at, article_id);

CREATE TRIGGER article_tag_follows_publication
AFTER UPDATE OF status, published_at ON article
WHEN new.status <> old.status OR new.published_at <> old.published_at
BEGIN
    UPDATE article_tag
    SET published_at = CASE WHEN new.status = 3 THEN new.published_at ELSE 0 END
    WHERE article_id = new.id;
END;

-- The number of articles in each status, for the newsroom's tabs.
CREATE TABLE article_total (
    status INTEGER PRIMARY KEY,
    n      INTEGER NOT NULL
) STRICT;
INSERT INTO article_total (status, n) VALUES (0, 0), (1, 0), (2, 0), (3, 0), (4, 0), (5, 0);

CREATE TRIGGER article_total_insert AFTER INSERT ON article BEGIN
    UPDATE article_total SET n = n + 1 WHERE status = new.status;
END;
CREATE TRIGGER article_total_delete AFTER DELETE ON article BEGIN
    UPDATE article_total SET n = n - 1 WHERE status = old.status;
END;
CREATE TRIGGER article_total_update AFTER UPDATE OF status ON article
WHEN new.status <> old.status
BEGIN
    UPDATE article_total SET n = n - 1 WHERE status = old.status;
    UPDATE article_total SET n = n + 1 WHERE status = new.status;
END;

-- ---- views ----------------------------------------------------------------------------------------

-- The totals of each node's counter file when it was last flushed. n0 .. n6: enum view_reason.
CREATE TABLE view_total (
    article_id INTEGER NOT NULL REFERENCES article (id) ON DELETE CASCADE,
    node       TEXT    NOT NULL,
    counted    INTEGER NOT NULL,
    robot      INTEGER NOT NULL,
    ai_robot   INTEGER NOT NULL,
    prefetch   INTEGER NOT NULL,
    staff      INTEGER NOT NULL,
    repeat     INTEGER NOT NULL,
    other      INTEGER NOT NULL,
    PRIMARY KEY (article_id, node)
) STRICT, WITHOUT ROWID;

CREATE TABLE view_day (
    article_id INTEGER NOT NULL REFERENCES article (id) ON DELETE CASCADE,
    day        INTEGER NOT NULL,  -- YYYYMMDD in the site's time zone
    counted    INTEGER NOT NULL,
    robot      INTEGER NOT NULL,
    ai_robot   INTEGER NOT NULL,
    prefetch   INTEGER NOT NULL,
    staff      INTEGER NOT NULL,
    repeat     INTEGER NOT NULL,
    other      INTEGER NOT NULL,
    PRIMARY KEY (article_id, day)
) STRICT, WITHOUT ROWID;

-- ---- videos ---------------------------------------------------------------------------------------

CREATE TABLE video (
    id           INTEGER PRIMARY KEY AUTOINCREMENT,
    youtube_id   TEXT    NOT NULL,
    title        TEXT    NOT NULL,
    description  TEXT    NOT NULL,
    poster       TEXT    NOT NULL,          -- a path on this site; empty: the shipped picture
    duration_s   INTEGER NOT NULL,          -- 0: not known
    published_at INTEGER NOT NULL,
    trashed      INTEGER NOT NULL DEFAULT 0,
    created_at   INTEGER NOT NULL
) STRICT;
CREATE INDEX video_published ON video (published_at, id) WHERE trashed = 0;
CREATE INDEX video_trashed ON video (published_at, id) WHERE trashed = 1;

-- ---- comments -------------------------------------------------------------------------------------

CREATE TABLE comment (
    id           INTEGER PRIMARY KEY AUTOINCREMENT,
    article_id   INTEGER NOT NULL REFERENCES article (id) ON DELETE CASCADE,
    parent_id    INTEGER REFERENCES comment (id),
    root_id      INTEGER NOT NULL,          -- the top-level comment of its thread; its own id for one
    depth        INTEGER NOT NULL,          -- 1 for a top-level comment
    status       INTEGER NOT NULL,          -- enum comment_status
    held_reason  TEXT    NOT NULL,          -- a sentence; empty: no rule held it
    user_id      INTEGER REFERENCES user (id),  -- a signed-in writer
    author       TEXT    NOT NULL,
    email        TEXT    NOT NULL,
    url          TEXT    NOT NULL,
    body         TEXT    NOT NULL,          -- Markdown
    addr         TEXT    NOT NULL,
    user_agent   TEXT    NOT NULL,
    -- Of hashes 128 bits are kept: each is in an index of all comments.
    browser      TEXT    NOT NULL,          -- of the signed browser's id; empty: none
    receipt_hash TEXT    NOT NULL,          -- of the receipt, which follows from the form's token
    digest       TEXT    NOT NULL,          -- of article, author, e-mail and body: finds duplicates
    created_at   INTEGER NOT NULL,
    edited_at    INTEGER NOT NULL DEFAULT 0,
    decided_at   INTEGER NOT NULL DEFAULT 0,
    decided_by   INTEGER REFERENCES user (id),
    shown_kids   INTEGER NOT NULL DEFAULT 0 -- approved replies below it, at any depth
) STRICT;
CREATE INDEX comment_by_status ON comment (status, id);
CREATE INDEX comment_of_article_by_status ON comment (article_id, status, id);
-- A page of threads: the top-level comments that are approved or have approved replies.
CREATE INDEX comment_thread ON comment (article_id, id)
    WHERE parent_id IS NULL AND (status = 1 OR shown_kids > 0);
CREATE INDEX comment_in_thread ON comment (root_id, id);
CREATE INDEX comment_by_parent ON comment (parent_id) WHERE parent_id IS NOT NULL;
CREATE INDEX comment_by_addr ON comment (addr, status, id);
CREATE INDEX comment_by_addr_and_time ON comment (addr, created_at);
CREATE INDEX comment_by_browser ON comment (browser, status) WHERE browser <> '';
CREATE UNIQUE INDEX comment_by_receipt ON comment (receipt_hash);
CREATE INDEX comment_by_digest ON comment (article_id, digest) WHERE status <> 3;
CREATE INDEX comment_by_user ON comment (user_id, id) WHERE user_id IS NOT NULL;
CREATE INDEX comment_by_decider ON comment (decided_by) WHERE decided_by IS NOT NULL;

CREATE TABLE comment_total (
    status INTEGER PRIMARY KEY,
    n      INTEGER NOT NULL
) STRICT;
INSERT INTO comment_total (status, n) VALUES (0, 0), (1, 0), (2, 0), (3, 0);

CREATE TABLE author_total (
    email  TEXT    NOT NULL,
    status INTEGER NOT NULL,
    n      INTEGER NOT NULL,
    PRIMARY KEY (email, status)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER comment_total_insert AFTER INSERT ON comment BEGIN
    UPDATE comment_total SET n = n + 1 WHERE status = new.status;
    INSERT INTO author_total (email, status, n) VALUES (new.email, new.status, 1)
        ON CONFLICT (email, status) DO UPDATE SET n = n + 1;
    UPDATE article SET comment_count = comment_count + 1
        WHERE id = new.article_id AND new.status = 1;
    UPDATE comment SET shown_kids = shown_kids + 1
        WHERE id = new.root_id AND new.status = 1 AND new.parent_id IS NOT NULL;
END;
CREATE TRIGGER comment_total_delete AFTER DELETE ON comment BEGIN
    UPDATE comment_total SET n = n - 1 WHERE status = old.status;
    UPDATE author_total SET n = n - 1 WHERE email = old.email AND status = old.status;
    UPDATE article SET comment_count = comment_count - 1
        WHERE id = old.article_id AND old.status = 1;
    UPDATE comment SET shown_kids = shown_kids - 1
        WHERE id = old.root_id AND old.status = 1 AND old.parent_id IS NOT NULL;
END;
CREATE TRIGGER comment_total_update AFTER UPDATE OF status, email ON comment
WHEN new.status <> old.status OR new.email <> old.email
BEGIN
    UPDATE comment_total SET n = n - 1 WHERE status = old.status;
    UPDATE comment_total SET n = n + 1 WHERE status = new.status;
    UPDATE author_total SET n = n - 1 WHERE email = old.email AND status = old.status;
    INSERT INTO author_total (email, status, n) VALUES (new.email, new.status, 1)
        ON CONFLICT (email, status) DO UPDATE SET n = n + 1;
    UPDATE article SET comment_count = comment_count + (new.status = 1) - (old.status = 1)
        WHERE id = new.article_id AND (new.status = 1) <> (old.status = 1);
    UPDATE comment SET shown_kids = shown_kids + (new.status = 1) - (old.status = 1)
        WHERE id = new.root_id AND new.parent_id IS NOT NULL
          AND (new.status = 1) <> (old.status = 1);
END;

-- ---- what was done --------------------------------------------------------------------------------

-- One action of a moderator on one or many comments, and each comment's former status, which undo reads.
CREATE TABLE moderation (
    id        INTEGER PRIMARY KEY AUTOINCREMENT,
    user_id   INTEGER NOT NULL REFERENCES user (id),
    at        INTEGER NOT NULL,
    to_status INTEGER NOT NULL,
    changed   INTEGER NOT NULL,             -- how many comments
    undone_at INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX moderation_by_user ON moderation (user_id, id);

CREATE TABLE moderation_change (
    moderation_id INTEGER NOT NULL REFERENCES moderation (id) ON DELETE CASCADE,
    comment_id    INTEGER NOT NULL REFERENCES comment (id) ON DELETE CASCADE,
    from_status   INTEGER NOT NULL,
    PRIMARY KEY (moderation_id, comment_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX moderation_change_by_comment ON moderation_change (comment_id);

-- Append-only: who, when, on what, what it was, what it became.
CREATE TABLE audit (
    id     INTEGER PRIMARY KEY AUTOINCREMENT,
    at     INTEGER NOT NULL,
    user_id INTEGER,                        -- NULL: the command line, or a job
    who    TEXT    NOT NULL,                -- the name at that time
    action TEXT    NOT NULL,                -- "comment.approve", "article.publish", ...
    object TEXT    NOT NULL,                -- "comment 12", "article 3"
    was    TEXT    NOT NULL,
    became TEXT    NOT NULL
) STRICT;
CREATE INDEX audit_by_object ON audit (object, id);
CREATE TRIGGER audit_no_update BEFORE UPDATE ON audit BEGIN
    SELECT raise(ABORT, 'the audit log is append-only');
END;
CREATE TRIGGER audit_no_delete BEFORE DELETE ON audit BEGIN
    SELECT raise(ABORT, 'the audit log is append-only');
END;

-- ---- how an article is read -------------------------------------------------------------------------

-- An article with the names of its section and author; lists leave the body out.
CREATE VIEW article_card AS
SELECT a.id, a.status, a.day, a.slug, a.title, a.standfirst, a.excerpt, a.words, a.section_id,
    a.author_id, s.slug AS section_slug, s.name AS section_name, u.slug AS author_slug,
    u.name AS author_name, a.social_links, a.comments_open, a.published_at, a.created_at,
    a.updated_at, a.version, a.base_views, a.comment_count,
    (SELECT coalesce(sum(v.counted), 0) FROM view_total AS v
     WHERE v.article_id = a.id AND v.node <> 'main') AS views_elsewhere
FROM article AS a
    JOIN section AS s ON s.id = a.section_id
    JOIN user AS u ON u.id = a.author_id;
