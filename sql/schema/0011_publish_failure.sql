-- SPDX-License-Identifier: MIT
-- Scheduled articles that could not be published at their time: each waits longer with each try, and
-- holds up no other.
CREATE TABLE publish_failure (
    article_id INTEGER PRIMARY KEY REFERENCES article (id) ON DELETE CASCADE,
    tries      INTEGER NOT NULL,
    next_at    INTEGER NOT NULL
) STRICT;
