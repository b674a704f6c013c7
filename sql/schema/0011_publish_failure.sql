-- SPDX-License-Identifier: MIT
-- Scheduled articles that could not be published at their time. Each waits longer after each attempt, and delays no
-- other.
CREATE TABLE publish_failure (
    article_id INTEGER PRIMARY KEY REFERENCES article (id) ON DELETE CASCADE,
    tries      INTEGER NOT NULL,
    next_at    INTEGER NOT NULL
) STRICT;
