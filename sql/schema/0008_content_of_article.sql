-- SPDX-License-Identifier: MIT
-- The articles that a content version changed, if it changed only comments. So an article's page stays valid while
-- other articles get comments. A version without a row changed everything. Only the newest are kept: a process that
-- has not looked for longer assumes that everything changed.

CREATE TABLE content_of_article (
    version    INTEGER NOT NULL,
    article_id INTEGER NOT NULL,
    PRIMARY KEY (version, article_id)
) STRICT, WITHOUT ROWID;
