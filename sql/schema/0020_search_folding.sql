-- SPDX-License-Identifier: MIT
-- The search index tells fewer letters apart (base/fold.h), and each text of it says by which folding its words
-- were made. Texts of an older folding are made anew after the start, while they are still found as before.

ALTER TABLE search_doc ADD COLUMN folding INTEGER NOT NULL DEFAULT 1;
ALTER TABLE desk_doc ADD COLUMN folding INTEGER NOT NULL DEFAULT 1;

-- No text of the readers' index, and of the newsroom's, has an older folding than these. `target` is what
-- the filling makes; the newsroom's headlines up to desk_key have it.
ALTER TABLE search_state ADD COLUMN folding INTEGER NOT NULL DEFAULT 1;
ALTER TABLE search_state ADD COLUMN desk_folding INTEGER NOT NULL DEFAULT 1;
ALTER TABLE search_state ADD COLUMN target INTEGER NOT NULL DEFAULT 1;
ALTER TABLE search_state ADD COLUMN desk_key INTEGER NOT NULL DEFAULT 0;

-- An empty index has no old texts.
UPDATE search_state SET folding = 3, desk_folding = 3, target = 3
WHERE NOT EXISTS (SELECT 1 FROM article);
