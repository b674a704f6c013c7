-- SPDX-License-Identifier: MIT
-- What a content version changed, where that was comments of some articles and nothing else: an article's
-- page then stays good while others are talked about. A version without a row changed everything. Only
-- the newest are kept: a process that has not looked for longer takes everything for changed.

CREATE TABLE content_of_article (
    version    INTEGER NOT NULL,
    article_id INTEGER NOT NULL,
    PRIMARY KEY (version, article_id)
) STRICT, WITHOUT ROWID;
